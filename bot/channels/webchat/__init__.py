"""Web chat: the page itself is the channel. api.public builds the events; nothing is pushed."""

from bot.channels.webchat.channel import ACCOUNT, WebChatChannel
from bot.channels.webchat.events import Said, Tap, heard
from bot.channels.webchat.uploads import Uploads

__all__ = ["ACCOUNT", "Said", "Tap", "Uploads", "WebChatChannel", "heard"]
