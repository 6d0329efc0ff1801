"""Twilio's signature: HMAC-SHA1 with the auth token over the public address and every form field.

Twilio adds fields without notice, so all fields are signed. There is no time in the signature: a captured request
stays valid for ever, and only the unique event id makes its repeat harmless.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterator, Mapping
from urllib.parse import parse_qs, parse_qsl, urlsplit

from bot.channels.contract import Refused

MOST_FIELDS = 1000
FORM = "application/x-www-form-urlencoded"


def verify(token: str, *, url: str, headers: Mapping[str, str], body: bytes) -> None:
    """Raises Refused unless the holder of `token` signed `body` for `url`."""
    given = headers.get("x-twilio-signature", "")
    if not given:
        raise Refused(403, "no signature")
    fields = _signed_fields(url, headers.get("content-type", ""), body)
    # compare_digest wants ASCII or bytes; a header may hold anything.
    offered = given.encode("utf-8", "replace")
    good = [hmac.compare_digest(_sign(token, form, fields), offered) for form in _forms(url)]
    if not any(good):
        raise Refused(403, "wrong signature")


def _sign(token: str, url: str, fields: bytes) -> bytes:
    digest = hmac.digest(token.encode(), url.encode("utf-8", "surrogateescape") + fields, "sha1")
    return base64.b64encode(digest)


def _signed_fields(url: str, content_type: str, body: bytes) -> bytes:
    """Name and value of every field, sorted, equal pairs once; nothing if the URL holds a hash of the body."""
    if not body:
        return b""
    if content_type.partition(";")[0].strip().lower() != FORM:
        claimed = parse_qs(urlsplit(url).query).get("bodySHA256", [""])[0]
        if not hmac.compare_digest(claimed.encode(), hashlib.sha256(body).hexdigest().encode()):
            raise Refused(403, "body does not match its hash")
        return b""
    try:
        text = body.decode("utf-8", "surrogateescape")
        pairs = parse_qsl(text, keep_blank_values=True, errors="surrogateescape", max_num_fields=MOST_FIELDS)
    except ValueError:
        raise Refused(403, "not a form") from None
    raw = {tuple(part.encode("utf-8", "surrogateescape") for part in pair) for pair in pairs}
    return b"".join(name + value for name, value in sorted(raw))


def _forms(url: str) -> Iterator[str]:
    """The address without and with its port: Twilio sometimes signs one, sometimes the other."""
    parts = urlsplit(url)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    port = parts.port or {"https": 443, "http": 80}.get(parts.scheme)
    yield parts._replace(netloc=str(host)).geturl()
    yield parts._replace(netloc=f"{host}:{port}").geturl()
