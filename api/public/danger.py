"""Whether what somebody wrote on a page tells of danger, as the conversation would judge it."""

from __future__ import annotations

from api.world import World
from bot.conversation.flows.alarm_words import is_danger
from bot.conversation.understanding import understand
from core import clock


def told_in(built: World, text: str) -> bool:
    if not text:
        return False
    settings = built.settings
    understood = understand(text, now=clock.now(), zone=settings.zone, places=built.house.places())
    return is_danger(text, understood, number=settings.emergency_number)
