"""Hostile requests for the webhooks, as data: what is sent, and which answer and which trace are right."""

from __future__ import annotations

import base64
import copy
import hashlib
import hmac
import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote_to_bytes, urlencode

SECRET = "webhook-secret-0123456789"
SECRET_HEADER = "x-telegram-bot-api-secret-token"
TELEGRAM = {
    "telegram_token": "123456:ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghi",
    "telegram_webhook_secret": SECRET,
    "telegram_api_url": "http://127.0.0.1:9",
}
AUTH_TOKEN = "twilio-auth-token-0123456789"
TWILIO = {
    "twilio_account_sid": "AC" + "0" * 32,
    "twilio_auth_token": AUTH_TOKEN,
    "twilio_whatsapp_from": "+622112345678",
    "twilio_api_url": "http://127.0.0.1:9",
    "public_url": "http://127.0.0.1:9",  # replaced by the server's own
}
FORM = "application/x-www-form-urlencoded"
_numbers = itertools.count(1_000)


@dataclass(frozen=True)
class Shot:
    """One request. `kept` is the outcome of the raw event it leaves behind, "" for none at all."""

    name: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    status: int = 200
    kept: str = ""
    method: str = "POST"
    path: str = "/webhooks/telegram"


# Telegram


def update(**message: Any) -> dict[str, Any]:
    """A private message as Telegram sends it, with a number of its own."""
    number = next(_numbers)
    sender = {"id": 70 + number, "is_bot": False, "first_name": "Siti", "language_code": "id"}
    return {
        "update_id": number,
        "message": {
            "message_id": number, "date": 1_770_000_000, "from": sender,
            "chat": {"id": sender["id"], "type": "private"}, "text": "halo",
        } | message,
    }  # fmt: skip


def everything() -> list[dict[str, Any]]:
    """Updates that between them hold every field we read."""
    file = {"file_id": "f", "file_unique_id": "u", "file_size": 10}
    rich = update(
        caption="banjir di Pasar Sirih", photo=[file | {"width": 90, "height": 60}, file | {"width": 9, "height": 6}],
        reply_to_message={"message_id": 4}, media_group_id="9", forward_origin={"type": "hidden_user"},
    )  # fmt: skip
    place = update(venue={"title": "Pasar", "address": "Jl. A", "location": {"latitude": -6.9, "longitude": 107.6}})
    document = update(document=file | {"file_name": "a.pdf", "mime_type": "application/pdf"})
    contact = update(contact={"phone_number": "+628123456789", "first_name": "S", "user_id": 1})
    contact["message"]["contact"]["user_id"] = contact["message"]["from"]["id"]
    tap = update()
    tap["callback_query"] = {
        "id": "77", "from": tap["message"]["from"], "data": "1:report", "message": tap.pop("message")
    }  # fmt: skip
    edit = update()
    edit["edited_message"] = edit.pop("message")
    member = update()
    member["my_chat_member"] = member.pop("message") | {"new_chat_member": {"status": "kicked"}}
    return [rich, place, document, contact, tap, edit, member]


WRONG: tuple[Any, ...] = (
    None, True, -1, 2**63, 1e308, "", "\x00", "9" * 400, [[]], {"a": {"b": []}}
)  # fmt: skip


def mutants() -> Iterator[tuple[str, bytes]]:
    """Updates with each of their values replaced by each wrong one, and left out."""
    for path, whole in {path: update_ for update_ in everything() for path in _paths(update_)}.items():
        for wrong in (*WRONG, KeyError):
            changed = copy.deepcopy(whole)
            changed["update_id"] = next(_numbers)
            _change(changed, path, wrong)
            name = ".".join(map(str, path))
            yield f"{name} = {str(wrong)[:20]}", json.dumps(changed).encode()


