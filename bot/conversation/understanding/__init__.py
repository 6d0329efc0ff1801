"""Reading a message by rules that can be explained: every guess names the words that caused it.

understand(text, now=, zone=, places=) -> Understanding
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo

from bot.conversation.understanding import category, lexicon, streets, times, urgency
from bot.conversation.understanding.apps import app_in
from bot.conversation.understanding.commands import command
from bot.conversation.understanding.corrections import Correction, corrected, kind_instead
from bot.conversation.understanding.gazetteer import Listed, Places
from bot.conversation.understanding.match import HEARD, UNSAFE, Hit, negated
from bot.conversation.understanding.openings import announces, only_announces, opens, opens_another
from bot.conversation.understanding.questions import asks, asks_of_news, only_asks, surely_asks
from bot.conversation.understanding.shapes import Guess, PlaceGuess, Understanding, WhenGuess
from bot.conversation.understanding.tracking_codes import code as code_in
from bot.conversation.understanding.tracking_codes import resembles as resembles_code
from bot.conversation.understanding.usual_questions import usual_questions
from bot.conversation.understanding.words import LONGEST, Words, laughs, split

__all__ = [
    "DOUBTED", "Correction", "Guess", "Listed", "PlaceGuess", "Places", "Understanding", "WhenGuess",
    "accuses_police", "announces", "app_in", "asks", "category_named", "command", "corrected", "is_going_on",
    "is_grave", "is_unsafe", "kind_instead", "laughs", "names_only", "only_announces", "only_asks", "only_hurries",
    "only_word", "opens", "opens_another", "places_in", "resembles_code", "surely_asks", "understand", "wants_to_die",
    "when",
]  # fmt: skip

OVER = timedelta(hours=12)  # since then, what is told is no longer going on
DAY = timedelta(days=1)  # ... where no hour is told: "tadi" may be a minute ago at any hour
LONGEST_WORD = 40  # characters, with the signs around it
DOUBTED = 0.5  # sureness of a kind that is asked about before it is believed
ANSWER, GREETING = 8, 14  # words of an answer, and of the politest greeting
FLUENT = 4  # words known as of one language
_CONTENT = 15  # letters from which a text counts as telling something

accuses_police, category_named, names_only = category.accuses_police, category.named, category.names_only


def understand(text: str, *, now: datetime, zone: tzinfo, places: Places) -> Understanding:
    """Never raises, whatever the text."""
    words = split(text)
    hits = HEARD.find(words)
    kinds = category.guesses(words, hits)
    told = times.when(text, words, now=now, zone=zone)
    over = told is not None and now - told.start > (DAY if told.precision == "day" else OVER)
    urgent = urgency.urgent(words, hits["danger"], kinds[0].value if kinds else "", over=over)
    sensitive = urgency.sexual_or_child(words, hits["sensitive"])
    child = urgency.child_writes(words)
    if child and sensitive is None and kinds and _may_be_harm(kinds[0]):  # a child is believed
        sensitive = kinds[0]._replace(value="sexual_or_child")
    harmed = sensitive is not None and (child or urgency.is_own(words, hits["sensitive"]))
    if child and sensitive is not None and urgency.is_again_and_again(words, hits["danger"]):
        urgent = _asked_about(urgent)  # first of all it is heard by few
    rumour = asks_of_news(text[:LONGEST], words.plain) and not (child or urgency.tells_of_self(words))
    of_harm = rumour and sensitive is not None
    if rumour:
        urgent = _asked_about(urgent) if lexicon.PRESENT.isdisjoint(words.plain) else urgent
        sensitive, kinds = None, tuple(kind._replace(sure=min(kind.sure, DOUBTED)) for kind in kinds)
    greeting = _is_greeting(words)
    code = code_in(text)
    language, fluent = _language(words)
    return Understanding(
        urgent=urgent,
        sexual_or_child=sensitive,
        category=kinds[0] if kinds else None,
        others=kinds[1:4],
        places=streets.with_street(places.find(words), text, words),
        when=told,
        language=language,
        fluent=fluent,
        incident=not greeting and (bool(kinds or sensitive or urgent) or _tells(words, code)),
        greeting=greeting,
        code=code,
        first_person_danger=urgent is not None and urgency.in_first_person(words),
        first_person_harm=harmed,
        rumour=rumour,
        rumour_of_harm=of_harm,
        self_harm=urgent is not None and _is_own_life(words, hits["self_harm"]),
        secrecy=bool(hits["secrecy"]),
        hurries=urgency.hurries(words, hits["danger"]),
        child=child,
        asked=usual_questions(text, words),
    )


def _may_be_harm(kind: Guess) -> bool:
    """Violence is sure where harm is out of the question."""
    return kind.value == "sexual_or_child" or (kind.value == "violence" and kind.sure <= DOUBTED)


def _asked_about(urgent: Guess | None) -> Guess | None:
    """What is told of no time in particular rings nobody."""
    return urgent and urgent._replace(value="danger_hint", sure=min(urgent.sure, 0.4))


def is_unsafe(text: str) -> bool:
    """ "Saya tidak aman di rumah": no question, and nothing beside it."""
    words = split(text)
    return not words.question and len(words.plain) <= ANSWER and bool(UNSAFE.find(words)["unsafe"])


def wants_to_die(text: str) -> bool:
    words = split(text)
    hits = HEARD.find(words)["self_harm"]
    return _is_own_life(words, [hit for hit in hits if not negated(hit, words)])


def _is_own_life(words: Words, hits: Sequence[Hit]) -> bool:
    return bool(hits) and not urgency.is_of_others(words, hits)


def only_hurries(text: str) -> bool:
    return urgency.only_hurries(split(text))


def is_grave(text: str) -> bool:
    """Danger that lacks only a "now", and nothing says that it is over: "pintu digedor", not "saya takut"."""
    words = split(text)
    return is_going_on(text) and any(hit.value > 1 and not negated(hit, words) for hit in HEARD.find(words)["danger"])


def is_going_on(text: str) -> bool:
    """Nothing in it says that it is over: no "tidak" or "sudah" at its beginning, no word of the past or of habit."""
    plain = split(text).plain
    over = lexicon.PAST | lexicon.LONG_AGO | lexicon.OFTEN
    return bool(plain) and lexicon.DENIES.isdisjoint(plain[:1]) and over.isdisjoint(plain)


def when(text: str, *, now: datetime, zone: tzinfo) -> WhenGuess | None:
    return times.when(text, split(text), now=now, zone=zone)


def only_word(text: str) -> str:
    """The one word of the text, evened out; "" where there are more."""
    words = split(text).plain if len(text) <= LONGEST_WORD else ()
    return words[0] if len(words) == 1 else ""


def places_in(text: str, places: Places) -> tuple[PlaceGuess, ...]:
    return places.find(split(text))


def _is_greeting(words: Words) -> bool:
    return 0 < len(words.plain) <= GREETING and all(map(_greets, words.plain, words.shown))


def _greets(plain: str, shown: str) -> bool:
    return plain in lexicon.GREETINGS or shown in lexicon.GREETINGS


def _tells(words: Words, code: str | None) -> bool:
    return code is None and len("".join(words.plain)) >= _CONTENT


def _language(words: Words) -> tuple[str | None, bool]:
    """None when neither is clear: then the contact's language stays as it is. And whether it is a whole sentence."""
    indonesian = sum(map(lexicon.INDONESIAN.__contains__, words.plain))
    english = sum(map(lexicon.ENGLISH.__contains__, words.shown))
    if english >= 2 and english > 2 * indonesian:
        return "en", english >= FLUENT and not indonesian
    return ("id", indonesian >= FLUENT and not english) if indonesian >= 1 and indonesian > english else (None, False)
