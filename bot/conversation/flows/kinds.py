"""R2, what kind of report it is: a guess to confirm, or the list; a category may be named in one's own words.

category -> right -> next          kind -> chosen or named -> next
         -> another -> kind             -> neither -> kind once more -> "other" -> next
"""

from __future__ import annotations

from bot.conversation.drafting import absorb, keep_file
from bot.conversation.flows import places
from bot.conversation.step import Draft
from bot.conversation.turn import SURE, Option, Question, Turn
from bot.conversation.understanding import category_named
from bot.conversation.wording import CATEGORIES


def ask_category(turn: Turn) -> Question:
    t, draft = turn.t, turn.draft or Draft()
    name = t(CATEGORIES.get(draft.category, CATEGORIES["other"]))
    return Question(
        t("Sepertinya ini *{category}*. Betul?").format(category=name),
        (
            Option("yes", t("Betul"), also=("ya", "benar", "iya", "yes")),
            Option("other", t("Pilih lain")),
            Option("unsure", t("Tidak yakin")),
        ),
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


def _named(turn: Turn) -> bool:
    """A category in the citizen's own words; anything else is kept in the description."""
    if keep_file(turn):
        return True
    guess = next(iter(category_named(turn.text)), None)
    empty = guess is None and places.says_nothing(turn)
    if guess is not None and guess.sure < SURE:
        guess = None
    named = guess is not None and guess.words == (turn.text.strip(),)
    absorb(turn, describes=not empty and not named)
    turn.misses += 1
    if guess is not None:
        _choose(turn, guess.value)
    elif turn.misses > 1:
        added = turn.t("Kami tambahkan ke laporan. Jenisnya nanti dipilih petugas.")
        turn.note(turn.t("Jenisnya nanti dipilih petugas.") if empty else added)
        _choose(turn, "other")
    else:
        if not empty:
            turn.note(turn.t("Kami tambahkan ke laporan."))
        misses = turn.misses
        turn.go("report", "kind")
        turn.misses = misses
    return True


def _choose(turn: Turn, category: str) -> None:
    turn.change(category=category, category_sure=1.0, category_words=())
    turn.go("report", "next")


def skip(turn: Turn) -> None:
    _choose(turn, (turn.draft or Draft()).category or "other")
