"""Rendering: one way from data to HTML, for whole pages and for named blocks of the same template."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from api.world import world
from bot.conversation.wording import day as dated
from core import clock
from core.access import Who
from core.i18n import translator
from core.terms import LANGUAGES

HERE = Path(__file__).parent
EXIT_TO = "https://www.google.com/search?q=cuaca"  # a page that says nothing of what was open before
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
SPOKEN_HERE = frozenset({"id", "in", "jv", "su", "ms"})  # "in": Indonesian in old browsers


class Unchanged(str):
    """The content of a form field, which must be sent back as it was written."""

    __slots__ = ()


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, finalize=_marked,
    )  # fmt: skip
    environment.filters["unchanged"] = Unchanged
    environment.globals.update(icon=icon, static=static, languages=LANGUAGES)
    return environment


def _marked(value: object) -> object:
    """Makes characters visible that change the direction of writing, so that nobody can disguise a text."""
    if not isinstance(value, str) or isinstance(value, Unchanged) or value.isascii() or not _TURNING.search(value):
        return value
    seen = _TURNING.sub(lambda sign: f"[U+{ord(sign[0]):04X}]", value)
    return Markup(seen) if isinstance(value, Markup) else seen  # noqa: S704 - brackets and digits alone were added


def render(
    request: Request, template: str, *, block: str = "", status: int = 200, language: str = "", **context: Any
) -> HTMLResponse:  # fmt: skip
    """The page, or one named block of it (for a partial update by htmx), in its reader's language or in `language`."""
    found = _TEMPLATES.get_template(template)
    values = {**_common(request, language or language_of(request)), **context}
    html = "".join(found.blocks[block](found.new_context(values))) if block else found.render(values)
    who = values["who"]
    return HTMLResponse(html, status_code=status, headers={"Drawn-For": str(who.officer_id)} if who else {})


def own_fields(who: Who | None) -> Markup:
    """The hidden fields of every form of the desk: whose page it is (api/access.py), and a new `op`, so that sending
    the form twice has one effect."""
    fields = {"who": who.officer_id if who else "", "op": uuid4().hex}
    hidden = Markup('<input type="hidden" name="{}" value="{}">')
    return Markup("").join(hidden.format(name, value) for name, value in fields.items())


def language_of(request: Request) -> str:
    """The officer's setting, else `?bahasa=` or the cookie of that name, else what the browser asks for."""
    who = getattr(request.state, "who", None)
    if who is not None:
        return str(who.language)
    chosen = request.query_params.get("bahasa") or request.cookies.get("bahasa")
    return chosen if chosen in LANGUAGES else _asked_for(request.headers.get("accept-language", ""))


def _asked_for(languages: str) -> str:
    """English only if the browser asks for it and for no language of Indonesia: many phones here list English too."""
    asked = {tag.strip()[:2].casefold() for tag in languages.split(",")}
    return "en" if "en" in asked and asked.isdisjoint(SPOKEN_HERE) else "id"


def _common(request: Request, language: str) -> Mapping[str, Any]:
    built, who = world(request), getattr(request.state, "who", None)
    zone = built.settings.zone

    def local(at: datetime) -> datetime:
        return at.astimezone(zone)

    return {
        "_": translator(language), "language": language, "nonce": request.state.nonce, "request": request,
        "station": built.settings.station_name, "emergency": built.settings.emergency_number,
        "exit_to": EXIT_TO, "tiles": built.settings.tiles_url, "tiles_by": built.settings.tiles_attribution,
        "who": who, "own": lambda: own_fields(who), "now": clock.now(), "local": local,
        "hm": lambda at: hour(local(at), language), "day": lambda at: day(local(at), language),
        "when": lambda at: when(local(at), language),
        "dated": lambda at: dated(translator(language), at, zone),
        "moment": lambda at: f"{day(local(at), language)}, {hour(local(at), language)}",
        "zone_name": {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}.get(str(zone), ""),
    }  # fmt: skip


def day(at: datetime, language: str) -> str:
    """ "Kamis 12 Maret", of another year than this one with the year; in the reader's zone already."""
    whole, this_year = dated(translator(language), at, at.tzinfo or UTC), clock.now().astimezone(at.tzinfo).year
    return whole.removesuffix(f" {this_year}")


def hour(at: datetime, language: str) -> str:
    """21.14, in English 21:14; in the reader's zone already."""
    return at.strftime(translator(language)("%H.%M"))


def when(at: datetime, language: str) -> str:
    """The hour, and the day unless it is today: "21.14, Kamis 12 Maret"."""
    today = clock.now().astimezone(at.tzinfo).date()
    return hour(at, language) if at.date() == today else f"{hour(at, language)}, {day(at, language)}"


@lru_cache
def icon(name: str, *, size: int = 18, label: str = "") -> Markup:
    """An icon of the sprite. With a label it has an accessible name, without one it is decoration."""
    access = Markup('role="img" aria-label="{}"').format(label) if label else Markup('aria-hidden="true"')
    return Markup('<svg class="icon" width="{0}" height="{0}" {1}><use href="{2}#{3}"></use></svg>').format(
        size, access, static("vendor/icons.svg"), name
    )


@lru_cache
def static(path: str) -> str:
    """The address of a static file. It changes with the file, so that browsers may keep it."""
    file = HERE / "static" / path
    stamp = int(file.stat().st_mtime) if file.exists() else 0
    return f"/static/{escape(path)}?v={stamp:x}"


_TEMPLATES = _environment()
