"""What becomes of a draft. C1, BATAL: it is deleted, kept for 72 hours, or gone on with. PETUGAS: it is sent or not."""

from __future__ import annotations

from bot.conversation import assent, doubts
from bot.conversation.drafting import absorb, discard, keep_file
from bot.conversation.flows import after_harm, apart, emergency, filing, tracking
from bot.conversation.turn import Option, Question, Stage, Turn

MOST = 2  # unclear answers


def start(turn: Turn) -> None:
    if turn.flow == "emergency":
        emergency.mistake(turn)
    elif turn.unsent is not None:
        if turn.flow == "cancel":
            turn.misses += 1
        else:
            turn.interrupt()
        turn.go("cancel", "ask")
    else:
        turn.drop_draft()
        _nothing(turn)


def _nothing(turn: Turn) -> None:
    """What was sent is not taken back by this word."""
    code = turn.current_report()
    if not code:
        turn.tell(turn.t("Baik, tidak ada yang dikirim."))
        turn.go("idle")
        return
    if apart.is_after_harm(turn):
        turn.tell(turn.t("Tidak apa-apa. Anda tidak perlu berbuat apa-apa lagi."))
        after_harm.offer(turn, code)
        return
    turn.tell(turn.t("Laporan *{code}* sudah terkirim dan tetap ada pada petugas.").format(code=code))
    tracking.show(turn, code)


def _ask(turn: Turn) -> Question:
    t = turn.t
    text = t("Hapus draf ini?")
    if turn.misses:
        text = t("Hapus draf ini? Tulis HAPUS untuk menghapus, SIMPAN, atau LANJUTKAN.")
    return Question(
        text,
        (
            Option("delete", t("Hapus"), also=assent.PLAINLY),
            Option(
                "keep", t("Simpan dulu"), also=("simpan", "simpan aja", "simpan saja", "keep", "keep it"), means="other"
            ),
            Option("continue", t("Lanjutkan"), means="no", also=("jangan", "do not")),
        ),
    )


def _answer(turn: Turn, choice: str) -> bool:
    if choice == "delete":
        emergency_opened = turn.draft is not None and bool(turn.draft.emergency_code)
        discard(turn)
        turn.rest()
        turn.tell(turn.t("Draf sudah dihapus. Tulis lagi kapan saja bila perlu."))
        if emergency_opened:
            turn.tell(turn.t("Yang sudah diteruskan ke petugas saat darurat tetap mereka cek."))
        doubts.recall(turn)
    elif choice == "keep":
        turn.rest()
        apart.put_by(turn)
        turn.tell(turn.t("Draf disimpan selama 72 jam. Tulis MENU untuk melanjutkan."))
    elif choice == "continue" or (not choice and assent.keeps(turn.text)):
        go_on(turn)
    elif turn.aside is not None and apart.comes_first(turn):
        return False
    elif assent.wavers(turn.text):
        _unclear(turn)
    else:
        _more(turn)
    return True


def _more(turn: Turn) -> None:
    turn.take_up()
    if not keep_file(turn):
        absorb(turn)
        turn.data["drafted"] = True
        turn.wait_quiet()


def _unclear(turn: Turn) -> None:
    """Nothing is deleted without a plain word; asked a few times, then the draft is gone on with."""
    turn.misses += 1
    if turn.data.pop("drafted", False):
        turn.tell(turn.t("Kami tambahkan ke draf."))
    if turn.misses > MOST:
        go_on(turn)
    else:
        turn.again()


def go_on(turn: Turn) -> None:
    flow, step = turn.resume
    turn.resume = ("", "")
    if flow:
        turn.go(flow, step)
    else:
        turn.go("report", "next")


def _ask_send(turn: Turn) -> Question:
    t, draft = turn.t, turn.unsent
    text = t("Draf ini belum terkirim. Kirim ke petugas?")
    if draft is not None and draft.identity == "anonymous":
        text = t("Draf ini belum terkirim. Agar petugas bisa membalas, laporan tidak lagi anonim. Kirim ke petugas?")
    return Question(
        text,
        (
            Option("send", t("Kirim ke petugas"), means="yes"),
            Option("continue", t("Lanjutkan draf"), means="no"),
        ),
    )


def _send(turn: Turn, choice: str) -> bool:
    if choice == "send":
        turn.resume = ("", "")
        filing.to_officer(turn)
    elif choice:
        go_on(turn)
    else:
        _more(turn)
    return True


def _kept(turn: Turn) -> None:
    turn.tell(turn.t("Kami tambahkan ke draf."))
    turn.again()


def _leave(turn: Turn) -> None:
    """Neither deleted nor gone on with."""
    if turn.aside is not None and not turn.resume[0]:
        turn.go("menu", "waiting")
    else:
        go_on(turn)


STAGES = {"ask": Stage(_ask, _answer, quiet=_unclear, skip=_leave, back=_leave),
          "send": Stage(_ask_send, _send, quiet=_kept, skip=_leave, back=_leave)}  # fmt: skip
