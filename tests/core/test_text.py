from hypothesis import given
from hypothesis import strategies as st

from core.text import clean


@given(st.text(st.characters(categories=None)))
def test_cleaned_text_can_be_stored_anywhere(text: str) -> None:
    assert "\x00" not in clean(text)
    clean(text).encode("utf-8")


def test_lone_surrogates_are_replaced_and_accents_composed() -> None:
    assert clean("a\ud800b") == "a?b"
    assert clean("e\u0301") == "\u00e9"


def test_a_tower_of_marks_is_cut_to_what_people_write() -> None:
    assert len(clean("a" + "\u0316\u0300" * 100_000 + "b")) < 50
    assert clean("Nguye\u0302\u0303n") == "Nguyễn"


def test_lines_end_alike_however_they_were_sent() -> None:
    assert clean("satu\r\ndua\rtiga\n\r\nempat\r") == "satu\ndua\ntiga\n\nempat"
