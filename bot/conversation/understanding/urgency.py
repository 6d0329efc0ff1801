"""Is somebody in danger now? By words, with what stands around them: negation, the past, a question."""

from __future__ import annotations

from bot.conversation.understanding import lexicon
from bot.conversation.understanding.match import Hit, Phrases
from bot.conversation.understanding.shapes import Guess
from bot.conversation.understanding.words import Words

_DANGER = Phrases([*lexicon.DANGER, *lexicon.HINTS])
_SENSITIVE = Phrases([(phrase, 1) for phrase in lexicon.SEXUAL_OR_CHILD])
LEFT = 3  # words before a hit in which a negation counts
ENOUGH = 3


def urgent(words: Words) -> Guess | None:
    """ "emergency": act at once. "danger_hint": one question. None: nothing of the kind."""
    seen = frozenset(words.plain)
    now, past, me = bool(seen & lexicon.NOW), bool(seen & lexicon.PAST), bool(seen & lexicon.ME)
    weighed = [(_weight(hit, words, now=now, past=past, me=me), hit.words) for hit in _DANGER.find(words)]
    best, caused = max(weighed, key=lambda entry: entry[0], default=(0, ()))
    hinted = [cause for weight, cause in weighed if weight == 1]
    if best == 1 and len(hinted) > 1 and now and me and not past:
        # "mengancam saya pakai parang sekarang": no word says it alone, together they do.
        return Guess("emergency", tuple(word for cause in hinted for word in cause), 0.7)
    if best <= 0:
        return None
    if best >= ENOUGH:
        return Guess("emergency", caused, min(1.0, best / 4))
    return Guess("danger_hint", caused, 0.4)


def in_first_person(words: Words) -> bool:
    return any(word in lexicon.ME for word in words.plain)


def sexual_or_child(words: Words) -> Guess | None:
    for hit in _SENSITIVE.find(words):
        if not _negated(hit, words):
            return Guess("sexual_or_child", hit.words, 0.9)
    return None


def _weight(hit: Hit, words: Words, *, now: bool, past: bool, me: bool) -> int:
    if _negated(hit, words) or _is_talk(hit, words):
        return 0
    weight: int = hit.value
    present = now and not {"kemarin", "yesterday", "dulu"} & set(words.plain)
    if past and not present:
        return min(weight, 2) if weight >= 2 else 0
    if weight == 2 and (present or (me and not past)):
        return 3
    if weight == 1 and present and {"tolong", "help"} & set(words.plain):
        return 3
    return weight


def _negated(hit: Hit, words: Words) -> bool:
    return any(word in lexicon.NEGATIONS for word in words.plain[max(0, hit.start - LEFT) : hit.start])


def _is_talk(hit: Hit, words: Words) -> bool:
    """ "nomor darurat berapa?", "latihan kebakaran": words about danger, not danger."""
    around = {*words.plain[max(0, hit.start - 2) : hit.start], *words.plain[hit.end : hit.end + 2]}
    return bool(around & lexicon.PRACTICE) or (words.question and bool(around & lexicon.ASKING))
