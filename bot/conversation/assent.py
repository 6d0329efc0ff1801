"""A typed yes or no, however polite: "iya pak", "yaa betul", "yes it is".

What says more than that is content and no answer: "iya tapi platnya salah". Where a yes destroys something the plain
word alone counts: such options have no `means`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.conversation.turn import Option, Stage, Turn
from bot.conversation.understanding.words import EVERYDAY, split

LONGEST = 60  # characters of an answer
YES = frozenset(
    "ya iya iye yes y yo yoi yup yep yap yeah ye yak betul benar bener betol leres pasti correct right true".split()
)
NO = frozenset("tidak bukan no not n g nope".split())
ADDRESS = frozenset(
    "pak bu bapak ibu kak kakak mas mbak min admin bang bro gan om tante dek adik nak komandan ndan polisi sir madam "
    "maam officer please tolong".split()
)
BESIDE = ADDRESS | frozenset(  # says nothing beside a yes or a no
    "ada yang saja aja itu ini dong deh sih kok kan lah nih lagi memang emang sekarang now baik siap sip ok oke okay "
    "gas gaskan laporan laporannya nya report it is its that thats this the there theres i am we are do does".split()
)
BESIDE_NO = BESIDE | frozenset("sudah anymore longer terima kasih makasih thanks thank you".split())
# Where something is deleted: the whole message, and nothing politer.
PLAINLY = ("ya", "iya", "y", "yes", "hapus", "ya hapus", "iya hapus", "hapus aja", "hapus saja", "ya hapus aja",
           "ya hapus saja", "iya hapus aja", "iya hapus saja", "delete", "yes delete", "delete it")  # fmt: skip
DELETING = frozenset(
    "hapus hapusin hapuskan dihapus menghapus delete deleted delete erase remove semua semuanya all data draf draft "
    "saya my batal batalkan batalin jadi cancel mau want silakan lanjut boleh setuju agree sure".split()
)
KEEPING = frozenset("jangan simpan keep dont don t eh dulu wait usah".split())
_REPEATED = re.compile(r"(.)\1+")


def chosen(turn: Turn, stage: Stage) -> Option | None:
    """The option whose number, label or other name was typed, or what it means."""
    if not turn.text or len(turn.text) > LONGEST:
        return None
    options = stage.ask(turn).options
    for number, option in enumerate(options, 1):
        if turn.words in {option.label.casefold(), *option.also} or (turn.words == str(number) and not option.wordy):
            return option
    return meant(turn.text, options)


def meant(text: str, options: Sequence[Option]) -> Option | None:
    """The option that these words choose. A no goes before a yes."""
    options = [option for option in options if option.means]
    if not options or len(text) > LONGEST or "?" in text:
        return None
    yes = YES.union(*(option.also for option in options if option.means == "yes"))
    named = (name for option in options for name in (option.label.casefold(), *option.also))
    known = (yes | NO | BESIDE_NO).union(*(name.split() for name in named))
    said = [_plain(word, known) for word in split(text).plain]
    bare = " ".join(word for word in said if word not in ADDRESS)
    for option in options:
        if bare in {option.label.casefold(), *option.also}:
            return option
    answer = _answer(frozenset(said), yes)
    return next((option for option in options if answer and option.means == answer), None)


def wavers(text: str) -> bool:
    """About deleting, and not plain enough for it: "iya pak hapus aja"."""
    said = split(text).plain if len(text) <= LONGEST else ()
    return bool(said) and frozenset(said) <= YES | NO | BESIDE_NO | DELETING


def keeps(text: str) -> bool:
    """ "Eh jangan dihapus dulu", where it is asked whether to delete."""
    said = frozenset(split(text).plain if len(text) <= LONGEST else ())
    return not said.isdisjoint(KEEPING | NO) and said <= NO | BESIDE_NO | DELETING | KEEPING


def _answer(said: frozenset[str], yes: frozenset[str]) -> str:
    if not said.isdisjoint(NO) and said <= NO | YES | BESIDE_NO:  # "tidak ada yang luka, masih terjadi" is none
        return "no"
    return "yes" if not said.isdisjoint(yes) and said <= yes | BESIDE else ""


def _plain(word: str, known: frozenset[str]) -> str:
    """ "yaa", "pakk", "okee"."""
    short = _REPEATED.sub(r"\1", word)
    return word if word in known else EVERYDAY.get(short, short)
