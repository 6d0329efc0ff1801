"""Reads the form of the chat. Nothing that a person types makes it fail."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from bot.channels.contract import TooLarge
from bot.channels.webchat import Said, Tap, Uploads
from bot.messages import MediaKind, MediaRef, Point, place_at
from core.errors import Invalid, Unavailable
from core.media import LIMIT
from core.text import clean

MAX_FILES = 10
TOO_MANY_FILES = "Paling banyak 10 berkas sekali kirim. Kirim sisanya sesudah ini."
TOO_LARGE = "Berkas di atas 20 MB tidak bisa diterima. Kirim video lebih pendek, atau lanjutkan."
UNREADABLE = "Isian tidak terbaca. Muat ulang halaman, lalu kirim lagi."
NOTHING_PICKED = "Pilih satu jawaban dulu, lalu tekan Lanjut."
PICKED = "picked"  # the value of [Lanjut]: the answer is the radio button that is set
_KEY = re.compile(r"\d{1,9}:[a-z0-9_.-]{1,50}(?:>[a-z_]{1,20})?")
_KINDS: dict[str, MediaKind] = {"image": "photo", "video": "video", "audio": "voice"}


@dataclass(frozen=True, slots=True)
class Filled:
    """What was sent. `choice` is the key of the button."""

    event: str
    newcomer: str
    after: str
    text: str
    point: Point | None
    choice: str
    files: tuple[UploadFile, ...]
    picks_nothing: bool = False  # [Lanjut] was pressed, and nothing was picked in the list

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.point or self.choice or self.files or self.picks_nothing)


async def read(request: Request) -> Filled:
    """Raises Invalid for a form that cannot be read, Unavailable if there is no room for its files on this machine.
    Close `request` afterwards."""
    try:
        form = await request.form(max_files=MAX_FILES * 3, max_fields=30, max_part_size=512 * 1024)
    except (HTTPException, LookupError, ValueError):  # the last two: an unknown charset
        raise Invalid(UNREADABLE) from None
    except OSError as error:
        raise Unavailable from error
    files = tuple(f for f in form.getlist("files") if isinstance(f, UploadFile) and (f.filename or f.size))
    choice = _word(form, "choice")
    picked = _word(form, "pick") if choice == PICKED else choice
    return Filled(
        event=_event(_word(form, "event")), newcomer=_word(form, "kunci"), after=_word(form, "sesudah"),
        text=clean(_word(form, "text")), point=_point(_word(form, "lat"), _word(form, "lon")),
        choice=picked if _KEY.fullmatch(picked) else "", files=files, picks_nothing=choice == PICKED and not picked,
    )  # fmt: skip


async def take_in(files: tuple[UploadFile, ...], uploads: Uploads) -> tuple[MediaRef, ...]:
    """Stores the files for later fetching. Raises Invalid or Unavailable; then none is stored."""
    if len(files) > MAX_FILES:
        raise Invalid(TOO_MANY_FILES)
    taken: list[MediaRef] = []
    try:
        for file in files:
            ref = await uploads.write(file, limit=LIMIT)
            taken.append(reference(file, ref))
    except (TooLarge, Unavailable) as error:
        await let_go(tuple(taken), uploads)
        if isinstance(error, Unavailable):
            raise
        raise Invalid(TOO_LARGE) from None
    return tuple(taken)


def reference(file: UploadFile, ref: str) -> MediaRef:
    mime = clean(file.content_type or "").lower()
    kind = _KINDS.get(mime.partition("/")[0], "document")
    return MediaRef(kind, ref, mime[:80], file.size, clean(file.filename or "")[:200])


async def let_go(media: tuple[MediaRef, ...], uploads: Uploads) -> None:
    for item in media:
        await uploads.drop(item.ref)


def said(
    filled: Filled, sender: str, *, media: tuple[MediaRef, ...], tap: Tap | None, language: str
) -> Said:  # fmt: skip
    return Said(
        sender=sender, event=filled.event, text=filled.text, media=media, point=filled.point, tap=tap,
        language=language,
    )  # fmt: skip


def _word(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""


def _event(given: str) -> str:
    try:
        return str(uuid.UUID(given))
    except ValueError:
        return str(uuid.uuid4())


def _point(lat: str, lon: str) -> Point | None:
    try:
        return place_at(float(lat), float(lon))
    except ValueError:
        return None
