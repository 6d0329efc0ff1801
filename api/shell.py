"""The outermost layer: limits on size and time before anything is parsed, and the webhooks, without FastAPI."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.limits import MEGABYTE, MOST_READ_ON, Body, Room, TooLong, refuse
from api.metrics import answered
from api.networks import network_of
from api.turns import Turns
from api.webhooks import Webhooks

LIMITS = {"/lapor": 64 * MEGABYTE}  # bytes of a request body, by path; elsewhere a megabyte
# What a browser without scripts shows in place of the page.
TOO_LONG = (
    "Isi yang dikirim terlalu panjang, jadi tidak diterima. Kembali ke halaman sebelumnya, lalu kirim yang lebih "
    "pendek. Ada bahaya sekarang? Telepon {number}.\n\n"
    "What you sent is too long and was not taken. Go back, then send less of it. In danger now? Call {number}.\n"
)
TOO_LARGE = (
    "Berkas Anda terlalu besar. Kembali ke halaman sebelumnya, lalu kirim video yang lebih pendek (sampai 20 MB) "
    "atau lanjutkan tanpa berkas. Ada bahaya sekarang? Telepon {number}.\n\n"
    "Your files are too large. Go back, then send a shorter video (up to 20 MB) or go on without it. "
    "In danger now? Call {number}.\n"
)
TOO_SLOW = (
    "Sambungan terlalu pelan: yang Anda tulis belum terkirim. Kembali ke halaman sebelumnya, lalu kirim lagi, lebih "
    "baik tanpa berkas. Ada bahaya sekarang? Telepon {number}.\n\n"
    "The connection is too slow: what you wrote is not sent yet. Go back, then send it again, better without files. "
    "In danger now? Call {number}.\n"
)
TOO_MANY = (
    "Terlalu banyak kiriman dari jaringan Anda sekarang: yang Anda tulis belum terkirim. Kembali ke halaman "
    "sebelumnya, lalu kirim lagi sebentar lagi. Ada bahaya sekarang? Telepon {number}.\n\n"
    "Too much is being sent from your network now: what you wrote is not sent yet. Go back, then send it again in a "
    "moment. In danger now? Call {number}.\n"
)
FILES = ("/lampiran/", "/lapor/berkas/")  # they wait for their store, and have no thread meanwhile
BARE = frozenset({"GET", "HEAD"})  # requests without a body, as a rule
SECONDS_FOR_BODY = 15.0
SECONDS_FOR_UPLOAD = 180.0


class Shell:
    def __init__(self, app: ASGIApp, webhooks: Webhooks, *, number: str) -> None:
        """`number` is the one to call in an emergency."""
        self.app, self.webhooks, self.number = app, webhooks, number
        self._room, self._turns = Room(), Turns()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path: str = scope["path"]
        send = _counted(path, send)
        limit = LIMITS.get(path, MEGABYTE)
        seconds = SECONDS_FOR_UPLOAD if limit > MEGABYTE else SECONDS_FOR_BODY
        body = Body(receive, limit=limit, seconds=seconds, room=self._room, network=network_of(scope.get("client")))
        try:
            await self._take(scope, body, send, limit=limit)
        finally:
            body.let_go()

    async def _take(self, scope: Scope, body: Body, send: Send, *, limit: int) -> None:
        path = scope["path"]
        announced, asks_first = _announced(scope)
        if scope["method"] not in BARE and not body.enter():
            await refuse(send, path, 503, self._words(path, 503))
        elif announced > limit:
            if announced <= limit + MOST_READ_ON and not asks_first:
                await body.read_on()
            await refuse(send, path, 413, self._words(path, 413))
        elif path.startswith("/webhooks/"):
            await self.webhooks(scope, body, send)
        else:
            await self._in_turn(_asked(scope), body, send)

    async def _in_turn(self, scope: Scope, body: Body, send: Send) -> None:
        if scope["method"] != "GET" or _is_stream(scope) or scope["path"].startswith(FILES):
            await self._guarded(scope, body, send)
            return
        async with self._turns.turn(network_of(scope.get("client")), send) as begun:
            await self._guarded(scope, body, begun)

    async def _guarded(self, scope: Scope, body: Body, send: Send) -> None:
        """Corrects the answer when a body is too large or too slow: FastAPI says 400 instead of 413 or 408."""

        async def corrected(message: Message) -> None:
            if not body.broken:
                body.release()
                await send(message)
            elif message["type"] == "http.response.start":
                await refuse(send, scope["path"], body.broken, self._words(scope["path"], body.broken))

        try:
            await self.app(scope, body, corrected)
        except TooLong as error:
            await refuse(send, scope["path"], error.status, self._words(scope["path"], error.status))

    def _words(self, path: str, status: int) -> bytes | None:
        """For people; programs are told in theirs."""
        if path.startswith(("/webhooks/", "/api/")):
            return None
        words = {408: TOO_SLOW, 503: TOO_MANY}.get(status) or (TOO_LARGE if path in LIMITS else TOO_LONG)
        return words.format(number=self.number).encode()


def _asked(scope: Scope) -> Scope:
    """HEAD is answered like GET, and uvicorn leaves the body out (RFC 9110, 9.3.2): monitors ask so. But a live stream
    would go on for nobody."""
    is_head = scope["method"] == "HEAD" and not _is_stream(scope)
    return {**scope, "method": "GET"} if is_head else scope


def _is_stream(scope: Scope) -> bool:
    return bool(scope["path"].endswith("/langsung"))


def _counted(path: str, send: Send) -> Send:
    async def counted(message: Message) -> None:
        if message["type"] == "http.response.start":
            answered(path, message["status"])
        await send(message)

    return counted


def _announced(scope: Scope) -> tuple[int, bool]:
    """(length of the body, 0 if it is not given; whether the client waits for our answer before it sends the body)."""
    headers = dict(scope["headers"])
    length = headers.get(b"content-length", b"")
    return int(length) if length.isdigit() else 0, b"expect" in headers
