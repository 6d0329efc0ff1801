"""Whoever asks in words of their own how a report stands, has lost its code, or wants to take it back.

Of an anonymous report nothing is known here, nor whether there was one: what is said of it is true for everybody.
"""

from __future__ import annotations

from bot.conversation.flows import apart, ongoing, tracking
from bot.conversation.step import Append
from bot.conversation.turn import Turn
from bot.conversation.understanding import wishes
from bot.conversation.wording import N, not_linked, tracking_page

LINKED = N("Laporan yang terhubung ke chat ini tidak perlu kode atau PIN di sini.")
ANEW = N(
    "Laporan anonim tidak terhubung ke chat ini; tambahannya ditulis di {page} dengan kode dan PIN. Di sini tulisan "
    "Anda menjadi laporan baru: pilih Anonim penuh sebelum mengirim, atau tulis BATAL."
)


def heard(turn: Turn) -> bool:
    """False where it is about something else, while something is being written, and in danger or after harm."""
    if turn.shows or turn.unsent is not None or ongoing.is_on(turn) or apart.is_after_harm(turn):
        return False
    if wishes.has_lost_code(turn.text):
        turn.interrupt()
        _lost(turn)
    elif wishes.asks_news(turn.text, made=bool(turn.context.reports)):
        turn.interrupt()
        _show(turn)
    else:
        return False
    return True


def _lost(turn: Turn) -> None:
    if turn.context.reports:
        turn.tell(turn.t(LINKED))
        turn.tell(not_linked(turn.t, turn.context.site))
    tracking.start(turn)


def _show(turn: Turn) -> None:
    """An officer sees that it was asked; what is finished stays so. What may be about several reports, or about an
    anonymous one, joins none."""
    found = turn.open_reports()
    code = turn.current_report() or (found[0].code if len(found) == 1 else "")
    if not code or turn.heard is None:
        tracking.start(turn)
        return
    turn.do(Append(code, turn.heard.message_id, reopens=False))
    turn.open_report(code)
    tracking.show(turn, code)


def takes_back(turn: Turn) -> bool:
    """The report that is talked about. After harm it is offered in other words (after_harm.py)."""
    view = turn.view(turn.current_report())
    if view is None or view.status == "finished" or apart.is_after_harm(turn):
        return False
    return not turn.shows and wishes.takes_back(turn.text)


def recall(turn: Turn) -> bool:
    """After a day or more: the only open report is talked about again."""
    found = turn.open_reports()
    if turn.shows or turn.current_report() or turn.unsent is not None or not wishes.takes_back(turn.text):
        return False
    if len(found) == 1:
        turn.open_report(found[0].code)
    return len(found) == 1


def warn(turn: Turn) -> None:
    """ "Oh iya, satu lagi", by somebody of whom no report is known."""
    if turn.context.known and not turn.context.reports and wishes.adds(turn.text):
        turn.tell(turn.t(ANEW).format(page=tracking_page(turn.t, turn.context.site)))
