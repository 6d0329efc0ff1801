"""The HTTP side of the Twilio emulator: Messages, Media, Accounts and Content, and the CDN behind Media."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

from aiohttp import encode_basic_auth, web

from tests.emulators.twilio_rules import Button, Problem, Template

if TYPE_CHECKING:
    from tests.emulators.twilio import Record, TwilioEmulator

BASE = "/2010-04-01/Accounts/{account}"
PAGE = 50

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def api_app(emulator: TwilioEmulator) -> web.Application:
    app = web.Application(middlewares=[_errors(emulator)])
    api = Api(emulator)
    app.add_routes([
        web.get(f"{BASE}.json", api.account),
        web.post(f"{BASE}/Messages.json", api.create),
        web.get(f"{BASE}/Messages.json", api.list),
        web.get(f"{BASE}/Messages/{{sid}}.json", api.fetch),
        web.post(f"{BASE}/Messages/{{sid}}.json", api.redact),
        web.delete(f"{BASE}/Messages/{{sid}}.json", api.delete),
        web.get(f"{BASE}/Messages/{{sid}}/Media.json", api.media),
        web.get(f"{BASE}/Messages/{{sid}}/Media/{{media}}", api.file),
        web.post("/v1/Content", api.create_content),
        web.get("/v1/Content/{sid}", api.fetch_content),
    ])  # fmt: skip
    return app


def cdn_app(emulator: TwilioEmulator) -> web.Application:
    async def file(request: web.Request) -> web.Response:
        emulator.cdn_requests.append(dict(request.headers))
        if "Authorization" in request.headers:  # as a signed storage address does
            return web.Response(status=400, text="Only one auth mechanism allowed")
        media = emulator.media.get(request.match_info["media"])
        if media is None:
            return web.Response(status=404)
        return web.Response(body=media.content, content_type=media.mime)

    app = web.Application()
    app.add_routes([web.get("/{media}", file)])
    return app


def _errors(emulator: TwilioEmulator) -> Any:
    expected = encode_basic_auth(emulator.account_sid, emulator.auth_token)

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            if emulator.revoked or request.headers.get("Authorization") != expected:
                raise Problem(20003, "Authenticate", status=401)
            if request.match_info.get("account", emulator.account_sid) != emulator.account_sid:
                raise Problem(20404, "The requested resource was not found", status=404)
            return await handler(request)
        except web.HTTPNotFound:
            return _refusal(Problem(20404, "The requested resource was not found", status=404))
        except Problem as problem:
            return _refusal(problem)

    return middleware


def _refusal(problem: Problem) -> web.Response:
    words = {"code": problem.code, "message": problem.text, "status": problem.status}
    words["more_info"] = f"https://www.twilio.com/docs/errors/{problem.code}"
    headers = {} if problem.retry_after is None else {"Retry-After": f"{problem.retry_after:g}"}
    return web.json_response(words, status=problem.status, headers=headers)


class Api:
    def __init__(self, emulator: TwilioEmulator) -> None:
        self.emulator = emulator

    async def account(self, request: web.Request) -> web.Response:
        return web.json_response({"sid": self.emulator.account_sid, "status": "active", "type": "Full"})

    async def create(self, request: web.Request) -> web.Response:
        form = {str(name): str(value) for name, value in (await request.post()).items()}
        record = await self.emulator.take(form)
        return web.json_response({**self._json(record), "status": "queued", "error_code": None}, status=201)

    async def list(self, request: web.Request) -> web.Response:
        """Newest first, a page at a time."""
        query = request.query
        unknown = set(query) - {"To", "From", "DateSent", "DateSent>", "DateSent<", "PageSize", "Page", "PageToken"}
        if unknown:
            raise Problem(20001, f"Unknown parameter {unknown}")
        found = [r for r in reversed(self.emulator.records.values()) if _matches(r, query)]
        size, page = int(query.get("PageSize", PAGE)), int(query.get("Page", 0))
        more = len(found) > (page + 1) * size
        following = str(request.rel_url.update_query(Page=str(page + 1))) if more else None
        chosen = found[page * size : (page + 1) * size]
        return web.json_response({
            "messages": [self._json(record) for record in chosen], "page": page, "page_size": size,
            "uri": str(request.rel_url), "next_page_uri": following, "previous_page_uri": None,
            "start": page * size, "end": page * size + len(chosen),
        })  # fmt: skip

    async def fetch(self, request: web.Request) -> web.Response:
        return web.json_response(self._json(self._record(request)))

    async def redact(self, request: web.Request) -> web.Response:
        record, form = self._record(request), await request.post()
        if dict(form) != {"Body": ""}:
            raise Problem(20001, "Only an empty Body may be set")
        record.body = ""
        return web.json_response(self._json(record))

    async def delete(self, request: web.Request) -> web.Response:
        del self.emulator.records[self._record(request).sid]
        return web.Response(status=204)

    async def media(self, request: web.Request) -> web.Response:
        record = self._record(request)
        base = f"/2010-04-01/Accounts/{self.emulator.account_sid}/Messages/{record.sid}/Media"
        items = [
            {"sid": sid, "account_sid": self.emulator.account_sid, "parent_sid": record.sid,
             "content_type": self.emulator.media[sid].mime, "uri": f"{base}/{sid}.json"}
            for sid in record.media
        ]  # fmt: skip
        page = {"page": 0, "page_size": PAGE, "uri": f"{base}.json", "next_page_uri": None}
        return web.json_response({"media_list": items, **page})

    async def file(self, request: web.Request) -> web.Response:
        sid = request.match_info["media"]
        if sid not in self.emulator.media:
            raise web.HTTPNotFound
        target = self.emulator.redirect_media_to or f"{self.emulator.cdn_url}/{sid}"
        return web.Response(status=307, headers={"Location": target})

    async def create_content(self, request: web.Request) -> web.Response:
        made = await request.json()
        (kind, shape), *_ = made["types"].items()
        items = shape.get("actions") or shape.get("items") or []
        buttons = tuple(Button(item.get("title") or item["item"], item["id"]) for item in items)
        template = Template(self.emulator.new_sid("HX"), kind, shape["body"], buttons)
        self.emulator.add_template(template)
        return web.json_response(_content(template), status=201)

    async def fetch_content(self, request: web.Request) -> web.Response:
        template = self.emulator.content.templates.get(request.match_info["sid"])
        if template is None:
            raise web.HTTPNotFound
        return web.json_response(_content(template))

    def _record(self, request: web.Request) -> Record:
        record = self.emulator.records.get(request.match_info["sid"])
        if record is None:
            raise web.HTTPNotFound
        return record

    def _json(self, record: Record) -> dict[str, Any]:
        uri = f"/2010-04-01/Accounts/{self.emulator.account_sid}/Messages/{record.sid}.json"
        at = format_datetime(record.at)
        return {
            "sid": record.sid, "account_sid": self.emulator.account_sid, "from": record.form.get("From"),
            "to": record.form["To"], "body": record.body, "status": record.status, "direction": record.direction,
            "num_media": str(len(record.media)), "num_segments": "1", "date_created": at, "date_updated": at,
            "date_sent": None if record.status == "queued" else at, "error_code": record.error or None,
            "error_message": None, "price": None, "price_unit": "USD", "api_version": "2010-04-01",
            "messaging_service_sid": None, "uri": uri, "subresource_uris": {"media": uri},
        }  # fmt: skip


def _matches(record: Record, query: Any) -> bool:
    if query.get("To", record.form["To"]) != record.form["To"]:
        return False
    if query.get("From", record.form.get("From")) != record.form.get("From"):
        return False
    after, before, at = query.get("DateSent>"), query.get("DateSent<"), record.at.replace(microsecond=0)
    return not ((after and at < _date(after)) or (before and at > _date(before)))


def _date(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _content(template: Template) -> dict[str, Any]:
    return {
        "sid": template.sid, "friendly_name": template.sid, "language": "id", "variables": {},
        "types": {template.kind: {"body": template.body}},
    }  # fmt: skip
