"""A photo of an identity card is not needed: it is deleted when its sender wants that.

ask --[Hapus foto]--> deleted, back
    --[Biarkan]-----> kept, back
"""

from __future__ import annotations

from datetime import timedelta

from bot.conversation.drafting import absorb
from bot.conversation.flows import adding, apart
from bot.conversation.remembered import Card
from bot.conversation.step import ForgetDraft, Heard
from bot.conversation.turn import Option, Question, Stage, Turn, stamp

CARDS = frozenset("ktp ektp nik".split())
# Of these a caption consists that only names the picture.
NAMING = CARDS | frozenset(
    "ini itu e foto fotonya gambar scan kartu tanda penduduk identitas nomor no saya aku punya milik depan belakang "
    "dan asli lampiran pak bu kak my id identity card photo picture this is the of and front back here".split()
)
BEHIND = timedelta(seconds=20)
NUMBER = 6  # digits: so many are the card's own number


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
    if not adding.hold(turn, describes=_tells(turn)):
        _keep(turn)
    _remember(turn, heard)
    if turn.flow != "idcard":
        turn.interrupt()
    turn.calm("quiet")
    turn.go("idcard", "ask")


def _keep(turn: Turn) -> None:
    apart.go_on(turn)
    if turn.current_report() and turn.draft is None:
        turn.append(turn.current_report())
    else:
        absorb(turn, describes=_tells(turn))


def _tells(turn: Turn) -> bool:
    """More than that it is a card."""
    return any(word not in NAMING and not (word.isdecimal() and len(word) >= NUMBER) for word in turn.plain)


def _remember(turn: Turn, heard: Heard) -> None:
    """What goes with [Hapus foto]: `messages` whole, of those that `told` something the files alone."""
    card, takes, tells = _card(turn), turn.context.abilities.takes, _tells(turn)
    turn.data["card"] = {
        "messages": card["messages"] if tells else [*card["messages"], heard.message_id],
        "told": [*card["told"], heard.message_id] if tells else card["told"],
        "media": [*card["media"], *(file.kind for file in heard.inbound.media if takes(file))],
        "album": heard.inbound.album, "at": stamp(turn.now),
    }  # fmt: skip


def _card(turn: Turn) -> Card:
    none: Card = {"messages": [], "told": [], "media": [], "album": "", "at": ""}
    return turn.data.get("card", none)


def _joins(turn: Turn) -> bool:
    """The other side of the card: of the same album, or right behind it and without a word."""
    heard, card = turn.heard, turn.data.get("card")
    if heard is None or card is None or not heard.inbound.media or turn.text:
        return False
    return bool(heard.inbound.album and heard.inbound.album == card["album"]) or card["at"] > stamp(turn.now - BEHIND)


def _ask(turn: Turn) -> Question:
    t = turn.t
    return Question(
        t("Kami tidak membutuhkan foto KTP."),
        (
            Option("delete", t("Hapus foto"), also=("hapus", "ya", "delete", "yes")),
            Option("keep", t("Biarkan"), means="no", also=("jangan", "do not")),
        ),
    )


def _answer(turn: Turn, choice: str) -> bool:
    if choice == "delete":
        _delete(turn)
        _go_on(turn)
    elif choice:
        _go_on(turn)
    elif _joins(turn):
        take(turn)
        turn.asking = False  # it is asked already
    else:  # something else is said: the photo stays, and what is said finds its place
        turn.data.pop("card", None)
        turn.rest()
        return False
    return True


def _delete(turn: Turn) -> None:
    """The photo goes; what its caption told stays in the description."""
    card = _card(turn)
    turn.do(ForgetDraft(tuple(card["messages"]), told=tuple(card["told"])))
    turn.tell(turn.t("Foto sudah dihapus."))
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
    elif turn.aside is not None:
        turn.go("menu", "waiting")
    elif turn.draft is not None and (turn.draft.text or turn.draft.messages):
        turn.go("report", "next")
    else:
        turn.drop_draft()
        turn.go("idle")


STAGES = {"ask": Stage(_ask, _answer, skip=_go_on, back=_go_on)}
