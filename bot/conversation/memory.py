"""A conversation's state as JSON: short, as it is written at every step; forgiving, as code changes."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from bot.conversation.step import Draft, State

_STATE = State()
_DRAFT = Draft()
_STATE_NAMES = tuple(field.name for field in fields(State) if field.name != "draft")
_DRAFT_NAMES = tuple(field.name for field in fields(Draft))
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def dump(state: State) -> str:
    values: dict[str, Any] = {
        name: value for name in _STATE_NAMES if (value := getattr(state, name)) != getattr(_STATE, name)
    }
    draft = state.draft
    if draft is not None:
        values["draft"] = {
            name: value for name in _DRAFT_NAMES if (value := getattr(draft, name)) != getattr(_DRAFT, name)
        }
    return _encode(values)


def load(text: str) -> State:
    """Keys this version does not know are dropped, missing ones get their default."""
    values = json.loads(text)
    draft = values.pop("draft", None)
    known = {name: values[name] for name in _STATE_NAMES if name in values}
    if "resume" in known:
        known["resume"] = tuple(known["resume"])
    return State(draft=None if draft is None else _draft(draft), **known)


def _draft(values: dict[str, Any]) -> Draft:
    known = {name: _frozen(values[name]) for name in _DRAFT_NAMES if name in values}
    return Draft(**known)


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value
