"""When did it happen? Days, parts of the day and clock times as people write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Literal

from bot.conversation.understanding.shapes import WhenGuess

_NOW = re.compile(r"\b(sekarang|skrg|skrng|barusan|baru saja|just now|right now|baru aja)\b")
_AGO = re.compile(
    r"\b(\d{1,3}|se|satu|dua|tiga|empat|lima|enam|tujuh|a|an|one|two|three|four|five|six|seven)\s*"
    r"(menit|jam|hari|minggu|pekan|bulan|minutes?|hours?|days?|weeks?|months?)\s+(?:yang\s+|yg\s+)?(lalu|ago)\b"
)
_DAYS_BACK = (
    (re.compile(r"\b(kemarin lusa|kemaren lusa|day before yesterday|dua hari lalu)\b"), 2),
    (re.compile(r"\b(tadi malam|semalam|td malam|tadi malem|last night)\b"), 1),
    (re.compile(r"\b(kemarin|kemaren|kmrn|kmren|yesterday)\b"), 1),
    (re.compile(r"\b(minggu lalu|pekan lalu|last week)\b"), 7),
    (
        re.compile(r"\b(hari ini|today|tadi|td|tonight|malam ini|pagi ini|siang ini|sore ini|this morning)\b"),
        0,
    ),
    (re.compile(r"\b(besok|besuk|tomorrow)\b"), -1),
)
_WEEKDAYS = {
    "senin": 0, "monday": 0, "selasa": 1, "tuesday": 1, "rabu": 2, "wednesday": 2, "kamis": 3, "thursday": 3,
    "jumat": 4, "jum'at": 4, "friday": 4, "sabtu": 5, "saturday": 5, "sunday": 6, "ahad": 6, "hari minggu": 6,
}  # fmt: skip
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})\b")
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("januari january jan", "februari february feb", "maret march mar", "april apr", "mei may", "juni june jun",
         "juli july jul", "agustus august agu aug", "september sep", "oktober october okt oct", "november nov",
         "desember december des dec"), 1)
    for name in names.split()
}  # fmt: skip
_DATE = re.compile(r"(?<![\d/.-])(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}|\d{2}))?(?![\d/-])")
_NAMED_DATE = re.compile(rf"\b(\d{{1,2}})\s+({'|'.join(_MONTHS)})\b(?:\s+(\d{{4}}))?")
_CLOCK = re.compile(
    r"\b(?:jam|pukul|pkl|jm|at)\s*(\d{1,2})(?:[.:](\d{2}))?\s*(am|pm)?\b|\b(\d{1,2})[.:](\d{2})\b(?!\s*(?:juta|ribu|rb|jt))"
    r"|\b(\d{1,2})\s*(am|pm)\b"
)
_PART = re.compile(
    r"\b(dini hari|subuh|pagi|siang|sore|petang|malam|malem|morning|noon|afternoon|evening|night|semalam)\b"
)
_PARTS = {
    "dini hari": (2, 0), "subuh": (5, 0), "pagi": (8, 0), "morning": (8, 0), "siang": (12, 0), "noon": (12, 0),
    "afternoon": (15, 0), "sore": (16, 0), "petang": (18, 0), "evening": (19, 0), "malam": (20, 0),
    "malem": (20, 0), "night": (20, 0), "semalam": (20, 0),
}  # fmt: skip
_NUMBERS = {
    "se": 1, "satu": 1, "a": 1, "an": 1, "one": 1, "dua": 2, "two": 2, "tiga": 3, "three": 3, "empat": 4, "four": 4,
    "lima": 5, "five": 5, "enam": 6, "six": 6, "tujuh": 7, "seven": 7,
}  # fmt: skip
_HINT = re.compile(
    r"\d|lalu|ago|tadi|td|kema|kmr|mal[ae]m|pagi|siang|sore|hari|sk[re]|seka|baru|now|day|night|last|noon"
    r"|morning|evening|besok|tomorrow|senin|selasa|rabu|kamis|jum|sabtu|ahad|subuh|petang"
)

Precision = Literal["minute", "hour", "part", "day"]


@dataclass(frozen=True, slots=True)
class _Part:
    hour: int
    minute: int
    precision: Precision
    words: tuple[str, ...]


def when(text: str, *, now: datetime, zone: tzinfo) -> WhenGuess | None:
    """The first time named in the text; `now` is aware. A date that cannot exist is no date."""
    lower = text[:2000].lower()
    if not _HINT.search(lower):
        return None
    here = now.astimezone(zone)
    if (ago := _ago(lower, now)) is not None:
        return ago
    found = _day(lower, here)
    part = _part(lower)
    if found is None and part is None:
        if match := _NOW.search(lower):
            return WhenGuess(now.astimezone(UTC), "minute", (match.group(),), 0.9, False)
        return None
    if found is None:
        return _joined(_nearest_day(here, part), (), part, here) if part else None
    day, day_words = found
    return _joined(day, day_words, part, here)


def _joined(day: date, words: tuple[str, ...], part: _Part | None, here: datetime) -> WhenGuess:
    clock = time(part.hour, part.minute) if part else time(0)
    precision: Precision = part.precision if part else "day"
    start = datetime.combine(day, clock, here.tzinfo).astimezone(UTC)
    if start > here.astimezone(UTC) and any(word.startswith(("tadi", "td")) for word in words):
        start -= timedelta(days=1)  # "tadi pagi", written after midnight
    future = start > here.astimezone(UTC) if part else day > here.date()
    sure = 0.9 if words and part and part.precision != "part" else 0.7 if words else 0.5
    return WhenGuess(start, precision, words + (part.words if part else ()), sure, future)


def _ago(lower: str, now: datetime) -> WhenGuess | None:
    match = _AGO.search(lower)
    if match is None:
        return None
    count = int(match.group(1)) if match.group(1).isdigit() else _NUMBERS[match.group(1)]
    unit = match.group(2)
    per, precision = _unit(unit)
    start = (now - per * count).astimezone(UTC)
    return WhenGuess(start, precision, (match.group(),), 0.8, False)


def _unit(unit: str) -> tuple[timedelta, Precision]:
    if unit.startswith(("menit", "minute")):
        return timedelta(minutes=1), "minute"
    if unit.startswith(("jam", "hour")):
        return timedelta(hours=1), "hour"
    if unit.startswith(("hari", "day")):
        return timedelta(days=1), "day"
    if unit.startswith(("minggu", "pekan", "week")):
        return timedelta(weeks=1), "day"
    return timedelta(days=30), "day"


def _day(lower: str, here: datetime) -> tuple[date, tuple[str, ...]] | None:
    today = here.date()
    if match := _WEEKDAY.search(lower):
        back = (today.weekday() - _WEEKDAYS[match.group(1)]) % 7
        return today - timedelta(days=back or 7), (match.group(),)
    for pattern, back in _DAYS_BACK:
        if match := pattern.search(lower):
            return today - timedelta(days=back), (match.group(),)
    if match := _NAMED_DATE.search(lower):
        return _date(today, int(match.group(1)), _MONTHS[match.group(2)], match.group(3), match.group())
    if match := _DATE.search(lower):
        return _date(today, int(match.group(1)), int(match.group(2)), match.group(3), match.group())
    return None


def _date(today: date, day: int, month: int, year: str | None, words: str) -> tuple[date, tuple[str, ...]] | None:
    """Day before month. Without a year it is the last such day, unless that is nearly a year ago."""
    try:
        if year:
            number = int(year) + (2000 if len(year) == 2 else 0)
            return date(number, month, day), (words,)
        found = date(today.year, month, day)
        if found > today + timedelta(days=45):
            found = date(today.year - 1, month, day)
    except ValueError:
        return None
    return found, (words,)


def _part(lower: str) -> _Part | None:
    named = _PART.search(lower)
    for match in _CLOCK.finditer(lower):
        hour = int(match.group(1) or match.group(4) or match.group(6))
        minute = int(match.group(2) or match.group(5) or 0)
        half = match.group(3) or match.group(7)
        if hour > 23 or minute > 59:
            continue
        words = (match.group().strip(),) + ((named.group(),) if named else ())
        precise: Precision = "minute" if match.group(2) or match.group(5) else "hour"
        return _Part(_on_24(hour, half, named.group() if named else ""), minute, precise, words)
    if named is None:
        return None
    hour, minute = _PARTS[named.group()]
    return _Part(hour, minute, "part", (named.group(),))


def _on_24(hour: int, half: str | None, part: str) -> int:
    if half:
        return hour % 12 + (12 if half == "pm" else 0)
    if hour < 12 and part in {"sore", "petang", "evening", "afternoon"}:
        return hour + 12
    if part in {"malam", "malem", "night", "semalam"} and 5 <= hour < 12:
        return hour + 12
    if part in {"siang", "noon"} and hour in {1, 2, 3}:
        return hour + 12
    return hour


def _nearest_day(here: datetime, part: _Part) -> date:
    """A clock time without a day: today when it has been, else the day before."""
    if (part.hour, part.minute) > (here.hour, here.minute):
        return here.date() - timedelta(days=1)
    return here.date()
