"""What an officer did a moment ago and can take back, by a form with the opposite change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from core import clock, terms
from core.access import Who
from core.threads import Line

OFFERED = timedelta(seconds=20)  # the page hides it sooner


class Undo(NamedTuple):
    address: str  # below the report's own
    fields: dict[str, str]
    said: str  # what was done


def of(lines: Sequence[Line], who: Who) -> Undo | None:
    """For the newest line of the thread, if it is of this officer."""
    last = lines[-1] if lines else None
    if last is not None and last.kind == "status" and len(lines) > 1 and lines[-2].kind == "take":
        last = lines[-2]  # taking a report changed its status too
    if last is None or last.officer_id != who.officer_id or clock.now() - last.at > OFFERED:
        return None
    old = last.data.get("old")
    match last.kind:
        case "priority" if old:
            return Undo("prioritas", {"priority": str(old)}, "Prioritas diubah.")
        case "category" if old and last.text not in terms.RESTRICTION_OF_CATEGORY:
            return Undo("kategori", {"category": str(old)}, "Kategori diubah.")
        case "assign" | "take" if old:
            said = "Laporan diambil." if last.kind == "take" else "Laporan ditugaskan."
            return Undo("tugaskan", {"unit": str(old["unit"]), "officer": str(old["officer"] or "")}, said)
    return None
