"""Any sequence of inputs: nothing typed is lost, nobody is stuck, nothing raises, all stays bounded."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.conversation import step as steps
from bot.messages import Point
from tests.bot.conversation.chat import CHAT, WHATSAPP, Chat, in_drafts
from tests.bot.conversation.limits import check

CONTENT = (
    "motor saya dicuri di Pasar Baru tadi pagi",
    "ada tabrakan di Alun-alun Kota, jalan macet",
    "someone was hurt here",
    "apa kabar pak",
    "saya mau tanya soal SIM",
    "my bike was stolen yesterday",
    "tetangga jual sabu",
    "hmm",
    "polisi minta uang di jalan",
    "warnanya merah",
    "di depan toko",
    "kemarin",
    "besok pagi",
    "di sini",
    "JB-AAAA-AAAA-C",
    "orangnya lari ke utara. bajunya hitam",
    "ada orang ribut",
    "tidak ingat",
    "🚓🚓",
    "x" * 700,
    "a\nb\nc",
    "{code} %s *",
)
RARE = ("dia bawa pisau, tolong", "anak saya diperkosa gurunya")
WORDS = (
    "MENU",
    "00",
    "kembali",
    "0",
    "LEWATI",
    "skip",
    "BATAL",
    "PETUGAS",
    "STATUS",
    "/bantuan",
    "BAHASA",
    "privasi",
    "HAPUS DATA",
    "BERHENTI",
    "halo",
    "/start",
    "1",
    "2",
    "3",
    "4",
    "10",
    "ya",
    "tidak",
    "English",
    "Indonesia",
    "Kirim laporan",
    "Selesai",
    "/start lapor_pasar_baru",
    "LAPOR Pasar Baru",
    "999",
    "",
)

ACTS = st.one_of(
    st.tuples(st.just("content"), st.sampled_from(CONTENT)),
    st.tuples(st.just("content"), st.sampled_from(CONTENT)),
    st.tuples(st.just("tap"), st.integers(0, 9)),
    st.tuples(st.just("tap"), st.integers(0, 9)),
    st.tuples(st.just("tap"), st.integers(0, 9)),
    st.tuples(st.just("wait"), st.sampled_from((1, 5, 5, 5, 70, 200, 2000, 8000, 80_000, 300_000))),
    st.tuples(st.just("word"), st.sampled_from(WORDS)),
    st.tuples(st.just("content"), st.sampled_from(RARE)),
    st.tuples(st.just("word"), st.just("DARURAT")),
    st.tuples(st.just("photo"), st.integers(1, 3)),
    st.tuples(st.just("voice"), st.just(0)),
    st.tuples(st.just("pin"), st.booleans()),
    st.tuples(st.just("forward"), st.sampled_from(CONTENT)),
    st.tuples(st.just("old"), st.sampled_from(("0:report", "3:send", "", ":", "9999999:x", "x:y:z"))),
    st.tuples(st.just("edit"), st.integers(1, 5)),
    st.tuples(st.just("kind"), st.sampled_from(("unsupported", "group", "reachable", "unreachable", "call"))),
    st.tuples(st.just("reply"), st.integers(1, 20)),
    st.tuples(st.just("card"), st.sampled_from(("KTP", "ini KTP saya, motor saya dicuri di Pasar Baru"))),
    st.tuples(st.just("asked"), st.integers(0, 3)),
    st.tuples(st.just("joined"), st.integers(0, 3)),
    st.tuples(st.just("closed"), st.integers(0, 3)),
    st.tuples(st.just("news"), st.tuples(st.integers(0, 3), st.booleans(), st.booleans())),
    st.tuples(st.just("moved"), st.sampled_from(("checking", "finished", "need_info"))),
)


DELETING = {("cancel", "ask"), ("menu", "waiting"), ("privacy", "delete"), ("idcard", "ask")}  # where that is a choice
EXPIRY = 72 * 3600


class Story:
    def __init__(self, chat: Chat) -> None:
        self.chat = chat
        self.contents: list[str] = []  # ids of messages that must be found again
        self.silence = 0  # seconds since the citizen did anything

    def act(self, what: str, value: Any) -> None:
        chat, before = self.chat, len(self.chat.house.said)
        place, forgotten = (chat.state.flow, chat.state.step), len(chat.house.forgotten)
        self.silence = self.silence + value if what == "wait" else 0
        getattr(self, f"do_{what}")(value)
        if len(chat.house.forgotten) > forgotten:
            chosen = what in {"tap", "word"} and place in DELETING
            assert chosen or self.silence >= EXPIRY, f"forgotten by {what} {value}\n{chat.transcript}"
        said = chat.house.said[before:]
        if (what, value) == ("content", RARE[0]) and place[0] != "emergency":
            assert said, chat.transcript
            assert "110" in said[0].message.text, chat.transcript
        assert len(said) <= 6, [say.message.text for say in said]
        for say in said:
            check(say)
        assert len(chat.house.stored) < 120_000
        self.check_found()

    def check_found(self) -> None:
        house = self.chat.house
        found = {id_ for report in house.reports.values() for id_ in report.messages}
        found.update(house.forgotten)
        found.update(in_drafts(house.state))
        lost = [house.texts[id_] for id_ in self.contents if id_ not in found]
        assert not lost, f"{lost}\n{self.chat.transcript}"

    def do_content(self, text: str, **more: Any) -> None:
        marked = text if text.startswith("JB-") else f"{text} [{len(self.chat.house.texts)}]"
        self.chat.sends(marked, **more)
        if not text.startswith("JB-"):
            self.contents.append(f"m{len(self.chat.house.texts)}")

    def do_forward(self, text: str) -> None:
        self.do_content(text, forwarded=True)

    def do_word(self, text: str) -> None:
        self.chat.says(text)

    def do_tap(self, number: int) -> None:
        choices = self.chat.choices
        if choices:
            choice = choices[number % len(choices)]
            self.chat.taps_key(choice.key, choice.label)

    def do_old(self, key: str) -> None:
        self.chat.taps_key(key)

    def do_wait(self, seconds: int) -> None:
        self.chat.passes(seconds)

    def do_photo(self, count: int) -> None:
        self.chat.sends(photos=count)
        self.contents.append(f"m{len(self.chat.house.texts)}")

    def do_voice(self, _: int) -> None:
        self.chat.sends(voice=True)
        self.contents.append(f"m{len(self.chat.house.texts)}")

    def do_pin(self, live: bool) -> None:
        self.chat.sends(pin=Point(-6.17, 106.82, live=live))

    def do_reply(self, number: int) -> None:
        self.do_content("jawaban saya", reply_to=f"pm{number}")

    def do_card(self, text: str) -> None:
        self.do_content(text, photos=1)

    def do_edit(self, number: int) -> None:
        self.chat.edits(f"pm{number}", f"diperbaiki [{len(self.chat.house.texts)}]")

    def do_kind(self, kind: str) -> None:
        self.chat.does(kind)

    def _code(self, number: int) -> str:
        mine = [code for code, report in self.chat.house.reports.items() if not report.anonymous]
        return mine[number % len(mine)] if mine else ""

    def do_asked(self, number: int) -> None:
        if self._code(number):
            self.chat.officer(steps.OfficerAsked(self._code(number), "Warna motornya apa?"))

    def do_joined(self, number: int) -> None:
        if self._code(number):
            self.chat.officer(steps.OfficerJoined(self._code(number)))

    def do_closed(self, number: int) -> None:
        if self._code(number):
            self.chat.house.status(self._code(number), "finished")
            self.chat.officer(steps.Closed(self._code(number)))

    def do_news(self, news: tuple[int, bool, bool]) -> None:
        number, asked, late = news
        if self._code(number):
            self.chat.officer(steps.NewsWaits(self._code(number), asked=asked, late=late))

    def do_moved(self, status: str) -> None:
        if self._code(0):
            report = self.chat.house.reports[self._code(0)]
            report.view = replace(report.view, status=status, result="solved", taken=True)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    acts=st.lists(ACTS, max_size=60),
    language=st.sampled_from(("id", "en")),
    abilities=st.sampled_from((CHAT, WHATSAPP)),
    known=st.booleans(),
)
def test_any_sequence_of_inputs(acts: list[tuple[str, Any]], language: str, abilities: Any, known: bool) -> None:
    live(Chat(language=language, abilities=abilities, known=known), acts)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts=st.lists(ACTS, min_size=40, max_size=60), language=st.sampled_from(("id", "en")))
def test_a_long_sequence_of_inputs(acts: list[tuple[str, Any]], language: str) -> None:
    live(Chat(language=language), acts)


def leave(chat: Chat) -> None:
    """Whoever wants to go on gets through: LEWATI leads from any draft to the card, and its first button sends it."""
    chat.passes(60)
    chat.says("MENU")
    draft = chat.state.draft
    if draft is None or not draft.messages:
        return
    chat.tap(0)  # [Lanjutkan draf]
    for _ in range(12):
        if (chat.state.flow, chat.state.step) == ("review", "card"):
            chat.tap(0)
            break
        if chat.state.draft is None:
            break
        chat.says("LEWATI").passes(5)
    sent = [id_ for report in chat.reports for id_ in report.messages]
    assert set(draft.messages) <= {*sent, *chat.house.forgotten}, chat.transcript


def live(chat: Chat, acts: list[tuple[str, Any]]) -> None:
    story = Story(chat)
    for what, value in acts:
        story.act(what, value)
    leave(chat)
    chat.says("DARURAT")
    assert "110" in chat.last[0].message.text, chat.transcript
    assert any(report.view.priority == 1 for report in chat.reports)
    chat.says("MENU")
    assert len(chat.labels) >= 3
    chat.passes(80 * 3600)
    assert chat.state.draft is None
    chat.passes(3 * 86400)  # an officer's question lapses after five days
    assert chat.house.wake_at is None


def test_a_flood_of_messages_into_a_draft_goes_to_an_officer_and_stays_small() -> None:
    chat = Chat()
    story = Story(chat)
    for number in range(150):
        story.act("content", f"motor saya dicuri {number}")
    assert len(chat.reports) >= 1
    assert len(chat.house.stored) < 20_000
