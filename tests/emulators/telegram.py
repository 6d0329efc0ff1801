"""A strict Bot API on loopback, and the people behind it.

    async with TelegramEmulator() as telegram:
        siti = telegram.person(7, "Siti")
        await siti.says("halo")
        await siti.expects("Darurat")

Requests are judged by aiogram's models of the published schema.
"""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from aiohttp import web

from tests.emulators import telegram_rules as rules
from tests.emulators.telegram_methods import Methods
from tests.emulators.telegram_people import Group, Person
from tests.emulators.telegram_rules import Refusal
from tests.emulators.telegram_updates import CALLBACK_LIFE, Updates

TOKEN = "123456:ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghi"
DESCRIPTIONS = {429: "Too Many Requests: retry after {}", 403: "Forbidden: bot was blocked by the user"}


class Sent(NamedTuple):
    method: str
    chat_id: int
    text: str
    time: float  # the loop's seconds


@dataclass
class Fault:
    method: str
    code: int
    retry_after: int
    times: int
    hang: bool
    drop: bool
    after: int


class TelegramEmulator:
    def __init__(self, *, token: str = TOKEN, port: int = 0) -> None:
        self.token, self._port = token, port
        self.changed = asyncio.Condition()
        self.updates = Updates(self.changed)
        self.people: dict[int, Person] = {}
        self.sends: list[Sent] = []
        self.calls: list[str] = []
        self.refused: list[tuple[str, int]] = []
        self.actions: list[tuple[int, str]] = []
        self.answers: list[dict[str, Any]] = []  # to taps
        self.commands: dict[str, list[dict[str, str]]] = {}  # by language
        self.files: dict[str, bytes] = {}
        self.faults: list[Fault] = []
        self.most_concurrent_sends = 0
        self.delay = 0.0  # seconds from a message's arrival to the answer
        self.query_life = CALLBACK_LIFE  # seconds in which a tap can be answered
        self.queries: dict[str, float] = {}  # taps, and when they were made
        self._methods = Methods(self)

    async def __aenter__(self) -> Self:
        self._stopped = asyncio.Event()
        app = web.Application(client_max_size=60 << 20)
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        app.router.add_get("/file/bot{token}/{path:.*}", self._download)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._stopped.set()
        await self.updates.close()
        await self._runner.cleanup()

    # What a test sets up

    def person(self, id: int, name: str = "Siti", language: str = "id", *, started: bool = False) -> Person:  # noqa: A002 - Telegram calls it so
        """The one of this number, made when new; `started`: they wrote to the bot before."""
        return self.people.setdefault(id, Person(self, id, name, language, started=started))

    def group(self, id: int, member: Person, name: str = "Grup RT") -> Group:  # noqa: A002 - Telegram calls it so
        made = Group(self, id, name, member)
        self.people[id] = made
        return made

    def fault(
        self, method: str = "", *, code: int = 0, retry_after: int = 1, times: int = 1,
        hang: bool = False, drop: bool = False, after: int = 0, duplicate: bool = False,
    ) -> None:  # fmt: skip
        """After so many good ones the next `times` calls of the method ("download": of a file) are refused with the
        code, or done but never answered (hang), or done and cut off (drop). With `duplicate` every update comes twice
        from now on."""
        if duplicate:
            self.updates.duplicate = True
        else:
            self.faults.append(Fault(method, code, retry_after, times, hang, drop, after))

    @property
    def webhook(self) -> dict[str, Any]:
        return self.updates.webhook

    def bot(self) -> dict[str, Any]:
        number = int(self.token.partition(":")[0])
        return {"id": number, "is_bot": True, "first_name": "Jembatan", "username": "jembatan_bot"}

    def keep_file(self, data: bytes) -> dict[str, Any]:
        """As a PhotoSize or Voice names it: the same bytes have the same unique id."""
        file_id, digest = f"file{len(self.files) + 1}", hashlib.sha256(data).hexdigest()[:16]
        self.files[file_id] = data
        return {"file_id": file_id, "file_unique_id": digest, "file_size": len(data)}

    def new_query(self) -> str:
        name = str(4_000_000_000 + len(self.queries))
        self.queries[name] = asyncio.get_running_loop().time()
        return name

    # The server

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        self.calls.append(name)
        try:
            if not rules.TOKEN.fullmatch(request.match_info["token"]):
                raise Refusal(401, "Unauthorized")
            if name not in rules.METHODS:
                raise Refusal(404, "Not Found")
            call = await rules.read_call(request, rules.METHODS[name])
            fault = self._strike(name)
            result = await getattr(self._methods, name)(call)
        except Refusal as refusal:
            self.refused.append((name, refusal.code))
            return _refused(refusal)
        if fault and fault.hang:
            await self._stopped.wait()
        if fault and fault.drop and request.transport:
            request.transport.abort()
        return web.json_response({"ok": True, "result": result})

    def _strike(self, name: str) -> Fault | None:
        fault = next((fault for fault in self.faults if fault.method == name and fault.times > 0), None)
        if fault is None:
            return None
        if fault.after:
            fault.after -= 1
            return None
        fault.times -= 1
        if not fault.code:
            return fault
        words = DESCRIPTIONS.get(fault.code, "Internal Server Error").format(fault.retry_after)
        raise Refusal(fault.code, words, **({"retry_after": fault.retry_after} if fault.code == 429 else {}))

    async def _download(self, request: web.Request) -> web.StreamResponse:
        data = self.files.get(request.match_info["path"].removeprefix("files/"))
        if data is None or not rules.TOKEN.fullmatch(request.match_info["token"]):
            return _refused(Refusal(404, "Not Found"))
        try:
            fault = self._strike("download")
        except Refusal as refusal:
            return _refused(refusal)
        if fault and fault.drop and request.transport:
            answer = web.StreamResponse(headers={"Content-Length": str(len(data))})
            await answer.prepare(request)
            await answer.write(data[:1])
            request.transport.abort()
            return answer
        return web.Response(body=data)

    async def note(self, method: str, person: Person, text: str) -> None:
        self.sends.append(Sent(method, person.id, text, asyncio.get_running_loop().time()))
        await self.announce()

    async def announce(self) -> None:
        async with self.changed:
            self.changed.notify_all()


def _refused(refusal: Refusal) -> web.Response:
    body = {"ok": False, "error_code": refusal.code, "description": refusal.description}
    headers = {}
    if refusal.parameters:
        body["parameters"] = refusal.parameters
    if "retry_after" in refusal.parameters:
        headers["Retry-After"] = str(refusal.parameters["retry_after"])
    return web.json_response(body, status=refusal.code, headers=headers)
