"""What people ask before they trust a chat is answered at once, and the question that stood is put again.

It is no part of the story and opens no report. Not answered here: in an alarm, beside harm, where an officer talks
or waits for an answer; there it is for who is heard.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.conversation import doubts
from bot.conversation.drafting import absorb
from bot.conversation.flows import apart, filing, ongoing
from bot.conversation.step import Draft
from bot.conversation.turn import Turn
from bot.conversation.wording import N, deadline, hours, how_news_comes, promise

BUSY = frozenset({"emergency", "danger", "officer", "whose"})
PAYING = frozenset({"fraud", "violence", "police_service"})  # whoever tells of these may be asked for money by others
FREE = N("Melapor di sini gratis.")
ANSWERS = {
    "free": FREE,
    "pay": FREE,
    "who": N(
        "Yang membaca petugas {station} yang menangani. Kekerasan seksual, anak, dan keluhan tentang polisi hanya "
        "terbuka bagi petugas yang ditunjuk, kecuali dalam keadaan darurat."
    ),
    "known": N(
        "Layanan ini tidak memberi tahu orang yang Anda laporkan. Nama Anda dirahasiakan, kecuali Anda memilih lain. "
        "Perkara resmi bisa membutuhkan nama Anda: tanyakan dulu kepada petugas."
    ),
    "office": N(
        "Untuk melapor di sini Anda tidak perlu datang. Petugas bisa meminta bertemu bila perlu. Laporan Polisi resmi "
        "dibuat di SPKT, gratis."
    ),
    "card": N("KTP, fotokopinya, atau NIK tidak perlu untuk melapor di sini. Jangan kirim fotonya."),
    "parents": N(
        "Layanan ini tidak memberi tahu orang tua Anda. Petugas kadang perlu bicara dengan mereka, terutama bila ini "
        "tentang anak. Tulis di sini bila itu membuat Anda tidak aman."
    ),
}


def answer(turn: Turn) -> bool:
    """False where it is no such question, or not for a machine to answer."""
    understood = turn.heard.understood if turn.heard else None
    asked = understood.asked if understood else ()
    if not asked or turn.heard is None or turn.shows or turn.heard.inbound.forwarded:
        return False
    if not (_is_calm(turn) and _suits(turn, asked)):
        return False
    code = _keep(turn)
    answers = list(dict.fromkeys(_ABOUT.get(name, _fixed(name))(turn) for name in asked))
    if turn.flow == "sent" or "quiet" in turn.due:
        _say(turn, answers, code=code)
    else:
        turn.sentences += answers
        turn.asking = turn.flow != "idle" or not turn.context.known
    return True


def _is_calm(turn: Turn) -> bool:
    if turn.flow in BUSY or (turn.flow, turn.step) == ("report", "danger") or _is_for_officer(turn):
        return False
    draft = turn.draft or Draft()
    if draft.emergency_code or draft.category == "sexual_or_child":
        return False
    return not (apart.comes_first(turn) or ongoing.hides(turn) or ongoing.last(turn))


def _is_for_officer(turn: Turn) -> bool:
    """One talks here, waits for an answer, or took a report that may be meant."""
    talks = turn.view(turn.data.get("officer", "")) is not None or "asked" in turn.data or bool(doubts.report(turn))
    return talks or (turn.draft is None and any(report.taken for report in turn.open_reports()))


def _suits(turn: Turn, asked: tuple[str, ...]) -> bool:
    """A licence costs money and wants papers."""
    view = turn.view(turn.current_report())
    kind = turn.draft.category if turn.draft is not None else view.category if view is not None else ""
    return kind != "paperwork" and not ("pay" in asked and kind in PAYING)


def _keep(turn: Turn) -> str:
    """A line beside the story. The code of the report that it stands in."""
    code = turn.current_report()
    if turn.draft is not None and turn.draft.messages:
        absorb(turn, describes=False)
        return ""
    if code:
        turn.append(code, reopens=False)
    return code


def _say(turn: Turn, answers: list[str], *, code: str) -> None:
    """Nothing is asked, or what is being told goes on."""
    for text in answers:
        turn.say(text, code=code, forget=turn.is_anonymous)
    if "quiet" in turn.due:
        turn.wait_quiet()


def _fixed(name: str) -> Callable[[Turn], str]:
    return lambda turn: turn.t(ANSWERS[name]).format(station=turn.context.station)


def _when(turn: Turn) -> str:
    t, context, draft = turn.t, turn.context, turn.draft
    if draft is not None and draft.category:
        return t(
            "Bila dikirim sekarang, petugas membacanya paling lambat {by}. Berapa lama penanganannya belum bisa kami "
            "pastikan."
        ).format(by=filing.by_if_sent(turn, draft))
    view = turn.view(turn.current_report())
    found = promise(view, now=turn.now, hours=context.hours, zone=context.zone) if view is not None else None
    if found is not None:
        by = deadline(t, found[1], context.zone, now=turn.now)
        return t("Petugas membaca laporan Anda paling lambat {by}.").format(by=by) + " " + _news(turn)
    read = t("Petugas membaca {hours}.").format(hours=hours(t, context.hours))
    if view is not None:
        return f"{read} {_news(turn)}"
    return f"{read} " + t("Begitu laporan terkirim, kami sebutkan paling lambat kapan dibaca.")


def _news(turn: Turn) -> str:
    return how_news_comes(turn.t, turn.context.abilities, turn.context.site)


_ABOUT: dict[str, Callable[[Turn], str]] = {"when": _when}
