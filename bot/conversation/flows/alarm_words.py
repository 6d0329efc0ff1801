"""What a few words mean in an alarm, where nobody looks for a button."""

from __future__ import annotations

import re

from bot.conversation.turn import SIGNS, THANKS
from bot.conversation.understanding import Understanding, command, only_word
from bot.conversation.understanding.words import Words, split

MISTAKES = frozenset(
    "salah tekan,salah pencet,saya salah pencet,saya salah tekan,cuma salah pencet,cuma kepencet,kepencet,"
    "tidak sengaja,tidak sengaja kepencet,tidak sengaja pencet,pressed by mistake,by mistake,it was by mistake,"
    "it was mistake,wrong button".split(",")
)
SAFE = frozenset(
    "aman,sudah aman,saya sudah aman,saya aman,kami aman,kami sudah aman,sudah aman sekarang,sekarang sudah aman,"
    "saya sudah aman sekarang,sudah aman semua,semua sudah aman,i am safe,i am safe now,we are safe,we are safe now,"
    "safe now".split(",")
)
POLITE = THANKS | frozenset("maaf maap sorry kok deh dong sih lah dan and".split())  # officers read it too
# Who hides cannot call, and hardly write.
HIDING = frozenset("sembunyi bersembunyi ngumpet mengumpet hiding".split())
MUTE = re.compile(
    r"\b(?:tidak|gabisa|gbs|belum|cannot|not|takut|jangan|susah)(?: (?:bisa|bs|dapat|boleh|mungkin|berani|able|to))*"
    r" (?:bicara|berbicara|ngomong|omong|ngobrol|bersuara|telepon|telpon|nelpon|nelepon|menelepon|menelpon|telp|tlp|"
    r"talk|speak|call|phone)\b"
    r"|\btakut (?:\w+ )?(?:kedengar\w*|kedenger\w*|terdengar|didengar|denger|dengar)\b"
    r"|\b(?:will|might|can) hear (?:me|us)\b"
)
NUMBERS = {word: str(at) for words in ("satu dua tiga empat", "one two three four")
           for at, word in enumerate(words.split(), 1)}  # fmt: skip
_MEANT = {  # words that go on with the choice of this number: "1 masih deket", not "1 orang"
    "1": frozenset("masih dekat deket still near close".split()),
    "2": frozenset("luka terluka berdarah hurt injured bleeding".split()),
    "3": HIDING | frozenset({"hide"}),
    "4": frozenset({"aman", "safe"}),
}
# Beside them; any other word makes "1" and "4" a number of people: "1 anak masih hilang", "4 aman 1 luka".
_BESIDE = frozenset(
    "sudah sekarang saya kami kita semua semuanya ada orangnya dia di sini sana i am we are he is they it here now all"
    .split()
)  # fmt: skip

CALLS = frozenset({"darurat", "emergency", "sos", "110", "112", "113", "119"})


def calls(text: str, *, number: str) -> bool:
    """The word for it, with a slip of the finger too, or a number that one calls, and nothing else."""
    words = text.strip(SIGNS).casefold()
    return words == number or only_word(words) in CALLS or command(words) == "emergency"


def is_danger(text: str, understood: Understanding | None, *, number: str) -> bool:
    """By word or by sense, as far as this is known without the conversation."""
    urgent = understood.urgent if understood is not None else None
    return calls(text, number=number) or (urgent is not None and urgent.value == "emergency")


def is_mistake(text: str) -> bool:
    return _bare(split(text)) in MISTAKES


def is_safe(text: str) -> bool:
    return _bare(split(text)) in SAFE


def _bare(words: Words) -> str:
    """One thing and nothing else, however polite; no question."""
    return "" if words.question else " ".join(word for word in words.plain if word not in POLITE)


def cannot_speak(text: str) -> bool:
    words = split(text)
    return not HIDING.isdisjoint(words.plain) or MUTE.search(" ".join(words.plain)) is not None


def numbers(text: str) -> tuple[str, ...]:
    """All that are chosen: "1 2", "12", "1,3", "satu", "1 masih deket"."""
    said = [word for part in re.split(r"[^a-z0-9]+", text.casefold()) for word in split(part).plain]
    said = [NUMBERS.get(word, word) for word in said if word not in POLITE]
    if not said or "?" in text:
        return ()
    if all(re.fullmatch("[1-4]{1,4}", word) for word in said):
        return tuple(dict.fromkeys("".join(said)))
    first, rest = said[0], frozenset(said[1:])
    goes_on = first in _MEANT and not rest.isdisjoint(_MEANT[first]) and rest.isdisjoint({"tidak", "belum", "not"})
    counts = first in {"1", "4"} and not rest <= _MEANT[first] | _BESIDE
    return (first,) if goes_on and not counts else ()
