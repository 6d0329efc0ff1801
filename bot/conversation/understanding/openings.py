""" "Pak, sy mau lapor": there is something to report, and what it is comes next."""

from __future__ import annotations

import re

from bot.conversation.understanding.lexicon import GREETINGS
from bot.conversation.understanding.words import split

LONGEST = 80  # characters
_AROUND = GREETINGS | frozenset("dong deh nih ya yah ni sih please gan sis bro om tante dek hi hey to".split())
_OPENING = re.compile(
    r"(?:(?:saya|kami|i|we) )?(?:(?:mau|mo|mw|ingin|pengen|want|id like|would like|need|izin|ijin) )?"
    r"(?:lapor|melapor|ngelapor|laporan|melaporkan|laporkan|ngelaporin|(?:buat|bikin|membuat) laporan|report|"
    r"make a report)"
    r"(?: (?:sesuatu|kejadian|something|a crime|an incident))?"
)


def opens(text: str) -> bool:
    """This and nothing else, however politely."""
    if len(text) > LONGEST:
        return False
    words = (word for word in split(text).plain if word not in _AROUND)
    return _OPENING.fullmatch(" ".join(words)) is not None
