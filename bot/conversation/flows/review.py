"""R8, the card: what is there, what is missing, and the consent sentence.

card --[Kirim laporan]--> filing (R10)
     --[Ubah]-----------> change -> that question -> straight back to the card; beside a row: its question at once
     --[Batal]----------> cancel
     --[Lengkapi]-------> report: when, media, extra -> back
     --any content------> added to the description, card again; what it corrects is replaced (corrections.py)
"""

from __future__ import annotations

import re

from bot.conversation import assent
from bot.conversation.drafting import absorb
from bot.conversation.flows import corrections, filing, identity
from bot.conversation.step import Draft
from bot.conversation.turn import SURE, Option, Question, Stage, Turn
from bot.conversation.understanding.wishes import is_over, takes_back
from bot.conversation.wording import CATEGORIES, IDENTITIES, NOT_SAID, N, files, happened, shorten, where
from bot.messages import CardRow

FIELDS = {
    "describe": N("Apa yang terjadi"),
    "kind": N("Jenis kejadian"),
    "where": N("Tempat"),
    "when": N("Waktu"),
    "media": N("Lampiran"),
    "identity": N("Nama"),
}
SENDING = tuple("kirim kirimkan kirimin send sudah setuju ok oke okay".split())
REFUSALS = ("tidak setuju", "saya tidak setuju", "jangan dikirim", "jangan kirim", "i do not agree", "i don't agree")
SEND = frozenset("kirim kirimkan kirimin send".split())
# Beside it, of whoever has had enough: "whatever, send it", "yaudah kirim aja".
HASTY = frozenset("whatever terserah just then yaudah yasudah udah go ahead already bodo amat langsung".split())
DETAILS = ("when", "media", "extra")
LOST = frozenset({"missing", "theft", "paperwork"})
# "Ga jadi deh pak, ketemu di tas": asked about before anything is deleted.
CALLED_OFF = re.compile(
    r"\W*(?:(?:maaf|pak|bu|eh|oh)\W+)*(?:(?:ga|gak|nggak|ngga|enggak|tidak|tdk) ?jadi|never ?mind|forget it)\b",
    re.IGNORECASE,
)


def _ask_card(turn: Turn) -> Question:
    t, draft = turn.t, turn.draft or Draft()
    options = [
        Option("send", t("Kirim laporan"), means="yes", also=SENDING),
        Option("change", t("Ubah"), means="no", also=("belum", "salah", "not yet", "wrong")),
        Option("cancel", t("Batal"), means="other", also=REFUSALS),
    ]
    if turn.context.abilities.choices > 3:
        options.append(Option("details", t("Lengkapi")))
    note = t(
        "Dengan menekan Kirim, Anda setuju {station} memakai isi ini untuk menindaklanjuti. "
        "Ini bukan Laporan Polisi resmi; itu dibuat di SPKT, gratis."
    ).format(station=turn.context.station)
    return Question(t("Ini laporan Anda. Sudah benar?"), tuple(options), _rows(turn, draft), note, "card")


def _rows(turn: Turn, draft: Draft) -> tuple[CardRow, ...]:
    """The first holds two things, so its author is asked which one to change."""
    t, unsure = turn.t, turn.data.get("unsure", ())
    doubt = " " + t("(cek)")
    kind, of_kind = t(CATEGORIES.get(draft.category, CATEGORIES["other"])), doubt if draft.category_sure < SURE else ""
    told = shorten("; ".join(text for _, text in draft.texts), 120)
    place, when = shorten(where(t, draft), 60), shorten(happened(t, draft, turn.context.zone), 60)
    of_place, of_when = (doubt if said and name in unsure else "" for name, said in (("place", place), ("when", when)))
    return (
        CardRow(t("Apa"), f"{kind}{of_kind}: {told}" if told else kind + of_kind, "", of_kind),
        CardRow(t("Di mana"), (place or t(NOT_SAID)) + of_place, "where", of_place),
        CardRow(t("Kapan"), (when or t(NOT_SAID)) + of_when, "when", of_when),
        CardRow(t("Lampiran"), files(t, draft.media) or t(NOT_SAID), "media"),
        CardRow(t("Nama"), t(IDENTITIES[draft.identity]), "identity"),
    )


