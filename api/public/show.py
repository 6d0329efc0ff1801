"""Rendering for citizens' pages, and the language they are in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from api.pages import day, hour, language_of, render
from api.world import world
from core.i18n import translator

EXIT_TO = "https://www.google.com/search?q=cuaca"  # a page that says nothing of what was open before


def show(request: Request, template: str, *, status: int = 200, language: str = "", **context: Any) -> HTMLResponse:
    """`language` overrides what the browser asked for: a chat is in the language of its conversation."""
    language = language or language_of(request)
    context |= {"language": language, "_": translator(language), **_clock(request, language)}
    response = render(request, f"public/{template}", status=status, exit_to=EXIT_TO, **context)
    response.headers["Content-Language"] = language
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _clock(request: Request, language: str) -> dict[str, Callable[[datetime], str]]:
    """Days and times in the reader's language and the station's zone: 21.14, in English 21:14."""
    zone = world(request).settings.zone

    def hm(at: datetime) -> str:
        return hour(at.astimezone(zone), language)

    def on_day(at: datetime) -> str:
        return day(at.astimezone(zone), language)

    return {"hm": hm, "day": on_day, "moment": lambda at: f"{on_day(at)}, {hm(at)}"}
