"""A cry for help that the conversation could not handle, through a fault of ours: it is answered with the number to
call, and becomes a P1 with these words."""

from __future__ import annotations

from typing import Any

from bot import effects
from bot.conversation import step as steps
from bot.conversation.understanding import Understanding
from bot.messages import Outbound
from bot.rows import Route
from bot.work import Work
from core import terms
from core.conversations import Person
from core.i18n import translator

TEXT = (
    "*Ada bahaya sekarang? TELEPON {number}.* Pesan Anda sudah masuk ke meja petugas; chat ini sedang terganggu. "
    "Ambulans 119, pemadam 113."
)


def ring(work: Work, person: Person, route: Route, message_id: str, understood: Understanding | None) -> None:
    """If the person has an open P1 already, the words join it."""
    number = work.house.settings.emergency_number
    text = translator(person.language)(TEXT).format(number=number)
    told = _to_officers(work, person, message_id, understood)
    effects.carry_out(work, person, route, [told, steps.Say(Outbound(text), code=told.code, lane="safety")])


def _to_officers(
    work: Work, person: Person, message_id: str, understood: Understanding | None
) -> steps.Append | steps.File:  # fmt: skip
    here = next((code for code, row in work.filing.items() if row["contact_id"] == person.id and _rings(row)), "")
    open_ = (r.code for r in person.reports if r.priority == 1 and not r.complete and r.status != "finished")
    code = here or next(open_, "")
    if code:
        return steps.Append(code, message_id, alarm=True)
    code, pin = work.fresh
    harm = understood is not None and understood.sexual_or_child is not None
    return steps.File(
        code, pin, steps.Draft(messages=(message_id,), emergency_code=code), priority=1, complete=False,
        restricted=terms.RESTRICTION_OF_CATEGORY["sexual_or_child"] if harm else "", tags=("emergency",),
    )  # fmt: skip


def _rings(row: dict[str, Any]) -> bool:
    return bool(row["priority"] == 1 and not row["complete"])
