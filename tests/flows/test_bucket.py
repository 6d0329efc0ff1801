"""A station whose machines share their files in a bucket: what one takes in another stores and a third one shows."""

from __future__ import annotations

import re
import tarfile
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from api import cli
from core import clock, inbound, media, units
from core.files import Folder
from core.inbound import Raw
from core.models import Attachment, Inbound, Job
from core.settings import Settings
from tests.api.public.phone import Phone
from tests.api.test_attachments import awaited, filed
from tests.conftest import make_settings
from tests.emulators.running import Running, running
from tests.emulators.s3 import S3Emulator
from tests.flows.test_backup import commands  # noqa: F401 - a fixture
from tests.flows.test_telegram import picture
from tests.ground import Site, eventually, open_site

pytestmark = pytest.mark.parametrize("database", ["postgresql"], indirect=True)

PHOTO = ("foto.jpg", picture(), "image/jpeg")
DOWN = "Penyimpanan berkas sedang tidak terjangkau"
Store = Running[S3Emulator]


@pytest.fixture
def store() -> Iterator[S3Emulator]:
    with running(S3Emulator()) as found:
        yield found.emulator


@pytest.fixture
def with_bucket(settings: Settings, store: S3Emulator) -> Settings:
    return make_settings(settings.data_dir, settings.database_url, **store.settings)


@pytest.fixture
def town(with_bucket: Settings) -> Iterator[Site]:
    with open_site(with_bucket) as site:
        site.write(lambda s: units.add(s, units.root(s), name="Polsek Sirih"))
        yield site


def states(site: Site) -> list[str]:
    return [file.state for file in site.read(lambda s: s.query(Attachment).all())]


def test_three_machines_with_nothing_in_common_but_database_key_and_bucket(
    with_bucket: Settings, store: S3Emulator, tmp_path: Path
) -> None:
    def machine(number: int) -> Settings:
        folder = tmp_path / str(number)
        folder.mkdir()
        return with_bucket.model_copy(update={"data_dir": folder, "secret_key_file": with_bucket.key_file})

    with ExitStack() as stack:
        takes, fetches, shows = (
            stack.enter_context(open_site(machine(number), roles=frozenset({role})))
            for number, role in enumerate(("http", "deliver", "http"))
        )
        phone = Phone(takes)
        phone.say("Ini fotonya", files=[PHOTO])
        eventually(lambda: states(fetches), until=lambda found: found == ["stored"])
        [file] = shows.read(lambda s: s.query(Attachment).all())
        link = f"/lapor/berkas/{file.id}"
        assert link in phone.wait_for(link)
        there = Phone(shows)
        there.browser.cookies = phone.browser.cookies
        assert there.browser.get(link).headers["content-type"] == "image/jpeg"
        assert [re.sub(r".*\.", "", name) for name in store.of("media")] == ["copy", "orig"]
        assert len(store.of("upload")) == 1
        assert not any(b"\xff\xd8\xff" in content for content in store.objects.values())
    assert [path for path in tmp_path.glob("[012]/**/*") if path.is_file()] == []


def test_a_file_of_a_report_is_answered_with_503_while_the_store_is_down(town: Site, store: S3Emulator) -> None:
    id_ = filed(town)
    ayu = town.officer(unit="Polsek Sirih")
    for trouble in (503, 403, 500):
        store.trouble = trouble
        for answer in (ayu.get(f"/lampiran/{id_}"), ayu.post(f"/lampiran/{id_}/asli")):
            assert (answer.status_code, DOWN in answer.text) == (503, True)
            assert answer.headers["retry-after"]
        assert town.client().get("/readyz").status_code == 200
    store.trouble = 0
    assert ayu.get(f"/lampiran/{id_}").status_code == 200
    store.objects.clear()
    assert ayu.get(f"/lampiran/{id_}").status_code == 404


def test_pages_are_served_while_many_wait_for_a_store_that_hangs(town: Site, store: S3Emulator) -> None:
    id_ = filed(town)
    ayu = town.officer(unit="Polsek Sirih")
    cookies, store.hangs, before = dict(ayu.cookies), True, len(store.asked)
    browsers = [town.client(cookies=cookies) for _ in range(24)]
    waiting = [threading.Thread(target=browser.get, args=(f"/lampiran/{id_}",)) for browser in browsers]
    for thread in waiting:
        thread.start()
    eventually(lambda: len(store.asked) >= before + 8)
    assert ayu.get("/masuk", timeout=5).status_code == 200
    assert Phone(town).page.status_code == 200
    store.release()
    for thread in waiting:
        thread.join()


