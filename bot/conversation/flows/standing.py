"""Whoever asks in words of their own how a report stands, or has lost its code.

Of an anonymous report nothing is known here, nor whether there was one: what is said of it is true for everybody.
"""

from __future__ import annotations

from bot.conversation.flows import apart, ongoing, tracking
from bot.conversation.step import Append
from bot.conversation.turn import Turn
from bot.conversation.understanding.wishes import adds, asks_news, has_lost_code
from bot.conversation.wording import N, not_linked, tracking_page

LINKED = N("Laporan yang terhubung ke chat ini tidak perlu kode atau PIN di sini.")
ANEW = N(
    "Laporan anonim tidak terhubung ke chat ini; tambahannya ditulis di {page} dengan kode dan PIN. Di sini tulisan "
    "Anda menjadi laporan baru: pilih Anonim penuh sebelum mengirim, atau tulis BATAL."
)


def heard(turn: Turn) -> bool:
    """False where it is about something else, while something is being written, and in danger or after harm."""
    current = turn.view(turn.current_report())
    if turn.shows or turn.unsent is not None or ongoing.is_on(turn) or apart.is_after_harm(turn):
        return False
    if has_lost_code(turn.text):
        turn.interrupt()
        _lost(turn)
    elif (current is None or current.status != "finished") and asks_news(turn.text, made=bool(turn.context.reports)):
        turn.interrupt()
        _show(turn)
    else:
        return False
    return True


def _lost(turn: Turn) -> None:
    if turn.context.reports:
        turn.note(turn.t(LINKED))
        turn.note(not_linked(turn.t, turn.context.site))
    tracking.start(turn)


def _show(turn: Turn) -> None:
    """An officer sees that it was asked. What may be about several reports, or about an anonymous one, joins none."""
    found = turn.open_reports()
    code = turn.current_report() or (found[0].code if len(found) == 1 else "")
    if not code or turn.heard is None:
        tracking.start(turn)
        return
    turn.do(Append(code, turn.heard.message_id, reopens=False, puts_off=True))
    turn.open_report(code)
    tracking.show(turn, code)


def warn(turn: Turn) -> None:
    """ "Oh iya, satu lagi", by somebody of whom no report is known."""
    if turn.context.known and not turn.context.reports and adds(turn.text):
        turn.note(turn.t(ANEW).format(page=tracking_page(turn.t, turn.context.site)))
