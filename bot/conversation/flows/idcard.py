"""A photo of an identity card is not needed: it is deleted when its sender wants that.

ask --[Hapus foto]--> deleted, back
    --[Biarkan]-----> kept, back
"""

from __future__ import annotations

from bot.conversation.drafting import absorb
from bot.conversation.step import ForgetDraft, Heard
from bot.conversation.turn import Option, Question, Stage, Turn

CAPTION = 4  # words: so many only name the picture
CARDS = frozenset("ktp ektp nik".split())


def is_shown(heard: Heard) -> bool:
    """Pictures are not read; their caption or their file's name may say it."""
    if not heard.inbound.media:
        return False
    named = " ".join((heard.inbound.text[:200], *(file.name for file in heard.inbound.media)))
    words = "".join(sign if sign.isalnum() else " " for sign in named.casefold().replace("e-ktp", "ktp")).split()
    return not CARDS.isdisjoint(words)


def take(turn: Turn) -> None:
    """It is stored like any other file until its sender decides."""
    heard = turn.heard
    if heard is None:
        return
    if turn.current_report() and turn.draft is None:
        turn.append(turn.current_report())
    else:
        absorb(turn, describes=len(turn.plain) > CAPTION)
    card = turn.data.setdefault("card", {"messages": [], "media": []})
    turn.data["card"] = {
        "messages": [*card["messages"], heard.message_id],
        "media": [*card["media"], *(file.kind for file in heard.inbound.media)],
    }
    if turn.flow != "idcard":
        turn.interrupt()
    turn.calm("quiet")
    turn.go("idcard", "ask")


def _ask(turn: Turn) -> Question:
    t = turn.t
    return Question(
        t("Kami tidak membutuhkan foto KTP."),
        (
            Option("delete", t("Hapus foto"), also=("hapus", "ya", "delete", "yes")),
            Option("keep", t("Biarkan"), also=("tidak", "no")),
        ),
    )


def _answer(turn: Turn, choice: str) -> bool:
    if choice == "delete":
        _delete(turn)
        _go_on(turn)
    elif choice:
        _go_on(turn)
    else:  # something else is said: the photo stays, and what is said finds its place
        turn.data.pop("card", None)
        turn.rest()
        return False
    return True


def _delete(turn: Turn) -> None:
    """The photo goes; what its caption told stays in the description."""
    card = turn.data.get("card", {"messages": [], "media": []})
    turn.do(ForgetDraft(tuple(card["messages"])))
    turn.note(turn.t("Foto sudah dihapus."))
    if turn.draft is None:
        return
    media = list(turn.draft.media)
    for kind in card["media"]:
        if kind in media:
            media.remove(kind)
    kept = tuple(id_ for id_ in turn.draft.messages if id_ not in card["messages"])
    turn.change(messages=kept, media=tuple(media))


def _go_on(turn: Turn) -> None:
    turn.data.pop("card", None)
    if turn.resume[0]:
        turn.go_back()
    elif turn.draft is not None and (turn.draft.text or turn.draft.messages):
        turn.go("report", "next")
    else:
        turn.drop_draft()
        turn.go("idle")


STAGES = {"ask": Stage(_ask, _answer, skip=_go_on, back=_go_on)}
