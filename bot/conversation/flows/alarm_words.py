"""What a few words mean in an alarm, where nobody looks for a button."""

from __future__ import annotations

import re

from bot.conversation.courtesy import THANKS
from bot.conversation.turn import SIGNS
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
# Of oneself, and in the first words too: who is told so is never told to call.
_CALL = r"(?:telepon|telpon|nelpon|nelepon|menelepon|menelpon|telp|tlp|call|phone)"
_DEAF = r"(?:tuli|tunarungu|tuna rungu|bisu|tunawicara|tuna wicara|deaf|mute|hard of hearing)"
_POLITELY = r"^(?:(?:pak|bu|maaf|halo|tolong|karena|soalnya|sebab|tapi|dan|memang|sorry) )*"
CANNOT_CALL = re.compile(
    rf"(?:{_POLITELY}(?:saya |kami )?|\bi am |\bwe are )(?:(?:orang|seorang|teman|ini|a|also|both) )*{_DEAF}\b"
    rf"|(?<!he )(?<!she )(?<!they )\b(?:(?:tidak|belum)(?: (?:bisa|bs|dapat|boleh|berani|mungkin|sanggup))+"
    rf"|can ?not|unable to|not able to)(?: (?:talk|speak|bicara) (?:or|atau))? {_CALL}\b"
    r"(?! (?:him|her|them|my|dia|mereka|anak|ibu|bapak|istri|suami|nomor)\b)"
)
# What frightened them is over, as far as they see; nobody is sure of it before they say so.
_OVER = re.compile(
    r"\bsudah (?:\w+ )?(?:pergi|kabur|lari|bubar|padam|selesai|reda|keluar|diangkat|dijawab|pulang|sadar|tenang|"
    r"ditangkap|diamankan|ketemu|ditemukan|beres|kelar|turun|berhenti)\b|"
    r"\b(?:gapapa|gpp|nggapapa|baik baik saja|tidak apa apa|tidak apa2|tidak kenapa kenapa)\b|"
    r"\b(?:they|he|she|it|guy|man|everyone)"
    r"(?: (?:have|has|had|just|all|is|are|already|both))* (?:left|gone|stopped|over|fled|ok|okay|fine|alright|safe)\b|"
    r"\b(?:ran|went|run) (?:away|off)\b|\bfire is out\b|"
    r"\b(?:we|i|they|just) found (?:him|her|them|it)\b|\b(?:been|was|is) found\b"
)
_NOT_OVER = frozenset(
    "belum masih jangan tapi bawa membawa lagi kembali balik datang luka darah berdarah darahnya terluka pingsan not "
    "still but with back again hurt injured bleeding blood took "
    "meninggal tewas mati mayat jenazah dead body".split()
)
_LONGEST_OVER = 10  # words
# Whether those learn of it who are feared.
_REVENGE = re.compile(
    r"\bdendam\b|\brevenge\b|\bretaliat\w*|\bketahuan\b|\b(?:bakal|akan|nanti|bisa) (?:\w+ )?(?:tahu|tau)\b|"
    r"\bfind out\b|\bsiapa yang (?:lapor|telepon)\b|\brahasia\w*|\b(?:will|does|can) (?:he|she|they) know\b|"
    r"\bknow (?:that )?(?:it was me|who (?:called|reported|told))\b|\bwho will know\b"
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
    return calls(text, number=number) or (understood is not None and understood.is_emergency)


def is_mistake(text: str) -> bool:
    return _bare(split(text)) in MISTAKES


def is_safe(text: str) -> bool:
    return _bare(split(text)) in SAFE


def _bare(words: Words) -> str:
    """One thing and nothing else, however polite; no question."""
    return "" if words.question else " ".join(word for word in words.plain if word not in POLITE)


def cannot_call(text: str) -> bool:
    clauses = (" ".join(split(clause).plain) for clause in re.split(r"[.,;!?\n]", text))
    return any(map(CANNOT_CALL.search, clauses))


def is_over(text: str) -> bool:
    """ "They left now", "udah diangkat, dia gapapa": asked about, as they may come back."""
    words = split(text)
    if words.question or len(words.plain) > _LONGEST_OVER or not _NOT_OVER.isdisjoint(words.plain):
        return False
    return _OVER.search(" ".join(words.plain)) is not None


def fears_revenge(text: str, understood: Understanding | None) -> bool:
    told = _REVENGE.search(" ".join(split(text).plain)) is not None
    return told or (understood is not None and understood.secrecy)


def cannot_speak(text: str) -> bool:
    words = split(text)
    return cannot_call(text) or not HIDING.isdisjoint(words.plain) or MUTE.search(" ".join(words.plain)) is not None


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
