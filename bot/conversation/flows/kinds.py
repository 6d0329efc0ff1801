"""R2, what kind of report it is: a guess to confirm, or the list; a category may be named in one's own words.

category -> right -> next          kind -> chosen or named -> next
         -> another -> kind             -> near to some, once -> likely -> one of them -> next
                                        -> neither -> kind once more -> "other" -> next
"""

from __future__ import annotations

from bot.conversation.drafting import absorb, gather, keep_file
from bot.conversation.flows import filing, places
from bot.conversation.step import Draft
from bot.conversation.turn import SURE, Option, Question, Turn
from bot.conversation.understanding import category_named, kind_instead, names_only, only_asks
from bot.conversation.wording import CATEGORIES

QUESTION = frozenset({"bertanya", "tanya", "mau tanya", "mau bertanya", "pertanyaan", "ask", "question", "a question"})


def ask_category(turn: Turn) -> Question:
    t, draft = turn.t, turn.draft or Draft()
    name = t(CATEGORIES.get(draft.category, CATEGORIES["other"]))
    return _is_it(turn, "yes", name)


def _is_it(turn: Turn, answer: str, name: str) -> Question:
    t = turn.t
    yes = Option(answer, t("Betul"), means="yes")
    return Question(t("Sepertinya ini *{category}*. Betul?").format(category=name), (yes, *_neither(turn)))


def _neither(turn: Turn) -> tuple[Option, ...]:
    return (
        Option("other", turn.t("Pilih lain"), means="no", also=("salah", "wrong")),
        Option("unsure", turn.t("Tidak yakin"), means="other"),
    )


def answer_category(turn: Turn, choice: str) -> bool:
    if choice == "yes":
        turn.change(category_sure=1.0)
        turn.go("report", "next")
    elif choice == "other":
        turn.go("report", "kind")
    elif choice == "unsure":
        _choose(turn, "other")
    else:
        return _named(turn)
    return True


def ask_kind(turn: Turn) -> Question:
    t = turn.t
    text = t("Ini tentang apa? Pilih yang paling dekat.")
    if turn.misses:
        text = t("Pilih salah satu angka 1-10, atau tulis satu kata, misalnya *pencurian*.")
    kinds = ((name, t(label)) for name, label in CATEGORIES.items() if name != "paperwork")  # asked about in its turn
    return Question(text, tuple(Option(name, label) for name, label in kinds))


def answer_kind(turn: Turn, choice: str) -> bool:
    if not choice:
        return _named(turn)
    _choose(turn, choice)
    return True


def ask_likely(turn: Turn) -> Question:
    t = turn.t
    likely = [(kind, t(CATEGORIES[kind])) for kind in turn.data.get("likely", ()) if kind in CATEGORIES]
    if len(likely) == 1:
        return _is_it(turn, *likely[0])
    return Question(t("Mana yang paling dekat?"), (*(Option(kind, name) for kind, name in likely), *_neither(turn)))


def answer_likely(turn: Turn, choice: str) -> bool:
    if choice in CATEGORIES and choice != "other":
        _choose(turn, choice)
        return True
    return answer_category(turn, choice)


def back_to_kinds(turn: Turn) -> None:
    turn.go("report", "kind")


def _named(turn: Turn) -> bool:
    """A category in the citizen's own words; anything else is kept in the description."""
    if keep_file(turn):
        return True
    if turn.words in QUESTION or only_asks(turn.text):
        absorb(turn, describes=turn.words not in QUESTION)
        filing.to_officer(turn, tag="question")
        return True
    return _is_told(turn)


def _is_told(turn: Turn) -> bool:
    guesses = category_named(turn.text)
    guess = next((guess for guess in guesses[:1] if guess.sure >= SURE), None)
    kind = kind_instead(turn.text) or (guess.value if guess is not None else "")
    empty = not guesses and places.says_nothing(turn)
    named = guess.words == (turn.text.strip(),) if guess else names_only(turn.text)
    if not named and gather(turn):
        return True
    likely = _fresh(turn, [each.value for each in guesses])
    absorb(turn, describes=not empty and not named)
    turn.misses += 1
    if kind:
        _choose(turn, kind)
    elif likely:
        turn.data["likely"] = likely
        _stay(turn, "likely", kept=not named)
    elif turn.misses > 1 or "likely" in turn.data:
        added = turn.t("Kami tambahkan ke laporan. Jenisnya nanti dipilih petugas.")
        turn.tell(turn.t("Jenisnya nanti dipilih petugas.") if empty or named else added)
        _choose(turn, "other")
    else:
        _stay(turn, "kind", kept=not empty and not named)
    return True


def _fresh(turn: Turn, kinds: list[str]) -> list[str]:
    """What may be offered: once, and not the one guess again that was just not confirmed."""
    proposed = turn.draft.category if turn.draft is not None and turn.step == "category" else ""
    return [] if "likely" in turn.data or kinds == [proposed] else [kind for kind in kinds if kind != "other"]


def _stay(turn: Turn, step: str, *, kept: bool) -> None:
    if kept:
        turn.tell(turn.t("Kami tambahkan ke laporan."))
    misses = turn.misses
    turn.go("report", step)
    turn.misses = misses


def _choose(turn: Turn, category: str) -> None:
    turn.data.pop("likely", None)
    turn.change(category=category, category_sure=1.0, category_words=())
    turn.go("report", "next")


def skip(turn: Turn) -> None:
    _choose(turn, (turn.draft or Draft()).category or "other")
