"""A message as it is understood where the station has no list of places, on an ordinary evening."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.conversation.understanding import Places, Understanding, understand

NOW, ZONE, NOWHERE = datetime(2026, 3, 11, 14, 0, tzinfo=UTC), ZoneInfo("Asia/Jakarta"), Places.from_rows([])


def read(text: str) -> Understanding:
    return understand(text, now=NOW, zone=ZONE, places=NOWHERE)
