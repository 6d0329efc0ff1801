"""Finding phrases of the lexicon among words: one pass and one dict probe per word, longest phrase first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from bot.conversation.understanding import category_words, danger_words, harm_words, lexicon, police
from bot.conversation.understanding.words import Words, split

_Option = tuple[int, str, tuple[str, ...], Any]  # rank, the longest phrases before; group, all words, value
_BySecond = dict[str | None, tuple[_Option, ...]]  # None: there is no second word, or it may be any
_FILLERS = frozenset(
    (
        "ada yang sampai satu satupun seorang seorangpun pun orang korban jiwa luka maupun atau dan apa keadaan "
        "kondisi situasi sedang is are was were been be being one any anyone anybody got badly seriously a an in "
        "of or and have has had"
    ).split()
)
_FARTHEST = 5  # words back in which a negation is looked for


class Hit(NamedTuple):
    value: Any
    start: int
    end: int  # behind the last word
    words: tuple[str, ...]  # as the person wrote them


class Phrases:
    """Built once, from (phrase, value) pairs by group. A phrase may hold `*` for one or two words in between."""

    def __init__(self, groups: Mapping[str, Iterable[tuple[str, Any]]]) -> None:
        self._names = tuple(groups)
        self._by_first: dict[str, _BySecond] = {}
        phrases = [(name, _parts(phrase), value) for name, pairs in groups.items() for phrase, value in pairs]
        phrases.sort(key=lambda phrase: -len(phrase[1]))
        for rank, (name, parts, value) in enumerate(phrases):
            second = parts[1] if len(parts) > 1 and parts[1] != "*" else None
            by_second = self._by_first.setdefault(parts[0], {})
            by_second[second] = (*by_second.get(second, ()), (rank, name, parts, value))

    def find(self, words: Words) -> dict[str, list[Hit]]:
        """Every hit by group, of the word as written or of its stem; a longer phrase hides shorter ones in it.

        What was written goes before its stem: "kebakaran rumah" is a fire, not "bakar rumah"."""
        plain, stems, by_first = words.plain, words.stems, self._by_first
        found: dict[str, list[Hit]] = {name: [] for name in self._names}
        for place, word in enumerate(plain):
            stem = stems[place]
            if word in by_first:
                _add(found, by_first[word], words, place)
            if stem != word and stem in by_first:
                _add(found, by_first[stem], words, place)
        return found


def _add(found: dict[str, list[Hit]], by_second: _BySecond, words: Words, place: int) -> None:
    """The longest phrase of each group that stands here, where no other covers the place."""
    plain, stems, options = words.plain, words.stems, by_second.get(None, ())
    if place + 1 < len(plain):
        options += by_second.get(plain[place + 1], ()) + by_second.get(stems[place + 1], ())
    if not options:
        return
    for _, name, parts, value in sorted(options):
        hits = found[name]
        if hits and place < hits[-1].end:
            continue
        end = place + 1 if len(parts) == 1 else _fits(parts, plain, stems, place)
        if end:
            hits.append(Hit(value, place, end, words.shown[place:end]))


def _parts(phrase: str) -> tuple[str, ...]:
    return tuple("*" if part == "*" else split(part).plain[0] for part in phrase.split())


def _fits(parts: tuple[str, ...], plain: tuple[str, ...], stems: tuple[str, ...], place: int) -> int:
    """The place behind the phrase when it stands here, else 0."""
    for index, part in enumerate(parts):
        if part == "*":
            rest, end = parts[index + 1 :], place + 2 * len(parts)
            if rest[-1] not in plain[place:end] and rest[-1] not in stems[place:end]:
                return 0  # most phrases end here
            for start in (place, place + 1, place + 2):
                if end := _fits(rest, plain, stems, start):
                    return end
            return 0
        if place >= len(plain) or (plain[place] != part and stems[place] != part):
            return 0
        place += 1
    return place


def negated(hit: Hit, words: Words) -> bool:
    """ "tidak ada yang luka", "korban tidak ada": only filling words may stand between the two.
    "Saya tidak kenal, dia bawa pisau" denies nothing."""
    plain = words.plain
    for word in reversed(plain[max(0, hit.start - _FARTHEST) : hit.start]):
        if word in lexicon.NEGATIONS:
            return True
        if word not in _FILLERS and word != plain[hit.start]:  # "tidak darurat-darurat amat"
            break
    after = plain[hit.end : hit.end + 3]
    return after[:1] == ("nihil",) or (after[:2] == ("tidak", "ada") and after[2:] != ("yang",))


HEARD = Phrases(
    {
        "danger": [*danger_words.DANGER, *danger_words.HINTS, *((phrase, 0) for phrase in danger_words.HARMLESS)],
        "sensitive": [
            *((phrase, 2) for phrase in harm_words.SEXUAL_OR_CHILD),
            *((phrase, 1) for phrase in harm_words.MILD),
            *((phrase, 0) for phrase in harm_words.HARMLESS),
        ],
        "badly_served": [(phrase, 1) for phrase in police.BADLY_SERVED],
        "secrecy": [(phrase, 1) for phrase in lexicon.SECRECY],
        "self_harm": [(phrase, 1) for phrase in danger_words.SELF_HARM],
        "category": [
            *(
                (phrase, (kind, weight))
                for kind, entries in category_words.CATEGORIES.items()
                for phrase, weight in entries
            ),
            *((phrase, None) for phrase in category_words.NO_KIND),
        ],
    }
)
# Asked of alarms alone, and of what is said after harm was told.
ACCUSING = Phrases({"police": [(phrase, 1) for phrase in police.VIOLENCE]})
UNSAFE = Phrases({"unsafe": [(phrase, 1) for phrase in lexicon.UNSAFE]})
# Asked of what would ring.
WELL = Phrases(
    {"well": [(phrase, 1) for phrase in lexicon.WELL], "earlier": [(phrase, 1) for phrase in lexicon.EARLIER]}
)
