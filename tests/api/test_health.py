"""Alive, ready, and figures: who may read them, and what they say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import text

from api import health
from core import clock
from core.models import Inbound, Job, Outbox
from core.settings import Settings
from tests.conftest import make_settings
from tests.factories import make_report
from tests.ground import Site, open_site

TOKEN = "figures-0123456789"


@pytest.fixture
def guarded(sqlite_settings: Settings) -> Iterator[Site]:
    made = make_settings(sqlite_settings.data_dir, sqlite_settings.database_url, metrics_token=TOKEN)
    with open_site(made) as site:
        yield site


def figures(site: Site) -> dict[str, float]:
    lines = site.client().get("/metrics").text.splitlines()
    pairs = (line.rpartition(" ")[::2] for line in lines if line.startswith("jembatan_"))
    return {name: float(value) for name, value in pairs}


def waits(session) -> None:
    now = clock.now()
    for at, (state, trouble, bot) in enumerate((
        ("queued", "", 2), ("queued", "", 1), ("queued", "", 3), ("sent", "", 1), ("sent", "", 1)
    )):  # fmt: skip
        row = {"id": f"{at}", "account": f"telegram:{bot}", "address": b"x", "lane": 1, "rank": 0, "state": state}
        late = now - timedelta(seconds=90 if bot == 1 else 10)
        session.add(Outbox(**row, trouble=trouble, due_at=late, created_at=late, changed_at=late))
    session.add(Job(kind="backfill", key="telegram:1", due_at=now - timedelta(days=1)))
    session.add(Job(kind="fetch", key="1", due_at=now - timedelta(seconds=30)))
    for at, age in (("8", 1), ("9", 8)):  # the page of troubles shows what belongs to no report for a week
        then = now - timedelta(days=age)
        row = {"account": "telegram:1", "address": b"x", "lane": 1, "rank": 0, "state": "failed", "payload": "{}"}
        session.add(Outbox(id=at, **row, trouble="blocked", due_at=then, created_at=then, changed_at=then))
    session.add(Inbound(account="telegram:123", event_id="1", at=now, outcome="quarantined"))
    make_report(session, priority=1, filed_at=now - timedelta(minutes=5))


def test_alive_and_ready(site_on_both: Site) -> None:
    assert site_on_both.client().get("/healthz").text == "ok"
    answer = site_on_both.client().get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"database": True, "disk": True})


def test_what_waits_is_counted_and_how_long_it_has(site_on_both: Site) -> None:
    site = site_on_both
    assert figures(site)["jembatan_urgent_waiting"] == 0
    site.write(waits)
    found = figures(site)
    assert found['jembatan_outbox_waiting{channel="telegram"}'] == 3
    assert 90 <= found['jembatan_outbox_oldest_seconds{channel="telegram"}'] < 150
    assert (found["jembatan_outbox_trouble"], found["jembatan_inbound_quarantined"]) == (1, 1)
    assert found["jembatan_urgent_waiting"] == 1
    assert [name for name in found if "jobs_waiting" in name] == ['jembatan_jobs_waiting{kind="fetch"}']
    assert 300 <= found["jembatan_urgent_oldest_seconds"] < 360
    assert found['jembatan_writer_done_total{kind="job"}'] >= 1
    assert found['jembatan_writer_waiting{kind="event"}'] == 0
    assert found["jembatan_database_up"] == 1


def test_answers_are_counted_by_door_and_class(site: Site) -> None:
    before = figures(site)
    site.client().get("/nowhere")
    site.client().get("/api/v1/reports")
    site.client().post("/webhooks/telegram")
    after = figures(site)
    for door in ("page", "api", "webhook"):
        name = f'jembatan_answers_total{{door="{door}",status="4xx"}}'
        assert after[name] - before.get(name, 0) == 1


def test_nobody_is_in_the_figures(site: Site) -> None:
    site.officer()
    site.client().post("/lapor", data={"text": "Halo dari Siti"})
    text = site.client().get("/metrics").text
    assert [word for word in ("Siti", "ayu", "127.0.0.1", "/lapor", "JB-") if word in text] == []


@pytest.mark.parametrize("forwarded", [{"x-forwarded-for": "127.0.0.1"}, {"forwarded": "for=127.0.0.1"}])
def test_behind_a_proxy_nobody_is_local(site: Site, forwarded: dict[str, str]) -> None:
    assert site.client().get("/metrics", headers=forwarded).status_code == 404


@pytest.mark.parametrize("given", ["", "Bearer", f"Bearer {TOKEN[:-1]}", f"Bearer {TOKEN}0", "Bearer \xe9"])
def test_with_a_token_only_the_token_opens_them(guarded: Site, given: str) -> None:
    headers = [(b"authorization", given.encode("latin-1"))] if given else []
    assert guarded.client().get("/metrics", headers=headers).status_code == 404
    far = {"authorization": f"Bearer {TOKEN}", "x-forwarded-for": "203.0.113.9"}
    assert guarded.client().get("/metrics", headers=far).status_code == 200


def test_a_station_is_not_ready_without_its_data_folder(settings: Settings) -> None:
    away = {"data_dir": settings.key_file / "away", "secret_key_file": settings.key_file}
    with open_site(settings.model_copy(update=away)) as site:
        answer = site.client().get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"database": True, "disk": False})


def test_a_station_is_not_ready_beside_a_full_disk_or_with_another_revision(
    site_on_both: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ready() -> tuple[int, dict[str, bool]]:
        answer = site_on_both.client().get("/readyz")
        return answer.status_code, answer.json()

    with monkeypatch.context() as patch:
        patch.setattr(health, "LEAST_FREE", 2**60)
        assert ready() == (503, {"database": True, "disk": False})
    assert ready() == (200, {"database": True, "disk": True})
    site_on_both.write(lambda s: s.execute(text("UPDATE alembic_version SET version_num = '0001'")))
    assert ready() == (503, {"database": False, "disk": True})
    assert site_on_both.client().get("/healthz").text == "ok"
