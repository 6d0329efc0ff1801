"""Pins and the station's list: what is near, how near, and what lies beyond."""

from __future__ import annotations

import random
from math import asin, cos, radians, sin, sqrt

import pytest

from bot.conversation.understanding.ground import NEAR, Ground, Near


def great_circle(lat: float, lon: float, there: float, across: float) -> float:
    """Metres on a sphere, by the haversine formula."""
    half = sin(radians(there - lat) / 2) ** 2
    half += cos(radians(lat)) * cos(radians(there)) * sin(radians(across - lon) / 2) ** 2
    return 2 * 6_371_000 * asin(sqrt(half))


@pytest.mark.parametrize("south", [-10.9, -6.2, 0.0, 5.5])
def test_the_nearest_place_is_found_as_a_look_at_all_of_them_finds_it(south: float) -> None:
    dice = random.Random(7)
    spots = [(f"t{n}", "place", south + dice.random() / 20, 106.8 + dice.random() / 20) for n in range(400)]
    ground, found = Ground(spots), 0
    for _ in range(400):
        lat, lon = south + dice.random() / 20, 106.8 + dice.random() / 20
        metres, name = min((great_circle(lat, lon, there, across), name) for name, _, there, across in spots)
        near = ground.near(lat, lon)
        if near is None:
            assert metres > NEAR * 0.99
        else:
            found += 1
            assert near.name == name or abs(near.metres - metres) < 6
            assert near.metres == pytest.approx(metres, abs=10)
    assert found > 200


def test_the_middle_of_a_district_is_no_place_to_be_near() -> None:
    spots = [("Melati", "district", -6.2, 106.8), ("Pasar Baru", "market", -6.203, 106.8)]
    assert Ground(spots).near(-6.2, 106.8) == Near("Pasar Baru", 330)


def test_what_lies_beyond_the_outermost_places_and_the_margin_is_outside() -> None:
    spots = [("a", "place", -6.2, 106.8), ("b", "district", -6.3, 106.9)]
    ground = Ground(spots, margin_km=5)
    assert not any(ground.is_outside(*pin) for pin in [(-6.25, 106.85), (-6.16, 106.8), (-6.3, 106.94)])
    assert all(ground.is_outside(*pin) for pin in [(-6.15, 106.8), (-6.35, 106.85), (-6.25, 106.95), (-6.25, 106.75)])


def test_nothing_is_outside_where_no_margin_or_no_point_is_known() -> None:
    assert not Ground([("a", "place", -6.2, 106.8)]).is_outside(50, 8)
    assert not Ground([], margin_km=5).is_outside(50, 8)
