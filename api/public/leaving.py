"""[Keluar cepat]: the chat is gone from this browser, and something harmless is on the screen."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from api.public import visitors
from api.public.show import EXIT_TO, show

router = APIRouter()


@router.post("/lapor/keluar", openapi_extra={"access": "anyone"})
async def leave(request: Request) -> Response:
    # By way of a page of ours: the content policy lets a form lead to our own pages only.
    response = RedirectResponse("/lapor/keluar", status_code=303)
    visitors.forget(request, response)
    response.headers["Clear-Site-Data"] = '"cookies", "storage"'
    return response


@router.get("/lapor/keluar", openapi_extra={"access": "anyone"})
def left(request: Request) -> Response:
    """An empty page that leads on at once, also without scripts."""
    response = show(request, "left.html")
    response.headers["Refresh"] = f"0; url={EXIT_TO}"
    return response
