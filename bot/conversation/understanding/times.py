"""When did it happen? Days, parts of the day and clock times as people write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Literal, NamedTuple

from bot.conversation.understanding.shapes import WhenGuess
from bot.conversation.understanding.words import Words, split

LONGEST = 400  # words that are looked at

# "selamat malam pak" greets; "setiap malam" is no moment.
_GREETING = re.compile(
    r"\W*(?:(?:halo|hai|hi|hello|permisi|assalamu\S*|selamat|slamat|met|good)\W+)*"
    r"(?:pagi|siang|sore|malam|morning|afternoon|evening)\b(?:\W+(?:pak|bapak|bu|ibu|min|admin|kak|mas|mbak)\b|\W*[,.!\n])"
)
_NOT_ALWAYS = r"\b(?<!setiap )(?<!tiap )(?<!every )(?<!selamat )(?<!slamat )(?<!good )"

# "Sampai jam 2 pagi", "buka jam 8" is no moment either.
_UNTIL = re.compile(
    r"\b(?:sampai|sampe|hingga|until|till|til|buka|tutup|opens|closes)(?: (?:jam|pukul|at))* \d{1,2}(?:[.:]\d{2})?"
    r"(?:an\b)?(?: ?(?:am|pm))?(?: (?:pagi|siang|sore|malam|subuh))?\b"
)
_UNTIL_WORDS = frozenset("sampai sampe hingga until till til buka tutup opens closes".split())
_HABIT_WORDS = frozenset("setiap tiap saban selalu sering every always often".split())
_NOW = re.compile(r"\b(sekarang|barusan|baru saja|just now|right now|baru aja)\b")
_NOW_WORDS = frozenset("sekarang barusan baru now".split())
_AGO = re.compile(
    r"\b(\d{1,3}|se|satu|dua|tiga|empat|lima|enam|tujuh|a|an|one|two|three|four|five|six|seven)\s*"
    r"(menit|jam|hari|minggu|pekan|bulan|minutes?|hours?|days?|weeks?|months?)\s+(?:yang\s+)?(lalu|ago)\b"
)
_AGO_WORDS = frozenset({"lalu", "ago"})
# Looked for in this order, and only where one of the words stands in the text: most messages name no day.
_DAYS_BACK = tuple(
    (frozenset(words.split()), re.compile(rf"\b({pattern})\b"), back)
    for words, pattern, back in (
        ("lusa yesterday lalu", "kemarin lusa|day before yesterday|dua hari lalu", 2),
        ("malam semalam night", "tadi malam|semalam|last night", 1),
        ("kemarin yesterday", "kemarin|yesterday", 1),
        ("lalu week", "minggu lalu|pekan lalu|last week", 7),
        ("hari tadi today tonight", "hari ini|today|tadi|tonight", 0),
        ("ini this", "malam ini|pagi ini|siang ini|sore ini|this morning", 0),
        ("lusa", "lusa", -2),
        ("besok tomorrow", "besok|tomorrow", -1),
    )
)  # fmt: skip
_WEEKDAYS = {
    "senin": 0, "monday": 0, "selasa": 1, "tuesday": 1, "rabu": 2, "wednesday": 2, "kamis": 3, "thursday": 3,
    "jumat": 4, "friday": 4, "sabtu": 5, "saturday": 5, "sunday": 6, "ahad": 6, "hari minggu": 6,
}  # fmt: skip
_WEEKDAY = re.compile(rf"{_NOT_ALWAYS}({'|'.join(_WEEKDAYS)})\b")
_WEEKDAY_WORDS = frozenset(_WEEKDAYS) | {"minggu"}
# "Malam minggu" is the evening of Saturday; two hours after midnight of it is Sunday.
_EVE = re.compile(rf"{_NOT_ALWAYS}malam ({'|'.join(_WEEKDAYS)}|minggu)\b")
_NIGHTS = frozenset({"tadi malam", "semalam", "last night"})
_NIGHT_BEFORE = re.compile(r"\b(?:kemarin malam|malam kemarin|yesterday night)\b")
_AHEAD = frozenset("besok depan nanti ini next".split())
_EARLY = 5  # until this hour it is still the night before
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("januari january jan", "februari february feb", "maret march mar", "april apr", "mei may", "juni june jun",
         "juli july jul", "agustus august agu aug", "september sep", "oktober october okt oct", "november nov",
         "desember december des dec"), 1)
    for name in names.split()
}  # fmt: skip
# "RT 06/01" is an address.
_DATE = re.compile(r"(?<!rt )(?<!rw )(?<!no )(?<![^ ])(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}|\d{2}))?(?![\d/-])")
_NAMED_DATE = re.compile(rf"\b(\d{{1,2}})\s+({'|'.join(_MONTHS)})\b(?:\s+(\d{{4}}))?")
_DAY_OF_MONTH = re.compile(r"\btanggal\s+(\d{1,2})\b(?![/.:-])")
# An hour is known by the word before it, by its minutes, or by am and pm.
_CLOCK = re.compile(r"(?=\d)(?<![\d.:/-])(\d{1,2})(?:[.:](\d{2}))?(?:an\b)?\s*(am|pm)?\b(?!\s*(?:juta|ribu|rb|jt))")
_HOUR_FOLLOWS = re.compile(r"(?:^|[^a-z])(?:jam|pukul|at)\s*$")
# "Sekitar 9 malam", and not "sekitar 9 orang tadi malam".
_ABOUT = re.compile(r"(?:^|[^a-z])(?:around|about|sekitar|kira kira|kira-kira)\s*$")
_HOUR_ENDS = re.compile(r"\s*(?:$|[.,;!?]|(?:pagi|siang|sore|petang|malam|wib|wita|wit|in|last|this|yesterday|tadi)\b)")
_PART = re.compile(
    rf"{_NOT_ALWAYS}(tengah malam|dini hari|subuh|pagi|siang|dzuhur|ashar|sore|petang|maghrib|isya|malam|semalam"
    r"|morning|noon|afternoon|evening|midnight|night)\b"
)
_PARTS = {
    "tengah malam": (24, 0), "midnight": (24, 0), "dzuhur": (12, 0), "ashar": (15, 30), "maghrib": (18, 0),
    "isya": (19, 0), "dini hari": (2, 0), "subuh": (5, 0), "pagi": (8, 0), "morning": (8, 0), "siang": (12, 0),
    "noon": (12, 0),
    "afternoon": (15, 0), "sore": (16, 0), "petang": (18, 0), "evening": (19, 0), "malam": (20, 0),
    "night": (20, 0), "semalam": (20, 0),
}  # fmt: skip
_PART_WORDS = frozenset(_PARTS) | {"dini"}
_NUMBERS = {
    "se": 1, "satu": 1, "a": 1, "an": 1, "one": 1, "dua": 2, "two": 2, "tiga": 3, "three": 3, "empat": 4, "four": 4,
    "lima": 5, "five": 5, "enam": 6, "six": 6, "tujuh": 7, "seven": 7,
}  # fmt: skip
_HOURS_IN_WORDS = {
    "dua belas": 12, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8,
    "sembilan": 9, "sepuluh": 10, "sebelas": 11, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_WRITTEN_HOUR = re.compile(rf"\b(jam|pukul|at)\s+(setengah\s+)?({'|'.join(_HOURS_IN_WORDS)}|\d{{1,2}})\b(?![.:])")
_WRITTEN_HALF = re.compile(
    rf"\b(?<!jam )(?<!pukul )setengah ({'|'.join(_HOURS_IN_WORDS)}|\d{{1,2}})(?= (?:pagi|siang|sore|malam)\b)"
)
_HALF_PAST = re.compile(rf"\bhalf past ({'|'.join(_HOURS_IN_WORDS)}|\d{{1,2}})\b")
_HALF_AGO = re.compile(r"\b(?:setengah jam (?:yang )?lalu|half an hour ago)\b")
_HOUR_WORDS = frozenset("jam pukul at".split())
_HALF_WORDS = frozenset({"setengah", "half"})
_DIGIT = re.compile("[0-9]")
_ALL_WORDS = frozenset().union(
    _NOW_WORDS,
    _AGO_WORDS,
    _WEEKDAY_WORDS,
    _PART_WORDS,
    _HOUR_WORDS,
    _HALF_WORDS,
    *(words for words, _, _ in _DAYS_BACK),
)

LIFETIME = 100  # years; at the ends of the calendar no zone can be applied to a date

Precision = Literal["minute", "hour", "part", "day"]


class _Part(NamedTuple):
    hour: int
    minute: int
    precision: Precision
    words: tuple[str, ...]


class _Told(NamedTuple):
    """The words of a text as one line, and what it holds."""

    text: str
    words: frozenset[str]
    digits: bool
    habit: bool  # "setiap malam": an hour without a day is no moment


def when(text: str, words: Words, *, now: datetime, zone: tzinfo) -> WhenGuess | None:
    """The first time named in the text; `now` is aware. A date that cannot exist is no date."""
    told = _told(text, words)
    if told is None:
        return None
    here = now.astimezone(zone)
    ago = _ago(told, now)
    if ago is not None and ago.precision != "day":
        return ago
    found = _day(told, here) if ago is None else (ago.start.astimezone(zone).date(), ago.words)
    part = _part(told)
    if found is None and part is None:
        if not told.words.isdisjoint(_NOW_WORDS) and (match := _NOW.search(told.text)):
            return WhenGuess(now.astimezone(UTC), "minute", (match.group(),), 0.9, False)
        return None
    if found is None:
        return _joined(_nearest_day(here, part), (), part, here) if part and not told.habit else None
    day, day_words = found
    eve = day_words[0].startswith("malam ")
    if part and part.hour < _EARLY and (eve or day_words[0] in _NIGHTS or _NIGHT_BEFORE.search(told.text)):
        part = part._replace(hour=part.hour + 24)
    guess = _joined(day, day_words, part, here)
    if eve and guess.future and told.words.isdisjoint(_AHEAD):
        guess = _joined(day - timedelta(weeks=1), day_words, part, here)
    return guess


def _told(text: str, words: Words) -> _Told | None:
    """None for most messages: they hold neither a digit nor a word of time."""
    plain = words.plain[:LONGEST]
    seen = frozenset(plain)
    line = " ".join(plain)
    digits = _DIGIT.search(line) is not None
    if not digits and seen.isdisjoint(_ALL_WORDS):
        return None
    if not seen.isdisjoint(_PART_WORDS) and (greeting := _GREETING.match(text[:80].lower())):
        line = " ".join(plain[len(split(greeting.group()).plain) :])
    if not seen.isdisjoint(_HOUR_WORDS):
        line = _WRITTEN_HOUR.sub(_in_digits, line)
    if not seen.isdisjoint(_HALF_WORDS):
        line = _WRITTEN_HALF.sub(lambda match: f"jam {(_hour(match[1]) - 2) % 12 + 1}.30", line)
        line = _HALF_PAST.sub(lambda match: f"at {_hour(match[1])}.30", line)
    if not seen.isdisjoint(_AGO_WORDS):
        line = _HALF_AGO.sub("30 menit lalu", line)
    if not seen.isdisjoint(_UNTIL_WORDS):
        line = _UNTIL.sub("", line)
    return _Told(line, seen, digits or _DIGIT.search(line) is not None, not seen.isdisjoint(_HABIT_WORDS))


def _in_digits(match: re.Match[str]) -> str:
    """ "jam sembilan" -> "jam 9"; "jam setengah sembilan" is half past eight."""
    hour = _hour(match[3])
    return f"{match[1]} {(hour - 2) % 12 + 1}.30" if match[2] else f"{match[1]} {hour}"


def _hour(words: str) -> int:
    return _HOURS_IN_WORDS.get(words) or int(words)


def _joined(day: date, words: tuple[str, ...], part: _Part | None, here: datetime) -> WhenGuess:
    clock = time(part.hour % 24, part.minute) if part else time(0)
    day += timedelta(days=part.hour // 24) if part else timedelta()
    precision: Precision = part.precision if part else "day"
    start, now = datetime.combine(day, clock, here.tzinfo).astimezone(UTC), here.astimezone(UTC)
    if start > now and any(word.startswith("tadi") for word in words):
        start -= timedelta(days=1)  # "tadi pagi", written after midnight
    future = start > now if part else day > here.date()
    sure = 0.9 if words and part and part.precision != "part" else 0.7 if words else 0.5
    return WhenGuess(start, precision, words + (part.words if part else ()), sure, future)


def _ago(told: _Told, now: datetime) -> WhenGuess | None:
    match = None if told.words.isdisjoint(_AGO_WORDS) else _AGO.search(told.text)
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


def _day(told: _Told, here: datetime) -> tuple[date, tuple[str, ...]] | None:
    today, words, text = here.date(), told.words, told.text
    if told.digits and not _MONTHS.keys().isdisjoint(words) and (match := _NAMED_DATE.search(text)):
        return _date(today, int(match.group(1)), _MONTHS[match.group(2)], match.group(3), match.group())
    if told.digits and "tanggal" in words and (match := _DAY_OF_MONTH.search(text)):
        return _last(today, int(match.group(1)), match.group())
    if told.digits and ("/" in text or "-" in text) and (match := _DATE.search(text)):
        return _date(today, int(match.group(1)), int(match.group(2)), match.group(3), match.group())
    if "malam" in words and not words.isdisjoint(_WEEKDAY_WORDS) and (match := _EVE.search(text)):
        back = (today.weekday() - _WEEKDAYS.get(match.group(1), _WEEKDAYS["sunday"]) + 1) % 7
        return today - timedelta(days=back), (match.group(),)
    if not words.isdisjoint(_WEEKDAY_WORDS) and (match := _WEEKDAY.search(text)):
        back = (today.weekday() - _WEEKDAYS[match.group(1)]) % 7
        return today - timedelta(days=back or 7), (match.group(),)
    for named, pattern, back in _DAYS_BACK:
        if not words.isdisjoint(named) and (match := pattern.search(text)):
            return today - timedelta(days=back), (match.group(),)
    return None


def _date(today: date, day: int, month: int, year: str | None, words: str) -> tuple[date, tuple[str, ...]] | None:
    """Day before month. Without a year it is the last such day, unless that is nearly a year ago."""
    try:
        if year:
            number = int(year) + (2000 if len(year) == 2 else 0)
            return (date(number, month, day), (words,)) if abs(number - today.year) <= LIFETIME else None
        found = date(today.year, month, day)
        if found > today + timedelta(days=45):
            found = date(today.year - 1, month, day)
    except ValueError:
        return None
    return found, (words,)


def _last(today: date, day: int, words: str) -> tuple[date, tuple[str, ...]] | None:
    """The last day of that number that has been."""
    for back in range(62):
        found = today - timedelta(days=back)
        if found.day == day:
            return found, (words,)
    return None


def _part(told: _Told) -> _Part | None:
    named = None if told.words.isdisjoint(_PART_WORDS) else _PART.search(told.text)
    part = named.group(1) if named else ""
    for match in _CLOCK.finditer(told.text) if told.digits else ():
        hour, minute, half = int(match.group(1)), int(match.group(2) or 0), match.group(3)
        before = _before_hour(told.text, match, part)
        alone = match.start() == 0 or not told.text[match.start() - 1].isalpha()
        if not (before or (alone and (half or match.group(2)))) or hour > 23 or minute > 59:
            continue
        words = ((before.group().strip() + " " if before else "") + match.group().strip(), part)
        precise: Precision = "minute" if match.group(2) else "hour"
        return _Part(_on_24(hour, half, part), minute, precise, tuple(filter(None, words)))
    if not part:
        return None
    hour, minute = _PARTS[part]
    return _Part(hour, minute, "part", (part,))


def _before_hour(text: str, match: re.Match[str], part: str) -> re.Match[str] | None:
    """The word that makes an hour of the number behind it."""
    ahead = text[max(0, match.start() - 11) : match.start()]
    found = _HOUR_FOLLOWS.search(ahead)
    if found is None and part and _HOUR_ENDS.match(text, match.end()):
        found = _ABOUT.search(ahead)
    return found


def _on_24(hour: int, half: str | None, part: str) -> int:
    if half:
        return hour % 12 + (12 if half == "pm" else 0)
    if hour < 12 and part in {"sore", "petang", "evening", "afternoon"}:
        return hour + 12
    if part in {"malam", "night", "semalam", "tengah malam", "midnight"} and 5 <= hour <= 12:
        return hour + 12  # "jam 12 malam" is where the next day begins
    if part in {"siang", "noon"} and hour in {1, 2, 3}:
        return hour + 12
    return hour


def _nearest_day(here: datetime, part: _Part) -> date:
    """A clock time without a day: today when it has been, else the day before."""
    if (part.hour, part.minute) > (here.hour, here.minute):
        return here.date() - timedelta(days=1)
    return here.date()