def test_who_sends_a_file_while_the_store_is_down_keeps_the_words_and_can_send_again(
    with_bucket: Settings, store: S3Emulator
) -> None:
    store.trouble = 503
    with open_site(with_bucket) as site:
        phone = Phone(site)
        phone.say("Lampu jalan mati", files=[PHOTO])
        assert phone.page.status_code == 503
        assert DOWN in phone.page.text
        assert ">Lampu jalan mati</textarea>" in phone.page.text
        assert "tel:110" in phone.page.text
        assert states(site) == []
        phone.say("Lampu jalan mati")
        assert phone.page.status_code == 200
        store.trouble = 0
        phone.say("Ini fotonya", files=[PHOTO])
        eventually(lambda: states(site), until=lambda found: found == ["stored"])


def test_danger_is_heard_without_its_file_and_told_so(
    with_bucket: Settings, store: S3Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.fetching.GONE_AFTER", 1)
    store.trouble = 503
    with open_site(with_bucket) as site:
        phone = Phone(site)
        phone.say("DARURAT", files=[PHOTO, PHOTO])
        assert phone.page.status_code == 200
        assert "110" in phone.page.text
        phone.wait_for("tidak bisa kami ambil. Kirim sekali lagi bila bisa")
        eventually(lambda: states(site), until=lambda found: found == ["gone", "gone"])


def test_a_file_that_cannot_be_kept_now_is_fetched_again_later(
    town: Site, store: S3Emulator, later: Callable[..., None]
) -> None:
    phone = Phone(town)

    def put_off() -> bool:
        jobs = town.read(lambda s: s.query(Job).filter_by(kind="fetch").all())
        return bool(jobs) and all(j.attempts and not j.lease_until and j.due_at > clock.now() for j in jobs)

    store.refuses = "PUT sagara/media/"
    phone.say("Ini fotonya", files=[PHOTO])
    eventually(put_off)
    assert states(town) == ["waiting"]
    store.refuses = ""
    later(minutes=1)
    eventually(lambda: states(town), until=lambda found: found == ["stored"])


def test_a_day_without_the_store_costs_no_cleaning_and_no_file(
    town: Site, store: S3Emulator, later: Callable[..., None]
) -> None:
    kept = filed(town)
    stray = f"sagara/media/ab/{'0' * 30}ab.orig"
    store.trouble = 500  # before the stray is there: the look at the start may still be under way
    store.put(stray, b"of a draft that was discarded")
    store.put("sagara/media/notes.txt", b"not ours")
    old = clock.now() - timedelta(days=29)
    town.write(lambda s: inbound.store_many(s, [Raw("test", "1", old, "done", b"x")]))

    def expired() -> bool:
        return town.read(lambda s: s.query(Inbound).filter_by(event_id="1").count()) == 0

    later(days=2)
    eventually(expired)
    assert (states(town), stray in store.objects) == (["stored"], True)
    store.trouble = 0
    later(days=4)
    eventually(lambda: stray not in store.objects)
    assert (states(town), "sagara/media/notes.txt" in store.objects) == (["stored"], True)
    whole = {name: store.objects.pop(name) for name in store.of("media") if kept in name}
    later(days=6)
    eventually(lambda: states(town), until=lambda found: found == ["gone"])
    for name, content in whole.items():
        store.put(name, content)
    later(days=8)
    eventually(lambda: states(town), until=lambda found: found == ["stored"])
    assert set(whole) <= set(store.objects)


def test_a_file_to_be_forgotten_goes_once_the_store_is_back(
    town: Site, store: S3Emulator, later: Callable[..., None]
) -> None:
    phone = Phone(town)
    phone.say("halo", files=[PHOTO])
    eventually(lambda: states(town), until=lambda found: found == ["stored"])
    store.trouble = 503
    phone.say("HAPUS DATA")
    phone.press("Ya, hapus")
    eventually(lambda: town.read(lambda s: s.query(Job).filter(Job.kind == "fetch", Job.attempts > 0).count()))
    assert len(store.of("media")) == 2
    store.trouble = 0
    later(minutes=3)
    eventually(lambda: not store.of("media"))


def test_two_tries_at_one_file_leave_the_first_of_them(town: Site) -> None:
    first, second = awaited(town), picture()
    made = media.store(town.world.vault, town.world.house.files, first, b"%PDF-1.7 first")
    again = media.store(town.world.vault, town.world.house.files, first, second)
    assert (again, again.mime) == (made, "application/pdf")


def test_left_overs_of_the_chat_go_after_two_days(town: Site, store: S3Emulator, later: Callable[..., None]) -> None:
    store.put("sagara/upload/" + "0" * 32, b"whose message was never taken")
    later(days=3)
    Phone(town).say("Ini fotonya", files=[PHOTO])
    assert "sagara/upload/" + "0" * 32 not in store.objects


# Backups


@pytest.fixture
def jembatan(
    with_bucket: Settings, commands: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]  # noqa: F811 - the fixture
) -> Callable[..., tuple[int, str]]:  # fmt: skip
    def use(*arguments: str, bucket: bool = True) -> tuple[int, str]:
        for name in ("files_url", "s3_endpoint", "s3_region", "s3_key"):
            monkeypatch.setenv(f"JEMBATAN_{name.upper()}", getattr(with_bucket, name) if bucket else "")
        monkeypatch.setenv("JEMBATAN_S3_SECRET", with_bucket.s3_secret.get_secret_value())
        status = cli.main(arguments)
        said = capsys.readouterr()
        return status, said.out + said.err

    return use


