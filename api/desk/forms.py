"""What all forms of the desk share: the operation's id, and one way to carry a change out."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Form, Request

from api.access import remember_visit
from api.world import world
from core import access, operations
from core.access import Who
from core.db import Session
from core.errors import NotFound
from core.models import Report, Unit

APART = {"op", "password", "upto"}  # not in the hash of the content: a secret, and what a page changes by itself
Op = Annotated[str, Form(max_length=40, pattern=r"^[0-9a-f]*$")]
__all__ = ["Op", "Visit", "change", "find", "once", "operator", "own_path", "own_unit"]


async def once(request: Request, who: Who, op: str, work: Callable[[Session, Who], str | None]) -> str:
    """Carries a form out in one transaction, with the officer's rights as they are now. The same form sent again
    changes nothing, and gets the first result."""
    op = await _of_this_content(request, op)

    def job(session: Session) -> str:
        now = _now(session, who)
        return operations.once(session, actor=now.actor, op=op, work=lambda: work(session, now) or "")

    return await world(request).writer.do(job)


async def change(request: Request, who: Who, code: str, op: str, work: Callable[[Session, Report, Who], object]) -> str:
    """`once` for a report. Returns its code; "" if the officer may not see it any more after the change."""

    def changed(session: Session, now: Who) -> str:
        report = access.find(session, now, code)
        work(session, report, now)
        return report.code if now.sees(report.unit_id, report.restricted) else ""

    return await once(request, who, op, changed)


async def _of_this_content(request: Request, op: str) -> str:
    form = await request.form()
    content = sorted((name, str(value)) for name, value in form.multi_items() if name not in APART)
    return operations.of_content(op, content)


def find(session: Session, who: Who, code: str) -> tuple[Who, Report]:
    """The officer's rights as they are now, and the report. Raises NotFound or Forbidden."""
    now = _now(session, who)
    return now, access.find(session, now, code)


def operator(session: Session, who: Who) -> Who:
    """The officer's rights as they are now. Raises NotFound or Forbidden."""
    now = _now(session, who)
    access.require_operator(now)
    return now


def _now(session: Session, who: Who) -> Who:
    assert who.officer_id is not None
    return access.officer(session, who.officer_id)


def own_unit(session: Session, who: Who, unit_id: int) -> Unit:
    """A unit of which this officer is an admin. Raises NotFound."""
    unit = session.get(Unit, unit_id)
    if unit is None or unit_id not in who.admin_units:
        raise NotFound("Unit itu tidak ada.")
    return unit


def own_path(path: str) -> str:
    """Where to go after the login: this path, if it is one of our own, else the inbox."""
    parts = urlsplit(path)
    plain = path.startswith("/") and not path.startswith(("//", "/\\")) and not (parts.netloc or parts.scheme)
    return path if plain and re.fullmatch(r"/[A-Za-z0-9/_?=&.%+-]*", path) else "/masuk"


Visit = Depends(remember_visit)
