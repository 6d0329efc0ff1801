""" "Pak, sy mau lapor": there is something to report, and what it is comes next."""

from __future__ import annotations

import re

from bot.conversation.understanding.lexicon import GREETINGS
from bot.conversation.understanding.words import split

LONGEST, ANNOUNCEMENT = 80, 60  # characters
_AROUND = GREETINGS | frozenset("dong deh nih ya yah ni sih please gan sis bro om tante dek hi hey to".split())
_OPENING = re.compile(
    r"(?:(?:saya|kami|i|we) )?(?:(?:mau|mo|mw|ingin|pengen|want|id like|would like|need|izin|ijin) )?"
    r"(?:lapor|melapor|ngelapor|laporan|melaporkan|laporkan|ngelaporin|(?:buat|bikin|membuat) laporan|report|"
    r"make a report)"
    r"(?: (?:sesuatu|kejadian|something|a crime|an incident))?"
)
# "Pak Budi, saya mau cerita soal anak saya": the story is still to come.
_ANNOUNCES = re.compile(
    r"(?:(?:(?:pak|bu)(?: (?!pak\b|bu\b)\w+)?|kak|nak|mas|mbak|min|polisi|komandan|h[ae]l+o|hai|hi|permisi|selamat|"
    r"pagi|siang|sore|malam|good|morning|afternoon|evening|as+alam\w*|alaikum|wr|wb|ini)\W+)*(?:saya |sy |aku |i )?"
    r"(?:mau|ingin|pengen|mw|want to|would like to|need to)\s+"
    r"(?:cerita|bercerita|curhat|lapo?r|melapor|laporkan|melaporkan|report|tell)\b",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"(?:(?:ini|itu|it is|its|it s|this is|that is|thats|that s|bukan itu) )?(?:(?:saya|kami|i|we) )?"
    r"(?:(?:mau|mo|mw|ingin|pengen|want to|want|id like to|would like to|need to|izin|ijin|ada|have|also|juga) )*"
    r"(?:(?:lapor|melapor|ngelapor|melaporkan|laporkan|buat|bikin|membuat|report|make) )?"
    r"(?:lagi|again|(?:kejadian|hal|masalah|kasus|laporan) (?:lain|lainnya|baru|yang lain|lagi)|"
    r"(?:an|a|one more|a new|a different|another|other|an other) ?(?:incident|report|matter|crime)|something else)"
)


def announces(text: str) -> bool:
    """Whether it begins so, whatever it goes on to tell."""
    return _ANNOUNCES.match(text[:ANNOUNCEMENT]) is not None


def only_announces(text: str) -> bool:
    """Too short to tell anything besides."""
    return len(text) < ANNOUNCEMENT and announces(text)


def opens(text: str) -> bool:
    """This and nothing else, however politely."""
    return _only(_OPENING, text)


def opens_another(text: str) -> bool:
    """ "Saya mau lapor kejadian lain", behind a report that was sent."""
    return _only(_ANOTHER, text)


def _only(wish: re.Pattern[str], text: str) -> bool:
    if len(text) > LONGEST:
        return False
    words = (word for word in split(text).plain if word not in _AROUND)
    return wish.fullmatch(" ".join(words)) is not None
