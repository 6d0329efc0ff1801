"""What officers do that reaches the citizen: thread, outbox and conversation change in one transaction."""

from __future__ import annotations

from datetime import timedelta

from bot import effects
from bot.conversation import step as steps
from bot.house import House
from bot.messages import Outbound
from bot.rows import Route, out_row, shown
from bot.work import Work
from core import access, audit, canned, clock, contacts, conversations, erasure, outbox, reports
from core.access import Who
from core.audit import Entry
from core.db import Session
from core.errors import Conflict, NotFound
from core.i18n import translator
from core.ids import new_id
from core.models import Message, Outbox, Report
from core.text import clean, fitting
from core.writer import announce

STATUS_TEXTS = {
    "checking": "Laporan {code} sedang dicek petugas.",
    "handling": "Laporan {code} sedang ditangani.",
    "need_info": "Boleh kami minta info tambahan untuk laporan {code}?",
}
REOPENED = "Laporan {code} kami buka lagi. Petugas membaca pesan Anda."
# They say what was done, never what may be done; and what the citizen can do next.
CLOSING_TEXTS = {
    "solved": "Laporan {code} selesai: sudah ditangani. Belum beres? Balas dalam 24 jam untuk membuka lagi.",
    "forwarded": "Laporan {code} kami teruskan ke pihak yang berwenang, jadi di pihak kami selesai.",
    "duplicate": "Laporan {code} kami tutup karena kejadian yang sama sudah tercatat di laporan lain. "
    "Ada info baru? Balas dalam 24 jam.",
    "unfounded": "Laporan {code} kami tutup karena kejadiannya belum kami temukan. "
    "Balas dengan nama jalan atau patokan dalam 24 jam untuk membuka lagi.",
    "no_contact": "Laporan {code} kami tutup karena kami belum bisa menghubungi Anda. "
    "Balas dalam 24 jam untuk membuka lagi.",
    "withdrawn": "Laporan {code} kami tutup karena Anda menariknya. Berubah pikiran? Balas dalam 24 jam.",
}
ASKED_TOO_LATE = "Laporan ini sudah selesai. Untuk bertanya, buka lagi lewat Status; atau kirim sebagai balasan biasa."
PRESENT = timedelta(minutes=5)  # who wrote so recently still has the chat open


def reply(session: Session, house: House, report: Report, who: Who, *, text: str, ask: bool = False) -> str:
    """Sends the officer's words to the citizen's own channel; returns the message id.

    Raises Conflict when the citizen cannot be reached or is asked too late, Invalid for an empty text."""
    canned.check(text)
    text = clean(text)
    if ask and report.status == "finished":
        raise Conflict(ASKED_TOO_LATE)
    id_ = reports.reply(session, report, who, text=text, ask=ask)
    session.flush()
    event: steps.Event = steps.OfficerAsked(report.code, text) if ask else steps.OfficerJoined(report.code)
    template = "info_request" if ask else "status_update"
    _put_on_its_way(session, house, report, id_, text, event, asked=ask, template=template)
    return id_


def set_status(
    session: Session, house: House, report: Report, who: Who, *, status: str, version: int | None, result: str = "",
    reason: str = "", text: str = "",
) -> None:  # fmt: skip
    """Changes the status; `text` (shown to the officer before) goes to the citizen, "" sends nothing."""
    canned.check(text)
    text = fitting(text)
    told = bool(text) and (report.contact_id is not None or report.identity == "anonymous")
    reports.set_status(session, report, who, status=status, version=version, result=result, reason=reason, told=told)
    if not told:
        return
    id_ = new_id()
    session.add(
        Message(
            id=id_, report_id=report.id, contact_id=report.contact_id, author="officer", officer_id=who.officer_id,
            kind="question" if status == "need_info" else "text", text=text, at=clock.now(),
        )
    )  # fmt: skip
    session.flush()
    event: steps.Event | None = None
    if status == "need_info":
        event = steps.OfficerAsked(report.code, text)
    elif status == "finished":
        event = steps.Closed(report.code)
    asked = status == "need_info"
    _put_on_its_way(session, house, report, id_, text, event, asked=asked, template="status_update")


def neutral_notice(house: House, report: Report) -> str:
    """The only text that may be pushed for a restricted report, in the citizen's language: a locked phone shows it.
    "" where the officer's own words may be pushed."""
    if not report.restricted or report.contact_id is None or not house.abilities(report.account).push:
        return ""
    return translator(report.language)("Ada kabar untuk Anda.")


def is_out_of_reach(session: Session, house: House, report: Report) -> bool:
    """Whether the channel takes no message now: it is switched off, or its free window is over and there is no template
    for what is sent after it. Raises Conflict where the citizen has no address any more."""
    abilities = house.abilities(report.account)
    if report.contact_id is None:
        return False
    if report.account not in house.channels:
        _require_address(session, report)
        return True
    if abilities.window_hours is None or abilities.writes_first:
        return False
    seen = contacts.heard_at(session, report.contact_id)
    if seen is None or clock.now() - seen < timedelta(hours=abilities.window_hours):
        return False
    _require_address(session, report)
    return True