def _card(turn: Turn, choice: str) -> bool:
    if choice == "send" or (not choice and _says_send(turn)):
        filing.send(turn)
    elif choice == "change" and turn.row in FIELDS:
        _change(turn, turn.row)
    elif choice == "change":
        turn.go("review", "change")
    elif choice == "cancel":
        _cancel(turn)
    elif choice == "details":
        _details(turn)
    elif turn.is_thanks:
        _thanked(turn)
    elif not called_off(turn):
        _told(turn)
    return True


def _thanked(turn: Turn) -> None:
    """It sounds like the end."""
    if turn.draft is not None and turn.draft.emergency_code:  # which officers have
        turn.tell(turn.t("Sama-sama."))
    else:
        turn.tell(turn.t("Laporan ini belum terkirim. Pilih Kirim laporan agar petugas membacanya."))
    turn.again()


def _told(turn: Turn) -> None:
    if identity.is_spoken_of(turn):
        identity.explain(turn)
    else:
        corrections.correct(turn)
        absorb(turn)
        turn.wait_quiet()


def _says_send(turn: Turn) -> bool:
    words = [word for word in turn.plain if word not in HASTY]
    if SEND.isdisjoint(words) or "?" in turn.text or turn.shows:
        return False
    return (
        assent.meant(" ".join(words), (Option("send", turn.t("Kirim laporan"), means="yes", also=SENDING),)) is not None
    )


def called_off(turn: Turn) -> bool:
    """At the card and at the questions ahead of it. Whether to delete the draft is asked."""
    over = turn.draft is not None and turn.draft.category in LOST and is_over(turn.text)
    off = over or CALLED_OFF.match(turn.text) or takes_back(turn.text)
    if turn.flow not in {"report", "review"} or turn.step in {"danger", "extra"} or turn.shows or not off:
        return False
    absorb(turn)
    if over:
        turn.tell(turn.t("Syukurlah."))
    _cancel(turn)
    return True


def _cancel(turn: Turn) -> None:
    turn.resume = (turn.flow, turn.step)
    turn.go("cancel", "ask")


def _details(turn: Turn) -> None:
    turn.data["details"] = True
    turn.data["path"] = [step for step in turn.data.get("path", ()) if step not in DETAILS]
    turn.go("report", "next")


def _added(turn: Turn) -> None:
    code = turn.draft.emergency_code if turn.draft is not None else ""
    if corrections.tell(turn) and not code:
        turn.tell(turn.t("Belum terkirim. Pilih Kirim laporan bila sudah benar."))
    elif code:
        turn.tell(turn.t("Ditambahkan ke laporan *{code}*.").format(code=code))
    else:
        turn.tell(turn.t("Ditambahkan, tapi belum terkirim. Pilih Kirim laporan bila sudah benar."))
    turn.go("report", "next")


def _skip_card(turn: Turn) -> None:
    turn.tell(turn.t("Tinggal satu langkah: pilih Kirim laporan, atau Ubah."))
    turn.again()


def _ask_change(turn: Turn) -> Question:
    t = turn.t
    options = [Option(name, t(label)) for name, label in FIELDS.items()]
    if turn.context.abilities.choices <= 3:
        options.append(Option("details", t("Lengkapi")))
    return Question(t("Apa yang ingin diubah?"), (*options, Option("card", t("Tidak jadi"))))


def _change(turn: Turn, choice: str) -> bool:
    if choice == "card":
        turn.go("review", "card")
    elif choice == "details":
        _details(turn)
    elif choice:
        turn.data["fixing"] = True
        turn.go("report", choice)
    elif turn.words == turn.t("Ubah").casefold():  # which, is asked already
        turn.again()
    else:
        _told(turn)
    return True


def to_card(turn: Turn) -> None:
    turn.go("review", "card")


def _to_change(turn: Turn) -> None:
    turn.go("review", "change")


STAGES = {
    "card": Stage(_ask_card, _card, quiet=_added, skip=_skip_card, back=_to_change),
    "change": Stage(_ask_change, _change, quiet=_added, skip=to_card, back=to_card),
}
