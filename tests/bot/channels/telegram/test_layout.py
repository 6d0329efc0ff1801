import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.layout import LIMIT, keyboard, parts, split, units
from bot.messages import Choice, Outbound

FAMILY = "\u200d".join("\U0001f468\U0001f469\U0001f467\U0001f466")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=12_000))
def test_long_texts_arrive_complete_in_parts_that_fit(text: str) -> None:
    pieces = split(text)
    assert all(0 < units(piece) <= LIMIT for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_no_part_tears_an_astral_character() -> None:
    pieces = split("😀" * 5000)
    assert "".join(pieces) == "😀" * 5000


def test_a_sentence_keeps_its_full_stop() -> None:
    assert split("a" * 3000 + ". " + "b" * 1500) == ["a" * 3000 + ".", "b" * 1500]


@pytest.mark.parametrize("sign", [FAMILY, "e\u0301", "\u2764\ufe0f", "\U0001f44d\U0001f3fd", "\U0001f1ee\U0001f1e9"])
def test_no_part_ends_inside_a_sign(sign: str) -> None:
    for before in range(LIMIT - units(sign) + 1, LIMIT):
        assert split("x" * before + sign + "y" * 50) == ["x" * before, sign + "y" * 50]


def test_bold_becomes_entities_counted_in_utf16() -> None:
    (part,) = parts(Outbound("😀 *TELEPON 110* sekarang, 2*3*4"))
    assert part.text == "😀 TELEPON 110 sekarang, 2*3*4"
    assert part.entities == ((3, 11),)


def test_markup_of_other_kinds_stays_as_it_was_written() -> None:
    (part,) = parts(Outbound("a_b_c [x](y) <b>&"))
    assert (part.text, part.entities) == ("a_b_c [x](y) <b>&", ())


def test_a_choice_that_asks_for_the_place_makes_a_reply_keyboard() -> None:
    asked = keyboard((Choice("1:pin", "Kirim lokasi", wants="location"), Choice("1:skip", "Lewati")))
    assert asked is not None
    assert asked["keyboard"][0][0] == {"text": "Kirim lokasi", "request_location": True}
    plain = keyboard((Choice("1:a", "Ya"), Choice("1:b", "Tidak"), Choice("1:c", "Label yang panjang sekali")))
    assert plain is not None
    assert [len(row) for row in plain["inline_keyboard"]] == [2, 1]


def test_a_choice_that_opens_the_private_chat_is_a_link_or_is_left_out() -> None:
    choices = (Choice("", "Buka chat pribadi", wants="private"), Choice("1:a", "Ya"))
    found = keyboard(choices, private="https://t.me/b?start=lapor")
    assert found is not None
    assert found["inline_keyboard"] == [
        [{"text": "Buka chat pribadi", "url": "https://t.me/b?start=lapor"}], [{"text": "Ya", "callback_data": "1:a"}]
    ]  # fmt: skip
    assert keyboard(choices) == {"inline_keyboard": [[{"text": "Ya", "callback_data": "1:a"}]]}
    assert keyboard(choices[:1]) is None
