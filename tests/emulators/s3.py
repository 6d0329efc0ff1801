"""An S3 with one bucket, as strict as the real one: it knows one key, checks each signature (AWS Signature Version 4)
and lists in pages. Stricter in one thing: a write that could overwrite is refused, for a file of ours never changes.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Self
from urllib.parse import parse_qsl, quote, unquote
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import time_machine
from aiohttp import web

from core.clock import now  # the test's, whatever it makes of the product's

BUCKET, REGION, KEY, SECRET = "berkas-sagara", "ap-southeast-3", "AKIASAGARA", "rahasia/S3+bucket"
PAGE = 2  # objects in one answer to a list


class Refused(Exception):
    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status, self.code = status, code


class S3Emulator:
    def __init__(self, *, bucket: str = BUCKET) -> None:
        self.bucket = bucket
        self.objects: dict[str, bytes] = {}
        self.written: dict[str, datetime] = {}
        self.trouble = 0  # the status of every answer
        self.hangs = False
        self.refuses = ""  # 503 to what is asked for so: "PUT sagara/media/"
        self.asked: list[str] = []  # "GET media/ab/x.orig"

    async def __aenter__(self) -> Self:
        self._stopped = asyncio.get_running_loop().create_future()
        app = web.Application(client_max_size=60 << 20)
        app.router.add_route("*", "/{path:.*}", self._answer)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        if not self._stopped.done():
            self._stopped.set_result(None)
        await self._runner.cleanup()

    @property
    def settings(self) -> dict[str, object]:
        """What a station needs to keep its files here."""
        return {
            "files_url": f"s3://{BUCKET}/sagara", "s3_endpoint": self.url, "s3_region": REGION, "s3_key": KEY,
            "s3_secret": SECRET,
        }  # fmt: skip

    def put(self, name: str, content: bytes) -> None:
        self.objects[name], self.written[name] = content, now()

    def release(self) -> None:
        """Those who hang get their answer now."""
        self.hangs = False
        self._stopped.get_loop().call_soon_threadsafe(self._stopped.set_result, None)

    def of(self, folder: str) -> list[str]:
        return sorted(name for name in self.objects if name.startswith(f"sagara/{folder}/"))

    async def _answer(self, request: web.Request) -> web.Response:
        body = await request.read()
        path, _, query = request.raw_path.partition("?")
        bucket, _, key = unquote(path.removeprefix("/")).partition("/")
        self.asked.append(f"{request.method} {key}")
        if self.hangs:
            await asyncio.shield(self._stopped)
        try:
            if self.trouble or (self.refuses and self.asked[-1].startswith(self.refuses)):
                raise Refused(self.trouble or 503, "InternalError")
            _check_signature(request, path, query, body)
            if bucket != self.bucket:
                raise Refused(404, "NoSuchBucket")
            return await self._verb(request.method, bool(key))(request, key, body)
        except Refused as error:
            text = f"<Error><Code>{error.code}</Code><Message>{error.code}</Message></Error>"
            return web.Response(status=error.status, text=text, content_type="application/xml")

    def _verb(self, method: str, has_key: bool) -> Callable[[web.Request, str, bytes], Awaitable[web.Response]]:
        verbs = {
            ("PUT", True): self._put, ("GET", True): self._get, ("HEAD", True): self._get, ("GET", False): self._list,
            ("POST", False): self._delete,
        }  # fmt: skip
        if (method, has_key) not in verbs:
            raise Refused(405, "MethodNotAllowed")
        return verbs[method, has_key]

    async def _put(self, request: web.Request, key: str, body: bytes) -> web.Response:
        if request.headers.get("If-None-Match") != "*":
            raise Refused(400, "InvalidRequest")
        if key in self.objects:
            raise Refused(412, "PreconditionFailed")
        self.put(key, body)
        return web.Response(headers={"ETag": _tag(body)})

    async def _get(self, request: web.Request, key: str, _body: bytes) -> web.Response:
        if key not in self.objects:
            raise Refused(404, "NoSuchKey")
        found = self.objects[key]
        at = self.written[key].strftime("%a, %d %b %Y %H:%M:%S GMT")
        headers = {"ETag": _tag(found), "Last-Modified": at, "Content-Length": str(len(found))}
        return web.Response(body=found, headers=headers)

    async def _list(self, request: web.Request, _key: str, _body: bytes) -> web.Response:
        query = request.query
        if query.get("list-type") != "2":
            raise Refused(400, "InvalidRequest")
        names = sorted(name for name in self.objects if name.startswith(query.get("prefix", "")))
        after = query.get("continuation-token", "")
        left = [name for name in names if name > after]
        more = len(left) > PAGE
        items = "".join(map(self._item, left[:PAGE]))
        token = f"<NextContinuationToken>{escape(left[PAGE - 1])}</NextContinuationToken>" if more else ""
        text = f"<IsTruncated>{str(more).lower()}</IsTruncated>{token}{items}"
        return _xml(f"<ListBucketResult><Name>{self.bucket}</Name>{text}</ListBucketResult>")

    def _item(self, name: str) -> str:
        at, content = self.written[name].strftime("%Y-%m-%dT%H:%M:%S.000Z"), self.objects[name]
        about = f"<Size>{len(content)}</Size><ETag>{escape(_tag(content))}</ETag>"
        return f"<Contents><Key>{escape(name)}</Key><LastModified>{at}</LastModified>{about}</Contents>"

    async def _delete(self, request: web.Request, _key: str, body: bytes) -> web.Response:
        sums = {"Content-MD5", "x-amz-checksum-sha256", "x-amz-checksum-crc32"}
        if "delete" not in request.query or not sums & set(request.headers):
            raise Refused(400, "InvalidRequest")
        names = [item.text or "" for item in ElementTree.fromstring(body).iter() if item.tag.endswith("Key")]
        for name in names:
            self.objects.pop(name, None)
        gone = "".join(f"<Deleted><Key>{escape(name)}</Key></Deleted>" for name in names)
        return _xml(f"<DeleteResult>{gone}</DeleteResult>")


def _xml(text: str) -> web.Response:
    return web.Response(text=f'<?xml version="1.0" encoding="UTF-8"?>{text}', content_type="application/xml")


def _tag(content: bytes) -> str:
    return f'"{hashlib.md5(content).hexdigest()}"'


def _machines_now() -> datetime:
    """Its clients sign by the machine's clock, whatever time it is in a test."""
    hatch = time_machine.escape_hatch
    return hatch.datetime.datetime.now(UTC) if hatch.is_travelling() else now()


