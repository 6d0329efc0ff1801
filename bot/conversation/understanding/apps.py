"""Where people deal with each other without a place: the application or the site that a text names."""

from __future__ import annotations

import re

_NAMES = {
    "Instagram": "instagram insta ig", "Facebook": "facebook fb", "WhatsApp": "whatsapp whatsap whatapp wa",
    "Telegram": "telegram", "TikTok": "tiktok", "Shopee": "shopee shope", "Tokopedia": "tokopedia tokped",
    "Lazada": "lazada", "Bukalapak": "bukalapak", "Blibli": "blibli", "OLX": "olx", "Carousell": "carousell",
    "Twitter": "twitter", "MiChat": "michat", "Tinder": "tinder",
}  # fmt: skip
_APPS = {word: name for name, words in _NAMES.items() for word in words.split()}


def app_in(text: str) -> str:
    """The first one named, "" where there is none."""
    words = re.findall(r"[a-z]+", text.lower())
    return next((_APPS[word] for word in words if word in _APPS), "")
