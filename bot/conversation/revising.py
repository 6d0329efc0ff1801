"""An edited message: a draft takes the new words and shows its card again, a report keeps both as a revision."""

from __future__ import annotations

from collections.abc import Callable

from bot.conversation.drafting import read, reword, reword_aside
from bot.conversation.flows import apart, danger, emergency, haste, ongoing, sensitive
from bot.conversation.step import Draft, Heard, Revise
from bot.conversation.turn import Turn
from bot.conversation.understanding import Understanding
from bot.conversation.wording import tracking_page


def revise(turn: Turn, heard: Heard) -> None:
    """Danger and harm are heard as if they were said now, unless an earlier version told of them."""
    harm = _tells_anew(turn, heard, _is_harm)
    rings = _tells_anew(turn, heard, _is_danger) and haste.rings_now(turn, heard)
    view = turn.view(heard.about)
    harm = harm and not (view is not None and view.restricted)
    kept = (harm or rings) and _is_of_another(turn, heard, danger=rings)  # the draft keeps its words
    if heard.inbound.text and not heard.stray and not kept:
        _replace(turn, heard)
    if rings:
        emergency.open(turn)
    elif heard.stray:
        _refuse(turn)
    elif kept and apart.is_after_harm(turn):
        sensitive.join(turn)
    elif harm:
        _tell_of_harm(turn, heard, kept=kept)
    elif view is not None and _tells_anew(turn, heard, _is_feared):
        _ask_of_danger(turn, view.code)


def _ask_of_danger(turn: Turn, code: str) -> None:
    """What may be danger, in a report that was sent, unless another one is being written."""
    if turn.flow in {"idle", "sent", "adding"} and turn.unsent is None and danger.is_due(turn):
        danger.ask(turn, code, danger.words(turn))


def _tell_of_harm(turn: Turn, heard: Heard, *, kept: bool) -> None:
    alarm = ongoing.code(turn)
    if not kept and turn.draft is not None and _holds(turn.draft, heard.inbound.edits):
        turn.change(category="sexual_or_child", category_sure=1.0)  # whatever else the new words tell
    sensitive.heard(turn)
    if kept and alarm:
        turn.append(alarm)


def _is_of_another(turn: Turn, heard: Heard, *, danger: bool) -> bool:
    """It is told in a draft, or in a report that was sent, of another matter, which others read."""
    edits = heard.inbound.edits
    if heard.about and not danger and heard.about != ongoing.code(turn):
        return True
    if turn.aside is not None and _holds(turn.aside.draft, edits):
        return True
    written = turn.draft is not None and _holds(turn.draft, edits)
    if written and (turn.flow == "whose" or (turn.flow, turn.step) == ("purpose", "other")):  # whose, is being asked
        return danger
    return not danger and (sensitive.is_beside(turn) or (written and apart.is_another(turn)))


def _tells_anew(turn: Turn, heard: Heard, tells: Callable[[Understanding], bool]) -> bool:
    if heard.understood is None or not tells(heard.understood):
        return False
    return not any(tells(read(turn, text)) for text in heard.before)


def _is_danger(understood: Understanding) -> bool:
    return understood.is_emergency


def _is_feared(understood: Understanding) -> bool:
    return understood.urgent is not None


def _is_harm(understood: Understanding) -> bool:
    return understood.sexual_or_child is not None


def _refuse(turn: Turn) -> None:
    """Its first words may be an anonymous report's: the new ones would tell whose."""
    if not turn.flooded:
        text = turn.t(
            "Perubahan pesan itu tidak sampai ke petugas. Tulis sebagai pesan baru; untuk laporan anonim, "
            "buka {page} dengan kode dan PIN."
        )
        turn.say(text.format(page=tracking_page(turn.t, turn.context.site)), forget=True)


def _replace(turn: Turn, heard: Heard) -> None:
    inbound, aside = heard.inbound, turn.aside
    turn.do(Revise(inbound.edits, heard.message_id, inbound.text))
    if aside is not None and _holds(aside.draft, inbound.edits):
        reword_aside(turn, inbound.edits)
    elif turn.draft is not None and _holds(turn.draft, inbound.edits):
        reword(turn, inbound.edits)
        if (turn.flow, turn.step) == ("review", "card") or _is_answered(turn, turn.draft):
            turn.go("report", "next")


def _is_answered(turn: Turn, draft: Draft) -> bool:
    """The question that stands, by the new words."""
    known = {"where": draft.place, "when": draft.when, "kind": draft.category}
    answering = "said" in turn.data or turn.data.get("fixing")
    return turn.flow == "report" and bool(known.get(turn.step)) and not answering


def _holds(draft: Draft, edits: str) -> bool:
    return any(id_ == edits for id_, _ in draft.texts)
