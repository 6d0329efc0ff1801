"""WhatsApp by Twilio: parse, send, media, lookup."""

from bot.channels.whatsapp.channel import WhatsAppChannel
from bot.channels.whatsapp.lookup import Found

__all__ = ["Found", "WhatsAppChannel"]
