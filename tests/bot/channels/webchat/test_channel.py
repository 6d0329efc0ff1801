"""The web chat's events, files and refusals."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from bot.channels.contract import Gone, Refused, TooLarge
from bot.channels.webchat import Said, Tap, Uploads, WebChatChannel, heard
from bot.messages import Ignored, MediaRef, Outbound, Point, SendError
from core.files import Folder

SENDER = "a" * 64


class File:
    """An upload as the form parser hands it over."""

    def __init__(self, content: bytes) -> None:
        self._content = io.BytesIO(content)

    async def read(self, size: int = -1, /) -> bytes:
        return self._content.read(size)


async def read(uploads: Uploads, ref: str, limit: int = 10_000_000) -> bytes:
    return b"".join([part async for part in uploads.read(ref, limit=limit)])


def test_it_has_no_webhook(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        WebChatChannel(Folder(tmp_path)).verify(url="", headers={}, body=b"{}")
    assert refused.value.status == 403


async def test_it_is_never_sent_to(tmp_path: Path) -> None:
    with pytest.raises(SendError) as error:
        await WebChatChannel(Folder(tmp_path)).send("x", Outbound("x"), message_id="1")
    assert error.value.permanent


def test_a_stored_event_is_read_back_as_it_was(tmp_path: Path) -> None:
    said = Said(
        SENDER, "e1", text="Motor hilang\x00", media=(MediaRef("photo", "r", "image/png", 3, "a.png"),),
        point=Point(-6.2, 106.8), tap=Tap("3:send", "Kirim laporan", "m1"), language="en",
    )  # fmt: skip
    channel = WebChatChannel(Folder(tmp_path))
    events = heard(said)
    assert [event.kind for event in events] == ["message", "choice"]
    assert events[0].text == "Motor hilang"
    assert [channel.parse(event.raw, tail="") for event in events] == [[event] for event in events]


def test_an_unreadable_stored_event_is_set_aside(tmp_path: Path) -> None:
    channel = WebChatChannel(Folder(tmp_path))
    for body in (b"", b"[]", b"{}", b'{"account": 1}', b"\xff"):
        [found] = channel.parse(body, tail="")
        assert isinstance(found, Ignored)
        assert found.quarantine


def test_the_same_form_has_the_same_ids_and_another_visitor_has_others() -> None:
    def ids(sender: str) -> list[str]:
        return [event.event_id for event in heard(Said(sender, "e1", text="a", tap=Tap("1:a", "A")))]

    assert ids(SENDER) == ids(SENDER)
    assert len(set(ids(SENDER))) == 2
    assert not set(ids(SENDER)) & set(ids("b" * 64))


async def test_a_file_comes_back_and_is_unreadable_where_it_waits(tmp_path: Path) -> None:
    uploads, content = Uploads(Folder(tmp_path)), b"rahasia" * 100_000
    ref = await uploads.write(File(content), limit=len(content))
    assert await read(uploads, ref) == content
    [waiting] = (tmp_path / "upload").iterdir()
    assert b"rahasia" not in waiting.read_bytes()
    await uploads.drop(ref)
    with pytest.raises(Gone):
        await read(uploads, ref)


async def test_a_file_that_is_too_large_leaves_nothing_behind(tmp_path: Path) -> None:
    uploads = Uploads(Folder(tmp_path))
    with pytest.raises(TooLarge):
        await uploads.write(File(b"x" * 1001), limit=1000)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ref", ["", "../../secret.key", "a" * 32, "../secret.key." + "A" * 43, "\x00"])
async def test_a_reference_that_is_none_leads_nowhere(tmp_path: Path, ref: str) -> None:
    with pytest.raises(Gone):
        await read(Uploads(Folder(tmp_path)), ref)
