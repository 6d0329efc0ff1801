"""Places as people write them, against a list as a station loads it: districts with villages of the same name."""

from __future__ import annotations

from bot.conversation.understanding import Places, places_in
from bot.conversation.understanding.shapes import PlaceGuess

PLACES = Places.from_rows(
    [
        ("Wringin", "district", -7.1, 112.1, "Kota Sagara"),
        ("Wringin", "village", -7.2, 112.2, "Wringin"),
        ("Gunung Lontar", "district", -7.3, 112.3, "Kota Sagara"),
        ("Karangsirih", "village", -7.4, 112.4, "Gunung Lontar"),
        ("Sidomulya", "village", -7.5, 112.5, "Gunung Lontar"),
        ("Sidomulya", "village", -7.6, 112.6, "Wringin"),
        ("Sukarukun", "village", -7.7, 112.7, "Wringin"),
    ]
)


def points(text: str) -> list[float | None]:
    return [place.lat for place in places_in(text, PLACES)]


def only(text: str) -> PlaceGuess:
    (place,) = places_in(text, PLACES)
    return place


def test_a_district_holds_the_village_of_its_name() -> None:
    assert points("motor hilang di wringin") == [-7.1]
    assert only("motor hilang di wringin").sure > 0.8


def test_the_kind_that_is_said_tells_namesakes_apart() -> None:
    assert points("motor hilang di kel. wringin") == [-7.2]
    assert points("motor hilang di kecamatan wringin") == [-7.1]


def test_the_place_around_it_tells_namesakes_apart() -> None:
    assert points("tabrakan di sidomulya kec. gunung lontar") == [-7.5]
    assert points("tabrakan di sidomulya, wringin") == [-7.6]


def test_namesakes_that_nothing_tells_apart_are_both_offered() -> None:
    assert sorted(p.lat or 0 for p in places_in("tabrakan di sidomulya", PLACES)) == [-7.6, -7.5]


def test_a_name_is_found_in_one_word_and_in_two() -> None:
    assert points("begal di daerah gununglontar") == [-7.3]
    assert points("begal di wilayah karang sirih") == [-7.4]
    assert only("begal di wilayah karang sirih").words == ("karang", "sirih")


def test_two_everyday_words_are_no_place_unless_something_says_so() -> None:
    assert points("tetangga saya suka rukun") == []
    assert points("maling di suka rukun") == [-7.7]
