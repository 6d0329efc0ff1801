"""Our messages as Telegram takes them: plain text with entities, parts of 4,096 UTF-16 units, keyboards."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from bot.channels.signs import boundary
from bot.messages import Choice, Outbound

LIMIT = 4096  # UTF-16 units of a text, after entities (Bot API, sendMessage)
_BOLD = re.compile(r"(?<![\w*])\*([^*\n]+)\*(?![\w*])")
_BREAKS = ("\n\n", "\n", ". ", " ")
SIDE_BY_SIDE = 14  # letters up to which two buttons share a row


@dataclass(frozen=True, slots=True)
class Part:
    text: str
    entities: tuple[tuple[int, int], ...]  # (offset, length) of bold runs, in UTF-16 units


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def parts(message: Outbound) -> list[Part]:
    """The whole message in order; nothing is cut off, no part ends inside a sign."""
    rows = "\n".join(f"*{label}*: {value}" for label, value, *_ in message.card)
    whole = "\n\n".join(piece for piece in (message.text, rows, message.note) if piece.strip())
    return [_marked(piece) for piece in split(whole)]


def split(text: str) -> list[str]:
    pieces = []
    while units(text) > LIMIT:
        end = _fits(text)
        found = ((text.rfind(mark, end // 2, end), mark) for mark in _BREAKS)
        cut = next((at + len(mark.rstrip()) for at, mark in found if at > 0), None) or boundary(text, end)
        pieces.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*pieces, text] if text.strip() else pieces


def _fits(text: str) -> int:
    """How many characters fit into one part. Python's characters are whole, so no surrogate pair is split."""
    if len(text) <= LIMIT // 2:
        return len(text)
    end, used = 0, 0
    for character in text:
        used += 2 if ord(character) > 0xFFFF else 1
        if used > LIMIT:
            break
        end += 1
    return end


def _marked(text: str) -> Part:
    plain, entities, last = "", [], 0
    for match in _BOLD.finditer(text):
        plain += text[last : match.start()]
        entities.append((units(plain), units(match[1])))
        plain += match[1]
        last = match.end()
    return Part(plain + text[last:], tuple(entities))


def keyboard(choices: tuple[Choice, ...], *, private: str = "") -> dict[str, Any] | None:
    """If one choice asks for a location, all become a reply keyboard, whose answers come as text.

    `private` is the address of the private chat; without it there is no button that leads there."""
    choices = tuple(choice for choice in choices if private or choice.wants != "private")
    if not choices:
        return None
    if any(choice.wants == "location" for choice in choices):
        rows = [[_reply_button(choice)] for choice in choices]
        return {"keyboard": rows, "resize_keyboard": True, "one_time_keyboard": True}
    return {"inline_keyboard": _rows(choices, private)}


def _reply_button(choice: Choice) -> dict[str, Any]:
    return {"text": choice.label} | ({"request_location": True} if choice.wants == "location" else {})


def _rows(choices: tuple[Choice, ...], private: str) -> list[list[dict[str, str]]]:
    rows: list[list[dict[str, str]]] = []
    for choice in choices:
        does = {"url": private} if choice.wants == "private" else {"callback_data": choice.key}
        button = {"text": choice.label} | does
        short = len(choice.label) <= SIDE_BY_SIDE
        if rows and len(rows[-1]) == 1 and short and len(rows[-1][0]["text"]) <= SIDE_BY_SIDE:
            rows[-1].append(button)
        else:
            rows.append([button])
    return rows
