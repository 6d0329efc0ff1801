"""Files of a report, for whoever may open the report and for nobody else."""

from __future__ import annotations

import io

import httpx2
import pytest
from PIL import Image

from core import clock, ids, media, threads, units
from core.models import Attachment, Audit, Membership, Message
from tests.factories import make_report
from tests.ground import Site

FILM = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + b"\x00" * 40


def picture() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(target, "JPEG")
    return target.getvalue()


def awaited(site: Site, **over: object) -> str:
    """The id of a picture that is still to come, in a report of Polsek Sirih."""
    id_, message_id = ids.new_id(), ids.new_id()

    def add(session) -> None:
        report = make_report(session, unit_id=units.named(session, "Polsek Sirih").id, **over)
        session.add(Message(id=message_id, report_id=report.id, author="citizen", kind="text", text="", at=clock.now()))
        session.flush()
        session.add(
            Attachment(
                id=id_, message_id=message_id, account="webchat", kind="photo", mime="", state="waiting", at=clock.now()
            )
        )

    site.write(add)
    return id_


def filed(site: Site, content: bytes = b"", **over: object) -> str:
    """The same, stored; or that content in its place."""
    id_ = awaited(site, **over)
    stored = media.store(site.world.vault, site.world.house.files, id_, content or picture())
    site.write(lambda s: media.record(s, id_, stored, state="stored"))
    return id_


@pytest.fixture
def town(site: Site) -> Site:
    site.write(lambda s: [units.add(s, units.root(s), name=name) for name in ("Polsek Sirih", "Polsek Lontar")])
    return site


def answers(browser: httpx2.Client, id_: str) -> tuple[int, int]:
    return browser.get(f"/lampiran/{id_}").status_code, browser.post(f"/lampiran/{id_}/asli").status_code


def test_a_file_opens_with_its_report(town: Site) -> None:
    id_ = filed(town)
    ayu = town.officer(unit="Polsek Sirih")
    assert answers(ayu, id_) == (200, 200)
    assert ayu.post(f"/lampiran/{id_}/asli").content == picture()
    assert town.read(lambda s: s.query(Audit).filter_by(action="file.downloaded", detail=id_).count()) == 2


def test_only_our_own_copy_of_a_picture_is_ever_shown_by_a_browser(town: Site) -> None:
    film, photo, paper = filed(town, FILM), filed(town), filed(town, b"%PDF-1.7\n")
    ayu = town.officer(unit="Polsek Sirih")
    shown, played = ayu.get(f"/lampiran/{photo}"), ayu.get(f"/lampiran/{film}")
    saved = [ayu.post(f"/lampiran/{id_}/asli") for id_ in (film, photo, paper)]
    assert ayu.get(f"/lampiran/{paper}").status_code == 404
    assert (played.content, [answer.content for answer in saved]) == (FILM, [FILM, picture(), b"%PDF-1.7\n"])
    assert [answer.headers["content-type"] for answer in (shown, played)] == ["image/jpeg", "video/mp4"]
    assert {answer.headers["content-type"] for answer in saved} == {"application/octet-stream"}
    assert shown.headers["content-disposition"] == "inline"
    assert {answer.headers["content-disposition"].partition(";")[0] for answer in (played, *saved)} == {"attachment"}
    for answer in (shown, played, *saved):
        assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("wanted", "first", "last"), [("bytes=4-7", 4, 7), ("bytes=60-", 60, 63), ("bytes=0-999", 0, 63)]
)
def test_sound_and_film_can_be_wound(town: Site, wanted: str, first: int, last: int) -> None:
    ayu, film = town.officer(unit="Polsek Sirih"), filed(town, FILM)
    played = ayu.get(f"/lampiran/{film}", headers={"range": wanted})
    assert (played.status_code, played.content) == (206, FILM[first : last + 1])
    assert played.headers["content-range"] == f"bytes {first}-{last}/64"
    assert played.headers["content-type"] == "video/mp4"


@pytest.mark.parametrize(
    ("wanted", "status"),
    [
        ("bytes=64-", 416),
        ("bytes=7-4", 416),
        ("bytes=-5", 200),
        ("bytes=0-1,4-5", 200),
        ("bytes=" + "9" * 30 + "-", 200),
    ],
)
def test_a_part_that_is_not_there_is_refused_and_one_that_is_none_is_the_whole(
    town: Site, wanted: str, status: int
) -> None:
    ayu, film = town.officer(unit="Polsek Sirih"), filed(town, FILM)
    played = ayu.get(f"/lampiran/{film}", headers={"range": wanted})
    assert (played.status_code, played.content) == (status, FILM if status == 200 else b"")


@pytest.mark.parametrize(
    ("unit", "role", "restricted"),
    [("Polsek Lontar", "operator", ""), ("Polsek Sirih", "admin", ""), ("Polsek Sirih", "operator", "ppa")],
)
def test_a_file_of_a_report_that_is_not_theirs_does_not_exist(
    town: Site, unit: str, role: str, restricted: str
) -> None:
    id_ = filed(town, restricted=restricted)
    stranger = town.officer(unit=unit, roles=(role,))
    assert answers(stranger, id_) == (404, 404)
    pages = [stranger.get(f"/lampiran/{asked}").text for asked in (id_, "0" * 32)]
    assert len(pages[0]) == len(pages[1])
    assert town.read(lambda s: s.query(Audit).filter_by(action="file.downloaded").count()) == 0


def test_only_a_file_that_is_there_is_recorded_as_downloaded(town: Site) -> None:
    waiting, lost, gone = awaited(town), filed(town), filed(town)
    media.remove(town.world.house.files, lost)
    town.write(lambda s: media.settle(s, media.Differences(strays=[], gone=[gone], back=[])))
    ayu = town.officer(unit="Polsek Sirih")
    assert [ayu.post(f"/lampiran/{id_}/asli").status_code for id_ in (waiting, lost, gone)] == [404] * 3
    assert town.read(lambda s: s.query(Audit).filter_by(action="file.downloaded").count()) == 0


def test_who_loses_the_report_while_its_file_is_opened_does_not_get_it(
    town: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    id_, ayu, read = filed(town), town.officer(unit="Polsek Sirih"), town.world.house.files.read

    def meanwhile(name: str) -> bytes:
        town.write(lambda s: s.query(Membership).delete())
        return read(name)

    monkeypatch.setattr(town.world.house.files, "read", meanwhile)
    assert ayu.post(f"/lampiran/{id_}/asli").status_code in {403, 404}
    assert town.read(lambda s: s.query(Audit).filter_by(action="file.downloaded").count()) == 0


def test_a_file_that_cannot_be_opened_says_so(town: Site) -> None:
    id_, ayu = filed(town), town.officer(unit="Polsek Sirih")
    for path in town.settings.media_dir.glob(f"??/{id_}.*"):
        path.write_bytes(path.read_bytes()[:-1])
    assert answers(ayu, id_) == (404, 404)
    assert "rusak atau disegel" in ayu.get(f"/lampiran/{id_}").text


def test_a_file_that_is_forgotten_while_it_comes_stays_forgotten(town: Site) -> None:
    id_ = awaited(town)
    stored = media.store(town.world.vault, town.world.house.files, id_, picture())
    town.write(lambda s: threads.forget(s, [s.get_one(Attachment, id_).message_id]))
    town.write(lambda s: media.record(s, id_, stored, state="stored"))
    assert town.read(lambda s: s.get_one(Attachment, id_).state) == "forgotten"