def _paths(value: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    keys = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield (*before, key)
        yield from _paths(value[key], (*before, key))


def _change(whole: Any, path: tuple[Any, ...], wrong: Any) -> None:
    for key in path[:-1]:
        whole = whole[key]
    if wrong is KeyError:
        del whole[path[-1]]
    else:
        whole[path[-1]] = wrong


def _good() -> bytes:
    return json.dumps(update()).encode()


def _with_text(raw: str) -> bytes:
    """`raw` is JSON source between the quotes."""
    return json.dumps(update(text="@@")).replace("@@", raw).encode("utf-8", "surrogatepass")


def telegram() -> list[Shot]:
    def sent(name: str, body: bytes, kept: str, **more: Any) -> Shot:
        return Shot(name, body, {SECRET_HEADER: SECRET}, kept=kept, **more)

    def refused(name: str, secret: str | None, status: int = 403) -> Shot:
        headers = {} if secret is None else {SECRET_HEADER: secret}
        return Shot(name, _good(), headers, status=status)

    return [
        refused("no secret", None, 401),
        refused("empty", ""),
        refused("prefix", SECRET[:-1]),
        refused("longer", SECRET + "0"),
        refused("other case", SECRET.upper()),
        refused("not ascii", "é" * 25),
        refused("huge", "x" * 5_000),
        refused("with a space", f"{SECRET} x"),
        Shot("GET", b"", {SECRET_HEADER: SECRET}, status=405, method="GET"),
        Shot("PUT", _good(), {SECRET_HEADER: SECRET}, status=405, method="PUT"),
        Shot("TRACE", b"", {SECRET_HEADER: SECRET}, status=405, method="TRACE"),
        sent("other channel", _good(), "", status=404, path="/webhooks/signal"),
        sent("path above", _good(), "", status=404, path="/webhooks/../webhooks/x"),
        sent("no channel", _good(), "", status=404, path="/webhooks/"),
        sent("web chat has no webhook", _good(), "", status=403, path="/webhooks/webchat"),
        sent("a slash at the end", _good(), "done", path="/webhooks/telegram/"),
        sent("a long tail", _good(), "done", path="/webhooks/telegram/" + "x" * 3_000),
        sent("NUL in the tail", _good(), "done", path="/webhooks/telegram/a%00b"),
        sent("over a megabyte", b'{"a": "' + b"x" * (1 << 20) + b'"}', "", status=413),
        sent(
            "text/plain",
            _good(),
            "done",
        ),
        sent("nothing", b"", "quarantined"),
        sent("spaces", b"  \n", "quarantined"),
        sent("no JSON", b"<html>", "quarantined"),
        sent("a form", b"update_id=1", "quarantined"),
        sent("cut short", _good()[:-9], "quarantined"),
        sent("JSON twice", _good() + _good(), "quarantined"),
        sent("BOM", b"\xef\xbb\xbf" + _good(), "quarantined"),
        sent("UTF-16", _good().decode().encode("utf-16"), "quarantined"),
        sent("bad UTF-8", _with_text("@").replace(b"@", b"\xc3\x28"), "quarantined"),
        sent("a list", b"[1]", "quarantined"),
        sent("null", b"null", "quarantined"),
        sent("text", b'"x"', "quarantined"),
        sent("nesting", b"[" * 100_000, "quarantined"),
        sent("closed nesting", b'{"update_id": 1, "message": ' + b"[" * 9_000 + b"]" * 9_000 + b"}", "quarantined"),
        sent("a number of 5000 digits", b'{"update_id": ' + b"9" * 5_000 + b"}", "quarantined"),
        sent("1e999", b'{"update_id": 1e999}', "quarantined"),
        sent("NaN", b'{"update_id": NaN}', "quarantined"),
        sent("an update number as text", b'{"update_id": "12", "message": {}}', "quarantined"),
        sent("unknown kind", b'{"update_id": 900000, "poll": {"id": "1"}}', "ignored"),
        sent("unknown kind with NUL", b'{"update_id": 900001, "a\\u0000b": 1}', "ignored"),
        sent(
            "very many kinds",
            json.dumps({"update_id": 900_002} | {f"k{n}": 1 for n in range(9_000)}).encode(),
            "ignored",
        ),
        sent("lone surrogate", _with_text(r"\ud800"), "quarantined"),
        sent("raw lone surrogate", _with_text("\ud800"), "quarantined"),
        sent("NUL in the text", _with_text(r"nol\u0000nol"), "done"),
        sent("the key twice", _good()[:-1] + b', "message": {"from": {"id": 1}}}', "quarantined"),
        sent("a text of a megabyte", _with_text("panjang " * 100_000), "done"),
        sent("towers of marks", _with_text("a" + "\u0316\u0300" * 100_000), "done"),
        sent("the year 1", _with_text("motor dicuri 1/1/0001 jam 01.00"), "done"),
        sent("the year 9999", _with_text("motor dicuri 31/12/9999 jam 23.30"), "done"),
        sent("right to left", _with_text("\u202egnp.exe \u200b\ufeff\u2028"), "done"),
    ]


# WhatsApp by Twilio


def sign(url: str, body: bytes, *, token: str = AUTH_TOKEN) -> str:
    """Twilio's signature over the address and the sorted fields, from its description."""
    pairs = [part.partition(b"=") for part in body.split(b"&") if part]
    fields = sorted({tuple(unquote_to_bytes(side.replace(b"+", b" ")) for side in pair[::2]) for pair in pairs})
    signed = url.encode() + b"".join(name + value for name, value in fields)
    return base64.b64encode(hmac.new(token.encode(), signed, hashlib.sha1).digest()).decode()


def message(**fields: str) -> dict[str, str]:
    number = next(_numbers)
    return {
        "MessageSid": f"SM{number:032x}", "AccountSid": TWILIO["twilio_account_sid"],
        "From": f"whatsapp:+62812{number:07}",
        "To": "whatsapp:+622112345678", "Body": "halo", "NumMedia": "0", "ProfileName": "Budi", "MessageType": "text",
    } | fields  # fmt: skip


ODD = (
    "", "x" * 90_000, "a\x00b", "-1", "9" * 400, "nan", "٣٤", "\u202e", "http://169.254.169.254/latest", "whatsapp:",
    "'; DROP TABLE inbound;--", "a" + "\u0316\u0300" * 9_000,
)  # fmt: skip
FIELDS = (
    "MessageSid", "SmsSid", "From", "To", "Body", "NumMedia", "MediaUrl0", "MediaContentType0", "ProfileName", "WaId",
    "ExternalUserId", "Latitude", "Longitude", "Label", "Address", "ButtonPayload", "ButtonText", "ListId", "ListTitle",
    "MessageType", "Forwarded", "OriginalRepliedMessageSid", "MessageStatus", "ErrorCode",
)  # fmt: skip


def odd_messages() -> Iterator[tuple[str, bytes]]:
    """A message with each field Twilio may send, set to each odd value."""
    for name in FIELDS:
        for value in ODD:
            place = {"Latitude": "-6.9", "Longitude": "107.6"} if name in {"Label", "Address", "Latitude"} else {}
            media = {"MediaUrl0": "https://x.example/1", "NumMedia": "99999"} if name == "MediaContentType0" else {}
            yield f"{name} = {value[:20]!a}", urlencode(message(**place, **media) | {name: value}).encode()


STATUS = "/webhooks/whatsapp/status/"


def whatsapp(base: str) -> list[Shot]:
    path = "/webhooks/whatsapp"

    def sent(name: str, body: bytes, kept: str, path: str = path, kind: str = FORM, status: int = 200) -> Shot:
        headers = {"content-type": kind, "x-twilio-signature": sign(base + path, body)}
        return Shot(name, body, headers, path=path, kept=kept, status=status)

    def refused(name: str, signature: str | None, body: bytes = urlencode(message()).encode(), **more: Any) -> Shot:
        signed = {} if signature is None else {"x-twilio-signature": signature}
        return Shot(name, body, {"content-type": FORM} | signed | more, path=path, status=403)

    good, other = urlencode(message()).encode(), urlencode(message()).encode()
    json_body = b'{"Body": "halo"}'
    return [
        refused("no signature", None),
        refused("empty", ""),
        refused("another's fields", sign(base + path, other), good),
        refused("another's token", sign(base + path, good, token="guessed"), good),
        refused("another address", sign("https://x.example" + path, good), good),
        refused("status address", sign(base + STATUS + "1", good), good),
        refused("not ascii", "é" * 28),
        refused("a field more", sign(base + path, good), good + b"&Body=x"),
        refused("JSON without its hash", sign(base + path, b""), json_body, **{"content-type": "application/json"}),
        refused("fields hidden by the type", sign(base + path, b""), good, **{"content-type": "text/plain"}),
        refused("too many fields", sign(base + path, b"a=1&" * 5_000), b"a=1&" * 5_000),
        sent("over a megabyte", b"Body=" + b"x" * (1 << 20), "", status=413),
        sent("nothing at all", b"", "quarantined"),
        sent("no message id", b"Body=halo&From=whatsapp%3A%2B628", "quarantined"),
        sent("broken percent", urlencode(message()).encode() + b"&X=%zz%&%=%u0041", "done"),
        sent("bad UTF-8", urlencode(message()).encode() + b"&ProfileName=%ff%fe", "done"),
        sent("raw bad UTF-8", urlencode(message()).encode() + b"&ProfileName=\xff\xfe", "quarantined"),
        sent("repeated fields", good.replace(b"Body=halo", b"Body=a&Body=b"), "done"),
        sent("names only", b"MessageSid=SM77&From&Body&&&=&", "quarantined"),
        sent("an SMS", urlencode(message(From="+628123456789")).encode(), "quarantined"),
        sent(
            "media that are none",
            urlencode(message(NumMedia="-5", MediaUrl9="http://[", MediaUrl0="::")).encode(),
            "done",
        ),
        sent("unknown status", b"MessageSid=SM1&MessageStatus=teleported", "quarantined", STATUS + "0" * 32),
        sent("status without an id", b"MessageStatus=read", "quarantined", STATUS + "0" * 32),
        sent("status of nobody", b"MessageSid=SM2&MessageStatus=read", "status", STATUS + "f" * 32),
        sent("status with NUL", b"MessageSid=SM3&MessageStatus=re%00ad&ErrorCode=%00", "status", STATUS + "f" * 32),
        sent("status to a long tail", b"MessageSid=SM4&MessageStatus=read", "status", STATUS + "x" * 3_000),
        sent("status to NUL", b"MessageSid=SM5&MessageStatus=read", "status", STATUS + "a%00b"),
        sent("status to a part", b"MessageSid=SM6&MessageStatus=read", "ignored", STATUS + "0" * 32 + "/part"),
        sent(
            "status elsewhere", b"MessageSid=SM7&MessageStatus=read", "status", "/webhooks/whatsapp/" + quote("é" * 90)
        ),
    ]
