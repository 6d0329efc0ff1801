"""Text to words: lower case, everyday spelling evened out, and a light stem beside each word."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 4000  # characters that are looked at; the rest of a longer message is kept but not read

_WORD = re.compile(r"[a-z0-9]+(?:[.:][0-9]+)*|/")
_REPEATED = re.compile(r"([a-z])\1{2,}")
_APOSTROPHE = re.compile("['’`]")

EVERYDAY = {
    "yg": "yang", "dgn": "dengan", "dg": "dengan", "dr": "dari", "utk": "untuk", "krn": "karena", "org": "orang",
    "tlg": "tolong", "tlng": "tolong", "tulung": "tolong", "toloong": "tolong", "skrg": "sekarang",
    "skrng": "sekarang", "skr": "sekarang", "bgt": "banget", "sy": "saya", "sya": "saya", "gw": "saya",
    "gua": "saya", "gue": "saya", "aku": "saya", "ak": "saya", "kmrn": "kemarin", "kmren": "kemarin",
    "td": "tadi", "tdi": "tadi", "mlm": "malam", "mlem": "malam", "pg": "pagi", "sdh": "sudah", "udh": "sudah",
    "udah": "sudah", "dah": "sudah", "blm": "belum", "blom": "belum", "jgn": "jangan", "gk": "tidak", "ga": "tidak",
    "gak": "tidak", "ngga": "tidak", "nggak": "tidak", "enggak": "tidak", "engga": "tidak", "tdk": "tidak",
    "tak": "tidak", "ndak": "tidak", "ora": "tidak", "henteu": "tidak", "teu": "tidak", "bkn": "bukan",
    "dlm": "dalam", "jln": "jalan", "jl": "jalan", "kec": "kecamatan", "kel": "kelurahan", "ds": "desa",
    "mtr": "motor", "spd": "sepeda", "hape": "hp", "handphone": "hp", "ponsel": "hp", "rmh": "rumah",
    "trf": "transfer", "tf": "transfer", "rek": "rekening", "noreck": "rekening", "kcelakaan": "kecelakaan",
    "laka": "kecelakaan", "maling": "maling", "bpk": "bapak", "pak": "bapak", "adek": "adik", "ank": "anak",
    "pke": "pakai", "pake": "pakai", "bw": "bawa", "bwa": "bawa", "jm": "jam", "pkl": "pukul", "brp": "berapa",
    "dmn": "mana", "dimana": "mana", "lg": "lagi", "lgi": "lagi", "msh": "masih", "sbntr": "sebentar",
    "im": "i am", "ive": "i have", "dont": "do not", "isnt": "is not", "wasnt": "was not", "didnt": "did not",
    "hes": "he is", "shes": "she is", "theyre": "they are", "theres": "there is", "cant": "can not",
}  # fmt: skip

_PREFIXES = ("meng", "mem", "men", "me", "di", "ter", "ke", "ber", "pe", "ng", "ny")
_SUFFIXES = ("kannya", "annya", "inya", "kan", "nya", "lah", "an", "ku", "mu", "in", "i")


@dataclass(frozen=True, slots=True)
class Words:
    """`plain` are the words evened out, `stems` the same length, `shown` as the person wrote them."""

    plain: tuple[str, ...]
    stems: tuple[str, ...]
    shown: tuple[str, ...]
    question: bool


def split(text: str) -> Words:
    lower = _APOSTROPHE.sub("", text[:LONGEST].lower())
    plain: list[str] = []
    shown: list[str] = []
    for match in _WORD.finditer(lower):
        word = match.group()
        even = _even(word)
        for part in even.split():
            plain.append(part)
            shown.append(word)
    return Words(tuple(plain), tuple([_stem(w) for w in plain]), tuple(shown), "?" in text[:LONGEST])


def _even(word: str) -> str:
    if word in EVERYDAY:
        return EVERYDAY[word]
    if _REPEATED.search(word):
        word = _REPEATED.sub(r"\1", word)
    return EVERYDAY.get(word, word)


_STEMS: dict[str, str] = {}


def _stem(word: str) -> str:
    """A rough root, good enough to join dicuri, mencuri, pencurian and kecurian; remembered per word."""
    found = _STEMS.get(word)
    if found is None:
        found = _root(word)
        if len(_STEMS) < 20_000:
            _STEMS[word] = found
    return found


def _root(word: str) -> str:
    root = word
    for suffix in _SUFFIXES:
        if root.endswith(suffix) and len(root) - len(suffix) >= 4:
            root = root[: -len(suffix)]
            break
    for prefix in _PREFIXES:
        if root.startswith(prefix) and len(root) - len(prefix) >= 3:
            return _initial(prefix, root[len(prefix) :])
    return root


def _initial(prefix: str, rest: str) -> str:
    """The consonant that the prefix swallowed: men-curi, mem-ukul -> pukul, meng-ancam."""
    if prefix == "mem" and rest[0] in "aeiou":
        return "p" + rest
    if prefix == "men" and rest[0] in "aeiou":
        return "t" + rest
    if prefix == "ny":
        return "c" + rest
    if prefix == "pe" and rest.startswith("n") and len(rest) > 4 and rest[1] not in "aeiou":
        return rest[1:]
    return rest
