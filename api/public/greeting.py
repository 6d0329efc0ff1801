"""The bot's first message, for a visitor who has not written yet. Nothing is stored for it."""

from __future__ import annotations

from starlette.requests import Request

from api.world import world
from bot import rows
from bot.channels.webchat import ACCOUNT
from bot.conversation import step as steps
from bot.conversation.engine import advance
from bot.messages import Inbound
from core import clock, terms
from core.i18n import translator
from core.threads import Line


def greeting(request: Request, language: str) -> list[Line]:
    """What a new visitor would read who says "menu". Its buttons work when the visitor's first answer comes."""
    house = world(request).house
    settings, now = house.settings, clock.now()
    context = steps.Context(
        now=now, zone=settings.zone, language=language, known=True,
        station=settings.station_name, site="", hours=settings.hours,
        emergency_number=settings.emergency_number, abilities=house.abilities(ACCOUNT), places=house.places(),
        code="", pin="", reports=(), translator=translator, read_within=terms.TAKE_WITHIN, rings=lambda _: False,
        may_ring=lambda _: False,
    )  # fmt: skip
    heard = steps.Heard("", Inbound(account=ACCOUNT, event_id="", sender="", text="menu"))
    said = advance(steps.State(), heard, context).effects
    return [
        Line(
            id=f"greeting-{at}", author="bot", kind="text", text=effect.message.text, at=now, officer="",
            data={"choices": rows.choices(effect.message)}, lat=None, lon=None, files=(),
            revised=(), delivery="", trouble="", delivered_at=None,
        )
        for at, effect in enumerate(said)
        if isinstance(effect, steps.Say)
    ]  # fmt: skip
