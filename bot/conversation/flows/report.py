"""Filing a report: describe first, then only what is missing.

    describe (R0) --quiet 4 s--> danger (R1) -> category (R2) / kind -> service -> where (R3) / which -> identity (R7)
             guided or [Lengkapi]: -> when (R4) -> media (R5) -> extra (R6)
             -> review/card (R8)            sexual_or_child, from any of them -> sensitive (S0)

Each question is asked once: data["path"] lists what was asked, data["open"] is the one without an answer yet.
"""

from __future__ import annotations

import re

from bot.conversation import doubts
from bot.conversation.drafting import absorb, gather, keep_file, may_be_asked_again, reread, warn_of_area
from bot.conversation.flows import (
    danger,
    details,
    emergency,
    filing,
    haste,
    identity,
    kinds,
    places,
    sensitive,
    service,
)
from bot.conversation.flows.corrections import correct, tell
from bot.conversation.flows.details import EXTRAS
from bot.conversation.step import Draft
from bot.conversation.turn import SURE, Option, Question, Stage, Turn
from bot.conversation.understanding import only_announces, opens
from bot.conversation.wording import N, files, where

WOUNDED = frozenset("luka terluka korban berdarah darah injured hurt blood bleeding pingsan".split())
MOST = 2  # times it is asked again for words
FURTHER = {"where": ("which",), "category": ("likely",), "kind": ("likely",)}  # an answer there is one to these
ADVICE = {
    "missing": N("Tidak perlu menunggu 24 jam: telepon {number} sekarang juga, lalu lanjutkan laporan ini."),
    "fraud": N("Uangnya baru saja ditransfer? Hubungi bank Anda sekarang juga."),
    "household": N("Anda tidak sendirian. SAPA 129 siap membantu: telepon 129 atau WA 08111-129-129."),
}
HOUSEHOLD = frozenset("suami istri pacar mantan mertua kdrt husband wife boyfriend girlfriend partner ex".split())
RISKY = frozenset({"drugs", "police_service"})  # where a name in the wrong hands does harm


def start(turn: Turn, *, guided: bool = False) -> None:
    if turn.draft is None:
        turn.drop_draft()
    doubts.put_off(turn)
    turn.data["guided"] = guided
    turn.go("report", "describe")


def more(turn: Turn) -> None:
    """Content for the description, from wherever it was heard; the reply waits for the end of the burst."""
    turn.take_up()
    turn.flow, turn.step, turn.misses = "report", "describe", 0
    _describe(turn, "")


def proceed(turn: Turn) -> None:
    """To the next thing that is missing, or to the card."""
    tell(turn)
    _reopen(turn)
    warn_of_area(turn)
    _reassure(turn)
    _advise(turn)
    places.learn_app(turn)
    _hears_child(turn)
    step = _next(turn)
    if step == "sensitive":
        sensitive.open(turn)
    elif step == "card":
        turn.data.pop("details", None)
        turn.go("review", "card")
    else:
        asked = turn.data.get("path", [])
        turn.data["path"] = asked if step in asked else [*asked, step]
        turn.data["open"] = step
        turn.go("report", step)


def _hears_child(turn: Turn) -> bool:
    """Harm that a child tells in pieces: "bapak suka mukul aku" "aku kelas 5"."""
    told = reread(turn) if turn.data.get("child") else None
    if told is None or told.sexual_or_child is None:
        return False
    turn.change(category="sexual_or_child", category_sure=1.0)
    return True


def _reassure(turn: Turn) -> None:
    """Once, to whoever fears that the name comes out; where it is asked about, the question says the rest."""
    draft = turn.draft
    if draft is None or turn.data.get("secrecy") != "wanted" or draft.category == "sexual_or_child":
        return
    turn.data["secrecy"] = "granted"
    if draft.identity == "private" and draft.category not in RISKY:
        turn.tell(turn.t("Nama Anda dirahasiakan. Untuk anonim penuh, pilih Ubah lalu Nama sebelum mengirim."))


def _advise(turn: Turn) -> None:
    """What must not wait for an officer, once for each kind."""
    draft, advised = turn.draft or Draft(), turn.data.get("advised", ())
    name = draft.category if draft.category_sure >= SURE else ""
    if name == "violence" and not HOUSEHOLD.isdisjoint(re.findall(r"\w+", draft.text.casefold())):
        name = "household"
    if name in ADVICE and name not in advised and not draft.emergency_code:
        turn.data["advised"] = [*advised, name]
        turn.tell(turn.t(ADVICE[name]).format(number=turn.context.emergency_number))


def _reopen(turn: Turn) -> None:
    """A question that something else broke into was not answered: it may be asked again."""
    open_ = turn.data.pop("open", "")
    answered = turn.before[0] == "report" and turn.before[1] in (open_, *FURTHER.get(open_, ()))
    if not answered:
        may_be_asked_again(turn, open_)


def _next(turn: Turn) -> str:
    draft = turn.draft or Draft()
    asked = turn.data.get("path", ())
    fearful = "secrecy" in turn.data
    if draft.category == "sexual_or_child" and draft.category_sure >= SURE:
        return "sensitive"
    if turn.data.pop("fixing", False):
        return "card"
    wanted = (_opening(turn, draft), *_questions(draft, fearful=fearful), *_details(turn, draft))
    return next((step for step in wanted if step and step not in asked), "card")


