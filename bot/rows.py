"""Makes rows of the tables from messages and drafts, and the conversation's views from reports."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

import orjson

from bot.conversation import step as steps
from bot.conversation.understanding.words import split
from bot.conversation.wording import where
from bot.messages import CardRow, Choice, Outbound
from core import receipts
from core.models import Report
from core.vault import Vault

_EMPTY = Outbound("")


class Route(NamedTuple):
    """Where answers go: our account at the provider, and the sealed address of the person."""

    account: str
    address: bytes


def message_row(
    id_: str, at: datetime, *, contact_id: int | None, author: str, text: str, code: str = "", data: bytes = b"",
    **more: Any,
) -> dict[str, Any]:  # fmt: skip
    return {
        "id": id_, "contact_id": contact_id, "author": author, "kind": "text", "text": text, "at": at,
        "code": code, "data": data.decode(), "provider_id": "", "revises": None, "lat": None, "lon": None,
        "officer_id": None,
    } | more  # fmt: skip


def out_row(
    id_: str, at: datetime, *, contact_id: int | None, route: Route, lane: int, message: Outbound, code: str = "",
    state: str = "queued", secret_of: Vault | None = None,
) -> dict[str, Any]:  # fmt: skip
    """With `secret_of` the message is a secret: sealed by this vault, and forgotten when it was delivered."""
    return {
        "id": id_, "contact_id": contact_id, "account": route.account, "address": route.address, "lane": lane,
        "payload": written(message, secret_of), "state": state, "due_at": at,
        "created_at": at, "code": code, "forget": secret_of is not None,
    }  # fmt: skip


def written(message: Outbound, secret_of: Vault | None = None) -> str:
    """The message as the outbox holds it."""
    payload = orjson.dumps({"text": message.text} | _said(message)).decode()
    return receipts.seal(secret_of, payload) if secret_of else payload


def outbound(vault: Vault, payload: str) -> Outbound:
    """The message from its form in the outbox. Raises Unreadable for a secret that was sealed with another key."""
    values = orjson.loads(payload if payload.startswith("{") else receipts.unseal(vault, payload))
    values["choices"] = tuple([Choice(**choice) for choice in values.get("choices", ())])
    values["card"] = tuple([CardRow(*row) for row in values.get("card", ())])
    return Outbound(**values)


def _said(message: Outbound) -> dict[str, Any]:
    """The fields that differ from their defaults."""
    values: dict[str, Any] = {
        name: value for name, value, usual in zip(Outbound._fields, message, _EMPTY, strict=True) if value != usual
    }
    if message.choices:
        values["choices"] = choices(message)
    if message.card:
        values["card"] = _card(message)
    return values


def choices(message: Outbound) -> list[dict[str, Any]]:
    return [choice._asdict() for choice in message.choices]


def _card(message: Outbound) -> list[tuple[str, ...]]:
    return [tuple(row) for row in message.card]


def columns(draft: steps.Draft) -> dict[str, Any]:
    lat, lon = draft.point or (None, None)
    place = draft.place or (where(str, draft) if draft.near and draft.near[0] else "")  # as the desk reads it
    return {
        "identity": draft.identity, "summary": draft.text[:4000], "place": place, "lat": lat, "lon": lon,
        "happened_at": datetime.fromisoformat(draft.when) if draft.when else None,
        "happened_precision": draft.when_precision, "happened_text": draft.when_text,
    }  # fmt: skip


def guesses(draft: steps.Draft, reasons: tuple[str, ...]) -> str:
    words = {
        "category": draft.category_words, "place": draft.place_words, "when": draft.when_words,
        "urgent": draft.urgent_words, "priority": reasons,
    }  # fmt: skip
    said = f" {' '.join(split(draft.text).shown)} "
    return json.dumps({name: phrases(value, said) for name, value in words.items() if value}, ensure_ascii=False)


def phrases(words: Sequence[str], said: str) -> list[str]:
    """Joins words that follow each other in the text, and drops repeats."""
    found: list[str] = []
    for word in words:
        if found and f" {found[-1]} {word} " in said:
            found[-1] += f" {word}"
        elif not any(f" {word} " in f" {other} " for other in found):
            found.append(word)
    return found


def shown(message: Outbound) -> bytes:
    if not (message.choices or message.card or message.note or message.shape != "text"):
        return b""
    return orjson.dumps(
        {
            "choices": choices(message), "card": _card(message), "note": message.note, "shape": message.shape,
        }
    )  # fmt: skip


def kept(vault: Vault, effect: steps.Say, *, push: bool) -> dict[str, Any]:
    """What the thread keeps of a message: of a secret nothing, or for a page all of it, sealed."""
    if not effect.forget:
        return {"text": effect.message.text, "data": shown(effect.message)}
    if push:
        return {"text": "", "data": b""}
    whole = orjson.loads(shown(effect.message) or b"{}") | {"text": effect.message.text}
    return {"text": "", "data": orjson.dumps({"sealed": receipts.seal(vault, orjson.dumps(whole).decode())})}


def view(report: Report) -> steps.ReportView:
    times = json.loads(report.times)
    return steps.ReportView(
        code=report.code, status=report.status, category=report.category, result=report.result,
        priority=report.priority, filed_at=report.filed_at, changed_at=report.changed_at,
        status_times=tuple((name, datetime.fromisoformat(at)) for name, at in times.items()),
        taken=bool(report.taken_by), restricted=bool(report.restricted), complete=report.complete,
        next_news_by=None if report.status == "finished" else report.due_at,
    )  # fmt: skip


def pending_view(row: dict[str, Any]) -> steps.ReportView:
    return steps.ReportView(
        code=row["code"], status="received", category=row["category"], result="", priority=row["priority"],
        filed_at=row["filed_at"], changed_at=row["filed_at"], status_times=(("received", row["filed_at"]),),
        restricted=bool(row["restricted"]), complete=row["complete"],
    )  # fmt: skip
