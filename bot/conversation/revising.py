"""An edited message: a draft takes the new words silently, a report keeps both as a revision."""

from __future__ import annotations

from bot.conversation.drafting import learn
from bot.conversation.flows import emergency, sensitive
from bot.conversation.step import Heard, Revise
from bot.conversation.turn import Turn
from bot.conversation.wording import tracking_page


def revise(turn: Turn, heard: Heard) -> None:
    inbound, understood = heard.inbound, heard.understood
    if understood is not None and understood.urgent is not None and understood.urgent.value == "emergency":
        emergency.open(turn)
    elif heard.stray:
        _refuse(turn)
    elif understood is not None and understood.sexual_or_child is not None and sensitive.heard(turn):
        return
    elif inbound.text:
        _replace(turn, heard)


def _refuse(turn: Turn) -> None:
    """Its first words may be an anonymous report's: the new ones would tell whose."""
    if not turn.flooded:
        text = turn.t(
            "Perubahan pesan itu tidak sampai ke petugas. Tulis sebagai pesan baru; untuk laporan anonim, "
            "buka {page} dengan kode dan PIN."
        )
        turn.say(text.format(page=tracking_page(turn.t, turn.context.site)), forget=True)


def _replace(turn: Turn, heard: Heard) -> None:
    inbound, draft = heard.inbound, turn.draft
    if draft is not None and any(id_ == inbound.edits for id_, _ in draft.texts):
        texts = tuple((id_, inbound.text if id_ == inbound.edits else text) for id_, text in draft.texts)
        turn.change(texts=texts, messages=(*draft.messages, heard.message_id))
        learn(turn, heard.understood)
        if draft.emergency_code:
            turn.do(Revise(inbound.edits, heard.message_id, inbound.text))
    else:
        turn.do(Revise(inbound.edits, heard.message_id, inbound.text))
