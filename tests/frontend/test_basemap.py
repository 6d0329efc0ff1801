from __future__ import annotations

import pytest

from frontend import basemap
from frontend.basemap import Box

# Two squares of 2 x 2 degrees side by side, with one common border (arc 0), in steps of half a degree.
TWO_COUNTRIES = {
    "transform": {"scale": [0.5, 0.5], "translate": [100, 0]},
    "arcs": [
        [[4, 0], [0, 4]],  # the border, upwards
        [[4, 4], [-4, 0], [0, -4], [4, 0]],  # around the west
        [[4, 0], [4, 0], [0, 4], [-4, 0]],  # around the east
    ],
    "objects": {
        "countries": {
            "geometries": [
                {"id": "360", "type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "West"}},
                {"id": "458", "type": "MultiPolygon", "arcs": [[[2, ~0]]], "properties": {"name": "East"}},
                {"id": "250", "type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "Far away"}},
            ]
        }
    },
}


def outer_rings(box: Box) -> dict[str, list[tuple[float, float]]]:
    features = basemap.build_basemap(TWO_COUNTRIES, box)["features"]
    return {f["properties"]["name"]: f["geometry"]["coordinates"][0][0] for f in features}


def test_arcs_become_closed_rings_and_a_shared_border_is_walked_both_ways() -> None:
    rings = outer_rings(Box(90, -10, 120, 10))
    assert rings == {
        "West": [(102, 0), (102, 2), (100, 2), (100, 0), (102, 0)],
        "East": [(102, 0), (104, 0), (104, 2), (102, 2), (102, 0)],
    }


def test_what_lies_outside_is_cut_off_and_who_lies_outside_is_left_out() -> None:
    assert outer_rings(Box(90, 1, 101, 10)) == {"West": [(101, 1), (101, 2), (100, 2), (100, 1), (101, 1)]}


@pytest.mark.parametrize("box", [Box(90, -10, 99, 10), Box(90, 5, 120, 10)])
def test_nothing_inside_gives_an_empty_map(box: Box) -> None:
    assert basemap.build_basemap(TWO_COUNTRIES, box)["features"] == []
