"""Whatever reaches a webhook: an answer that tells no provider to repeat what will never work, and a trace
of all that was verified, of nothing else."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from core import inbound
from core.models import Inbound, Message, Outbox, Report
from core.settings import Settings
from core.vault import create_key_file
from tests.api import hostile
from tests.api.hostile import Shot
from tests.conftest import make_settings
from tests.faults.flood import SECRET, Served
from tests.ground import Site, open_site


@pytest.fixture
def hooks(settings: Settings) -> Iterator[Site]:
    """A server that knows both providers and sends nothing to them."""
    made = make_settings(settings.data_dir, settings.database_url, **hostile.TELEGRAM, **hostile.TWILIO)
    with open_site(made, public=True, roles=frozenset({"http"})) as site:
        yield site


def rows(site: Site) -> list[str]:
    return site.read(lambda s: [row.outcome for row in s.query(Inbound).order_by(Inbound.id)])


def fire(client: httpx2.Client, shot: Shot) -> int:
    headers = [(name.encode(), value.encode()) for name, value in shot.headers.items()]
    return client.request(shot.method, shot.path, content=shot.body, headers=headers).status_code


def volley(site: Site, shots: list[Shot]) -> list[object]:
    """Fires each and returns what went otherwise than expected."""
    client, wrong, before = site.client(), [], rows(site)
    for shot in shots:
        started = time.monotonic()
        status = fire(client, shot)
        took, after = time.monotonic() - started, rows(site)
        fresh = after[len(before) :]
        if status != shot.status or fresh != ([shot.kept] if shot.kept else []):
            wrong.append((shot.name, status, fresh))
        if took > 2:
            wrong.append((shot.name, f"held the server up for {took:.1f} s"))
        before = after
    return wrong


def pages_that_fail(site: Site) -> list[object]:
    """Whatever is stored now, every page that shows it can be shown."""
    officer = site.officer(roles=("operator", "admin"))
    codes = site.read(lambda s: [code for (code,) in s.query(Report.code)])
    paths = ["/masuk", "/masuk?tampilan=semua", "/masalah", *(f"/laporan/{code}" for code in codes)]
    found = [(path, officer.get(path).status_code) for path in paths]
    return [entry for entry in found if entry[1] != 200]


def test_telegram(hooks: Site) -> None:
    assert volley(hooks, hostile.telegram()) == []
    assert pages_that_fail(hooks) == []


def test_whatsapp(hooks: Site) -> None:
    assert volley(hooks, hostile.whatsapp(hooks.world.base_url)) == []
    assert pages_that_fail(hooks) == []


def test_telegram_updates_with_one_value_wrong(hooks: Site) -> None:
    client, wrong, sent = hooks.client(), [], 0
    secret = {hostile.SECRET_HEADER: hostile.SECRET}
    for name, body in hostile.mutants():
        sent += 1
        status = client.post("/webhooks/telegram", content=body, headers=secret).status_code
        if status != 200:
            wrong.append((name, status))
    assert wrong == []
    assert sent > 600
    assert len(rows(hooks)) == sent
    assert pages_that_fail(hooks) == []


def test_whatsapp_messages_with_one_value_odd(hooks: Site) -> None:
    client, wrong, sent = hooks.client(), [], 0
    url = hooks.world.base_url + "/webhooks/whatsapp"
    for name, body in hostile.odd_messages():
        sent += 1
        headers = {"content-type": hostile.FORM, "x-twilio-signature": hostile.sign(url, body)}
        status = client.post("/webhooks/whatsapp", content=body, headers=headers).status_code
        if status != 200:
            wrong.append((name, status))
    assert wrong == []
    assert sent > 250
    assert len(rows(hooks)) == sent
    refused = hooks.read(lambda s: {row.reason for row in inbound.quarantined(s, limit=500)})
    assert {reason for reason in refused if reason.endswith("Error")} == set()
    assert pages_that_fail(hooks) == []


def test_a_flood_from_one_person_is_kept_and_not_answered_message_by_message(hooks: Site) -> None:
    client, person = hooks.client(headers={hostile.SECRET_HEADER: hostile.SECRET}), hostile.update()["message"]["from"]
    texts = [*(f"bukti {n}" for n in range(100)), "tolong dia bawa pisau sekarang", *(f"lagi {n}" for n in range(30))]
    for text in texts:
        update = hostile.update(text=text, **{"from": person, "chat": {"id": person["id"], "type": "private"}})
        assert client.post("/webhooks/telegram", json=update).status_code == 200
    said = hooks.read(lambda s: [m.text for m in s.query(Message).filter_by(author="citizen").order_by(Message.id)])
    answers = hooks.read(lambda s: [row.payload for row in s.query(Outbox).order_by(Outbox.id)])
    assert said == texts
    assert len(answers) <= 26
    assert sum("masuk cepat sekali" in str(payload) for payload in answers) == 1
    assert sum("TELEPON 110" in str(payload) for payload in answers) == 1
    assert hooks.read(lambda s: s.query(Report).filter_by(priority=1).count()) == 1


async def test_none_of_it_is_in_the_log(sqlite_template: Path, tmp_path: Path) -> None:
    shutil.copy(sqlite_template, tmp_path / "jembatan.db")
    create_key_file(tmp_path / "secret.key")
    served = Served(tmp_path, f"sqlite:///{tmp_path / 'jembatan.db'}", telegram="http://127.0.0.1:9")
    await served.start()
    bodies = [body.replace(b"halo", b"KENARI") for _, body in list(hostile.mutants())[::5]]
    bodies += [b"KENARI", json.dumps(hostile.update(text="KENARI")).encode(), b'{"KENARI": 1, "update_id": 5}']
    try:
        with httpx2.Client(base_url=served.url, headers={hostile.SECRET_HEADER: SECRET}) as client:
            for body in bodies:
                assert client.post("/webhooks/telegram?kenari=KENARI", content=body).status_code == 200
                refused = client.post("/webhooks/telegram", content=body, headers={hostile.SECRET_HEADER: "KENARI"})
                assert refused.status_code == 403
    finally:
        served.stop()
    log = (tmp_path / "server.log").read_text()
    assert "webhook refused" in log
    assert [word for word in ("KENARI", "Siti", "banjir", SECRET) if word in log] == []
