"""Whether what somebody wrote tells of danger, as the conversation would judge it."""

from __future__ import annotations

from api.world import World
from bot.conversation.flows.alarm_words import is_danger
from bot.conversation.understanding import Understanding, understand
from core import clock


def told_in(built: World, text: str) -> bool:
    return bool(text) and is_danger(text, understood(built, text), number=built.settings.emergency_number)


def understood(built: World, text: str) -> Understanding:
    return understand(text, now=clock.now(), zone=built.settings.zone, places=built.house.places())
