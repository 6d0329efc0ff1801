"""A citizen's right to be forgotten: the contact is cut off from all its reports. The reports stay, as evidence.

`core.anonymity.unlink` removes what was said around the reports; here everything else goes that links the two. Then
the contact is empty, and the daily cleaning deletes it once the last message to it was sent.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, exists, or_, select, update
from sqlalchemy.orm import Session

from core import clock, jobs, reports
from core.access import Who, visible
from core.errors import Conflict
from core.models import Attachment, Attempt, Message, Outbox, Report
from core.threads import FORGOTTEN

REQUEST = "delete_request"  # the tag of a report that asks for it
DONE = "Pelapor ini sudah tidak tersambung: tidak ada lagi yang bisa dihapus."


def codes(session: Session, contact_id: int, *, but: int = 0, who: Who | None = None) -> Sequence[str]:
    """Codes of the contact's reports, oldest first; with `who`, only of those that this officer may see."""
    seen = visible(who) if who else []
    rows = select(Report.code).where(Report.contact_id == contact_id, Report.id != but, *seen)
    return session.scalars(rows.order_by(Report.id)).all()


def requester(report: Report) -> int:
    """The contact that asks for it in this report. Raises Conflict where nobody asks, or where it was done already."""
    if REQUEST not in report.tags.split() or report.contact_id is None:
        raise Conflict(DONE)
    return report.contact_id


def cut_off(session: Session, contact_id: int) -> None:
    session.flush()  # for the same reason as in unlink
    found = session.scalars(select(Report).where(Report.contact_id == contact_id)).all()
    ids = [report.id for report in found]
    for report in found:
        reports.cut_off(session, report)
    session.flush()
    _outgoing(session, contact_id, ids)
    of_contact = Message.contact_id == contact_id
    told = update(Message).where(of_contact, Message.report_id.is_not(None))
    session.execute(told.values(contact_id=None, provider_id=""))
    left = select(Message.id).where(of_contact)
    files = session.scalars(select(Attachment.id).where(Attachment.message_id.in_(left))).all()
    # The fetching finds that they are not wanted any more, and removes their files.
    jobs.set_many(session, [{"kind": jobs.FETCH, "key": id_, "due_at": clock.now(), "payload": ""} for id_ in files])
    dropped = select(Message.id).where(of_contact, Message.text == FORGOTTEN)  # unlink leaves them
    session.execute(delete(Attachment).where(Attachment.message_id.in_(dropped)))
    session.execute(delete(Message).where(of_contact, Message.text == FORGOTTEN))


def _outgoing(session: Session, contact_id: int, report_ids: Sequence[int]) -> None:
    """What is on its way is still sent, then forgotten. Of sent messages in a report only the delivery states stay."""
    mine, under_way = Outbox.contact_id == contact_id, Outbox.state.in_(("queued", "sending"))
    in_report = exists().where(Message.id == Outbox.id, Message.report_id.in_(report_ids))
    told = or_(Outbox.report_id.in_(report_ids), in_report)
    session.execute(
        update(Outbox)
        .where(mine, told, ~under_way)
        .values(contact_id=None, address=b"", provider_id="", payload=None, trouble="")
    )
    session.execute(update(Outbox).where(mine, told).values(contact_id=None, report_id=None, forget=True))
    session.execute(update(Outbox).where(mine, under_way).values(forget=True))
    rest = select(Outbox.id).where(mine, ~under_way)
    session.execute(delete(Attempt).where(Attempt.outbox_id.in_(rest)))
    session.execute(delete(Outbox).where(mine, ~under_way))
