"""C1, BATAL: the draft is deleted, kept for 72 hours, or gone on with."""

from __future__ import annotations

from bot.conversation import doubts
from bot.conversation.drafting import absorb, discard, keep_file
from bot.conversation.flows import emergency
from bot.conversation.turn import Option, Question, Stage, Turn


def start(turn: Turn) -> None:
    if turn.flow == "emergency":
        emergency.mistake(turn)
    elif turn.draft is not None and turn.draft.messages:
        if turn.flow != "cancel":
            turn.interrupt()
        turn.go("cancel", "ask")
    else:
        turn.drop_draft()
        turn.note(turn.t("Baik, tidak ada yang dikirim."))
        turn.go("idle")


def _ask(turn: Turn) -> Question:
    t = turn.t
    return Question(
        t("Hapus draf ini?"),
        (
            Option("delete", t("Hapus"), also=("ya", "yes")),
            Option("keep", t("Simpan dulu")),
            Option("continue", t("Lanjutkan"), means="no", also=("jangan", "do not")),
        ),
    )


def _answer(turn: Turn, choice: str) -> bool:
    if choice == "delete":
        emergency_opened = turn.draft is not None and bool(turn.draft.emergency_code)
        discard(turn)
        turn.rest()
        turn.note(turn.t("Draf sudah dihapus. Tulis lagi kapan saja bila perlu."))
        if emergency_opened:
            turn.note(turn.t("Yang sudah diteruskan ke petugas saat darurat tetap mereka cek."))
        doubts.recall(turn)
    elif choice == "keep":
        turn.rest()
        turn.note(turn.t("Draf disimpan selama 72 jam. Tulis MENU untuk melanjutkan."))
    elif choice == "continue":
        go_on(turn)
    elif not keep_file(turn):
        absorb(turn)
        turn.note(turn.t("Kami tambahkan ke draf."))
        turn.again()
    return True


def go_on(turn: Turn) -> None:
    flow, step = turn.resume
    turn.resume = ("", "")
    turn.go(flow, step) if flow else turn.go("report", "next")


STAGES = {"ask": Stage(_ask, _answer, skip=go_on, back=go_on)}
