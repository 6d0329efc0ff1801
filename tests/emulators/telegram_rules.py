"""What the Bot API takes and refuses: aiogram's models of the published schema, and the limits they do not tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

import orjson
from aiogram import methods
from aiohttp import web
from aiohttp.web_request import FileField
from pydantic import BaseModel, ValidationError

METHODS: dict[str, type[BaseModel]] = {
    name: getattr(methods, name[0].upper() + name[1:])
    for name in (
        "getMe getUpdates setWebhook deleteWebhook getWebhookInfo sendMessage sendPhoto sendLocation sendChatAction "
        "editMessageText editMessageReplyMarkup deleteMessage answerCallbackQuery setMyCommands deleteMyCommands "
        "getFile"
    ).split()
}
SENDS = ("sendMessage", "sendPhoto", "sendLocation")
ACTIONS = (
    "typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker "
    "find_location record_video_note upload_video_note".split()
)
TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{35}")
TEXT, CAPTION = 4096, 1024  # UTF-16 units
DOWNLOAD = 20 << 20
PHOTO = 10 << 20
LOOKS = {"text", "icon_custom_emoji_id", "style"}  # of a button; whatever else it has is what it does
PROTOCOLS = {"http", "https", "tg", "ton"}


class Refusal(Exception):
    """An answer with "ok": false."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


def bad(words: str) -> Refusal:
    return Refusal(400, f"Bad Request: {words}")


@dataclass
class Call:
    """A request, understood: uploads are named in `given` as "attach://…"."""

    given: dict[str, Any]
    uploads: dict[str, bytes] = field(default_factory=dict)


async def read_call(request: web.Request, model: type[BaseModel]) -> Call:
    """Query, form, multipart or JSON. Raises Refusal for anything the schema does not know."""
    call = Call({})
    for name, value in request.query.items():
        call.given[name] = _typed(model, name, value)
    if request.content_type == "application/json":
        call.given |= _json(await request.read())
    else:
        for name, part in (await request.post()).items():
            if isinstance(part, FileField):
                call.uploads[name] = part.file.read()
            else:
                call.given[name] = _typed(model, name, part)
    _attach(call, model)
    _check(call.given, model)
    return call


def _json(body: bytes) -> dict[str, Any]:
    try:
        found = orjson.loads(body or b"{}")
    except orjson.JSONDecodeError:
        found = None
    if not isinstance(found, dict):
        raise bad("can't parse JSON object")
    return found


def _typed(model: type[BaseModel], name: str, value: Any) -> Any:
    """In forms everything is text: only what the schema wants as something else is parsed."""
    known = model.model_fields.get(name)
    kinds = set(get_args(known.annotation) or (known.annotation,)) if known else {str}
    if str in kinds:
        return value
    try:
        return orjson.loads(value)
    except orjson.JSONDecodeError:
        return value


def _attach(call: Call, model: type[BaseModel]) -> None:
    """A file is posted under its parameter's name, or under a free one that the parameter points to."""
    pointed = {value for value in call.given.values() if isinstance(value, str)}
    for name in call.uploads:
        if f"attach://{name}" in pointed:
            continue
        if name not in model.model_fields:
            raise bad(f"unknown parameter {name!r}")
        call.given[name] = f"attach://{name}"
    if missing := [p for p in pointed if p.startswith("attach://") and p[9:] not in call.uploads]:
        raise bad(f"attached file not found: {missing[0]}")


def _check(given: Mapping[str, Any], model: type[BaseModel]) -> None:
    for name in given:
        if name not in model.model_fields:
            raise bad(f"unknown parameter {name!r}")
    try:
        found = model.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        raise bad(f"parameter {'.'.join(map(str, first['loc']))!r}: {first['msg']}") from None
    for thing in _parts(found):
        if thing.model_extra:
            raise bad(f"unknown field {next(iter(thing.model_extra))!r} of {type(thing).__name__}")


