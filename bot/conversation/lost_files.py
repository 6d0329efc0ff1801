"""Files that could not be had: said at once, or when it is found out. What was told goes on without them."""

from __future__ import annotations

from datetime import timedelta

from bot.conversation.step import Draft, FileLost
from bot.conversation.turn import Turn, stamp
from bot.messages import Inbound, MediaKind

ONCE = timedelta(seconds=20)  # an album of large files is told about once


def weigh(turn: Turn, inbound: Inbound) -> None:
    if not all(map(turn.context.abilities.takes, inbound.media)):
        _tell_too_large(turn)


def missed(turn: Turn, event: FileLost) -> None:
    draft, aside = turn.draft, turn.aside
    if aside is not None and _holds(aside.draft, event):
        turn.aside = aside._replace(draft=_without(aside.draft, event.kind))
    elif draft is not None and _holds(draft, event):
        turn.draft = _without(draft, event.kind)
        if (turn.flow, turn.step) == ("review", "card") and "quiet" not in turn.due:
            turn.again()  # the card counts its files
    if event.too_large:
        _tell_too_large(turn)
    else:
        turn.tell(
            turn.t(
                "Satu berkas Anda tidak bisa kami ambil. Kirim sekali lagi bila bisa. "
                "Laporan tetap berjalan tanpa berkas itu."
            )
        )


def _holds(draft: Draft, event: FileLost) -> bool:
    return event.message_id in draft.messages and event.kind in draft.media


def _without(draft: Draft, kind: MediaKind) -> Draft:
    at = draft.media.index(kind)
    return draft._replace(media=draft.media[:at] + draft.media[at + 1 :])


def _tell_too_large(turn: Turn) -> None:
    if str(turn.data.get("too_large", "")) > stamp(turn.now - ONCE):
        return
    turn.data["too_large"] = stamp(turn.now)
    turn.tell(
        turn.t(
            "Berkas Anda lebih dari {limit} MB, jadi tidak bisa kami terima. Kirim yang lebih pendek bila bisa. "
            "Laporan tetap berjalan tanpa berkas itu."
        ).format(limit=turn.context.abilities.file_limit // 1_000_000)
    )
