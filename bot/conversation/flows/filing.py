"""[Kirim laporan]: the draft becomes a report. Also the shorter way, straight to an officer."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from bot.conversation import doubts
from bot.conversation.drafting import hand_over
from bot.conversation.remembered import forget
from bot.conversation.step import Complete, Draft, File, Remember, Say
from bot.conversation.turn import NOTICE_VERSION, Option, Question, Turn, outbound, stamp
from bot.conversation.wording import KEEP_BOTH, deadline, how_news_comes, read_by, tracking_page, with_reminder
from core.terms import RESTRICTION_OF_CATEGORY, ReportTag, priority_for

SAME_WITHIN = timedelta(minutes=10)
DISCREET = {*RESTRICTION_OF_CATEGORY, "violence"}  # whoever did it may hold the device: a clipboard remembers


def digest(text: str) -> str:
    return hashlib.sha256(" ".join(text.casefold().split()).encode()).hexdigest()[:16]


def repeated(turn: Turn, text: str) -> str:
    """The code under which the same words were sent a few minutes ago."""
    sent = turn.data.get("sent")
    if not sent or not text or sent["digest"] != digest(text):
        return ""
    recent = datetime.fromisoformat(sent["at"]) + SAME_WITHIN > turn.now
    return str(sent["code"]) if recent and turn.view(sent["code"]) else ""


def send(turn: Turn) -> None:
    draft = turn.draft or Draft()
    if draft.identity != "anonymous":  # the time of a consent would lead from the contact to the report
        turn.do(Remember(consent=NOTICE_VERSION))
    code = repeated(turn, draft.text)
    if code and not draft.emergency_code:
        hand_over(turn, code)
        turn.open_report(code)
        turn.tell(turn.t("Laporan ini sudah kami terima. Kode Anda tetap *{code}*.").format(code=code))
        turn.go("sent", "open")
        return
    known = turn.view(draft.emergency_code) if draft.emergency_code else None
    if known is not None:
        turn.do(Complete(known.code, draft, restricted=RESTRICTION_OF_CATEGORY.get(draft.category, "")))
        _finish(turn, draft, code=known.code, pin="", priority=known.priority)
    else:
        priority = _priority(turn, draft)
        file(turn, draft, priority=priority)
        _finish(turn, draft, code=turn.context.code, pin=turn.context.pin, priority=priority)


def file(turn: Turn, draft: Draft, *, priority: int, tags: tuple[ReportTag, ...] = ()) -> None:
    turn.do(
        File(
            turn.context.code, turn.context.pin, draft, priority=priority, tags=tags,
            restricted=RESTRICTION_OF_CATEGORY.get(draft.category, ""),
            reasons=(*draft.category_words, *draft.urgent_words),
        )
    )  # fmt: skip


def to_officer(turn: Turn, *, tag: ReportTag = "needs_help") -> None:
    """The draft as it stands goes to an officer, who takes the conversation on."""
    draft = turn.draft or Draft()
    if draft.identity == "anonymous":  # an officer who is to answer needs the way back
        draft = turn.change(identity="private")
        turn.say(turn.t("Agar petugas bisa membalas, laporan tetap tersambung ke chat ini. Nama Anda dirahasiakan."))
    known = turn.view(draft.emergency_code) if draft.emergency_code else None
    priority = known.priority if known is not None else _priority(turn, draft)
    if known is not None:
        code = known.code
        turn.do(Complete(code, draft, restricted=RESTRICTION_OF_CATEGORY.get(draft.category, ""), tags=(tag,)))
    else:
        code = turn.context.code
        file(turn, draft, priority=priority, tags=(tag,))
    turn.drop_draft()
    turn.open_report(code)
    if turn.flow == "emergency":  # which goes on
        return
    turn.rest()
    turn.say(
        turn.t(
            "Sudah kami teruskan ke petugas. Kode Anda *{code}*. Petugas membaca paling lambat {by} "
            "dan membalas di sini. Darurat? Telepon {number}."
        ).format(code=code, by=by(turn, priority), number=turn.context.emergency_number),
        code=code,
    )
    if code == turn.context.code:
        pin = turn.t("PIN Anda *{pin}*, hanya untuk membuka dari tempat lain.").format(pin=turn.context.pin)
        turn.say(with_reminder(turn.t, turn.context.abilities, pin), forget=True)


def by(turn: Turn, priority: int) -> str:
    context = turn.context
    at = read_by(turn.now, context.read_within[priority], hours=context.hours, zone=context.zone)
    return deadline(turn.t, at, context.zone, now=turn.now)


def by_if_sent(turn: Turn, draft: Draft) -> str:
    return by(turn, _priority(turn, draft))


def _priority(turn: Turn, draft: Draft) -> int:
    priority = priority_for(draft.category, urgent=False)
    return min(priority, 2) if turn.data.get("maybe_urgent") else priority


def _finish(turn: Turn, draft: Draft, *, code: str, pin: str, priority: int) -> None:
    """R10. The message with the PIN belongs to nobody's thread and is wiped once it is delivered."""
    anonymous = draft.identity == "anonymous"
    question = _receipt(turn, code=code, pin=pin, priority=priority, anonymous=anonymous)
    if draft.emergency_code or draft.category in DISCREET:
        question = question._replace(shape="discreet")
    turn.drop_draft()
    turn.resume = ("", "")
    if anonymous:
        start_anew(turn)
        turn.asking = True
    else:
        turn.data["sent"] = {"digest": digest(draft.text), "code": code, "at": stamp(turn.now)}
        turn.open_report(code)
        turn.go("sent", "open")
        if doubts.recall(turn):
            turn.do(Say(outbound(turn, question._replace(options=()), question.text), forget=True))
            return
    turn.question = question


def start_anew(turn: Turn) -> None:
    """Nothing here tells that something was sent, when, about whom, or after how many questions."""
    forget(turn.data, "sent", "pace", "child", "feared", "numbered", "same")
    turn.report = turn.report_until = ""
    turn.rest()
    turn.prompt, turn.numbered = 0, True


def _receipt(turn: Turn, *, code: str, pin: str, priority: int, anonymous: bool) -> Question:
    t = turn.t
    site = turn.context.site
    known = {"code": code, "pin": pin, "by": by(turn, priority)}
    known["news"] = how_news_comes(t, turn.context.abilities, site)
    known["keep"] = t(KEEP_BOTH).format(page=tracking_page(t, site))
    if not pin:
        text = t("Terkirim. Kode Anda *{code}*. Petugas membaca paling lambat {by}. {news} Ingat hal lain? Kirim saja.")
    elif anonymous:
        text = t("Terkirim. Kode Anda *{code}*, PIN *{pin}*. {keep} Petugas membaca paling lambat {by}.")
    else:
        text = t(
            "Terkirim. Kode Anda *{code}*, PIN *{pin}* (hanya untuk membuka dari tempat lain). "
            "Petugas membaca paling lambat {by}. {news} Ingat hal lain? Kirim saja."
        )
    menu = Option("menu", t("Menu"))
    # No button under an anonymous receipt: a provider sends its text back to us with the tap.
    options = () if anonymous else (Option("status", t("Cek status")), Option("add", t("Tambah info")), menu)
    return Question(text.format(**known), options, shape="sent", forget=True)