def _opening(turn: Turn, draft: Draft) -> str:
    if draft.text or turn.data.get("described"):
        return ""
    if "voice" in draft.media:
        asked = draft.emergency_code or "danger" in turn.data.get("path", ())
        return "voice" if asked else "danger"
    return "describe"


def _questions(draft: Draft, *, fearful: bool) -> tuple[str, ...]:
    """What even the shortest report is asked for, in order of weight: first the name, for who fears to be known."""
    identity = "identity" if draft.category in RISKY else ""
    guessed = draft.category if draft.category_sure < SURE else ""
    told = draft.text and "voice" in draft.media  # an officer hears what kind it is
    return (
        identity if fearful else "",
        "danger" if draft.urgent_words and not draft.emergency_code else "",
        "category" if guessed else "kind" if not (draft.category or told) else "",
        "service" if draft.category == "police_service" and not draft.category_words else "",
        "where" if not draft.place and draft.point is None and draft.category != "paperwork" else "",
        identity,
    )


def _details(turn: Turn, draft: Draft) -> tuple[str, ...]:
    if not (turn.data.get("guided") or turn.data.get("details")):
        return ()
    return (
        "when" if not draft.when and not draft.when_text and draft.category != "paperwork" else "",
        "media" if not draft.media else "",
        "extra" if draft.category in EXTRAS and not draft.extra else "",
    )


# R0


def _ask_describe(turn: Turn) -> Question:
    t, draft = turn.t, turn.draft
    if turn.data.get("fixing") or (draft is not None and draft.text and not turn.misses):
        return Question(t("Tulis perbaikan atau tambahannya. Tulisan Anda sebelumnya tetap tersimpan."))
    if draft is not None and draft.text and turn.misses:
        return Question(t("Sedikit lagi: apa yang terjadi, dan di mana? Contoh: motor saya hilang di pasar tadi pagi."))
    if draft is not None and draft.place and (draft.place_words or draft.point is None):
        return Question(
            t("Tempat: {place}. Ceritakan apa yang terjadi di sana, dengan kata Anda sendiri.").format(
                place=draft.place
            )
        )
    if draft is not None and draft.point is not None:
        if draft.near and draft.near[0]:
            return Question(
                t("Titik lokasi diterima: {place}. Apa yang terjadi di sana?").format(place=where(t, draft))
            )
        return Question(t("Titik lokasi diterima. Apa yang terjadi di sana?"))
    if draft is not None and draft.media:
        return Question(t("{files} diterima. Ceritakan singkat: apa yang terjadi?").format(files=files(t, draft.media)))
    return Question(
        t(
            "Ceritakan apa yang terjadi, dengan kata Anda sendiri. Boleh sekaligus foto dan lokasi. "
            "Biasanya ada 3-5 pertanyaan singkat."
        )
    )


def _describe(turn: Turn, _choice: str) -> bool:
    correct(turn)
    draft = absorb(turn, describes=not opens(turn.text))
    understood = turn.heard.understood if turn.heard else None
    in_fear = understood is not None and understood.urgent is not None and understood.first_person_danger
    if in_fear and not draft.emergency_code and "danger" not in turn.data.get("path", ()):
        proceed(turn)  # who may be in danger does not wait for the end of a burst
    else:
        turn.wait_quiet()
    return True


def _described(turn: Turn) -> None:
    draft = turn.draft
    if turn.data.pop("joined_draft", False):
        turn.tell(turn.t("Ditambahkan ke draf Anda yang belum terkirim."))
    if tells_danger(turn):
        emergency.open(turn)
    elif draft is None or not (draft.text or draft.media or draft.point):
        turn.again()
    elif (_too_short(turn, draft) and turn.misses == 0) or _says_no_word(turn, draft):
        turn.misses += 1
        turn.go("report", "describe")
    else:
        proceed(turn)


def tells_danger(turn: Turn) -> bool:
    """Danger told in pieces, "suami saya" "ngancam" "pakai pisau" "sekarang", is in no message alone."""
    rings, draft = haste.rings(turn, reread(turn)), turn.draft
    asked = "danger" in turn.data.get("path", ())
    return rings and not asked and draft is not None and not draft.emergency_code


def _says_no_word(turn: Turn, draft: Draft) -> bool:
    """Pictures or a place again, where words were asked for: they are waited for, before a kind is asked about."""
    if draft.text or "voice" in draft.media or draft.emergency_code or turn.data.get("fixing"):
        return False
    return "describe" in turn.data.get("path", ()) and turn.misses < MOST


def _too_short(turn: Turn, draft: Draft) -> bool:
    if draft.category or draft.urgent_words or turn.data.get("fixing"):  # "tolong" is asked about
        return False
    return 0 < len(draft.text) < 10 or only_announces(draft.text)


def _skip_describe(turn: Turn) -> None:
    if turn.draft is None:
        turn.go("idle")
    else:
        turn.data["described"] = True
        proceed(turn)


