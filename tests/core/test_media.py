"""The daily look at files and rows, while citizens go on sending."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import event

from core import db, media, units
from core.errors import Unavailable
from core.files import Folder
from core.media import Differences
from core.models import Attachment
from core.vault import create_key_file, open_vault
from tests.api.test_attachments import filed
from tests.ground import Site


@pytest.mark.parametrize(
    ("content", "mime"),
    [
        (b"<html><script>alert(1)</script>", "application/octet-stream"), (b"%PDF-1.7 x", "application/pdf"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "application/octet-stream"), (b"", "application/octet-stream"),
        (b"OggS" + bytes(40), "audio/ogg"),
    ],
)  # fmt: skip
def test_the_kind_of_a_file_is_what_its_bytes_say(tmp_path: Path, content: bytes, mime: str) -> None:
    create_key_file(tmp_path / "key")
    stored = media.store(open_vault(tmp_path / "key"), Folder(tmp_path), "0" * 32, content)
    assert (stored.mime, stored.copy) == (mime, False)


def packed(width: int, height: int) -> bytes:
    """Black, and therefore small."""
    target = io.BytesIO()
    Image.new("1", (width, height)).save(target, "PNG")
    return target.getvalue()


def scans(number: int) -> bytes:
    """A grey JPEG of 49 megapixels that goes over all of them so often; each time takes 77 bytes."""
    side, blocks = (7_000).to_bytes(2, "big"), 875 * 875
    one_code = b"\1" + bytes(15)
    head = b"\xff\xd8\xff\xdb\0\x43\0" + b"\1" * 64 + b"\xff\xc2\0\x0b\x08" + side * 2 + b"\1\1\x11\0"
    tables = b"\xff\xc4\0\x14\0" + one_code + b"\0" + b"\xff\xc4\0\x14\x10" + one_code + b"\xe0"
    first = b"\xff\xda\0\x08\1\1\0\0\0\0" + bytes(blocks // 8 + 1)
    nothing_new = int(("0" + "1" * 14) * 24, 2).to_bytes(45, "big").replace(b"\xff", b"\xff\0")  # 24 * 32767 blocks
    return head + tables + first + (b"\xff\xda\0\x08\1\1\0\1\x3f\0" + nothing_new) * number + b"\xff\xd9"


def segments(number: int) -> bytes:
    """A small JPEG with so many empty parts, of which each is remembered."""
    target = io.BytesIO()
    Image.new("RGB", (8, 8)).save(target, "JPEG")
    return target.getvalue()[:2] + b"\xff\xe5\0\2" * number + target.getvalue()[2:]


@pytest.mark.parametrize("content", [scans(1_000), segments(1_000_000)], ids=["time", "memory"])
def test_a_picture_that_is_made_to_take_long_or_to_fill_the_memory_is_kept_without_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    create_key_file(tmp_path / "key")
    vault, files = open_vault(tmp_path / "key"), Folder(tmp_path)
    assert media.store(vault, files, "1" * 32, scans(0)).copy
    monkeypatch.setattr(media, "SECONDS", 1)
    monkeypatch.setattr(media, "MEMORY", 200 << 20)
    stored = media.store(vault, files, "0" * 32, content)
    assert (stored.mime, stored.copy) == ("image/jpeg", False)
    assert media.read(vault, files, "0" * 32, copy=False) == content


def test_a_picture_is_looked_at_later_where_the_service_ends_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(media, "_COPYING", ("/bin/sh", "-c", "kill -TERM $$"))
    create_key_file(tmp_path / "key")
    with pytest.raises(Unavailable):
        media.store(open_vault(tmp_path / "key"), Folder(tmp_path), "0" * 32, packed(8, 8))


def colours() -> bytes:
    target = io.BytesIO()
    Image.new("RGBA", (300, 300), "red").save(target, "PNG")
    return target.getvalue()


def icon(content: bytes) -> bytes:
    """Says that it is 16 pixels wide, whatever it holds."""
    head = b"\0\0\1\0\1\0" + bytes([16, 16, 0, 0, 1, 0, 32, 0])
    return head + len(content).to_bytes(4, "little") + (22).to_bytes(4, "little") + content


@pytest.mark.filterwarnings("ignore:Image was not the expected size")
@pytest.mark.parametrize("content", [packed(5_001, 5_000), icon(colours())])
def test_a_picture_that_would_take_much_memory_is_kept_unopened(tmp_path: Path, content: bytes) -> None:
    create_key_file(tmp_path / "key")
    vault, files = open_vault(tmp_path / "key"), Folder(tmp_path)
    assert not media.store(vault, files, "0" * 32, content).copy
    assert media.read(vault, files, "0" * 32, copy=False) == content


@pytest.mark.parametrize("moment", ["before_cursor_execute", "after_cursor_execute"])
def test_a_file_stored_between_the_look_at_the_folder_and_the_look_at_the_rows_is_left_alone(
    site_on_both: Site, moment: str
) -> None:
    site = site_on_both
    site.write(lambda s: units.add(s, units.root(s), name="Polsek Sirih"))
    stored = [filed(site)]
    looking = db.reader(site.settings.database)

    @event.listens_for(looking, moment)
    def another_comes(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("SELECT"):
            stored.append(filed(site))

    assert media.differences(looking, site.world.house.files) == Differences([], [], [])
    looking.dispose()
    assert site.read(lambda s: s.query(Attachment).count()) == len(stored) == 2
