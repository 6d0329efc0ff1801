"""Every form and address of the route table, with everything in it that no browser would send."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import httpx2
import pytest
from fastapi.routing import iter_route_contexts

from core import officers, sessions
from core.models import Report
from tests.factories import make_report
from tests.ground import Site

VALUES = (
    "", "x" * 31_000, "a\x00b", "-1", "9" * 400, "nan", "2147483648", "9223372036854775808", "'; DROP TABLE reports;--",
    "a" + "\u0316\u0300" * 2_000, "a\r\nb: c",
)  # fmt: skip
# What one kind of database takes and the other refuses; all else is refused, or taken, before it gets there.
TELLING = tuple(value for value in VALUES if "\x00" in value or "\u0300" in value or value.isdecimal())
JSON = {"accept": "application/json"}  # a refusal without the page around it, which is the same for every field
PLAIN = {"text": "halo", "unit": "1", "status": "handling", "email": "a@b.example", "name": "A", "role": "operator"}
# Forms and addresses that read what they want from the request themselves.
MORE_FIELDS = {"/lapor": ("event", "kunci", "sesudah", "text", "lat", "lon", "choice", "pick", "files")}
MORE_QUERY = {
    "/masuk": ("tampilan", "kategori", "prioritas", "status", "unit", "kanal", "q", "lanjut"),
    "/lapor": ("bahasa",), "/static/desk.js": ("v",),
}  # fmt: skip
CHARSETS = ("undefined", "punycode", "idna", "utf-7", "utf-16", "unicode_escape", "zlib", "x" * 5_000, "")
BODIES = (
    (b"{", "application/json"),
    (b"", "multipart/form-data"),
    (b"--x", "multipart/form-data; boundary=x"),
    (b"--x\r\n" * 9_000, "multipart/form-data; boundary=x"),
    (b"--x\r\nA: " + b"b" * 90_000, "multipart/form-data; boundary=x"),
    (
        b'--x\r\nContent-Disposition: form-data; name="text"; filename="../../a"\r\n\r\n\x00\r\n--x--',
        "multipart/form-data; boundary=x",
    ),
    (
        b"--x\r\nContent-Disposition: form-data; name=files; filename*=a''%ff%00\r\nContent-Type: \x01\r\n\r\n\r\n--",
        "multipart/form-data; boundary=x",
    ),
    (b"--\xe9\r\n\r\n--\xe9--", "multipart/form-data; boundary=\xe9"),
    (b"--", "multipart/form-data; boundary="),
    (b"\xff\xfe%zz=%&=&&;", "application/x-www-form-urlencoded"),
    (b"a=1&" * 9_000, "application/x-www-form-urlencoded"),
    (b"text[]=1&text[a]=2&text.x=3", "application/x-www-form-urlencoded"),
    (b"x" * 2_000, "text/plain"),
    (b"x", ""),
    *(
        (
            b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n\\ud800 +2AA- \xff\r\n--x--',
            f"multipart/form-data; boundary=x; charset={charset}",
        )
        for charset in CHARSETS
    ),
)


class Attack:
    def __init__(self, site: Site) -> None:
        self.site, self.failed, self.sent = site, [], 0
        self.on_sqlite = site.settings.sqlite_file is not None
        site.officer(roles=("operator", "admin"))
        self.code = site.write(lambda s: make_report(s).code)

    def browser(self) -> httpx2.Client:
        """Logged in again: some of what is sent ends the session."""
        token = self.site.write(lambda s: sessions.open_for(s, officers.by_email(s, "ayu@polres.example").id))
        return self.site.client(cookies={"jembatan": token})

    def fire(self, browser: httpx2.Client, name: str, method: str, path: str, **more: Any) -> None:
        self.sent += 1
        if path.startswith(("/masuk/langsung", "/lapor/langsung")):
            return  # endless by design
        # From another address each time, so that no limit hides what is behind it.
        far = {"x-forwarded-for": f"10.{self.sent >> 16}.{self.sent >> 8 & 255}.{self.sent & 255}"}
        headers = far | more.pop("headers", {})
        status = browser.request(method, path, follow_redirects=False, headers=headers, **more).status_code
        if status >= 500:
            self.failed.append((method, path[:60], name, status))

    def fill(self, path: str, **odd: str) -> str:
        known = {"code": self.code, "token": "x" * 43, "id_": "0" * 32, "officer_id": "1", "token_id": "1"}
        for name, value in (known | {"action": "aktif"} | odd).items():
            path = path.replace(f"{{{name}}}", value)
        return path


def routes(site: Site) -> Iterator[tuple[str, str, Any]]:
    for context in iter_route_contexts(site.app.routes):
        for method in sorted((context.methods or set()) & {"GET", "POST"}):
            if not context.path.startswith("/api/"):
                yield method, context.path, getattr(context.route, "dependant", None)


def names(dependant: Any, kind: str) -> tuple[str, ...]:
    return tuple(field.alias for field in getattr(dependant, kind, ()))


@pytest.fixture
def attack(site_on_both: Site) -> Iterator[Attack]:
    made = Attack(site_on_both)
    yield made
    assert made.failed == []
    pages = [path for method, path, _ in routes(made.site) if method == "GET" and "{" not in path]
    reports = made.site.read(lambda s: [report.code for report in s.query(Report)])
    shown = [*(p for p in pages if "langsung" not in p), "/masuk?tampilan=semua", *(f"/laporan/{c}" for c in reports)]
    browser = made.browser()
    assert [(p, s) for p in shown if (s := browser.get(p).status_code) >= 400 and p != "/metrics"] == []


def test_every_field_of_every_form(attack: Attack) -> None:
    forms = 0
    for method, path, dependant in routes(attack.site):
        if method != "POST":
            continue
        forms += 1
        fields = names(dependant, "body_params") + MORE_FIELDS.get(path, ())
        where, browser = attack.fill(path), attack.browser()
        attack.fire(browser, "nothing", method, where)
        for field in fields:
            whole = {name: PLAIN.get(name, "") for name in fields}
            headers = {} if field == fields[0] else JSON
            for value in VALUES if attack.on_sqlite else TELLING:
                odd = whole | {field: value}
                attack.fire(browser, f"{field} = {value[:20]!a}", method, where, data=odd, headers=headers)
            if not attack.on_sqlite:
                continue
            many, less = whole | {field: ["a", "1", "\x00"]}, {k: v for k, v in whole.items() if k != field}
            attack.fire(browser, f"{field} twice", method, where, data=many, headers=headers)
            attack.fire(browser, f"{field} as a file", method, where, data=whole, files={field: ("a", b"\x00\xff")})
            attack.fire(browser, f"no {field}", method, where, data=less, headers=headers)
    assert forms > 25
    assert attack.sent > (800 if attack.on_sqlite else 300)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)  # none of it gets as far as a database
def test_bodies_that_are_no_form(attack: Attack) -> None:
    for method, path, _ in routes(attack.site):
        if method == "POST":
            browser = attack.browser()
            for content, kind in BODIES:
                headers = {"content-type": kind.encode("latin-1")} if kind else {}
                attack.fire(browser, kind[:60], method, attack.fill(path), content=content, headers=headers)
    assert attack.sent > 500


def test_every_part_of_every_address(attack: Attack) -> None:
    for method, path, dependant in routes(attack.site):
        browser = attack.browser()
        for name in names(dependant, "path_params"):
            for value in (*VALUES, "../..", ".", "%2e%2e%2f", "%ff") if attack.on_sqlite else TELLING:
                odd = quote(value[:3_000], safe="%")
                attack.fire(browser, name, method, attack.fill(path, **{name: odd}))
        for name in names(dependant, "query_params") + (MORE_QUERY.get(path, ()) if method == "GET" else ()):
            for value in VALUES if attack.on_sqlite else TELLING:
                attack.fire(browser, name, method, attack.fill(path), params={name: value[:3_000]})
    assert attack.sent > (400 if attack.on_sqlite else 150)


HEADERS = (
    ("host", b"["),
    ("host", b"a@b:99999999"),
    ("host", b"\xff"),
    ("origin", b"http://["),
    ("origin", b"null"),
    ("origin", b"\xff://"),
    ("cookie", b"jembatan=\xff; lapor=\x01; daftar=%00%ff&unit=" + b"9" * 500),
    ("cookie", b"=;;=" * 900),
    ("accept-language", b"x" * 9_000),
    ("accept", b"\xff"),
    ("authorization", b"Bearer \xe9"),
    ("authorization", b"Bearer"),
    ("x-forwarded-for", b"1, [, ::, \xff"),
    ("x-forwarded-proto", b"\xff"),
    ("forwarded", b"for=["),
    ("hx-request", b"\xff"),
    ("sec-fetch-site", b"\xff"),
    ("content-type", b"\xff/\xff; charset"),
    ("if-none-match", b'W/"\xff'),
    ("range", b"bytes=9-1,\xff"),
    ("if-modified-since", b"yesterday"),
    ("expect", b"200-ok"),
    ("upgrade", b"websocket"),
)


def test_headers_of_every_kind(attack: Attack) -> None:
    places = [
        ("GET", "/masuk"),
        ("GET", "/lapor"),
        ("POST", "/lacak"),
        ("POST", "/masuk/login"),
        ("GET", "/static/desk.js"),
        ("GET", "/metrics"),
        ("GET", "/api/v1/reports"),
        ("POST", "/lapor"),
        ("GET", "/masuk?tampilan=baru"),
        ("GET", "/x"),
        ("OPTIONS", "/masuk"),
        ("TRACE", "/masuk"),
        ("DELETE", "/laporan/x"),
        ("BREW", "/lapor"),
    ]
    for method, path in places:
        browser = attack.site.client()
        for name, value in HEADERS:
            more = {"content": b"kode=x"} if method == "POST" else {}
            attack.fire(browser, f"{name}: {value!r}", method, path, headers={name: value}, **more)
