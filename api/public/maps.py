"""/peta: the dialog with the map, in which a place is marked, and the names of the station's places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.public.show import show
from api.world import world
from bot.conversation.understanding import Listed
from bot.messages import place_at
from core.terms import LANGUAGES

router = APIRouter()
MOST = 3000  # names in one dialog; large places have precedence
KEPT = "public, max-age=3600"  # nothing in it is about anybody
RANKS = {"province": 0, "regency": 1, "city": 1, "district": 2, "village": 3}
SMALL = 4  # a market, a road: small enough for one point


@dataclass(frozen=True, slots=True)
class Mark:
    name: str
    parent: str
    at: str
    rank: int


@router.get("/peta", openapi_extra={"access": "anyone"})
def dialog(request: Request, bahasa: str = "id", lihat: str = "") -> Response:
    """With `lihat` it shows a point instead of asking for one."""
    language = bahasa if bahasa in LANGUAGES else "id"
    groups = grouped(world(request).house.places().listed)
    response = show(request, "map.html", language=language, groups=groups, asks=not lihat)
    response.headers["Cache-Control"] = KEPT
    return response


def grouped(listed: Iterable[Listed]) -> list[tuple[str, list[Mark]]]:
    """Grouped by the larger place that each lies in, all in alphabetical order."""
    marks = sorted((_mark(place) for place in listed if _is_on_earth(place)), key=lambda mark: mark.rank)[:MOST]
    marks.sort(key=lambda mark: (mark.parent.casefold(), mark.name.casefold()))
    return [(parent, list(found)) for parent, found in groupby(marks, key=lambda mark: mark.parent)]


def _is_on_earth(place: Listed) -> bool:
    return place_at(place.lat, place.lon) is not None


def _mark(place: Listed) -> Mark:
    return Mark(place.name, place.parent, f"{place.lat:.6f},{place.lon:.6f}", RANKS.get(place.kind, SMALL))
