"""Telegram by the Bot API: webhook or our own long polling."""

from __future__ import annotations

from bot.channels.telegram.channel import TelegramChannel

__all__ = ["TelegramChannel"]
