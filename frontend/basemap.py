"""A map that needs no network: Indonesia and what is around it, as GeoJSON out of world-atlas (TopoJSON).

TopoJSON keeps each border once, as an arc of whole-number steps; a ring is a list of arcs, where ~n means
arc n backwards, and neighbouring arcs share their meeting point.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

Point = tuple[float, float]
Ring = list[Point]


class Box(NamedTuple):
    west: float
    south: float
    east: float
    north: float


AROUND_INDONESIA = Box(90.0, -15.0, 146.0, 12.0)
# Indonesia, Malaysia, Singapore, Brunei, Timor-Leste, Papua New Guinea, Philippines, Thailand, Australia,
# Viet Nam, Cambodia, Myanmar, Palau, India (Nicobar), by their ISO 3166 numbers
COUNTRIES = {"360", "458", "702", "096", "626", "598", "608", "764", "036", "704", "116", "104", "585", "356"}
DIGITS = 3  # about 110 m, finer than the 1:10m source


def build_basemap(topology: dict[str, Any], box: Box = AROUND_INDONESIA) -> dict[str, Any]:
    arcs = list(decode_arcs(topology))
    countries = topology["objects"]["countries"]["geometries"]
    features = [build_feature(c, arcs, box) for c in countries if c.get("id") in COUNTRIES]
    return {"type": "FeatureCollection", "features": [f for f in features if f["geometry"]["coordinates"]]}


def build_feature(country: dict[str, Any], arcs: list[Ring], box: Box) -> dict[str, Any]:
    polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
    clipped = ([clip_ring(join_arcs(ring, arcs), box) for ring in polygon] for polygon in polygons)
    kept = [[close_ring(ring) for ring in polygon if ring] for polygon in clipped if polygon[0]]
    return {
        "type": "Feature",
        "id": country["id"],
        "properties": {"name": country["properties"]["name"]},
        "geometry": {"type": "MultiPolygon", "coordinates": kept},
    }


def decode_arcs(topology: dict[str, Any]) -> Iterator[Ring]:
    (scale_x, scale_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    for steps in topology["arcs"]:
        x = y = 0
        arc: Ring = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            arc.append((x * scale_x + left, y * scale_y + bottom))
        yield arc


def join_arcs(indexes: list[int], arcs: list[Ring]) -> Ring:
    """The ring without its repeated last point."""
    ring: Ring = []
    for index in indexes:
        ring += (arcs[index] if index >= 0 else arcs[~index][::-1])[:-1]
    return ring


def clip_ring(ring: Ring, box: Box) -> Ring:
    """Sutherland and Hodgman: cut by one side of the box after the other; empty where nothing is inside."""
    for inside, crossing in sides_of(box):
        ring = list(cut(ring, inside, crossing))
    return ring if len(ring) > 2 else []


def cut(ring: Ring, inside: Callable[[Point], bool], crossing: Callable[[Point, Point], Point]) -> Iterator[Point]:
    for before, point in zip(ring[-1:] + ring[:-1], ring, strict=True):
        if inside(before) != inside(point):
            yield crossing(before, point)
        if inside(point):
            yield point


def sides_of(box: Box) -> list[tuple[Callable[[Point], bool], Callable[[Point, Point], Point]]]:
    return [
        (lambda p: p[0] >= box.west, lambda a, b: at_longitude(a, b, box.west)),
        (lambda p: p[0] <= box.east, lambda a, b: at_longitude(a, b, box.east)),
        (lambda p: p[1] >= box.south, lambda a, b: at_latitude(a, b, box.south)),
        (lambda p: p[1] <= box.north, lambda a, b: at_latitude(a, b, box.north)),
    ]


def at_longitude(a: Point, b: Point, x: float) -> Point:
    return x, a[1] + (b[1] - a[1]) * (x - a[0]) / (b[0] - a[0])


def at_latitude(a: Point, b: Point, y: float) -> Point:
    return a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]), y


def close_ring(ring: Ring) -> Ring:
    rounded: Ring = []
    for x, y in ring:
        point = round(x, DIGITS), round(y, DIGITS)
        if not rounded or rounded[-1] != point:
            rounded.append(point)
    return rounded if rounded[0] == rounded[-1] and len(rounded) > 3 else [*rounded, rounded[0]]
