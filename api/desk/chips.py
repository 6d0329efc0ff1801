"""Time chips: what is due, and how much time is left. "Ambil 0:12", "TELAT 12m", "Jeda"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from core import deadlines, terms
from core.models import Report

LABELS = {"take": "Ambil", "reply": "Balas", "news": "Kabar"}
AMBER = 0.25  # share of the time that is left when a chip turns amber


@dataclass(frozen=True, slots=True)
class Chip:
    label: str  # Ambil, Balas, Kabar, Jeda, Selesai
    text: str  # "0:12", "12m", "3j 05m", "2 hari", in the officer's language
    state: str  # running, amber, late, paused, kept
    left: int  # hundredths of the ring that are still filled


def of(report: Report, now: datetime, say: Callable[[str], str]) -> Chip:
    if report.status == "finished":
        return Chip("Selesai", "", "kept", 0)
    left = report.due_at - now
    if report.status == "need_info":
        return Chip("Jeda", span(max(left, timedelta()), say), "paused", 0)
    what, _, whole = deadlines.next_of(report)
    if left.total_seconds() < 0:
        return Chip("TELAT", span(-left, say), "late", 0)
    share = min(1.0, left / whole)
    return Chip(LABELS[what], span(left, say), "amber" if share < AMBER else "running", round(share * 100))


def is_aged(report: Report, now: datetime) -> bool:
    """Whether nobody has taken it for so long that the list marks it."""
    limit = terms.aged_after(report.priority, report.category)
    free = not report.taken_by and report.status != "finished"
    return free and limit is not None and now - report.filed_at > limit


def span(time: timedelta, say: Callable[[str], str]) -> str:
    """Short for a chip: minutes and seconds below ten minutes, else m, j, hari."""
    seconds = int(time.total_seconds())
    if seconds < 600:
        return f"{seconds // 60}:{seconds % 60:02d}"
    if seconds < 3600:
        return f"{seconds // 60}m"
    if seconds < 86400:
        return say("{hours}j {minutes}m").format(hours=seconds // 3600, minutes=f"{seconds % 3600 // 60:02d}")
    days = seconds // 86400
    return (say("1 hari") if days == 1 else say("{days} hari")).format(days=days)
