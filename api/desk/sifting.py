"""Which reports an officer wants to see in the list: read from the address, and kept in a cookie."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import Response

from api import cookies
from api.desk import words
from core.inbox import Filters
from core.models import Unit
from core.text import clean

COOKIE = "daftar"
LONGEST = 1000
ALL = "semua"


@dataclass(frozen=True, slots=True)
class Sifting:
    view: str = ALL  # as in the address: baru, saya, ...
    category: str = ""
    priority: str = ""
    status: str = ""
    unit: str = ""
    channel: str = ""
    words: str = ""

    def filters(self, after: str = "") -> Filters:
        return Filters(
            view=words.VIEWS[self.view][0], category=self.category, priority=int(self.priority or 0),
            status=self.status, unit_id=int(self.unit or 0), channel=self.channel, words=self.words, after=after,
        )  # fmt: skip

    def address(self, **changed: str) -> str:
        """The list's address, with some values changed: address(sesudah="123")."""
        values = {
            "tampilan": self.view if self.view != ALL else "", "kategori": self.category, "prioritas": self.priority,
            "status": self.status, "unit": self.unit, "kanal": self.channel, "q": self.words,
        } | changed  # fmt: skip
        query = urlencode({name: value for name, value in values.items() if value})
        return f"/masuk?{query}" if query else "/masuk"


def of(values: Mapping[str, str]) -> Sifting:
    """Unknown values do not filter."""

    def known(name: str, words_: Mapping[str, object]) -> str:
        value = values.get(name, "")
        return value if value in words_ else ""

    unit = values.get("unit", "")
    return Sifting(
        view=known("tampilan", words.VIEWS) or ALL, category=known("kategori", words.CATEGORIES),
        priority=known("prioritas", {str(p): p for p in words.PRIORITIES}), status=known("status", words.STATUSES),
        unit=unit if unit.isascii() and unit.isdigit() and len(unit) < 10 else "",
        channel=known("kanal", words.CHANNELS), words=clean(values.get("q", ""))[:200],
    )  # fmt: skip


def names(filters: Filters, own_units: Sequence[Unit], say: Callable[[str], str]) -> dict[str, str]:
    """The filters that are set: as the address calls them -> as a person reads them."""
    found = {
        "kategori": say(words.CATEGORIES[filters.category]) if filters.category else "",
        "prioritas": f"P{filters.priority} {say(words.PRIORITIES[filters.priority])}" if filters.priority else "",
        "status": say(words.STATUSES[filters.status]) if filters.status else "",
        "unit": next((unit.name for unit in own_units if unit.id == filters.unit_id), ""),
        "kanal": words.CHANNELS.get(filters.channel, ""),
    }
    return {key: name for key, name in found.items() if name}


# The list beside an open report stays as it was, also after forms and without JavaScript: so it is in a cookie.


def remember(request: Request, response: Response, sifted: Sifting) -> None:
    _, _, query = sifted.address().partition("?")
    if query and len(query) < LONGEST:
        cookies.put(request, response, COOKIE, query, samesite="lax")
    elif cookies.read(request, COOKIE):
        forget(request, response)


def remembered(request: Request) -> Sifting:
    return of(dict(parse_qsl(cookies.read(request, COOKIE)[:LONGEST])))


def forget(request: Request, response: Response) -> None:
    cookies.drop(request, response, COOKIE)
