"""The one clock. Everything inside is UTC; zones appear only when a person reads a time."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - this is the one place
