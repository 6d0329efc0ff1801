"""Names of places in a text, from the station's own list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from bot.conversation.understanding.ground import Ground, Spot
from bot.conversation.understanding.shapes import PlaceGuess
from bot.conversation.understanding.words import Words, split

Row = tuple[str, str, float | None, float | None, str]  # name, kind, lat, lon, parent

# Words that say what kind of place follows; alone they name nothing.
_KINDS = {
    "kecamatan": "district", "kelurahan": "village", "desa": "village", "jalan": "road", "pasar": "market",
    "kota": "regency", "kabupaten": "regency", "district": "district", "village": "village", "street": "road",
    "market": "market",
}  # fmt: skip
_BEFORE = frozenset("di ke dari depan dekat sekitar daerah samping belakang arah at in near from".split())
MOST = 5


@dataclass(frozen=True, slots=True)
class _Place:
    words: tuple[str, ...]
    name: str
    kind: str
    lat: float | None
    lon: float | None
    own: bool  # the whole name as listed, not its short form


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
            words = split(name).plain
            forms = {words: True}
            if len(words) > 1 and words[0] in _KINDS and kind in {"district", "village"}:
                forms[words[1:]] = False
            for form, own in forms.items():
                if form:
                    by_first.setdefault(form[0], []).append(_Place(form, shown, kind, lat, lon, own))
        for places in by_first.values():
            places.sort(key=lambda place: -len(place.words))
        return cls(by_first, Ground(spots, margin_km=margin_km), tuple(listed))

    def find(self, words: Words) -> tuple[PlaceGuess, ...]:
        """At most five, best first; of two places of one name both are given, less sure."""
        plain, covered = words.plain, 0
        if self._by_first.keys().isdisjoint(plain):
            return ()
        found: list[tuple[float, PlaceGuess]] = []
        for start, word in enumerate(plain):
            if start < covered or word not in self._by_first:
                continue
            here = [p for p in self._by_first[word] if plain[start : start + len(p.words)] == p.words]
            here = [p for p in here if len(p.words) == len(here[0].words)]
            if not here:
                continue
            covered = start + len(here[0].words)
            before = plain[start - 1] if start else ""
            for place in here:
                sure = _sure(place, before, rivals=len(here))
                shown = words.shown[start:covered]
                found.append((sure, PlaceGuess(place.name, place.lat, place.lon, shown, sure)))
        found.sort(key=lambda entry: -entry[0])
        return tuple(dict.fromkeys(guess for sure, guess in found if sure >= 0.3))[:MOST]


def _sure(place: _Place, before: str, *, rivals: int) -> float:
    sure = 0.6 + 0.15 * (len(place.words) - 1)
    if before in _BEFORE or _KINDS.get(before) == place.kind:
        sure += 0.25
    elif len(place.words) == 1:
        sure -= 0.3  # a single bare word may be a name or an ordinary word
    if _KINDS.get(before) not in {None, place.kind}:
        sure -= 0.2
    return round(min(1.0, sure) / (1 if rivals == 1 else 1.5), 2)
