"""The steps that are measured: five messages per chat through the shipped flows, the fifth files a report."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import orjson

from benchmarks.load import post
from benchmarks.servers import SECRET

HEADER = f"X-Telegram-Bot-Api-Secret-Token: {SECRET}"
PATH = "/webhooks/telegram"
# Fresh words in every text, so that nothing can be answered from a memory of texts.
TEXTS = (
    "halo",
    "motor saya nomor {n} dicuri di Pasar Baru tadi pagi waktu saya belanja",
    "warnanya hitam, ada goresan {n} di tangki",
    "pelakunya dua orang, lari ke arah terminal {n}",
    "DARURAT",
)
CHATS = 500


def requests(start: int = 0) -> Iterator[bytes]:
    """Updates of 500 chats in turn; every chat begins anew after its fifth message."""
    for number in count(start):
        yield post(PATH, _update(number), HEADER)


def _update(number: int) -> bytes:
    turn, chat = divmod(number, CHATS)
    # After five messages the place of a chat is taken by a person who is new to the station.
    person = 10_000_000 + chat + CHATS * (turn // len(TEXTS))
    text = TEXTS[turn % len(TEXTS)].format(n=number)
    sender = {"id": person, "is_bot": False, "first_name": "Siti", "language_code": "id"}
    message = {
        "message_id": turn + 1, "date": 1_773_280_800, "text": text, "from": sender,
        "chat": {"id": person, "type": "private", "first_name": "Siti"},
    }  # fmt: skip
    return orjson.dumps({"update_id": 1 + number, "message": message})
