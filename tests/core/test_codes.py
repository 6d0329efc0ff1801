import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import codes


def test_a_code_has_the_published_shape() -> None:
    code = codes.new_code()
    assert code.startswith("JB-")
    assert [len(part) for part in code.split("-")] == [2, 4, 4, 1]
    assert codes.parse_code(code) == code


@pytest.mark.parametrize("change", [str.lower, lambda c: c.replace("-", " "), lambda c: c.replace("-", "")])
def test_case_and_separators_do_not_matter(change) -> None:
    code = codes.new_code()
    assert codes.parse_code(change(code)) == code


def test_letters_that_look_like_digits_are_read_as_digits() -> None:
    code = next(c for c in iter(codes.new_code, None) if "0" in c[3:] and "1" in c[3:])
    assert codes.parse_code(code.replace("0", "O").replace("1", "l")) == code


def test_one_wrong_symbol_is_noticed() -> None:
    code = codes.new_code()
    for place in (3, 4, 5, 6, 8, 9, 10, 11):
        for symbol in set(codes.SYMBOLS) - {code[place]}:
            assert codes.parse_code(code[:place] + symbol + code[place + 1 :]) is None


def test_two_swapped_neighbours_are_noticed() -> None:
    code = next(c for c in iter(codes.new_code, None) if c[3] != c[4])
    assert codes.parse_code(code[:3] + code[4] + code[3] + code[5:]) is None


@given(st.text(max_size=80))
def test_any_text_gives_a_code_or_none(text: str) -> None:
    parsed = codes.parse_code(text)
    assert parsed is None or codes.parse_code(parsed) == parsed


def test_a_pin_is_eight_symbols() -> None:
    pin = codes.new_pin()
    assert codes.parse_pin(pin.lower().replace("-", " ")) == pin
    assert codes.parse_pin(pin[:-1]) is None