def _require_address(session: Session, report: Report) -> None:
    if report.contact_id is None or conversations.address_of(session, report.contact_id, report.account) is None:
        raise Conflict("Pelapor tidak bisa dihubungi lagi.")


def waits_to_be_read(session: Session, house: House, report: Report) -> bool:
    """Whether only the neutral notice may be sent now. Not if the citizen wrote a moment ago: then they hold the phone
    in their hands. Raises Conflict where the citizen has no address any more."""
    if report.contact_id is None or not neutral_notice(house, report):
        return False
    _require_address(session, report)
    seen = contacts.heard_at(session, report.contact_id)
    return seen is None or clock.now() - seen > PRESENT


def writing(session: Session, house: House, report: Report) -> Route | None:
    """Where to show that an officer is writing; None where only the neutral notice may be sent."""
    address = conversations.address_of(session, report.contact_id, report.account) if report.contact_id else None
    if address is None or waits_to_be_read(session, house, report):
        return None
    announce(session, "writing", str(report.contact_id))
    return Route(report.account, address)


def status_text(report: Report, *, status: str, result: str = "") -> str:
    """What the citizen would read, in the citizen's language; "" where a status needs no words."""
    say = translator(report.language)
    if status == "finished":
        return say(CLOSING_TEXTS[result]).format(code=report.code) if result in CLOSING_TEXTS else ""
    text = REOPENED if report.status == "finished" else STATUS_TEXTS.get(status, "")
    return say(text).format(code=report.code) if text else ""


def erase(session: Session, house: House, report: Report, who: Who, *, version: int) -> None:
    """Deletes the citizen's data, as they asked for in this report. Their reports stay, with no way back to them. The
    message that confirms it is forgotten once it was sent. Raises Conflict where nobody asks for it (any more)."""
    contact_id = erasure.requester(report)
    codes = erasure.codes(session, contact_id, but=report.id)
    address = conversations.address_of(session, contact_id, report.account) or b""
    reports.fulfil(session, report, who, version=version, action="contact.erased")
    audit.record(session, *(Entry(who.actor, "report.cut_off", code) for code in codes))
    session.flush()
    person = conversations.load(session, [contact_id])[contact_id]
    work = Work(session, house)
    effects.step(work, person, Route(report.account, address), steps.Erased(tuple(codes), report.code))
    work.write()


def resend(session: Session, outbox_id: str, who: Who) -> str:
    """[Kirim ulang] for a failed or unknown message; returns its report's code, "" where it has none."""
    row = session.get(Outbox, outbox_id)
    report = session.get(Report, row.report_id) if row is not None and row.report_id else None
    if row is None or not _may_resend(who, row, report):
        raise NotFound("Pesan itu tidak ditemukan.")
    if report is not None:
        access.require_operator(who)
    if not row.trouble or row.payload is None:
        raise Conflict("Pesan ini tidak perlu dikirim ulang.")
    outbox.anew(session, row, now=clock.now())
    code = report.code if report is not None else ""
    audit.record(session, Entry(who.actor, "message.resent", code))
    return code


def _may_resend(who: Who, row: Outbox, report: Report | None) -> bool:
    if report is None:
        return row.report_id is None and who.is_station_admin
    return who.sees(report.unit_id, report.restricted)


def _put_on_its_way(
    session: Session, house: House, report: Report, id_: str, text: str, event: steps.Event | None, *, asked: bool,
    template: str,
) -> None:  # fmt: skip
    """Tells the conversation, and sends the words; where they must wait, the conversation brings them later."""
    late = is_out_of_reach(session, house, report)
    if late or waits_to_be_read(session, house, report):
        _tell_conversation(session, house, report, steps.NewsWaits(report.code, asked=asked, late=late))
        return
    question = _tell_conversation(session, house, report, event) if event is not None else None
    _send(session, house, report, id_, (question or Outbound(text))._replace(template=template))


def _send(session: Session, house: House, report: Report, id_: str, message: Outbound) -> None:
    if report.contact_id is None:
        return  # fully anonymous: the words are read at /lacak, with code and PIN
    address = conversations.address_of(session, report.contact_id, report.account)
    if address is None:
        raise Conflict("Pelapor tidak bisa dihubungi lagi.")
    push = house.abilities(report.account).push
    if message.choices:
        session.get_one(Message, id_).data = shown(message).decode()  # a page shows them from here
    row = out_row(
        id_, clock.now(), contact_id=report.contact_id, route=Route(report.account, address), lane=outbox.TALK,
        message=message, state="queued" if push else "sent",
    )  # fmt: skip
    row.pop("code")
    row["report_id"] = report.id
    outbox.enqueue_many(session, [row])
    announce(session, "contact", str(report.contact_id))


def _tell_conversation(session: Session, house: House, report: Report, event: steps.Event) -> Outbound | None:
    """Returns the message in which a question is sent; None for other events, and where the two are talking already."""
    if report.contact_id is None:
        return None
    person = conversations.load(session, [report.contact_id])[report.contact_id]
    address = conversations.address_of(session, report.contact_id, report.account)
    if address is None:
        return None
    work = Work(session, house)
    effects.step(work, person, Route(report.account, address), event)
    work.write()
    return work.asks