def test_a_backup_names_the_bucket_and_says_what_is_missing_there(
    with_bucket: Settings, jembatan: Callable[..., tuple[int, str]], store: S3Emulator, tmp_path: Path
) -> None:
    with open_site(with_bucket) as site:
        site.write(lambda s: units.add(s, units.root(s), name="Polsek Sirih"))
        id_ = filed(site)
        Folder(with_bucket.data_dir).write(f"media/ab/{'0' * 30}ab.orig", b"from before the bucket")
        status, said = jembatan("backup", str(tmp_path / "backups"))
    assert (status, "s3://berkas-sagara/sagara" in said) == (0, True)
    [backup] = (tmp_path / "backups").iterdir()
    with tarfile.open(backup) as archive:
        assert archive.getnames() == ["manifest.json", "database"]
    status, said = jembatan("restore", str(backup))
    assert (status, "s3://berkas-sagara/sagara" in said) == (0, True)
    with open_site(with_bucket) as site:
        assert site.officer(unit="Polsek Sirih").get(f"/lampiran/{id_}").status_code == 200
    store.objects.clear()  # with no server beside, whose own look at the files would tell the rows
    status, said = jembatan("backup", str(tmp_path / "backups"))
    assert (status, "1 berkas tidak ada di s3://" in said) == (1, True)
    store.trouble = 503
    status, said = jembatan("backup", str(tmp_path / "others"))
    assert (status, DOWN in said, len(list((tmp_path / "others").iterdir()))) == (1, True, 1)


def test_a_station_moves_into_a_bucket_by_backup_and_restore(
    settings: Settings, with_bucket: Settings, jembatan: Callable[..., tuple[int, str]], store: S3Emulator,
    tmp_path: Path,
) -> None:  # fmt: skip
    with open_site(settings) as site:
        site.write(lambda s: units.add(s, units.root(s), name="Polsek Sirih"))
        id_ = filed(site)
        assert jembatan("backup", str(tmp_path / "backups"), bucket=False)[0] == 0
    [backup] = (tmp_path / "backups").iterdir()
    store.trouble = 503
    assert jembatan("restore", str(backup))[0] == 1
    store.trouble = 0
    for _ in range(2):  # the second time everything is there already
        assert jembatan("restore", str(backup))[0] == 0
    assert len(store.of("media")) == 2
    with open_site(with_bucket) as site:
        ayu = site.officer(unit="Polsek Sirih")
        assert ayu.post(f"/lampiran/{id_}/asli").status_code == 200


def test_the_demo_does_not_touch_the_bucket(
    with_bucket: Settings, jembatan: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    from api import serving

    served: list[Settings] = []
    monkeypatch.setattr(serving, "serve", lambda settings, **_: served.append(settings) or 0)
    assert jembatan("demo")[0] == 0
    assert [made.files_url for made in served] == [""]
