"""What the bot's text looks like as HTML, and how far a report is as a drawing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from api.public.bridge import steps
from api.public.words import rich
from core.tracking import Progress

AT = datetime(2026, 3, 12, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*Darurat? Telepon 110.* Ya", '<strong>Darurat? Telepon <a href="tel:110">110</a>.</strong> Ya'),
        ("129 atau 119.", '<a href="tel:129">129</a> atau <a href="tel:119">119</a>.'),
        ("WA 08111-129-129", 'WA <a href="tel:08111-129-129">08111-129-129</a>'),
        ("pukul 1.10, 110.000, 0110, 110-2, a110", "pukul 1.10, 110.000, 0110, 110-2, a110"),
        ("Kode *JB-7K4M-2QXV-Z*", 'Kode <strong class="code">JB-7K4M-2QXV-Z</strong>'),
        ("PIN *3H7K-M2PW*", 'PIN <strong class="code">3H7K-M2PW</strong>'),
        ("buka di /lacak.", 'buka di <a href="/lacak">/lacak</a>.'),
        ("a/lacak, 2*3 = 6", "a/lacak, 2*3 = 6"),
        ('*<b>x</b>* & "y"', "<strong>&lt;b&gt;x&lt;/b&gt;</strong> &amp; &#34;y&#34;"),
        ("*satu\ndua*", "*satu\ndua*"),
    ],
)
def test_bold_codes_numbers_to_call_and_our_own_page(text: str, html: str) -> None:
    assert str(rich(text)) == html


def test_steps_left_out_count_as_done_and_times_of_an_earlier_round_do_not_show() -> None:
    times = (("received", AT), ("finished", AT), ("handling", AT))
    bridge = steps(Progress("JB-7K4M-2QXV-Z", "handling", times, AT, 3, True, None, ""))
    assert [(step.state, step.at is not None) for step in bridge.steps] == [
        ("done", True), ("done", False), ("now", True), ("to_come", False)
    ]  # fmt: skip
    assert [bay.passed for bay in bridge.bays] == [True, True, False]


@pytest.mark.parametrize(("reached", "place"), [((), 2), (("checking", "handling"), 3), (("checking",), 2)])
def test_a_question_stands_where_the_report_was(reached: tuple[str, ...], place: int) -> None:
    times = tuple((name, AT) for name in ("received", *reached, "need_info"))
    bridge = steps(Progress("JB-7K4M-2QXV-Z", "need_info", times, AT, 3, True, None, ""))
    assert [step.state for step in bridge.steps].index("asked") == place
    assert len(bridge.steps) == 5
