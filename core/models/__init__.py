"""The tables, one file per family. Import from here: the metadata is complete only when all are loaded."""

from __future__ import annotations

from core.models.audit import Audit, Operation, Throttle
from core.models.channels import Attempt, Inbound, Job, Outbox, Sender
from core.models.contacts import Contact, ContactId, Conversation
from core.models.desk import CannedReply, Mention, Unsent
from core.models.keys import KeyMark
from core.models.officers import ApiToken, Invite, LoginSession, Membership, Officer, Unit
from core.models.places import PlaceName
from core.models.reports import Attachment, Message, Report
from core.models.station import StationMark

__all__ = [
    "ApiToken", "Attachment", "Attempt", "Audit", "CannedReply", "Contact", "ContactId", "Conversation",
    "Inbound", "Invite", "Job", "KeyMark", "LoginSession", "Membership", "Mention", "Message", "Officer", "Operation",
    "Outbox", "PlaceName", "Report", "Sender", "StationMark", "Throttle", "Unit", "Unsent",
]  # fmt: skip
