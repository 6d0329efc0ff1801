"""What kind of report is it? Weighted words; the share of the best kind says how sure the guess is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from bot.conversation.understanding import lexicon
from bot.conversation.understanding.match import HEARD, Hit, negated
from bot.conversation.understanding.shapes import Guess
from bot.conversation.understanding.words import Words, split

_NAMES = {name: kind for kind, names in lexicon.CATEGORY_NAMES.items() for name in names}
_TYPO = 0.8  # how alike a mistyped name must be


def guesses(words: Words, found: Mapping[str, Sequence[Hit]]) -> tuple[Guess, ...]:
    """Best first. Words after a negation do not count. Whoever is badly served over papers complains."""
    hits = found["category"]
    if not hits:
        return ()
    scores: dict[str, int] = {}
    caused: dict[str, list[str]] = {}
    for hit in hits:
        if hit.value is None or negated(hit, words):
            continue
        kind, weight = hit.value
        scores[kind] = scores.get(kind, 0) + weight
        caused.setdefault(kind, []).extend(hit.words)
    if "paperwork" in scores and ("police_service" in scores or found["badly_served"]):
        scores["police_service"] = scores.get("police_service", 0) + scores.pop("paperwork")
        caused["police_service"] = [*caused.get("police_service", ()), *caused.pop("paperwork")]
    total = sum(scores.values())
    ranked = sorted(scores, key=lambda kind: -scores[kind])
    return tuple(Guess(kind, tuple(caused[kind]), _sure(scores[kind], total)) for kind in ranked)


def named(text: str) -> tuple[Guess, ...]:
    """A typed answer to "which kind?": exact, then mistyped names, then what the words mean; at most 3."""
    plain = " ".join(split(text).plain)
    if plain in _NAMES:
        return (Guess(_NAMES[plain], (text.strip(),), 1.0),)
    close = get_close_matches(plain[:60], _NAMES, n=3, cutoff=_TYPO)
    kinds = list(dict.fromkeys(_NAMES[name] for name in close))
    if kinds:
        return tuple(Guess(kind, (text.strip(),), 0.8) for kind in kinds[:3])
    words = split(text)
    return guesses(words, HEARD.find(words))[:3]


def _sure(score: int, total: int) -> float:
    """One strong word alone is fairly sure; a weak one, or a rival as strong, is not."""
    strength = min(1.0, score / 5)
    return round(strength * score / total, 2)
