"""advance(state, event, context) -> Step: one step of a conversation, without a look at anything else.

What is heard is tried in this order, in every state:

    0 too much in a minute          -> kept; 2 and 4 are heard all the same (pace.py)
      danger in what came before     -> emergency, if this is no further piece of it (pieces.py)
    1 a button of an old message    -> said so, and the current question again
    2 danger, by word or by sense   -> emergency (E0)
    3 a choice of the stage: its button, or its number, its label, a yes or a no, and nothing else
    4 sexual harm, a child          -> sensitive (S0)
    5 a global word, whole message  -> commands
    6 a question that many ask      -> answered, and the current question again
    7 the stage's own answer in free words
    8 anything else                 -> intake
"""

from __future__ import annotations

from bot.conversation import assent, doubts, keyboards, lost_files, other_kinds, pace, pieces, timers
from bot.conversation.comfort import comfort
from bot.conversation.commands import COMMANDS
from bot.conversation.drafting import absorb, follow, is_full, leave_alarm, settle
from bot.conversation.flows import (
    FLOWS,
    adding,
    alarm_report,
    danger,
    emergency,
    filing,
    forwarded,
    haste,
    idcard,
    intake,
    language,
    news,
    officer,
    privacy,
    questions,
    sensitive,
    whose,
)
from bot.conversation.memory import dump, load
from bot.conversation.revising import revise
from bot.conversation.step import (
    Closed,
    Context,
    Erased,
    Event,
    Export,
    FileLost,
    Heard,
    NewsWaits,
    OfficerAsked,
    OfficerJoined,
    Remember,
    Say,
    State,
    Step,
    TimerFired,
)
from bot.conversation.turn import DRAFTING, LIMIT, Option, Question, Stage, Turn, outbound
from bot.conversation.understanding import command
from bot.conversation.wording import N, hours
from bot.messages import Outbound

__all__ = ["advance", "dump", "load"]

OLD_BUTTON = N("Tombol ini dari pesan lama.")
GONE = N("Draf Anda yang lama sudah terhapus setelah 72 jam.")
COUNTING = frozenset({("officer", "asked"), ("officer", "talking"), ("report", "extra")})  # "how many?" - "0"
# Where a bare number can only be a choice: one that is none is not taken for an answer.
ONLY_CHOOSES = frozenset({"idle", "menu", "purpose", "report", "review", "cancel", "forwarded", "language", "privacy"})


def advance(state: State, event: Event, context: Context) -> Step:
    """Pure: the same three give the same step. Raises nothing for any state that `load` returns."""
    turn = Turn(state, event, context)
    if turn.step not in FLOWS.get(turn.flow, {}):  # of an older or a newer version
        turn.flow, turn.step = "idle", ""
    if turn.resume[1] not in FLOWS.get(turn.resume[0], {}):
        turn.resume = ("", "")
    if isinstance(event, Heard):
        if not news.heard(turn, event):
            _hear(turn, event)
            news.read(turn)
    else:
        _happens(turn, event)
    return _finish(turn)


def _happens(turn: Turn, event: Event) -> None:
    match event:
        case TimerFired():
            timers.fire(turn)
        case OfficerAsked(code=code, text=text) if pieces.are_cut_short(turn):
            pieces.ring(turn)
            officer.expects(turn, code, text)
        case OfficerJoined(code=code) if pieces.are_cut_short(turn):
            pieces.ring(turn)
            doubts.expect(turn, code)
        case OfficerAsked(code=code, text=text):
            officer.asked(turn, code, text)
        case OfficerJoined(code=code):
            officer.joined(turn, code)
        case Closed(code=code):
            officer.closed(turn, code)
        case FileLost():
            lost_files.missed(turn, event)
        case NewsWaits():
            news.arrived(turn, event)
        case Erased(codes=codes, request=request):
            privacy.erased(turn, codes, request=request)


def _hear(turn: Turn, heard: Heard) -> None:
    if heard.inbound.kind in pace.COUNTED:
        pace.count(turn)
    if turn.flow not in DRAFTING:  # there it may still be sent
        leave_alarm(turn)
    if pieces.are_cut_short(turn):
        _cut_short(turn, heard)
    else:
        _by_kind(turn, heard)
    if is_full(turn):
        filing.to_officer(turn)
    if heard.inbound.kind not in {"reachable", "unreachable", "group"}:
        timers.keep_draft(turn)


def _cut_short(turn: Turn, heard: Heard) -> None:
    """What replies to another report is for that."""
    if turn.view(heard.about) is not None:
        turn.append(heard.about)
        turn.heard = None
    pieces.ring(turn)


