"""The duty chat: told that a P1 waits, or that a report came which nobody may open. Twice at most, and only a link."""

from __future__ import annotations

from datetime import timedelta

import structlog

from bot import rows
from bot.house import House
from bot.messages import Outbound
from bot.rows import Route
from core import access, clock, db, jobs, outbox, reports, troubles
from core.i18n import translator
from core.ids import new_id
from core.models import Report

log = structlog.get_logger(__name__)

AGAIN = timedelta(seconds=60)


def ring(session: db.Session, house: House, *, base_url: str, job_id: int, key: str, code: str) -> None:
    """`key` is the report's code and which of the two calls it is: "JB-… 1"."""
    now = clock.now()
    if not jobs.fire(session, job_id, now=now):
        return
    report = reports.by_code(session, code)
    if report is None or report.taken_by or report.status == "finished":
        return
    heard = access.openers(session, unit_id=report.unit_id, restricted=report.restricted)
    unheard = bool(report.restricted) and not heard
    if report.priority != 1 and not unheard:  # an officer knows of it, or it may be opened now
        return
    again = not key.endswith(" 1")
    if not again:
        jobs.set_many(session, [jobs.duty_call(code, at=now + AGAIN, number=2)])
    row = _alert(house, _words(report, base_url, again=again, unheard=unheard))
    if row is None:
        return
    if again and not troubles.alert_arrived(session, report.id):
        log.error("the duty chat was not told of an emergency", see="/masalah, JEMBATAN_DUTY_TELEGRAM_CHAT")
    row["report_id"] = report.id
    outbox.enqueue_many(session, [row])


def _words(report: Report, base_url: str, *, again: bool, unheard: bool) -> str:
    """The code of a restricted report is not for everybody in the chat: with it, /lacak shows how far the report is."""
    say = translator("id")
    if unheard:
        text = say("*Laporan sensitif* masuk, dan belum ada petugas yang boleh membukanya. Tandai petugas:")
        return f"{text}\n{base_url}/unit"
    text = say("*P1 belum diambil* setelah 1 menit." if again else "*P1 baru* menunggu petugas.")
    if report.restricted:
        return f"{text} {say('Hanya untuk petugas yang ditunjuk.')}\n{base_url}/masuk"
    return f"{text}\n{base_url}/laporan/{report.code}"


def _alert(house: House, text: str) -> dict[str, object] | None:
    """A row of the outbox, without its report; None where the station has no duty chat."""
    channel = house.duty_channel
    if channel is None:
        return None
    address = house.vault.seal(house.settings.duty_telegram_chat.encode(), about=b"address")
    row = rows.out_row(
        new_id(), clock.now(), contact_id=None, route=Route(channel.account, address), lane=outbox.SAFETY,
        message=Outbound(text),
    )  # fmt: skip
    row.pop("code")
    return row
