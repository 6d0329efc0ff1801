"""Files of a thread, for officers who may open its report. Never inline unless it is our own picture."""

from __future__ import annotations

import re

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.access import SignedIn
from api.desk.forms import operator
from api.world import World, open_file, world
from core import audit, db, media
from core.access import Who
from core.audit import Entry
from core.errors import NotFound
from core.models import Attachment

router = APIRouter()
NOT_HERE = "Berkas ini belum ada."
_RANGE = re.compile(r"bytes=(\d{1,12})-(\d{1,12})?")  # one range; whoever asks for several gets the whole file
PLAYED = ("audio/", "video/")  # by the page's player, which plays a file even if it is sent as a download


@router.get("/lampiran/{id_}", openapi_extra={"access": "operator"})
async def picture(request: Request, id_: str, who: SignedIn) -> Response:
    """The copy of a picture without metadata, or a sound or film for the page's player."""
    built = world(request)
    row = await run_in_threadpool(_shown, built, who, id_)
    content = await open_file(built, row.id, copy=row.copy)
    found = _file(content, "image/jpeg" if row.copy else row.mime, row.id, inline=row.copy)
    return found if row.copy else _wound(found, content, request.headers.get("range", ""))


@router.post("/lampiran/{id_}/asli", openapi_extra={"access": "operator"})
async def original(request: Request, id_: str, who: SignedIn) -> Response:
    """The original as it came. Each download is audited, after the file was read and before it is sent."""
    built = world(request)
    row = await run_in_threadpool(_stored, built, who, id_)
    content = await open_file(built, row.id, copy=False)
    await built.writer.do(lambda session: _record(session, who, row.id))
    return _file(content, "application/octet-stream", f"{row.id}.bin", inline=False)


def _record(session: db.Session, who: Who, id_: str) -> None:
    now = operator(session, who)
    _, report = media.for_officer(session, now, id_)
    audit.record(session, Entry(now.actor, "file.downloaded", report.code, id_))


def _stored(built: World, who: Who, id_: str) -> Attachment:
    with db.reading(built.reader) as session:
        row, _ = media.for_officer(session, who, id_)
    if row.state != "stored":
        raise NotFound(NOT_HERE)
    return row


def _shown(built: World, who: Who, id_: str) -> Attachment:
    row = _stored(built, who, id_)
    if not (row.copy or row.mime.startswith(PLAYED)):
        raise NotFound(NOT_HERE)
    return row


def _file(content: bytes, mime: str, name: str, *, inline: bool) -> Response:
    disposition = "inline" if inline else f'attachment; filename="{name}"'
    headers = {
        "Content-Disposition": disposition, "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "same-origin",
    }  # fmt: skip
    return Response(content, media_type=mime, headers=headers)


def _wound(whole: Response, content: bytes, wanted: str) -> Response:
    """The range that a player asks for. Without it nobody could wind a long message, and Safari would not play it."""
    whole.headers["Accept-Ranges"] = "bytes"
    asked = _RANGE.fullmatch(wanted)
    if asked is None:
        return whole
    first = int(asked[1])
    last = min(int(asked[2] or len(content)), len(content) - 1)
    if first > last:
        return Response(status_code=416, headers={"Content-Range": f"bytes */{len(content)}"})
    headers = dict(whole.headers) | {"Content-Range": f"bytes {first}-{last}/{len(content)}"}
    del headers["content-length"]
    return Response(content[first : last + 1], 206, headers)
