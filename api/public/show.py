"""Rendering for citizens' pages, and the language they are in."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from api.pages import render
from core.i18n import translator

EXIT_TO = "https://www.google.com/search?q=cuaca"  # a page that says nothing of what was open before


def show(request: Request, template: str, *, status: int = 200, language: str = "", **context: Any) -> HTMLResponse:
    """`language` overrides what the browser asked for: a chat is in the language of its conversation."""
    if language:
        context |= {"language": language, "_": translator(language)}
    response = render(request, f"public/{template}", status=status, exit_to=EXIT_TO, **context)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
