"""W1: a citizen wants to withdraw a report. Officers see it and decide; nothing closes by itself, as somebody may be
at risk, or be made to ask for it.

tracking/status --[Tarik laporan]--> withdraw --[Tarik]--> the report is marked, and shown again
                                              --words----> the reason: they join the report, asked again
                                              --fear-----> joins it too, and is asked about first (danger.py)
offer: who told of harm says that they no longer want it (after_harm.py) --[Tarik laporan]--> withdraw
"""

from __future__ import annotations

from datetime import timedelta

from bot.conversation.flows import danger
from bot.conversation.step import Tag
from bot.conversation.turn import DRAFTING, Option, Question, Stage, Turn, stamp

MOST = 2  # times it is asked again
LASTS = timedelta(hours=1)  # a yes that comes later may be meant for something else


def _code(turn: Turn) -> str:
    return str(turn.data.get("shown", ""))


def start(turn: Turn) -> None:
    turn.data["withdraw_at"] = stamp(turn.now)
    turn.go("tracking", "withdraw")


def _ask(turn: Turn) -> Question:
    t, code = turn.t, _code(turn)
    text = t(
        "Tarik laporan *{code}*? Petugas akan tahu, dan tetap mengecek bila ada yang terancam. "
        "Alasannya boleh ditulis, boleh juga tidak."
    ).format(code=code)
    return Question(
        text,
        (
            Option("yes", t("Tarik"), means="yes", also=("tarik", "tarik laporan", "tarik aja", "withdraw it")),
            Option("no", t("Tidak"), means="no", also=("jangan", "tidak jadi", "do not")),
        ),
        code=code,
    )


def _answer(turn: Turn, choice: str) -> bool:
    view = turn.view(_code(turn))
    if view is None or view.status == "finished":
        return _is_over(turn, choice)
    if choice == "yes" and turn.data.get("withdraw_at", "") <= stamp(turn.now - LASTS):
        start(turn)
    elif choice == "yes":
        turn.do(Tag(view.code, "withdrawal"))
        text = turn.t("Petugas kini melihat bahwa Anda ingin menarik laporan ini. Berubah pikiran? Pilih Tambah info.")
        turn.tell(text)
        turn.go("tracking", "status")
    elif choice:
        _back(turn)
    else:
        _because(turn, view.code)
    return True


def _is_over(turn: Turn, choice: str) -> bool:
    """Meanwhile it was closed: what is said is about something else."""
    if choice:
        turn.go("tracking", "status")
    else:
        turn.rest()
    return bool(choice)


def _because(turn: Turn, code: str) -> None:
    """Whoever is made to ask for it is asked about danger."""
    turn.append(code)
    if danger.is_due(turn):
        turn.tell(turn.t("Ditambahkan ke laporan *{code}*.").format(code=code))
        danger.ask(turn, code, danger.words(turn), back=("tracking", "withdraw"))
        return
    if danger.is_feared(turn):
        danger.say_number(turn)
    turn.wait_quiet()


def _told(turn: Turn) -> None:
    turn.misses += 1
    turn.tell(turn.t("Ditambahkan ke laporan *{code}*.").format(code=_code(turn)))
    if turn.misses > MOST:
        _back(turn)
    else:
        turn.again()


def _back(turn: Turn) -> None:
    turn.tell(turn.t("Laporan Anda tidak ditarik."))
    turn.go("tracking", "status")


def _ask_offer(turn: Turn) -> Question:
    t, view = turn.t, turn.view(_code(turn))
    text = t("Yang Anda tulis sudah ada pada petugas. Bila mau, laporan ini bisa ditarik.")
    if view is not None and view.restricted:
        text = t("Yang Anda tulis hanya ada pada petugas khusus. Bila mau, laporan ini bisa ditarik.")
    return Question(
        text,
        (
            Option("withdraw", t("Tarik laporan"), means="yes", also=("tarik", "tarik aja", "withdraw it")),
            Option("leave", t("Biarkan saja"), means="no", also=("biarin", "biarin aja", "jangan", "leave it")),
        ),
        code=_code(turn),
    )


def _answer_offer(turn: Turn, choice: str) -> bool:
    view = turn.view(_code(turn))
    if choice == "withdraw" and view is not None and view.status != "finished":
        start(turn)
    elif choice:
        _leave(turn)
    else:
        turn.flow, turn.step = "idle", ""
        return False
    return True


def _leave(turn: Turn) -> None:
    turn.tell(turn.t("Baik. Anda boleh menulis lagi di sini kapan saja."))
    if turn.resume[0] in DRAFTING:
        turn.go_back()
    else:
        turn.rest()


OFFER = Stage(_ask_offer, _answer_offer, skip=_leave, back=_leave)
STAGE = Stage(_ask, _answer, quiet=_told, skip=_back, back=_back)
