"""The JSON API: the same domain functions as the desk, for programs with a bearer token."""

from __future__ import annotations

from api.rest.reports import router

__all__ = ["router"]
