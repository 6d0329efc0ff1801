"""What somebody says instead of what was understood: "bukan di situ, di depan pasar", "ganti tempatnya jadi Melati",
"no wait it's at the market, not there", or a place or a time and nothing else."""

from __future__ import annotations

import re
from datetime import datetime, tzinfo
from typing import NamedTuple

from bot.conversation.understanding import category, times
from bot.conversation.understanding.gazetteer import Places
from bot.conversation.understanding.shapes import PlaceGuess, WhenGuess
from bot.conversation.understanding.words import split

LONGEST = 120
FEW = 6  # words of a place that nobody has listed
SURELY = 0.6  # sureness of a kind that another one is given up for


class Correction(NamedTuple):
    """place: in the words of the text. instead: what was understood is said to be wrong; named: it is only said that
    this is the place."""

    place: str = ""
    listed: PlaceGuess | None = None
    when: WhenGuess | None = None
    instead: bool = False
    named: bool = False


_APART = re.compile(
    r"[;,\n]|\.(?!\d)|\b(?:tapi|tetapi|melainkan|but)\b"
    r"|(?=\b(?:bukan|bkn|not|it (?:wasn|isn)[’']?t|it was|it[’']?s|harusnya|seharusnya)\b)",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\W*(?:bukan|bkn|not|it (?:wasn|isn)[’']?t)\b(?!\W*(?:cuma|hanya|saja|only|just)\b)\W*", re.IGNORECASE
)
_INSTEAD = (
    r"salah|ralat|koreksi|revisi|(?:di)?ganti|ubah|maksud(?:nya|ku)?|(?:se)?harusnya|eh|maaf|sorry|no|nope|wait|wrong|"
    r"correction|actually|meant?|change|should"
)
_NAMED = r"(?:kejadian|tempat|lokasi)(?:nya)?|place|location|happened"
_LEAD = re.compile(
    rf"(?:(?:{_INSTEAD}|{_NAMED}|waktunya|oh|pak|bu|kak|mas|min|ya|itu|ini|yang|yg|bene?r|betul|(?:men)?jadi|adalah|saya|ke|"
    r"it[’']?s?|was|is|the|time|be|to|i|and|dan)\b\W*)*",
    re.IGNORECASE,
)
_SAYS_INSTEAD, _SAYS_NAMED = (re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for words in (_INSTEAD, _NAMED))
_PLACE = re.compile(
    r"(?:di|jalan|jln?|gang|gg|desa|kampung|dusun|pasar|dekat|depan|belakang|samping|sebelah|seberang|simpang|"
    r"at|in|near|beside|behind|opposite|outside|disitu|disana|there|here)\b",
    re.IGNORECASE,
)
_POINTS = re.compile(r"(?:di ?(?:situ|sana|sini|mana)|there|here)\b|.*\b(?:it|there|here)$", re.IGNORECASE)
# Beside the words of a time they say nothing more.
_ABOUT = frozenset("sekitar kira kurang lebih an pas at around about on in yang the last wib wita wit hari".split())


def corrected(text: str, *, now: datetime, zone: tzinfo, places: Places) -> Correction:
    found = Correction()
    for clause in _APART.split(text) if len(text) <= LONGEST else ():
        denied = _DENIED.match(clause)
        if denied is not None:
            of_place = _PLACE.match(clause, denied.end()) or _begins_with_listed(clause[denied.end() :], places)
            found = found._replace(instead=found.instead or bool(of_place))
            continue
        lead, rest = _parted(clause.strip(" .!?\"'"))
        found = found._replace(
            instead=found.instead or bool(_SAYS_INSTEAD.search(lead)),
            named=found.named or bool(_SAYS_NAMED.search(lead)),
        )
        when = _only_time(rest, now=now, zone=zone)
        found = found._replace(when=when) if when else _with_place(found, rest, places)
    return found


def kind_instead(text: str) -> str:
    """ "Bukan pencurian tapi penipuan", "salah, penipuan": the kind that it is said to be; "" where nothing says so."""
    if len(text) > LONGEST:
        return ""
    named, denied, instead = "", "", False
    for clause in _APART.split(text):
        no = _DENIED.match(clause)
        if no is not None:
            denied = denied or _kind(clause[no.end() :])
            continue
        lead, rest = _parted(clause.strip(" .!?\"'"))
        instead = instead or bool(_SAYS_INSTEAD.search(lead))
        named = _kind(rest) if category.names_only(rest) else named
    kind = (named or _kind(text)) if denied else named if instead else ""
    return kind if kind != denied else ""


def _kind(text: str) -> str:
    guess = next(iter(category.named(text)), None)
    return guess.value if guess is not None and guess.sure >= SURELY else ""


def _parted(clause: str) -> tuple[str, str]:
    match = _LEAD.match(clause)
    end = match.end() if match else 0
    return clause[:end], clause[end:]


def _only_time(text: str, *, now: datetime, zone: tzinfo) -> WhenGuess | None:
    text = re.sub(r"\bjamnya\b", "jam", text, flags=re.IGNORECASE)
    words = split(text)
    guess = times.when(text, words, now=now, zone=zone)
    if guess is None or guess.future:
        return None
    told = set(split(" ".join(guess.words)).plain) | _ABOUT
    return guess if told.issuperset(words.plain) else None


def _with_place(found: Correction, text: str, places: Places) -> Correction:
    listed = _begins_with_listed(text, places)
    if listed is None and _PLACE.match(text):
        listed = next(iter(places.find(split(text))), None)
        if _POINTS.match(text) or (listed is None and len(text.split()) > FEW):
            return found
    elif listed is None:
        return found
    return found._replace(place=text, listed=listed)


def _begins_with_listed(text: str, places: Places) -> PlaceGuess | None:
    words = split(text)
    return next((guess for guess in places.find(words) if words.plain[0] in guess.words), None)
