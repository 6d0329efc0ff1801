"""The channels of this station: one line each, built from the settings that switch them on."""

from __future__ import annotations

import hashlib

from bot.channels.contract import Channel
from bot.channels.webchat import WebChatChannel
from bot.messages import Abilities
from core.files import Files
from core.settings import Settings

# What people call each kind of channel, also one that is switched off.
NAMES = {"telegram": "Telegram", "whatsapp": "WhatsApp", "webchat": "Web"}


def build(settings: Settings, files: Files) -> dict[str, Channel]:
    """By account."""
    built = [WebChatChannel(files), _telegram(settings), _whatsapp(settings)]
    return {channel.account: channel for channel in built if channel is not None}


def abilities(kind: str) -> Abilities:
    """Of a channel that is switched off here: the ticks and the window of its messages stay what they are."""
    from bot.channels.telegram import TelegramChannel
    from bot.channels.whatsapp import WhatsAppChannel

    known = {TelegramChannel.kind: TelegramChannel.abilities, WhatsAppChannel.kind: WhatsAppChannel.abilities}
    return known.get(kind, Abilities())


def _telegram(settings: Settings) -> Channel | None:
    token = settings.telegram_token.get_secret_value()
    if not token:
        return None
    from bot.channels.telegram import TelegramChannel

    secret = settings.telegram_webhook_secret.get_secret_value()
    return TelegramChannel(
        token=token,
        api_url=settings.telegram_api_url,
        # Without a setting the secret follows from the token, so that a restart keeps the webhook valid.
        webhook_secret=secret or hashlib.sha256(f"webhook {token}".encode()).hexdigest(),
    )


def _whatsapp(settings: Settings) -> Channel | None:
    if not settings.twilio_account_sid:
        return None
    from bot.channels.whatsapp import WhatsAppChannel

    return WhatsAppChannel(
        account_sid=settings.twilio_account_sid,
        auth_token=settings.twilio_auth_token.get_secret_value(),
        sender=settings.twilio_whatsapp_from,
        public_url=settings.public_url,
        api_url=settings.twilio_api_url,
        content_url=settings.twilio_content_url,
        templates=settings.twilio_templates,
    )
