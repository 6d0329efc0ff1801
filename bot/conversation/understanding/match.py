"""Finding phrases of the lexicon among words: one pass and one dict probe per word, longest phrase first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from bot.conversation.understanding import lexicon, police
from bot.conversation.understanding.words import Words, split

_Option = tuple[str, tuple[str, ...], Any]  # second word where it is certain, all words, value
_Options = tuple[_Option, ...]
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
        self._by_first = {name: _by_first_word(entries) for name, entries in groups.items()}
        self._known: dict[str, tuple[tuple[str, _Options], ...]] = {}

    def find(self, words: Words) -> dict[str, list[Hit]]:
        """Every hit by group, of the word as written or of its stem; a longer phrase hides shorter ones in it."""
        plain, stems, known = words.plain, words.stems, self._known
        found: dict[str, list[Hit]] = {name: [] for name in self._by_first}
        last = len(plain) - 1
        for place, word in enumerate(plain):
            options = known.get(word)
            if options is None:
                options = self._learn(word, stems[place])
            for name, phrases in options:
                hits = found[name]
                if hits and place < hits[-1].end:
                    continue
                for second, parts, value in phrases:
                    if second and (place == last or second not in (plain[place + 1], stems[place + 1])):
                        continue  # most phrases end here, without a call
                    end = place + 1 if len(parts) == 1 else _fits(parts, plain, stems, place)
                    if end:
                        hits.append(Hit(value, place, end, words.shown[place:end]))
                        break
        return found

    def _learn(self, word: str, stem: str) -> tuple[tuple[str, _Options], ...]:
        """What was written goes before its stem: "kebakaran rumah" is a fire, not "bakar rumah"."""
        options = tuple(
            (name, found)
            for name, by_first in self._by_first.items()
            if (found := (*by_first.get(word, ()), *(by_first.get(stem, ()) if stem != word else ())))
        )
        if len(self._known) < 20_000:
            self._known[word] = options
        return options


def _by_first_word(entries: Iterable[tuple[str, Any]]) -> dict[str, list[_Option]]:
    by_first: dict[str, list[_Option]] = {}
    for phrase, value in entries:
        parts = tuple("*" if part == "*" else split(part).plain[0] for part in phrase.split())
        second = parts[1] if len(parts) > 1 and parts[1] != "*" else ""
        by_first.setdefault(parts[0], []).append((second, parts, value))
    for options in by_first.values():
        options.sort(key=lambda option: -len(option[1]))
    return by_first


def _fits(parts: tuple[str, ...], plain: tuple[str, ...], stems: tuple[str, ...], place: int) -> int:
    """The place behind the phrase when it stands here, else 0."""
    for index, part in enumerate(parts):
        if part == "*":
            rest = parts[index + 1 :]
            return next((end for skip in (0, 1, 2) if (end := _fits(rest, plain, stems, place + skip))), 0)
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
        if word not in _FILLERS:
            break
    after = plain[hit.end : hit.end + 3]
    return after[:1] == ("nihil",) or (after[:2] == ("tidak", "ada") and after[2:] != ("yang",))


HEARD = Phrases(
    {
        "danger": [*lexicon.DANGER, *lexicon.HINTS, *((phrase, 0) for phrase in lexicon.HARMLESS)],
        "sensitive": [(phrase, 1) for phrase in lexicon.SEXUAL_OR_CHILD],
        "badly_served": [(phrase, 1) for phrase in police.BADLY_SERVED],
        "secrecy": [(phrase, 1) for phrase in lexicon.SECRECY],
        "self_harm": [(phrase, 1) for phrase in lexicon.SELF_HARM],
        "category": [
            *((phrase, (kind, weight)) for kind, entries in lexicon.CATEGORIES.items() for phrase, weight in entries),
            *((phrase, None) for phrase in lexicon.NO_KIND),
        ],
    }
)
