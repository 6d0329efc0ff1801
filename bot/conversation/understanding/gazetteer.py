"""Names of places in a text, from the station's own list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from bot.conversation.understanding.ground import AREAS, Ground, Spot
from bot.conversation.understanding.shapes import PlaceGuess
from bot.conversation.understanding.words import Words, split

Row = tuple[str, str, float | None, float | None, str]  # name, kind, lat, lon, parent

# Words that say what kind of place follows; alone they name nothing.
_KINDS = {
    "kecamatan": "district", "kelurahan": "village", "desa": "village", "jalan": "road", "pasar": "market",
    "kota": "regency", "kabupaten": "regency", "district": "district", "village": "village", "street": "road",
    "market": "market",
}  # fmt: skip
_BEFORE = frozenset(
    "di ke dari depan dekat sekitar seputaran daerah wilayah kawasan samping belakang arah "
    "at in near from around".split()
)
MOST, SLIGHT = 5, 0.3
SHORTEST_APART, SHORTEST_PART = 7, 3  # letters of a name that people write in two words, and of each of the two


@dataclass(frozen=True, slots=True)
class _Place:
    words: tuple[str, ...]
    name: str
    kind: str
    lat: float | None
    lon: float | None
    parent: tuple[str, ...]
    weight: int  # how much it says by itself: the words of the name, 0 for one that was taken apart


class Listed(NamedTuple):
    """A place with a point, as it stands in the list."""

    name: str
    kind: str
    parent: str
    lat: float
    lon: float


class Places:
    """Built once; a look-up is one dict probe per word."""

    def __init__(self, by_first: dict[str, list[_Place]], ground: Ground, listed: tuple[Listed, ...]) -> None:
        self._by_first = by_first
        self.ground = ground
        self.listed = listed

    @classmethod
    def from_rows(cls, rows: Iterable[Row], *, margin_km: float | None = None) -> Places:
        """margin_km: see Ground."""
        by_first: dict[str, list[_Place]] = {}
        spots: list[Spot] = []
        listed: list[Listed] = []
        for name, kind, lat, lon, parent in rows:
            shown = f"{name}, {parent}" if parent and parent != name else name
            if lat is not None and lon is not None:
                spots.append((shown, kind, lat, lon))
                listed.append(Listed(name, kind, parent, lat, lon))
            above = split(parent).plain
            for form, weight in _forms(split(name).plain, kind).items():
                by_first.setdefault(form[0], []).append(_Place(form, shown, kind, lat, lon, above, weight))
        for places in by_first.values():
            places.sort(key=lambda place: -len(place.words))
        return cls(by_first, Ground(spots, margin_km=margin_km), tuple(listed))

    def find(self, words: Words) -> tuple[PlaceGuess, ...]:
        """At most five, best first; of two places of one name both are given, less sure. The district of a village
        that is named too only says which village."""
        plain = words.plain
        if self._by_first.keys().isdisjoint(plain):
            return ()
        found: list[tuple[_Place, PlaceGuess]] = []
        for start, namesakes in self._named(plain):
            before = plain[start - 1] if start else ""
            here = _told_apart(namesakes, plain, before)
            for place in here:
                sure = _sure(place, before, rivals=len(here), within=_names_parent(plain, place))
                shown = words.shown[start : start + len(place.words)]
                found.append((place, PlaceGuess(place.name, place.lat, place.lon, shown, sure)))
        around = {place.parent for place, _ in found if _names_parent(plain, place)}
        kept = (guess for place, guess in found if guess.sure >= SLIGHT and place.words not in around)
        return tuple(dict.fromkeys(sorted(kept, key=lambda guess: -guess.sure)))[:MOST]

    def _named(self, plain: tuple[str, ...]) -> Iterator[tuple[int, list[_Place]]]:
        """Where a name begins, and the places of the longest name that stands there."""
        covered = 0
        for start, word in enumerate(plain):
            if start < covered or word not in self._by_first:
                continue
            here = [p for p in self._by_first[word] if plain[start : start + len(p.words)] == p.words]
            if here:
                covered = start + len(here[0].words)
                yield start, [p for p in here if len(p.words) == len(here[0].words)]


def _forms(words: tuple[str, ...], kind: str) -> dict[tuple[str, ...], int]:
    """How a name is written, with its weight: also without the word for its kind, in one word, in two."""
    names = [words]
    if len(words) > 1 and words[0] in _KINDS and kind in {"district", "village"}:
        names.append(words[1:])
    forms = {name: len(name) for name in names if name}
    for name in list(forms):
        joined = "".join(name)
        if len(name) > 1 and kind in AREAS:  # "gununganyar"
            forms.setdefault((joined,), 1)
        elif len(name) == 1 and len(joined) >= SHORTEST_APART and joined.isalpha():  # "karang pilang"
            for cut in range(SHORTEST_PART, len(joined) - SHORTEST_PART + 1):
                forms.setdefault((joined[:cut], joined[cut:]), 0)
    return forms


def _told_apart(here: list[_Place], plain: tuple[str, ...], before: str) -> list[_Place]:
    """Of places with one name: of the kind that was said, whose parent is named too, or which holds its namesake."""
    if len(here) > 1:
        here = [p for p in here if p.kind == _KINDS.get(before)] or here
        here = [p for p in here if _names_parent(plain, p)] or here
        here = [p for p in here if p.parent != p.words] or here
    return here


def _names_parent(plain: tuple[str, ...], place: _Place) -> bool:
    """Whether the text says what the place lies in; a namesake would be the same word."""
    above = place.parent
    if not above or above == place.words:
        return False
    return any(plain[at : at + len(above)] == above for at in range(len(plain)))


def _sure(place: _Place, before: str, *, rivals: int, within: bool) -> float:
    sure = 0.6 + 0.15 * (place.weight - 1)
    if before in _BEFORE or _KINDS.get(before) == place.kind:
        sure += 0.25
    elif place.weight <= 1:
        sure -= 0.3  # a single bare word may be a name or an ordinary word, and so may the halves of one
    if _KINDS.get(before) not in {None, place.kind}:
        sure -= 0.2
    if within:
        sure += 0.3
    return round(min(1.0, sure) / (1 if rivals == 1 else 1.5), 2)
