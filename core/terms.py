"""The words of the domain: statuses, categories, priorities, roles, and which change is allowed.

Imports nothing of ours, so that every layer may use it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

STATUSES = ("received", "checking", "handling", "need_info", "finished")
# What a citizen reads: five words (Diterima, Sedang dicek, Sedang ditangani, Butuh info, Selesai).

STATUS_CHANGES: dict[str, frozenset[str]] = {
    "received": frozenset({"checking", "handling", "need_info", "finished"}),
    "checking": frozenset({"handling", "need_info", "finished"}),
    "handling": frozenset({"checking", "need_info", "finished"}),
    "need_info": frozenset({"checking", "handling", "finished"}),
    "finished": frozenset({"handling"}),  # reopened
}

RESULTS = ("solved", "forwarded", "duplicate", "unfounded", "no_contact", "withdrawn")

PRIORITIES = (1, 2, 3, 4)  # P1 emergency, P2 urgent, P3 ordinary, P4 low

LANGUAGES = {"id": "Indonesia", "en": "English"}  # in which people are answered
CATEGORIES = (
    "crash",  # Kecelakaan lalu lintas
    "theft",  # Pencurian atau begal
    "fraud",  # Penipuan online
    "violence",  # Kekerasan / ancaman
    "sexual_or_child",  # Kekerasan seksual/anak
    "missing",  # Orang hilang
    "drugs",  # Narkoba
    "disorder",  # Gangguan ketertiban
    "police_service",  # Layanan polisi: a complaint
    "paperwork",  # Surat dan SIM: what the police issue
    "other",  # Lainnya / tidak yakin
)
UNSURE = "other"

# Only officers marked for it see a report under a restriction.
RESTRICTION_OF_CATEGORY = {"sexual_or_child": "ppa", "police_service": "oversight"}

PRIORITY_OF_CATEGORY = {
    "crash": 2, "theft": 3, "fraud": 3, "violence": 2, "sexual_or_child": 2,
    "missing": 2, "drugs": 3, "disorder": 3, "police_service": 4, "paperwork": 4, "other": 3,
}  # fmt: skip

IDENTITIES = ("contactable", "private", "anonymous")

ROLES = ("operator", "admin")
TOKEN_ROLES = ("operator",)  # that a program may be given: the API is about reports alone

MESSAGE_AUTHORS = ("citizen", "bot", "officer", "note", "system")

# Delivery states are ordered: the state of a message is the largest one ever seen.
DELIVERY_STATES = ("queued", "sending", "sent", "failed", "delivered", "read")
DELIVERY_RANK = {state: rank for rank, state in enumerate(DELIVERY_STATES)}

# Marks that a conversation puts on a report, for the officers.
ReportTag = Literal[
    "emergency", "false_alarm", "needs_help", "question", "near", "hurt", "hiding", "safe", "delete_request",
    "withdraw_request", "withdrawal", "outside_area", "hushed", "sensitive", "mute",
]  # fmt: skip
# How somebody in danger is. It changes: each of these tags removes the ones that it contradicts.
HOW_IT_IS: dict[str, frozenset[str]] = {
    "safe": frozenset({"near", "hiding", "mute"}),
    **dict.fromkeys(("near", "hurt", "hiding", "mute"), frozenset({"safe"})),
}

LANES = ("safety", "talk", "bulk")  # the order in which the sender serves them

# Seconds until the first take, and until the first human reply, by priority.
TAKE_WITHIN = {1: 60, 2: 300, 3: 3600, 4: 86400}
SENSITIVE_WITHIN = 12 * 3600  # seconds: an officer of the PPA unit may have to be called in
AGED_AFTER = {1: 60, 2: 300, 3: 900}
REPLY_WITHIN = {1: 300, 2: 900, 3: 14400, 4: 86400}
SAME_ALARM = timedelta(minutes=30)  # another alarm within this is part of the one before


def take_within(priority: int, category: str) -> timedelta:
    """Reports of sexual harm have more time, except an alarm."""
    return _within(TAKE_WITHIN[priority], priority, category)


def reply_within(priority: int, category: str) -> timedelta:
    return _within(REPLY_WITHIN[priority], priority, category)


def counts_office_hours(priority: int, category: str) -> bool:
    """What is urgent, and harm, is seen to around the clock."""
    return priority > 2 and category != "sexual_or_child"


def aged_after(priority: int, category: str) -> timedelta | None:
    """A report that nobody has taken for so long is marked in the list; None: never."""
    return _within(AGED_AFTER[priority], priority, category) if priority in AGED_AFTER else None


def _within(seconds: int, priority: int, category: str) -> timedelta:
    return timedelta(seconds=SENSITIVE_WITHIN if category == "sexual_or_child" and priority > 1 else seconds)


def may_change(old: str, new: str) -> bool:
    return new in STATUS_CHANGES[old]


def priority_for(category: str, *, urgent: bool) -> int:
    """The priority a new report starts with: P1 when danger was confirmed or named."""
    return 1 if urgent else PRIORITY_OF_CATEGORY.get(category, 3)
