"""A conversation's state as JSON: short, as it is written at every step; forgiving, as code changes.

What equals its default is left out.
"""

from __future__ import annotations

import json
from typing import Any

from bot.conversation.step import Aside, Draft, State

_NO_STATE, _NO_DRAFT = State(), Draft()


def dump(state: State) -> str:
    return json.dumps(pack(state), ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> State:
    return unpack(json.loads(text))


def pack(state: State) -> dict[str, Any]:
    values = _changed(state, _NO_STATE)
    if state.draft is not None:
        values["draft"] = pack_draft(state.draft)
    if state.aside is not None:
        values["aside"] = [pack_draft(state.aside.draft), *state.aside[1:]]
    return values


def pack_draft(draft: Draft | None) -> dict[str, Any] | None:
    return None if draft is None else _changed(draft, _NO_DRAFT)


def unpack(values: dict[str, Any]) -> State:
    """Keys this version does not know are dropped, missing ones get their default."""
    known = {name: values[name] for name in State._fields if name in values}
    if "resume" in known:
        known["resume"] = tuple(known["resume"])
    if known.get("draft") is not None:
        known["draft"] = unpack_draft(known["draft"])
    if known.get("aside") is not None:
        draft, *more = known["aside"]
        known["aside"] = Aside(unpack_draft(draft), *more)
    return State(**known)


def _changed(data: State | Draft, usual: State | Draft) -> dict[str, Any]:
    return {name: value for name, value, default in zip(data._fields, data, usual, strict=True) if value != default}


def unpack_draft(values: dict[str, Any]) -> Draft:
    known = {name: values[name] for name in Draft._fields if name in values}
    for name, value in known.items():
        if type(value) is list:
            known[name] = _frozen(value)
    return Draft(**known)


def _frozen(items: list[Any]) -> tuple[Any, ...]:
    return tuple([_frozen(item) if type(item) is list else item for item in items])
