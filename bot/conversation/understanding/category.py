"""What kind of report is it? Weighted words; the share of the best kind says how sure the guess is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher, get_close_matches

from bot.conversation.understanding import category_words, lexicon, points, police
from bot.conversation.understanding.match import ACCUSING, HEARD, Hit, negated
from bot.conversation.understanding.shapes import Guess
from bot.conversation.understanding.words import Words, split
from core import terms

_NAMES = {name: kind for kind, names in category_words.CATEGORY_NAMES.items() for name in names}
_TYPO = 0.8  # how alike a mistyped name must be
_SLIP = 0.9  # ... to be taken without a question: "pencuran" is meant as pencurian, "pencarian" perhaps not
_SHORT = 4  # words of an answer; more tell a story
# How likely a kind is by words and phrases together, to be taken for sure, and to be out of the question. Where one
# that decides who may read the report is not, or is named by no phrase, it is asked about before.
_CLEAR, _UNLIKELY = 0.6, 0.1
_CLEARER = {"sexual_or_child": 0.9, "police_service": 1.1}  # never without being asked about
_DOUBTED = 0.5  # how sure a guess is that is asked about
_OF_PHRASE = 40  # points of a phrase that is sure by itself
_LETTERS = 4  # of a word that may be misspelt
_PRETENDING = frozenset("mengaku ngakunya berpura pura gadungan pretended pretending claiming".split())
_FORCE = frozenset(
    "polisi polisinya polisie polantas polantasnya police cop cops policeman policemen officer officers ditilang "
    "tilang".split()
)
_LOST = frozenset("hilang kehilangan tercecer lost missing letter".split())
_HOLDERS = frozenset("dompet tas".split())
_VALUABLES = frozenset("motor mobil sepeda hp laptop uang emas perhiasan kamera".split())
_PAPERS = frozenset(paper for paper in category_words.PAPERS if " " not in paper)
_FILLING = frozenset("lalu orang atau person".split())  # in names, and everywhere else


def _by_word(entries: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for word, kind in entries:
        found.setdefault(word, {})[kind] = None
    return {word: tuple(kinds) for word, kinds in found.items()}


_PARTS = _by_word(
    (word, kind)
    for name, kind in _NAMES.items()
    for word in name.split()
    if kind != "other" and len(word) >= _LETTERS and word not in _FILLING
)
_SHARED = {word: kinds for words, kinds in category_words.SHARED_WORDS.items() for word in words.split()}
_WORDS = (
    _by_word(
        (phrase, kind)
        for kind, entries in category_words.CATEGORIES.items()
        for phrase, weight in entries
        if weight >= 4 and " " not in phrase and len(phrase) >= _LETTERS
    )
    | _PARTS
)


def guesses(words: Words, found: Mapping[str, Sequence[Hit]]) -> tuple[Guess, ...]:
    """Best first: phrases give points, and so does every word. In few words a phrase says all there is."""
    told = _by_phrases(words, found)
    if told and (
        len(words.plain) < points.FEW
        or told[0].value in terms.RESTRICTION_OF_CATEGORY
        or _is_about_papers(words, told[0].value)
    ):
        return told
    likely = points.kinds(words, {guess.value: round(_OF_PHRASE * guess.sure) for guess in told})
    ranked = sorted(told, key=lambda guess: -likely[guess.value])
    by_phrase = tuple(guess._replace(sure=_sureness(guess.value, likely)) for guess in ranked)
    kind = max(likely, key=lambda kind: likely[kind])
    if kind in {terms.UNSURE, *(guess.value for guess in told)} or (found["category"] and not told):
        return by_phrase
    return (*_by_words_alone(words, kind, likely), *by_phrase)


def _by_words_alone(words: Words, kind: str, likely: Mapping[str, float]) -> tuple[Guess, ...]:
    clear = likely[kind] >= _CLEARER.get(kind, _CLEAR)
    if likely[kind] < _CLEAR or (len(words.plain) < points.FEW and not clear):
        return ()
    return (Guess(kind, points.loudest(words, kind), _sureness(kind, likely) if clear else _DOUBTED),)


def _sureness(kind: str, likely: Mapping[str, float]) -> float:
    rivals = (likely[other] for other in terms.RESTRICTION_OF_CATEGORY if other != kind)
    return min(round(likely[kind], 2), _DOUBTED if max(rivals) >= _UNLIKELY else 1.0)


def _by_phrases(words: Words, found: Mapping[str, Sequence[Hit]]) -> tuple[Guess, ...]:
    """Best first. Words after a negation do not count. Whoever is badly served over papers complains."""
    hits = (*found["category"], *_demanded(words))
    if not hits:
        return ()
    scores: dict[str, int] = {}
    caused: dict[str, list[str]] = {}
    parts: dict[str, list[tuple[str, ...]]] = {}
    for hit in hits:
        if hit.value is None or negated(hit, words):
            continue
        kind, weight = hit.value
        if kind == "police_service" and _pretends(hit, words):
            kind = "fraud"  # "mengaku polisi, minta uang": no officer did it
        scores[kind] = scores.get(kind, 0) + weight
        caused.setdefault(kind, []).extend(hit.words)
        parts.setdefault(kind, []).append(words.plain[hit.start : hit.end])
    if "theft" in scores:
        _gone(words, parts, scores, caused)
    if "paperwork" in scores and (
        "police_service" in scores or any(_is_complaint(words, hit) for hit in found["badly_served"])
    ):
        _move("paperwork", "police_service", scores, caused)
    total = sum(scores.values())
    ranked = sorted(scores, key=lambda kind: -scores[kind])
    return tuple(Guess(kind, tuple(caused[kind]), _sure(scores[kind], total)) for kind in ranked)


def _demanded(words: Words) -> tuple[Hit, ...]:
    """Money that the police asked for."""
    if _FORCE.isdisjoint(words.plain) or not police.ELSEWHERE.isdisjoint(words.plain):
        return ()
    line = " ".join(words.plain)
    asked = police.ASKED_FOR_MONEY.search(line)
    if asked is None:
        return ()
    start = line.count(" ", 0, asked.start())
    end = start + asked[0].count(" ") + 1
    return (Hit(("police_service", 7), start, end, words.shown[start:end]),)


def accuses_police(text: str) -> bool:
    """Whether it surely says that the police hurt somebody."""
    words = split(text)
    return any(not negated(hit, words) and not _pretends(hit, words) for hit in ACCUSING.find(words)["police"])


def _pretends(hit: Hit, words: Words) -> bool:
    return not _PRETENDING.isdisjoint(words.plain[max(0, hit.start - 2) : hit.start])


def _gone(
    words: Words, parts: dict[str, list[tuple[str, ...]]], scores: dict[str, int], caused: dict[str, list[str]]
) -> None:
    """Lost papers are a letter that the police write, alone or with the wallet they were in; stolen ones are theft."""
    lost = all(map(_is_mere_loss, parts["theft"])) and not _is_of_value(words)
    held = not _PAPERS.isdisjoint(words.plain) and not _HOLDERS.isdisjoint(words.plain)
    named = any(not _PAPERS.isdisjoint(part) for part in parts["theft"])
    if lost and (held or named or "paperwork" in scores):
        _move("theft", "paperwork", scores, caused)
    elif not lost and all(len(part) == 1 or not _LOST.isdisjoint(part) for part in parts.get("paperwork", ())):
        _move("paperwork", "theft", scores, caused)


def _is_of_value(words: Words) -> bool:
    """ "STNK motor" is a paper."""
    before = ("", *words.plain)
    return any(word in _VALUABLES and before[at] not in _PAPERS for at, word in enumerate(words.plain))


def _is_about_papers(words: Words, kind: str) -> bool:
    """Whether they are lost or stolen is known by phrase: their other words are those of any loss."""
    return kind in {"paperwork", "theft"} and not _PAPERS.isdisjoint(words.plain)


def _is_complaint(words: Words, hit: Hit) -> bool:
    """ "Hilang sudah lama sekali" complains of nobody."""
    return words.plain[hit.start] != "lama" or _LOST.isdisjoint(words.plain[max(0, hit.start - 2) : hit.start])


def _is_mere_loss(part: tuple[str, ...]) -> bool:
    held = not _HOLDERS.isdisjoint(part) or not _PAPERS.isdisjoint(part)  # "kehilangan STNK motor"
    return part == ("kehilangan",) or (not _LOST.isdisjoint(part) and held)


def _move(kind: str, to: str, scores: dict[str, int], caused: dict[str, list[str]]) -> None:
    if kind in scores:
        scores[to] = scores.get(to, 0) + scores.pop(kind)
        caused[to] = [*caused.get(to, ()), *caused.pop(kind)]


def named(text: str) -> tuple[Guess, ...]:
    """A typed answer to "which kind?", at most 3, best first: a name, what its words mean, what it looks like."""
    words, whole = split(text), (text.strip(),)
    plain = " ".join(words.plain)
    if plain in _NAMES:
        return (Guess(_NAMES[plain], whole, 1.0),)
    like = _like_a_name(plain)
    if len(like) == 1 and (like[0][1] >= _SLIP or like[0][0] == "other"):
        return (Guess(like[0][0], whole, 0.8),)
    meant = guesses(words, HEARD.find(words))
    near = [kind for kind, _ in like] if meant or like else _by_words(words)
    known = {guess.value for guess in meant}
    return (*meant, *(Guess(kind, whole, 0.5) for kind in near if kind not in known))[:3]


def names_only(text: str) -> bool:
    """Nothing but the name of a category, or what looks like one: it describes nothing."""
    plain = split(text).plain
    return bool(_like_a_name(" ".join(plain))) or (len(plain) == 1 and bool(_alike(plain[0], _PARTS)))


def _like_a_name(plain: str) -> list[tuple[str, float]]:
    """Categories with a name that looks like the whole answer, and how much."""
    close = get_close_matches(plain[:60], _NAMES, n=3, cutoff=_TYPO)
    kinds = dict.fromkeys(_NAMES[name] for name in close)
    return [(kind, max(_ratio(plain, name) for name in close if _NAMES[name] == kind)) for kind in kinds]


def _by_words(words: Words) -> list[str]:
    """Categories that a short answer's words point to, best first; in a story no word is taken for another."""
    if len(words.plain) > _SHORT or not lexicon.NEGATIONS.isdisjoint(words.plain):
        return []
    scores: dict[str, float] = {}
    for word in words.plain:
        for kind, ratio in _pointed_to(word).items():
            scores[kind] = scores.get(kind, 0) + ratio
    return sorted(scores, key=lambda kind: -scores[kind])


def _pointed_to(word: str) -> dict[str, float]:
    return dict.fromkeys(_SHARED[word], 1.0) if word in _SHARED else _alike(word, _WORDS)


def _alike(word: str, known: Mapping[str, Sequence[str]]) -> dict[str, float]:
    if word in known:
        return dict.fromkeys(known[word], 1.0)
    close = get_close_matches(word, known, n=3, cutoff=_TYPO) if len(word) >= _LETTERS else ()
    return {kind: _ratio(word, name) for name in reversed(close) for kind in known[name]}  # the closest has the say


def _ratio(word: str, name: str) -> float:
    return SequenceMatcher(None, name, word).ratio()


def _sure(score: int, total: int) -> float:
    """One strong word alone is fairly sure; a weak one, or a rival as strong, is not."""
    strength = min(1.0, score / 5)
    return round(strength * score / total, 2)
