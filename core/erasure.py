"""A contact is cut off from all its reports, as it has the right to ask. What stands in them stays, as evidence.

`core.anonymity.unlink` takes what was said around them; here goes the rest of what leads there. The contact itself
is empty then: it goes with the nightly sweep once the last message to it has left.
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
    """Codes of the contact's reports, oldest first; those alone that `who` may see, where somebody is named."""
    seen = visible(who) if who else []
    rows = select(Report.code).where(Report.contact_id == contact_id, Report.id != but, *seen)
    return session.scalars(rows.order_by(Report.id)).all()


def requester(report: Report) -> int:
    """The contact that asked for it in this report. Raises Conflict where there is none, or none any more."""
    if REQUEST not in report.tags.split() or report.contact_id is None:
        raise Conflict(DONE)
    return report.contact_id


def cut_off(session: Session, contact_id: int) -> None:
    session.flush()  # outcomes of this very batch, as in unlink
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
    # Whoever was to fetch them finds that they are not wanted, and removes what there is.
    jobs.set_many(session, [{"kind": jobs.FETCH, "key": id_, "due_at": clock.now(), "payload": ""} for id_ in files])
    dropped = select(Message.id).where(of_contact, Message.text == FORGOTTEN)  # unlink leaves them
    session.execute(delete(Attachment).where(Attachment.message_id.in_(dropped)))
    session.execute(delete(Message).where(of_contact, Message.text == FORGOTTEN))


def _outgoing(session: Session, contact_id: int, report_ids: Sequence[int]) -> None:
    """What is under way arrives and is forgotten; of what was sent in a report its states stay."""
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
