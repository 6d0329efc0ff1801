"""A conversation in each of its states, for what must hold in all of them."""

from __future__ import annotations

from collections.abc import Callable

from bot.conversation import step as steps
from bot.conversation.flows import FLOWS
from bot.messages import Point
from tests.bot.conversation.chat import Chat

THEFT = "motor saya dicuri di Pasar Baru tadi pagi"
Way = Callable[[Chat], object]


def _sent(chat: Chat) -> Chat:
    return chat.says(THEFT).pauses().tap(0)


def _two_open(chat: Chat) -> Chat:
    _sent(chat).passes(25 * 3600)
    return chat.says("ada tabrakan di Alun-alun Kota tadi pagi").pauses().tap(0)


def _card(chat: Chat) -> Chat:
    return chat.says(THEFT).pauses()


def _guided(chat: Chat) -> Chat:
    return chat.says("MENU").tap(0).says("ada tabrakan motor di Pasar Baru").pauses()


def _ask(chat: Chat) -> Chat:
    return chat.officer(steps.OfficerAsked(_sent(chat).code, "Warna motornya apa?"))


def _join(chat: Chat) -> Chat:
    return chat.officer(steps.OfficerJoined(_sent(chat).code))


def _doubted(chat: Chat) -> Chat:
    _sent(chat).says("MENU").tap(0).says("ada tabrakan motor").pauses()
    return chat.officer(steps.OfficerJoined(chat.code)).says("belum beres").pauses()


WAYS: dict[tuple[str, str], Way] = {
    ("idle", ""): lambda chat: chat.says("halo"),
    ("menu", "waiting"): lambda chat: _card(chat).says("MENU").tap(1),
    ("purpose", "ask"): lambda chat: chat.says("apa kabar pak"),
    ("purpose", "other"): lambda chat: chat.says("saya diperkosa").says(THEFT),
    ("report", "describe"): lambda chat: chat.says("MENU").tap(0),
    ("report", "voice"): lambda chat: chat.sends(voice=True).pauses().tap(1),
    ("report", "danger"): lambda chat: chat.sends(voice=True).pauses(),
    ("report", "kind"): lambda chat: chat.says("apa kabar pak").tap(0),
    ("report", "likely"): lambda chat: chat.says("apa kabar pak").tap(0).says("penipuan atau pencurian").pauses(),
    ("report", "service"): lambda chat: chat.says("apa kabar pak").tap(0).tap(8),
    ("report", "where"): lambda chat: chat.says("motor saya dicuri").pauses(),
    ("report", "which"): lambda chat: (
        chat.says("motor saya dicuri").pauses().says("Pasar Baru atau Alun-alun Kota").pauses()
    ),
    ("report", "when"): _guided,
    ("report", "media"): lambda chat: _guided(chat).tap(1),
    ("report", "extra"): lambda chat: _guided(chat).tap(1).tap(0),
    ("report", "identity"): lambda chat: _card(chat).tap(1).tap(5),
    ("review", "card"): _card,
    ("review", "change"): lambda chat: _card(chat).tap(1),
    ("sent", "open"): _sent,
    ("adding", "choose"): lambda chat: _two_open(chat).says("MENU").tap(2),
    ("adding", "open"): lambda chat: _sent(chat).tap(1),
    ("emergency", "call"): lambda chat: chat.says("DARURAT"),
    ("emergency", "told"): lambda chat: chat.says("DARURAT").sends(pin=Point(-6.17, 106.83)),
    ("emergency", "called"): lambda chat: chat.says("DARURAT").passes(130),
    ("emergency", "safe"): lambda chat: chat.says("DARURAT").says("orangnya sudah pergi"),
    ("emergency", "silent"): lambda chat: chat.says("DARURAT").tap(1),
    ("danger", "ask"): lambda chat: _sent(chat).says("saya takut pak"),
    ("tracking", "list"): lambda chat: chat.says("STATUS"),
    ("tracking", "status"): lambda chat: _sent(chat).says("STATUS"),
    ("tracking", "withdraw"): lambda chat: _sent(chat).says("STATUS").tap(1),
    ("tracking", "offer"): lambda chat: chat.says("saya diperkosa").says("BATAL"),
    ("officer", "write"): lambda chat: chat.says("PETUGAS"),
    ("officer", "talking"): _join,
    ("officer", "asked"): _ask,
    ("forwarded", "ask"): lambda chat: chat.says("berita ini benar?", forwarded=True).pauses(),
    ("idcard", "ask"): lambda chat: _card(chat).sends("ini KTP saya", photos=1),
    ("cancel", "ask"): lambda chat: _card(chat).says("BATAL"),
    ("cancel", "send"): lambda chat: _card(chat).says("BATAL").says("PETUGAS"),
    ("language", "ask"): lambda chat: chat.says("BAHASA"),
    ("privacy", "notice"): lambda chat: chat.says("PRIVASI"),
    ("privacy", "delete"): lambda chat: chat.says("HAPUS DATA"),
    ("whose", "ask"): _doubted,
}
ELSEWHERE = {("menu", "more"), ("report", "category"), ("report", "next")}  # reached in tests of their own
NAMES = sorted(f"{flow}/{step}" for flow, step in WAYS)


def every_state() -> set[tuple[str, str]]:
    return {(flow, step) for flow, stages in FLOWS.items() for step in stages}


def at(name: str, *, language: str = "id") -> Chat:
    flow, _, step = name.partition("/")
    chat = Chat(language=language).has_chosen_a_language()
    WAYS[flow, step](chat)
    assert (chat.state.flow, chat.state.step) == (flow, step), chat.transcript
    return chat
