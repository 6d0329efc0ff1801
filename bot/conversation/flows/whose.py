"""Is this for the report in which an officer wrote, or for another one? What is written waits in the draft meanwhile.

ask --[the report]-----> it joins that report, and the draft is as it was
    --[the other one]--> it stays in the draft, or joins the report that was sent last
    --any content------> waits as well; whoever goes on writing without a choice writes in the draft
"""

from __future__ import annotations

from typing import NamedTuple

from bot.conversation import doubts
from bot.conversation.courtesy import says_nothing
from bot.conversation.drafting import absorb
from bot.conversation.flows import adding, danger, emergency
from bot.conversation.memory import pack_draft, unpack_draft
from bot.conversation.step import Append, Draft
from bot.conversation.turn import DRAFTING, Option, Question, Stage, Turn

MOST = 3  # times it is asked


def hold(turn: Turn) -> bool:
    """The message just heard waits for the answer. False where there is no doubt whose it is."""
    code = doubts.report(turn)
    if not code or turn.is_thanks:
        return False
    back = turn.resume if turn.flow == "officer" else (turn.flow, turn.step)
    back = back if back[0] in DRAFTING else ("", "")
    feared = danger.words(turn) if danger.is_due(turn) else []
    turn.data["whose"] = {"code": code, "back": back, "draft": pack_draft(turn.draft), "feared": feared}
    if danger.is_feared(turn):
        danger.say_number(turn)
    turn.flow, turn.step, turn.misses = "whose", "ask", 0
    _wait(turn)
    return True


def _wait(turn: Turn) -> None:
    draft = absorb(turn)
    turn.data["whose"] = {**turn.data["whose"], "to": [len(draft.messages), len(draft.texts), len(draft.media)]}
    turn.wait_quiet()


def _ask(turn: Turn) -> Question:
    t, held = turn.t, turn.data.get("whose")
    if held is None:
        return Question(t("Ceritakan saja, atau pilih Menu."), (Option("menu", t("Menu")),))
    code = held["code"]
    if held["draft"] is not None or held["back"][0]:
        text = t("Pesan ini untuk laporan *{code}*, atau untuk laporan baru yang sedang Anda tulis?")
        return Question(text.format(code=code), (Option("this", code), Option("other", t("Laporan baru"))))
    other = turn.current_report()
    if other:
        return Question(t("Pesan ini untuk laporan yang mana?"), (Option("this", code), Option("other", other)))
    return Question(
        _earlier(turn, code),
        (Option("this", t("Ya, laporan itu"), means="yes"), Option("other", t("Hal lain"), means="no", also=("beda",))),
    )


def _earlier(turn: Turn, code: str) -> str:
    view, question = turn.view(code), turn.data.get("question", "")
    if not question or view is None or view.restricted:
        return turn.t("Apakah pesan ini untuk laporan *{code}*?").format(code=code)
    text = turn.t("Petugas bertanya di laporan *{code}*: {question} Apakah pesan ini untuk laporan itu?")
    return text.format(code=code, question=question)


def _answer(turn: Turn, choice: str) -> bool:
    held = turn.data.get("whose")
    if held is None or choice == "menu":
        turn.go("idle")
        return bool(choice)
    if not choice and danger.calls_after_harm(turn, turn.current_report()):
        emergency.open(turn)
        return True
    if not choice:
        _wait(turn)
    if choice == "this" or (turn.heard is not None and turn.heard.about == held["code"]):
        _give(turn)
    elif choice:
        _keep(turn)
    return True


def _asked(turn: Turn) -> None:
    turn.misses += 1
    if turn.misses > MOST:
        _keep(turn)
    else:
        turn.again()


def _give(turn: Turn) -> None:
    """It joins the report in which the officer wrote."""
    held = turn.data.pop("whose")
    code, question = held["code"], turn.data.get("doubt", {}).get("asked", False)
    before = unpack_draft(held["draft"]) if held["draft"] is not None else Draft()
    answers = turn.settle(code)
    given, draft = _parted(turn.draft or Draft(), before, held["to"])
    turn.do(*(Append(code, id_, answer=answers, reopens=not given.is_polite) for id_ in given.messages))
    turn.draft = draft if draft.messages or held["draft"] is not None else None
    turn.calm("quiet")
    added = turn.t("Ditambahkan ke laporan *{code}*.").format(code=code)
    turn.tell(turn.t("Terima kasih, jawaban Anda sudah diteruskan ke petugas.") if question else added)
    if held.get("feared"):
        flow, step = held["back"]
        turn.resume = (flow, step)
        danger.ask(turn, code, held["feared"])
    elif held["back"][0]:
        turn.go(*held["back"])
    else:
        if turn.draft is None:
            turn.drop_draft()
        turn.open_report(code)
        turn.rest()


class Given(NamedTuple):
    messages: tuple[str, ...]
    is_polite: bool  # "baik pak" or a thumb, and nothing else


def _parted(draft: Draft, before: Draft, to: list[int]) -> tuple[Given, Draft]:
    """What was held, and the draft without it; what came behind it stays."""
    texts = [text for _, text in draft.texts[len(before.texts) : to[1]]]
    shows = len(before.media) < to[2] or draft.point != before.point
    given = Given(
        draft.messages[len(before.messages) : to[0]],
        not shows and says_nothing(" ".join(texts)),
    )
    rest = before._replace(
        messages=before.messages + draft.messages[to[0] :],
        texts=before.texts + draft.texts[to[1] :],
        media=before.media + draft.media[to[2] :],
        emergency_code=draft.emergency_code,
    )
    return given, rest


def _keep(turn: Turn) -> None:
    """It is for the other one. The officer's question waits until that is sent; anything else is not asked again."""
    if "whose" not in turn.data:
        turn.go("idle")
        return
    held = turn.data.pop("whose")
    if turn.data.get("asked") == held["code"]:
        doubts.put_off(turn)
    else:
        turn.data.pop("doubt", None)
    other = turn.current_report()
    turn.calm("quiet")
    if held["back"][0] == "report" or (not held["back"][0] and held["draft"] is not None):
        turn.tell(turn.t("Kami tambahkan ke laporan."))
        turn.go("report", "next")
    elif held["back"][0]:
        turn.tell(turn.t("Kami tambahkan ke laporan."))
        turn.go(*held["back"])
    elif other:
        adding.from_draft(turn, other)
        turn.go("adding", "open")
    else:
        turn.go(*_anew(turn.draft or Draft()))


def _anew(draft: Draft) -> tuple[str, str]:
    tells = (draft.category and draft.category != "paperwork") or draft.media or draft.point or draft.urgent_words
    return ("report", "next") if tells else ("purpose", "ask")


STAGES = {"ask": Stage(_ask, _answer, quiet=_asked, skip=_keep, back=_keep)}