def _parts(thing: Any) -> Iterator[BaseModel]:
    if isinstance(thing, BaseModel):
        yield thing
        thing = [getattr(thing, name) for name in type(thing).model_fields]
    if isinstance(thing, list | tuple):
        for part in thing:
            yield from _parts(part)


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def judge_message(given: Mapping[str, Any]) -> None:
    text = given.get("text") or ""
    if not text.strip():
        raise bad("message text is empty")
    if units(text) > TEXT:
        raise bad("message is too long")
    _judge_marks(given, text, "entities")
    judge_markup(given.get("reply_markup"))


def judge_caption(given: Mapping[str, Any]) -> None:
    caption = given.get("caption") or ""
    if units(caption) > CAPTION:
        raise bad("message caption is too long")
    _judge_marks(given, caption, "caption_entities")
    judge_markup(given.get("reply_markup"))


def judge_place(given: Mapping[str, Any]) -> None:
    if not (-90 <= float(given["latitude"]) <= 90 and -180 <= float(given["longitude"]) <= 180):
        raise bad("wrong latitude or longitude specified")
    judge_markup(given.get("reply_markup"))


def _judge_marks(given: Mapping[str, Any], text: str, name: str) -> None:
    if given.get("parse_mode"):
        raise bad("unsupported parse_mode (the emulator shows texts as they are, with entities only)")
    for mark in given.get(name) or []:
        if mark["offset"] < 0 or mark["length"] <= 0 or mark["offset"] + mark["length"] > units(text):
            raise bad("ENTITY_BOUNDS_INVALID")


def judge_markup(markup: Any) -> None:
    for button in buttons_of(markup):
        if not isinstance(button, dict):
            continue  # a plain text in a reply keyboard
        if not button["text"].strip():
            raise bad("can't parse keyboard button: text is empty")
        if "inline_keyboard" in markup:
            _judge_deed(set(button) - LOOKS)
        if "url" in button:
            _judge_link(button["url"])
        if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
            raise bad("BUTTON_DATA_INVALID")


def _judge_deed(deeds: set[str]) -> None:
    """Beside how it looks a button has exactly one field (InlineKeyboardButton)."""
    if not deeds:
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(deeds) > 1:
        raise bad(f"can't parse inline keyboard button: exactly one of {sorted(deeds)} must be used")


def _judge_link(url: str) -> None:
    protocol, found, rest = url.rpartition("://")
    if found and protocol not in PROTOCOLS:
        raise bad(f"inline keyboard button URL {url!r} is invalid: Unsupported URL protocol")
    if not re.fullmatch(r"[^\s/?#]+\.[^\s/?#.]+([/?#]\S*)?", rest) and protocol not in {"tg", "ton"}:
        raise bad(f"inline keyboard button URL {url!r} is invalid: Wrong HTTP URL")


def buttons_of(markup: Any) -> list[dict[str, Any]]:
    if not isinstance(markup, dict):
        return []
    rows = markup.get("inline_keyboard") or markup.get("keyboard") or []
    return [button for row in rows for button in row]


def judge_webhook(given: Mapping[str, Any]) -> None:
    """Plain http is taken, as by a server of one's own in its local mode."""
    if not re.fullmatch(r"https?://[^/\s]+(/\S*)?", given["url"]):
        raise bad("bad webhook: invalid URL specified")
    if re.match(r"https?://[^/]+\.(lan|local|home|internal)\b", given["url"]):
        raise bad("bad webhook: Failed to resolve host: Name or service not known")
    if not 1 <= int(given.get("max_connections") or 40) <= 100:
        raise bad("bad webhook: max_connections must be from 1 to 100")
    secret = given.get("secret_token")
    if secret is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise bad("secret token contains unallowed characters")


def judge_commands(commands: list[Mapping[str, str]]) -> None:
    if len(commands) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not re.fullmatch(r"/?[a-z0-9_]{1,32}", command["command"]):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
