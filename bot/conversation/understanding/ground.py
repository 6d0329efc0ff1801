"""The station's places as points on the map: which one a pin is near, and whether a pin lies in the area."""

from __future__ import annotations

from collections.abc import Iterable
from math import cos, floor, hypot, radians
from typing import NamedTuple

METRES = 111_320  # of a degree of latitude
NEAR = 500  # metres from which a name still helps to find the spot
# Degrees. Between 25 degrees south and north it is wider than NEAR, so the cells around a pin hold all that is near.
CELL = 0.005
# They are given by their middle, which says nothing of a pin some hundred metres away.
AREAS = frozenset({"village", "district", "regency", "city", "province"})

Spot = tuple[str, str, float, float]  # name, kind, lat, lon


class Near(NamedTuple):
    name: str
    metres: int  # rounded to ten: a phone knows no better


class Ground:
    """Built once: a look-up reads nine cells, however many places there are."""

    def __init__(self, spots: Iterable[Spot], *, margin_km: float | None = None) -> None:
        """margin_km: how far beyond its outermost places the station's area reaches; None: nobody said."""
        self._cells: dict[tuple[int, int], list[tuple[str, float, float]]] = {}
        lats, lons = [], []
        for name, kind, lat, lon in spots:
            lats.append(lat)
            lons.append(lon)
            if kind not in AREAS:
                self._cells.setdefault((floor(lat / CELL), floor(lon / CELL)), []).append((name, lat, lon))
        self._box = None if margin_km is None or not lats else _box(lats, lons, margin_km)

    def near(self, lat: float, lon: float) -> Near | None:
        """The nearest place within NEAR metres."""
        row, column, wide = floor(lat / CELL), floor(lon / CELL), cos(radians(lat))
        found = min(
            (
                (hypot(there - lat, (across - lon) * wide) * METRES, name)
                for down in (row - 1, row, row + 1)
                for right in (column - 1, column, column + 1)
                for name, there, across in self._cells.get((down, right), ())
            ),
            default=None,
        )
        if found is None or found[0] > NEAR:
            return None
        return Near(found[1], max(10, round(found[0] / 10) * 10))

    def is_outside(self, lat: float, lon: float) -> bool:
        if self._box is None:
            return False
        south, north, west, east = self._box
        return not (south <= lat <= north and west <= lon <= east)


def _box(lats: list[float], lons: list[float], margin_km: float) -> tuple[float, float, float, float]:
    high = margin_km * 1000 / METRES
    wide = high / cos(radians(max(map(abs, lats)))) if max(map(abs, lats)) < 89 else 360.0
    return min(lats) - high, max(lats) + high, min(lons) - wide, max(lons) + wide