def _by_kind(turn: Turn, heard: Heard) -> None:
    match heard.inbound.kind:
        case "message":
            _message(turn, heard)
        case "choice" | "unsupported" | "call" if turn.flooded:
            pace.keep(turn, heard)
        case "choice":
            _tap(turn, heard.inbound.choice)
        case "edit":
            revise(turn, heard)
        case "reachable" | "unreachable":
            turn.do(Remember(reachable=heard.inbound.kind == "reachable"))
        case "unsupported":
            other_kinds.unsupported(turn)
        case "call":
            other_kinds.called(turn)
        case "group":
            other_kinds.group(turn)


# 1 and 3: buttons


def _tap(turn: Turn, key: str) -> None:
    prompt, _, answer = key.partition(":")
    answer, _, turn.row = answer.partition(">")
    stage = FLOWS[turn.flow][turn.step]
    option = None
    if prompt == str(turn.prompt):
        options = stage.ask(turn).options
        option = next((option for option in options if option.answer == answer), None)
    if option is not None:
        _take(turn, stage, option)
    elif not _hears_late(turn, prompt, answer):
        turn.tell(turn.t(GONE if turn.data.pop("expired", False) else OLD_BUTTON))
        turn.again()


def _hears_late(turn: Turn, prompt: str, answer: str) -> bool:
    """A button above does no harm in danger, and waiting does."""
    if turn.flow == "emergency" and answer == "silent":
        emergency.hush(turn)
    elif turn.before == ("emergency", "silent") and answer in emergency.STILL:
        FLOWS[turn.flow][turn.step].answer(turn, answer)
    else:
        return danger.rings_late(turn, prompt, answer) or danger.heard_late(turn, prompt, answer)
    return True


def _take(turn: Turn, stage: Stage, option: Option) -> None:
    turn.calm("quiet")
    settle(turn)
    turn.chosen = True
    if turn.flow in {"report", "review"} and turn.shows:  # a photo with "ini benar" below it
        absorb(turn, describes=False)
    stage.answer(turn, option.answer)
    if turn.asking or (turn.flow, turn.step) != turn.before:
        turn.consumed = option.label  # else the question stands and its buttons stay usable


# 2 to 8: messages


def _message(turn: Turn, heard: Heard) -> None:
    language.guess(turn)
    comfort(turn, heard, is_now=haste.rings_now(turn, heard))
    lost_files.weigh(turn, heard.inbound)
    elsewhere = adding.is_elsewhere(turn, heard.about)
    word = _global_word(turn, elsewhere=elsewhere)
    stage = FLOWS[turn.flow][turn.step]
    expired = turn.data.pop("expired", False)
    option = assent.chosen(turn, stage) if not elsewhere else None
    sensitive_ = _is_harm(heard)
    _end_burst(turn, heard, word)
    if word == "emergency" or haste.rings_now(turn, heard):
        emergency.open(turn)
        return
    if expired:
        turn.say(turn.t(GONE))
    if turn.flooded:
        if not (sensitive_ and sensitive.heard(turn)):
            pace.keep(turn, heard)
    elif option is not None:
        _take(turn, stage, option)
    elif sensitive_ and sensitive.heard(turn):
        pass
    elif word is not None:
        turn.calm("quiet")
        COMMANDS[word](turn)
    elif not elsewhere and keyboards.is_left_over(turn):
        turn.again()
    elif not elsewhere and _is_no_number(turn, stage):
        _offer_numbers(turn, stage)
    else:
        _content(turn, heard)


def _end_burst(turn: Turn, heard: Heard, word: str | None) -> None:
    """What leads away from the question that words were gathered for; a choice settles them itself."""
    if word is not None or turn.flooded or heard.inbound.forwarded or _is_harm(heard) or haste.rings_now(turn, heard):
        settle(turn)


def _global_word(turn: Turn, *, elsewhere: bool) -> str | None:
    """The number to call, said alone, calls as well: except where a number was asked for."""
    text = turn.text
    if not text or (text.isdecimal() and (elsewhere or (turn.flow, turn.step) in COUNTING)):
        return None
    return "emergency" if alarm_report.is_call(turn) else command(text)


def _is_no_number(turn: Turn, stage: Stage) -> bool:
    """A bare number that no option has, where there is something to choose. "Jalan Melati" "5" is an address."""
    bare = turn.flow in ONLY_CHOOSES and turn.text.isdecimal() and len(turn.text) <= 2
    return bare and "said" not in turn.data and len(stage.ask(turn).options) > 1


def _offer_numbers(turn: Turn, stage: Stage) -> None:
    last = len(stage.ask(turn).options)
    turn.tell(turn.t("Pilih salah satu angka 1-{last}, atau tulis dengan kata Anda.").format(last=last))
    turn.again()


def _is_harm(heard: Heard) -> bool:
    """A forwarded rumour about others is asked about first, as a forwarded warning is."""
    understood = heard.understood
    if understood is None or understood.sexual_or_child is None:
        return False
    return not heard.inbound.forwarded or understood.first_person_harm


