"""The global words, in any state, as the whole message."""

from __future__ import annotations

from collections.abc import Callable

from bot.conversation.flows import FLOWS, apart, cancel, emergency, intake, language, officer, privacy, tracking
from bot.conversation.turn import RESUMABLE, Stage, Turn


def _menu(turn: Turn) -> None:
    turn.resume = ("", "")
    if turn.unsent is not None and turn.flow != "idle" and not turn.unsent.emergency_code:
        turn.tell(turn.t("Draf Anda disimpan."))
        apart.put_by(turn)
    turn.go("idle")


def _start(turn: Turn) -> None:
    if not intake.opened_by_link(turn):
        _menu(turn)


def _back(turn: Turn) -> None:
    stage = _stage(turn)
    if stage.back is not None:
        stage.back(turn)
    elif turn.flow == "emergency":
        turn.again()
    else:
        turn.go_back()


def _skip(turn: Turn) -> None:
    stage = _stage(turn)
    if stage.skip is not None:
        stage.skip(turn)
    elif turn.flow == "emergency":
        turn.go("emergency", "silent" if turn.step == "silent" else "told")
    else:
        turn.go_back()


def _stage(turn: Turn) -> Stage:
    return FLOWS[turn.flow][turn.step]


def _status(turn: Turn) -> None:
    turn.interrupt()
    tracking.start(turn)


def _code(turn: Turn) -> None:
    """Said to an officer, or in danger, it is content: it may have been asked for."""
    understood = turn.heard.understood if turn.heard else None
    if turn.flow in {"emergency", "officer", "whose"} and _stage(turn).answer(turn, ""):
        return
    turn.interrupt()
    tracking.show(turn, (understood.code if understood else None) or "")


def _resume(turn: Turn) -> None:
    if turn.unsent is not None and turn.flow not in RESUMABLE:
        turn.go("report", "next")
    elif turn.flow in RESUMABLE:
        turn.again()
    else:
        if not turn.effects:  # else it was said that it is gone
            turn.tell(turn.t("Tidak ada draf yang menunggu."))
        turn.go("idle")


def _help(turn: Turn) -> None:
    t, context = turn.t, turn.context
    turn.say(
        t(
            "*Darurat? Telepon {number}.* Tulis saja apa yang terjadi. Kata yang selalu bisa dipakai: MENU, KEMBALI, "
            "LEWATI, BATAL, STATUS, PETUGAS, BAHASA, PRIVASI."
        ).format(number=context.emergency_number)
    )
    turn.asking = turn.flow != "idle"


COMMANDS: dict[str, Callable[[Turn], None]] = {
    "emergency": emergency.open,
    "menu": _menu,
    "start": _start,
    "back": _back,
    "skip": _skip,
    "cancel": cancel.start,
    "officer": officer.start,
    "resume": _resume,
    "status": _status,
    "help": _help,
    "language": language.start,
    "english": lambda turn: language.choose(turn, "en"),
    "indonesian": lambda turn: language.choose(turn, "id"),
    "track": _status,
    "code": _code,
    "privacy": privacy.start,
    "delete_data": privacy.start_deletion,
    "stop": privacy.stop,
}
