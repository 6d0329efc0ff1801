"""Rendering for citizens' pages, and the language they are in."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from api.pages import day, render
from api.world import world
from core.i18n import translator

EXIT_TO = "https://www.google.com/search?q=cuaca"  # a page that says nothing of what was open before


def show(request: Request, template: str, *, status: int = 200, language: str = "", **context: Any) -> HTMLResponse:
    """`language` overrides what the browser asked for: a chat is in the language of its conversation."""
    if language:
        zone = world(request).settings.zone
        context |= {
            "language": language, "_": translator(language), "day": lambda at: day(at.astimezone(zone), language)
        }  # fmt: skip
    response = render(request, f"public/{template}", status=status, exit_to=EXIT_TO, **context)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
