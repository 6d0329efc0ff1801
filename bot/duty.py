"""The duty chat: told that a P1 waits, or that a report came which nobody may open. Twice at most, and only a link.
Through an outage one call of each report waits, until it can be sent or an officer knows."""

from __future__ import annotations

from datetime import timedelta

import structlog

from bot import rows
from bot.house import House
from bot.messages import Outbound
from bot.rows import Route
from core import access, alerts, clock, db, jobs, outbox, reports
from core.i18n import translator
from core.ids import new_id
from core.models import Report

log = structlog.get_logger(__name__)

AGAIN = timedelta(seconds=60)


def ring(session: db.Session, house: House, *, base_url: str, job_id: int, key: str, code: str) -> None:
    """`key` is the report's code and which call it is: "JB-… 1", "JB-… 2". While the first one cannot be sent it is
    looked each minute whether the second can follow: "JB-… 3"."""
    now = clock.now()
    if not jobs.fire(session, job_id, now=now):
        return
    report = reports.by_code(session, code)
    if report is None or not _is_wanted(session, report):
        return
    first, again = key.endswith(" 1"), not key.endswith(" 1")
    late = alerts.is_under_way(session, report.id)
    if first or late:
        jobs.set_many(session, [jobs.duty_call(code, at=now + AGAIN, number=2 if first else 3)])
    row = _alert(house, _words(report, base_url, again=again, unheard=_is_unheard(session, report)))
    if row is None:
        return
    if again and not key.endswith(" 3") and not alerts.arrived(session, report.id):
        log.error("the duty chat was not told of an emergency", see="/masalah, JEMBATAN_DUTY_TELEGRAM_CHAT")
    if not late:
        row["report_id"] = report.id
        outbox.enqueue_many(session, [row])


def _is_wanted(session: db.Session, report: Report) -> bool:
    """Until an officer knows of it, or it may be opened."""
    if report.taken_by or report.status == "finished":
        return False
    return report.priority == 1 or _is_unheard(session, report)


def _is_unheard(session: db.Session, report: Report) -> bool:
    heard = access.openers(session, unit_id=report.unit_id, restricted=report.restricted)
    return bool(report.restricted) and not heard


def withdraw(session: db.Session, account: str) -> None:
    """What could not be sent for a while, and is not wanted any more."""
    late = alerts.waiting(session, account)
    alerts.withdraw(session, [id_ for id_, report in late if not _is_wanted(session, report)])


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