def _ask_voice(turn: Turn) -> Question:
    return Question(
        turn.t("Tulis satu kalimat tentang isi pesan suara itu, atau lewati."),
        (Option("skip", turn.t("Lewati")),),
    )


# R1


def _ask_danger(turn: Turn) -> Question:
    t, draft = turn.t, turn.draft
    yes, no, unsure = danger.choices(turn)
    if draft is not None and "voice" in draft.media and not draft.text:
        return Question(t("Pesan suara diterima dan akan didengar petugas. Apakah ada bahaya sekarang?"), (yes, no))
    text = t("Apakah ini sedang terjadi atau ada yang terluka?")
    if draft is not None and draft.category in {"", "missing"}:  # "tolong pak": nothing that could go on
        text = t("Apakah ada bahaya sekarang?")
    if draft is not None and not WOUNDED.isdisjoint(draft.urgent_words):  # told already
        text = t("Apakah masih ada yang perlu ditolong sekarang?")
    return Question(text, (yes, no, unsure))


def _danger(turn: Turn, choice: str) -> bool:
    understood = turn.heard.understood if turn.heard else None
    in_danger = danger.says_yes(turn) or (understood is not None and understood.is_emergency)
    if choice == "yes" or (not choice and in_danger):  # which does not wait for the end of a burst
        emergency.open(turn)
        return True
    if not choice and (keep_file(turn) or gather(turn)):
        return True
    if not choice:
        absorb(turn)
        turn.misses += 1
        if turn.misses == 1 and not _hears_child(turn):
            turn.tell(turn.t("Sudah kami catat."))
            turn.again()
            return True
    if choice != "no":
        turn.data["maybe_urgent"] = True
        _reassure_in_fear(turn)
    proceed(turn)
    return True


def _reassure_in_fear(turn: Turn) -> None:
    """Who is afraid of they do not know what is shown no list of kinds."""
    draft = turn.draft or Draft()
    if danger.is_frightened(draft.text):
        danger.stay_safe(turn, draft.text)
        if draft.category_sure < SURE:
            turn.change(category="", category_words=(), category_sure=0.0)
            turn.data["path"] = [*turn.data.get("path", ()), "kind"]


def _skip(turn: Turn) -> None:
    proceed(turn)


def _danger_quiet(turn: Turn) -> None:
    """Files instead of an answer: asked once more, then taken as "not sure"."""
    turn.misses += 1
    if turn.misses == 1:
        turn.tell(turn.t("Sudah kami simpan."))
        turn.again()
    else:
        _skip_danger(turn)


def _skip_danger(turn: Turn) -> None:
    turn.data["maybe_urgent"] = True
    proceed(turn)


def _voice(turn: Turn, choice: str) -> bool:
    turn.data["described"] = True
    if choice:
        proceed(turn)
        return True
    return _describe(turn, choice)


def _voice_only(turn: Turn) -> None:
    """Whoever goes on speaking, or says no more, cannot or will not write: an officer listens."""
    if turn.draft is not None and turn.draft.text:
        proceed(turn)
    else:
        filing.to_officer(turn)


def _skip_voice(turn: Turn) -> None:
    _voice(turn, "skip")


def go_back(turn: Turn) -> None:
    """KEMBALI: the question before this one is asked again."""
    path = turn.data.get("path", [])
    if turn.step in path:
        path.remove(turn.step)
    if path:
        turn.go("report", path[-1])
    elif turn.data.pop("details", False):
        turn.go("review", "card")
    elif turn.step != "describe":
        turn.go("report", "describe")
    else:
        turn.go("idle")


STAGES = {
    "next": Stage(_ask_describe, _describe, enter=proceed),
    "describe": Stage(_ask_describe, _describe, quiet=_described, skip=_skip_describe, back=go_back),
    "voice": Stage(_ask_voice, _voice, quiet=_voice_only, skip=_skip_voice, back=go_back),
    "danger": Stage(_ask_danger, _danger, quiet=_danger_quiet, skip=_skip_danger, back=go_back),
    "category": Stage(kinds.ask_category, kinds.answer_category, skip=kinds.skip, back=go_back),
    "kind": Stage(kinds.ask_kind, kinds.answer_kind, skip=kinds.skip, back=go_back),
    "likely": Stage(kinds.ask_likely, kinds.answer_likely, skip=kinds.skip, back=kinds.back_to_kinds),
    "service": Stage(service.ask, service.answer(proceed), skip=_skip, back=go_back),
    "where": Stage(places.ask, places.answer(proceed), skip=_skip, back=go_back),
    "which": Stage(places.ask_which, places.answer_which(proceed), skip=_skip, back=go_back),
    "when": Stage(details.ask_when, details.answer_when(proceed), skip=_skip, back=go_back),
    "media": Stage(details.ask_media, details.answer_media(proceed), quiet=details.acknowledge(proceed),
                   skip=_skip, back=go_back),
    "extra": Stage(details.ask_extra, details.answer_extra(proceed), skip=_skip, back=go_back),
    "identity": Stage(identity.ask, identity.answer(proceed), skip=_skip, back=go_back),
}  # fmt: skip