def _content(turn: Turn, heard: Heard) -> None:
    leave_alarm(turn)
    stage = FLOWS[turn.flow][turn.step]
    if idcard.is_shown(heard) and turn.flow not in {"emergency", "officer"}:
        idcard.take(turn)
        return
    if adding.is_elsewhere(turn, heard.about):
        adding.reply(turn, heard.about)
        return
    misplaced = heard.inbound.forwarded and turn.flow not in {"emergency", "officer", "adding"}
    if misplaced and (turn.flow in {"report", "review", "purpose"} or (turn.draft is None and turn.aside is None)):
        forwarded.take(turn)
    elif not (questions.answer(turn) or _is_held(turn, heard) or stage.answer(turn, "")):
        intake.take(turn)


def _is_held(turn: Turn, heard: Heard) -> bool:
    """In the middle of a report, or right after it was sent, it may be for another one. Elsewhere the intake asks."""
    asked = turn.flow == "officer" and turn.resume[0] in DRAFTING
    return (asked or turn.flow in DRAFTING or turn.flow == "sent") and not heard.about and whose.hold(turn)


# The end of a step


def _finish(turn: Turn) -> Step:
    if turn.asking:
        _enter(turn)
    if not turn.numbered and (turn.consumed or (turn.flow, turn.step) != turn.before):
        turn.prompt += 1
    question = _question(turn) if turn.asking else None
    _forget_burst(turn)
    _speak(turn, question)
    _introduce(turn)
    _acknowledge(turn)
    officer.turn_to_another(turn)
    follow(turn)
    return Step(turn.state(), tuple(turn.effects), timers.next_wake(turn))


def _forget_burst(turn: Turn) -> None:
    pieces.keep(turn)
    if "quiet" not in turn.due:
        turn.data.pop("burst", None)
    if "quiet" not in turn.due or (turn.flow, turn.step) != turn.before:
        turn.data.pop("said", None)
    if turn.flow not in {"adding", "sent"}:
        turn.data.pop("told_for", None)
    if turn.due.keys().isdisjoint({"quiet", "flood"}):
        turn.data.pop("knock", None)


def _enter(turn: Turn) -> None:
    enter = FLOWS[turn.flow][turn.step].enter
    if enter is not None and turn.question is None:
        turn.asking = False
        enter(turn)


def _question(turn: Turn) -> Question:
    stage = FLOWS[turn.flow][turn.step]
    if stage.asked is not None:
        stage.asked(turn)
    turn.introduced = turn.introduced or turn.flow == "idle"  # the menu says it
    return turn.question or stage.ask(turn)


def _speak(turn: Turn, question: Question | None) -> None:
    told = "\n".join(turn.sentences)
    anonymous = turn.is_anonymous
    if question is None or not question.text:
        if told:
            turn.do(Say(Outbound(told), forget=anonymous))
        return
    text = question.text
    if told and not question.card and len(told) + len(text) < LIMIT and _sentences(f"{told} {text}") <= 3:
        text = f"{told}\n{text}"
        told = ""
    message = outbound(turn, question, text)
    said = Say(message, code=question.code, lane=question.lane, forget=anonymous or question.forget)
    aside = (Say(Outbound(told), forget=anonymous),) if told else ()
    turn.do(*((said, *aside) if question.shape == "emergency" else (*aside, said)))


def _sentences(text: str) -> int:
    text = text.replace("\n", " ")
    return sum(text.count(sign) for sign in (". ", "? ", "! ")) + 1


def _acknowledge(turn: Turn) -> None:
    """The first message after a tap ends the provider's waiting and takes the used buttons away."""
    heard = turn.heard
    if heard is None or heard.inbound.kind != "choice":
        return
    for at, effect in enumerate(turn.effects):
        if isinstance(effect, Say | Export):
            message = effect.message._replace(answers=heard.inbound.callback)
            if turn.consumed:
                message = message._replace(closes=heard.inbound.message_id, closes_label=turn.consumed)
            turn.effects[at] = effect._replace(message=message)
            return


def _introduce(turn: Turn) -> None:
    """Who answers here, once, ahead of whatever is said first."""
    if turn.context.known or turn.introduced or turn.heard is None:
        return
    if turn.heard.inbound.kind not in {"message", "choice", "edit", "unsupported", "call"}:
        return
    context = turn.context
    text = turn.t(
        "Ini layanan pesan {station}. Saya bot; petugas membaca {hours}. *Darurat? Telepon {number}.*"
    ).format(station=context.station, hours=hours(turn.t, context.hours), number=context.emergency_number)
    at = next((i for i, effect in enumerate(turn.effects) if isinstance(effect, Say)), len(turn.effects))
    turn.effects.insert(at, Say(Outbound(text)))
