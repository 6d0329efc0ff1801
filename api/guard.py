"""Headers that keep browsers safe, a nonce per page, and the refusal of cross-site changes."""

from __future__ import annotations

import secrets
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import cross_site
from api.world import World

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


def policy(nonce: str, tiles: str = "") -> str:
    """`tiles`: the map server, the only other origin that pictures may come from."""
    pictures = " ".join(("img-src 'self' data: blob:", tiles)).strip()
    return (
        f"default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'self'; "
        f"{pictures}; media-src 'self'; font-src 'self'; connect-src 'self'; "
        "worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; "
        "frame-ancestors 'none'"
    )


class Guard:
    """Plain ASGI, so that live streams pass through unchanged. It is around FastAPI, because an unexpected error is
    answered by FastAPI's outermost layer, and that answer needs the headers too."""

    def __init__(self, app: ASGIApp, built: World) -> None:
        self.app, self.built = app, built

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        scope["app"] = self.app  # as FastAPI will; a refusal is a page like any other
        request = Request(scope)
        request.state.nonce = secrets.token_urlsafe(16)
        added = _headers(request, self.built)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in added.items():
                    headers.setdefault(name, value)
            await send(message)

        if request.method not in SAFE_METHODS and _is_cross_site(request, self.built):
            await (await cross_site(request))(scope, receive, with_headers)
        else:
            await self.app(scope, receive, with_headers)


def _headers(request: Request, built: World) -> dict[str, str]:
    headers = {
        "Content-Security-Policy": policy(request.state.nonce, built.settings.tiles_origin),
        "X-Content-Type-Options": "nosniff",
        # With "no-referrer" a form's own origin is "null", and off https nothing else says where it comes from.
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "geolocation=(self), microphone=(), camera=(self), payment=()",
    }
    headers["Cache-Control"] = _kept(request)
    if built.settings.secure_cookies:
        headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    return headers


def _kept(request: Request) -> str:
    """Pages hold people's words, so browsers must not store them. A static file without a version in its address, as
    scripts import each other, is asked for each time."""
    if not request.url.path.startswith("/static/"):
        return "no-store"
    return "public, max-age=31536000, immutable" if request.query_params.get("v") else "no-cache"


def _is_cross_site(request: Request, built: World) -> bool:
    """Browsers say where a request comes from. Programs do not; they have no cookies, and are let through."""
    if request.url.path.startswith("/api/"):
        return False  # bearer tokens are not sent by browsers on their own
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site not in {"same-origin", "none"}
    origin = request.headers.get("origin")
    if origin is None:
        return False
    try:
        host = urlsplit(origin).netloc
    except ValueError:
        return True
    return host != request.headers.get("host") and origin != built.base_url
