"""The flows by name. A new flow is one module with a table of stages and one line here."""

from __future__ import annotations

from bot.conversation.flows import (
    adding,
    cancel,
    danger,
    emergency,
    forwarded,
    idcard,
    language,
    menu,
    officer,
    privacy,
    report,
    review,
    tracking,
    whose,
)
from bot.conversation.turn import Stages

FLOWS: dict[str, Stages] = {
    "idle": menu.IDLE,
    "menu": menu.STAGES,
    "purpose": menu.PURPOSE,
    "report": report.STAGES,
    "review": review.STAGES,
    "sent": adding.SENT,
    "adding": adding.STAGES,
    "emergency": emergency.STAGES,
    "danger": danger.STAGES,
    "tracking": tracking.STAGES,
    "officer": officer.STAGES,
    "forwarded": forwarded.STAGES,
    "idcard": idcard.STAGES,
    "cancel": cancel.STAGES,
    "language": language.STAGES,
    "privacy": privacy.STAGES,
    "whose": whose.STAGES,
}
