"""An edited message: what it says now is kept with what it said before, and nothing is opened twice for a slip."""

from __future__ import annotations

import pytest

from tests.bot.conversation.chat import Chat

HOUR = 3600
ALARM = {"id": ("tolong dia bawa pisau di gang mawr", "tolong dia bawa pisau di gang mawar"),
         "en": ("help he has a knife at Pasar Bru", "help he has a knife at Pasar Baru")}  # fmt: skip
HARM = {"id": ("saya dilecehkan guru saya di sekolah", "saya dilecehkan guru saya di sekolah kemarin"),
        "en": ("I was raped by my neighbour", "I was raped by my neighbor")}  # fmt: skip


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("words", [ALARM, HARM])
@pytest.mark.parametrize("after", [5, 60, 40 * 60, 30 * HOUR])
def test_a_slip_mended_later_opens_nothing_anew(words: dict[str, tuple[str, str]], language: str, after: int) -> None:
    wrong, right = words[language]
    chat = Chat(language=language).has_chosen_a_language().says(wrong).passes(after)
    chat.edits("pm1", right)
    assert chat.last == []
    chat.passes(HOUR).edits("pm1", right + ".")
    assert chat.last == []
    assert [revise.text for revise in chat.house.revised] == [right, right + "."]
    assert len(chat.report.tags) <= 1


def test_what_an_edit_tells_first_is_heard_once() -> None:
    chat = Chat().says("motor saya dicuri di Pasar Baru").pauses().edits("pm1", ALARM["id"][0]).sees("TELEPON 110")
    assert (chat.report.draft.text, chat.report.messages) == (ALARM["id"][0], ["m1", "m2"])
    chat.passes(2 * HOUR).edits("pm1", ALARM["id"][1])
    assert chat.last == []
    assert len(chat.reports) == 1


def test_harm_that_an_edit_tells_first_is_for_few() -> None:
    chat = Chat().says("paman saya jahat di Pasar Baru").pauses().edits("pm1", HARM["id"][0]).sees("petugas khusus")
    assert (chat.report.view.restricted, chat.report.draft.text) == (True, HARM["id"][0])


def test_of_a_report_for_few_an_edit_stays_with_it() -> None:
    chat = Chat().says(HARM["id"][0]).says("itu saja").passes(30 * HOUR).edits("pm2", "paman saya memperkosa saya")
    assert chat.last == []
    assert [revise.edits for revise in chat.house.revised] == ["pm2"]
    assert len(chat.reports) == 1


def test_an_edit_of_an_alarm_can_call_once_more() -> None:
    chat = Chat().says("DARURAT").says("ada orang di rumah").passes(120).edits("pm2", "ada orang bawa pisau, tolong")
    chat.sees("TELEPON 110")
    assert len(chat.reports) == 1