def _check_signature(request: web.Request, path: str, query: str, body: bytes) -> None:
    """docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html"""
    kind, _, rest = request.headers.get("Authorization", "").partition(" ")
    given = dict(part.strip().split("=", 1) for part in rest.split(",")) if kind == "AWS4-HMAC-SHA256" else {}
    at, content = request.headers.get("x-amz-date", ""), request.headers.get("x-amz-content-sha256", "")
    scope = f"{at[:8]}/{REGION}/s3/aws4_request"
    if given.get("Credential") != f"{KEY}/{scope}":
        raise Refused(403, "InvalidAccessKeyId")
    if "x-amz-security-token" in request.headers:
        raise Refused(403, "InvalidToken")
    if abs(_machines_now() - datetime.strptime(at, "%Y%m%dT%H%M%S%z")) > timedelta(minutes=15):
        raise Refused(403, "RequestTimeTooSkewed")
    if content != hashlib.sha256(body).hexdigest():
        raise Refused(400, "XAmzContentSHA256Mismatch")
    names = given["SignedHeaders"].split(";")
    if not {"host", "x-amz-date", "x-amz-content-sha256"} <= set(names):
        raise Refused(403, "SignatureDoesNotMatch")
    pairs = sorted((quote(k, safe="-_.~"), quote(v, safe="-_.~")) for k, v in parse_qsl(query, keep_blank_values=True))
    headers = "".join(f"{name}:{' '.join(request.headers[name].split())}\n" for name in names)
    asked = [request.method, path, "&".join(f"{k}={v}" for k, v in pairs), headers, given["SignedHeaders"], content]
    text = ["AWS4-HMAC-SHA256", at, scope, hashlib.sha256("\n".join(asked).encode()).hexdigest()]
    if not hmac.compare_digest(given["Signature"], _sign(at[:8], "\n".join(text))):
        raise Refused(403, "SignatureDoesNotMatch")


def _sign(day: str, text: str) -> str:
    key = f"AWS4{SECRET}".encode()
    for part in (day, REGION, "s3", "aws4_request"):
        key = hmac.digest(key, part.encode(), "sha256")
    return hmac.digest(key, text.encode(), "sha256").hex()
