"""Rendering for citizens' pages, and the language they are in."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from api.pages import language_of, render


def show(request: Request, template: str, *, status: int = 200, language: str = "", **context: Any) -> HTMLResponse:
    """`language` overrides what the browser asked for: a chat is in the language of its conversation."""
    language = language or language_of(request)
    response = render(request, f"public/{template}", status=status, language=language, **context)
    response.headers["Content-Language"] = language
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
