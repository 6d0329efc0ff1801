"""What any message to a citizen must keep to."""

from __future__ import annotations

import re

from bot.conversation.step import Say

LONG = (
    "Terima kasih sudah memberi tahu",
    "Thank you for telling us",
    "Sudah kami terima. Hanya",
    "We have received this",
    "Data: ",
    "Sudah dihapus: ",
    "Deleted: ",
)  # S0, the privacy notice and what was done of it may reach 600 characters


def check(say: Say) -> None:
    message = say.message
    text = message.text
    assert text
    whole = len(text) + sum(len(label) + len(value) for label, value, *_ in message.card) + len(message.note)
    long = message.shape in {"emergency", "card", "sent", "discreet"} or text.startswith(LONG)
    assert whole <= (600 if long else 300), (whole, text)
    if not long and say.lane != "safety":
        told = re.sub(
            r"\*?(Darurat(\?|:)( Telepon)?|Emergency(\?|:)( Call)?) 110\.\*?", "", text
        )  # the line that is always welcome
        assert len(re.findall(r"[.?!]\*?(?:\s|$)", told)) <= 3, text
    assert len(message.choices) <= 10  # a list of WhatsApp has no more rows: further ones would need a second page
    width = 20 if len(message.choices) <= 3 else 24
    for choice in message.choices:
        assert 0 < len(choice.label) <= width, choice.label
        assert len(choice.key.encode()) <= 64
    assert len({choice.key for choice in message.choices}) == len(message.choices)
    assert "{" not in text
