"""Alive, ready, and figures for Prometheus."""

from __future__ import annotations

import hmac
import shutil
from datetime import datetime
from ipaddress import ip_address

from fastapi import APIRouter, Request
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, PlainTextResponse, Response

from api import metrics as figures
from api.world import world
from core import db, schema, senders
from core.errors import DomainError

router = APIRouter()
LEAST_FREE = 200 * 1024 * 1024  # bytes of free disk below which a station is not ready


@router.get("/healthz", openapi_extra={"access": "anyone"})
async def alive() -> PlainTextResponse:
    return PlainTextResponse("ok")


@router.get("/readyz", openapi_extra={"access": "anyone"})
def ready(request: Request) -> JSONResponse:
    built = world(request)
    checks = {"database": _database(built.reader), "disk": _disk(str(built.settings.data_dir))}
    refused = _refused(built.reader) if checks["database"] else []
    warnings = [f"{account.partition(':')[0]}: account not usable" for account, _ in refused]
    said = checks | ({"warnings": warnings} if warnings else {})  # the web chat works all the same
    return JSONResponse(said, status_code=200 if all(checks.values()) else 503)


@router.get("/metrics", openapi_extra={"access": "anyone"})
def metrics(request: Request) -> Response:
    token = world(request).settings.metrics_token.get_secret_value().encode()
    given = request.headers.get("authorization", "").removeprefix("Bearer ").encode()
    allowed = hmac.compare_digest(given, token) if token else _is_loopback(request)
    if not allowed:
        raise HTTPException(404)
    return Response(figures.text(world(request)), media_type=CONTENT_TYPE_LATEST)


def _database(reader: db.Engine) -> bool:
    try:
        with db.reading(reader) as session:
            return schema.is_current(session)
    except Exception:
        return False


def _refused(reader: db.Engine) -> list[tuple[str, datetime]]:
    try:
        with db.reading(reader) as session:
            return senders.refused(session)
    except DomainError:
        return []


def _disk(path: str) -> bool:
    try:
        return shutil.disk_usage(path).free >= LEAST_FREE
    except OSError:
        return False


def _is_loopback(request: Request) -> bool:
    """Not behind a proxy, where every client looks local: there only the token opens the page."""
    forwarded = any(name in request.headers for name in ("x-forwarded-for", "forwarded"))
    try:
        return not forwarded and request.client is not None and ip_address(request.client.host).is_loopback
    except ValueError:
        return False
