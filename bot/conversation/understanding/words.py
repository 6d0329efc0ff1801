"""Text to words: lower case, everyday spelling evened out, and a light stem beside each word."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from bot.conversation.understanding import category_words, danger_words, harm_words, lexicon

SHORTEST_MISSPELT, ALIKE = 6, 0.88  # letters; share of them in common
CALL_ALIKE = 6 / 7  # one slip in "darurat"; nothing else is so near to it
LONGEST = 4000  # characters that are looked at; the rest of a longer message is kept but not read

_WORD = re.compile(r"[a-z0-9]+(?:[.:/-][0-9]+)*|/")  # 21.00 and 12/3 are one word
_REPEATED = re.compile(r"([a-z])\1{2,}")
_LAUGHTER = re.compile(r"w?(?:kw)+k?|(?:h[aei]){2,}h?|x?i?(?:xi){2,}|lo+l")
# "S.O.S", "d a r u r a t"
_SPELT = re.compile(rf"\b(?:{'|'.join('[ .-]+'.join(word) for word in ('sos', 'darurat', 'emergency'))})\b")
_BETWEEN = re.compile(r"[ .-]+")
_TWICE = re.compile(r"([a-z]{4,})2(an|nya)?")
_SPELT_WITH_DIGITS = re.compile(r"[a-z]+[0-9]+[a-z][a-z0-9]*")
_LETTERS_FOR_DIGITS = str.maketrans("01345", "oieas")

EVERYDAY = {
    "yg": "yang", "dgn": "dengan", "dg": "dengan", "dr": "dari", "utk": "untuk", "krn": "karena", "org": "orang",
    "tlg": "tolong", "tlng": "tolong", "tulung": "tolong", "toloong": "tolong", "tolongin": "tolong",
    "skrg": "sekarang",
    "skrng": "sekarang", "skr": "sekarang", "bgt": "banget", "sy": "saya", "sya": "saya", "gw": "saya",
    "gua": "saya", "gue": "saya", "aku": "saya", "ak": "saya", "kmrn": "kemarin", "kmren": "kemarin",
    "td": "tadi", "tdi": "tadi", "mlm": "malam", "mlem": "malam", "pg": "pagi", "sdh": "sudah", "udh": "sudah",
    "udah": "sudah", "dah": "sudah", "blm": "belum", "blom": "belum", "jgn": "jangan", "gk": "tidak", "ga": "tidak",
    "gak": "tidak", "ngga": "tidak", "nggak": "tidak", "enggak": "tidak", "engga": "tidak", "tdk": "tidak",
    "tak": "tidak", "ndak": "tidak", "ora": "tidak", "henteu": "tidak", "teu": "tidak", "bkn": "bukan",
    "dlm": "dalam", "jln": "jalan", "jl": "jalan", "kec": "kecamatan", "kel": "kelurahan", "ds": "desa",
    "mtr": "motor", "spd": "sepeda", "hape": "hp", "handphone": "hp", "ponsel": "hp", "rmh": "rumah",
    "trf": "transfer", "tf": "transfer", "rek": "rekening", "noreck": "rekening", "kcelakaan": "kecelakaan",
    "laka": "kecelakaan", "maling": "maling", "bpk": "bapak", "adek": "adik", "ank": "anak",
    "pke": "pakai", "pake": "pakai", "bw": "bawa", "bwa": "bawa", "jm": "jam", "pkl": "jam", "brp": "berapa",
    "dmn": "mana", "dimana": "mana", "lg": "lagi", "lgi": "lagi", "msh": "masih", "sbntr": "sebentar",
    # Javanese and Sundanese that is mixed into everyday messages.
    "kulo": "saya", "kula": "saya", "abdi": "saya", "wong": "orang", "jalma": "orang", "jalmi": "orang",
    "omah": "rumah", "griyo": "rumah", "ono": "ada", "onok": "ada", "wonten": "ada", "aya": "ada", "ngarep": "depan",
    "ngajeng": "depan", "nang": "di", "ning": "di", "teng": "di", "saiki": "sekarang", "sakniki": "sekarang",
    "ayeuna": "sekarang", "wingi": "kemarin", "kamari": "kemarin", "kemaren": "kemarin", "kmrin": "kemarin",
    "wau": "tadi", "bengi": "malam", "dalu": "malam", "peuting": "malam", "isuk": "pagi", "enjing": "pagi",
    "gelut": "berkelahi", "getih": "darah", "getihe": "darahnya", "akeh": "banyak", "kathah": "banyak",
    "cepet": "cepat", "gancang": "cepat", "leungit": "hilang", "ilang": "hilang", "mboten": "tidak",
    "kaga": "tidak", "kagak": "tidak", "nggih": "ya", "inggih": "ya", "iyo": "ya", "muhun": "ya", "tulungi": "tolong",
    "tulungan": "tolong", "nulungi": "menolong", "gepuk": "pukul", "digepuk": "dipukul", "digepuki": "dipukuli",
    "antem": "pukul", "diantem": "dipukul", "pateni": "bunuh", "dipateni": "dibunuh", "mateni": "membunuh",
    "kobongan": "kebakaran", "kahuruan": "kebakaran", "pengaduhan": "pengaduan", "pgi": "pagi", "itm": "hitam",
    "bru": "baru", "d": "di",
    "besuk": "besok", "skrang": "sekarang", "malem": "malam", "pengen": "ingin", "pingin": "ingin", "kepengen": "ingin",
    "mukul": "memukul", "mukuli": "memukuli", "mukulin": "memukuli", "mukulan": "memukuli", "nusuk": "menusuk",
    "nodong": "menodong", "nembak": "menembak", "nyekap": "menyekap", "ngancem": "mengancam", "bantuin": "bantu",
    "gimana": "bagaimana", "gmn": "bagaimana", "gmana": "bagaimana", "piye": "bagaimana", "kumaha": "bagaimana",
    "piso": "pisau", "pisaw": "pisau", "pso": "pisau", "sajam": "senjata", "msk": "masuk", "msuk": "masuk",
    "bnuh": "bunuh", "bunoh": "bunuh", "dbunuh": "dibunuh", "cpt": "cepat", "cpet": "cepat", "tolongg": "tolong",
    "tlong": "tolong", "tolng": "tolong", "dpn": "depan", "didepan": "depan",
    "didalam": "di dalam", "didalem": "di dalem", "ngumpet": "sembunyi",
    # More of them, and Minang, Banjar, Madurese and Betawi.
    "wedi": "takut", "mburi": "belakang", "mendem": "mabuk", "nggowo": "bawa", "gowo": "bawa", "gawa": "bawa",
    "tugel": "patah", "tibo": "jatuh", "sikile": "kakinya", "sikil": "kaki", "mulih": "pulang", "kondur": "pulang",
    "durung": "belum", "tuku": "beli", "diapusi": "ditipu", "ngapusi": "menipu", "turu": "tidur",
    "getihen": "berdarah", "katabrak": "ditabrak", "ketubruk": "ditabrak", "ditubruk": "ditabrak",
    "kagencet": "tergencet", "kegencet": "tergencet", "kelindes": "terlindas", "kelindas": "terlindas",
    "neunggeul": "memukul", "nini": "nenek", "simbah": "nenek", "ambo": "saya", "ulun": "saya", "urang": "orang",
    "oreng": "orang", "bede": "ada", "indak": "tidak", "kada": "tidak", "oto": "mobil", "ditokok": "ditabrak",
    "dirampeh": "dirampas", "pitih": "uang", "mamintak": "meminta", "ading": "adik", "lakasi": "cepat",
    "guring": "tidur", "belumpi": "belum", "babe": "bapak", "sesek": "sesak", "pulisi": "polisi",
    "tabrkn": "tabrakan", "bacakak": "berkelahi", "jatoh": "jatuh", "kesenggol": "menyenggol", "kejebak": "terjebak",
    "semalem": "semalam", "smalem": "semalam", "smlm": "semalam", "magrib": "maghrib", "zuhur": "dzuhur",
    "dhuhur": "dzuhur", "lohor": "dzuhur", "isyak": "isya", "tgl": "tanggal", "taun": "tahun", "thn": "tahun",
    "dipake": "dipakai", "ngaku": "mengaku", "tggl": "tanggal",
    "bernafas": "bernapas", "nafas": "napas", "kejepit": "terjepit", "neror": "meneror", "ngancam": "mengancam",
    "kelangan": "kehilangan", "montor": "motor", "megang": "pegang", "megangin": "pegang", "pegangin": "pegang",
    "ngeraba": "meraba", "cepetan": "cepat",
    "psar": "pasar", "psr": "pasar", "skolah": "sekolah", "sklh": "sekolah", "ngiris": "iris", "nyayat": "sayat",
    "hlp": "help", "helpp": "help", "pls": "please", "plz": "please", "plis": "please", "kil": "kill",
    "pakk": "pak", "prkosa": "perkosa", "diprkosa": "diperkosa", "dprkosa": "diperkosa", "perkos": "perkosa",
    "knif": "knife", "knive": "knife", "polis": "polisi", "emergensi": "emergency", "emergenci": "emergency",
    "ical": "hilang", "tabaka": "terbakar", "mawa": "bawa", "bendo": "golok", "bedog": "golok", "ladiang": "pisau",
    "ngamok": "ngamuk", "takuik": "takut", "diperkoso": "diperkosa", "digrayangi": "digerayangi",
    "stgh": "setengah", "stengah": "setengah",
    "im": "i am", "ive": "i have", "dont": "do not", "isnt": "is not", "wasnt": "was not", "didnt": "did not",
    "hes": "he is", "shes": "she is", "theyre": "they are", "theres": "there is", "cant": "can not",
}  # fmt: skip

# What an emoji says in danger; others say nothing certain.
_SIGNS = {
    ord(sign): f" {word} "
    for sign, word in {
        "🆘": "sos", "🔪": "pisau", "🗡": "pisau", "🔫": "pistol", "🩸": "darah", "🚑": "ambulans",
    }.items()
}  # fmt: skip

_FAMILIAR = frozenset(  # of at least so many letters that no number plate or flat looks like them
    word
    for phrase in (
        *(phrase for phrase, _ in (*danger_words.DANGER, *danger_words.HINTS)),
        *harm_words.SEXUAL_OR_CHILD,
        *harm_words.MILD,
        *(phrase for entries in category_words.CATEGORIES.values() for phrase, _ in entries),
        *lexicon.CRY,
    )
    for word in phrase.split()
    if len(word) > 4
)
_PASSIVES = frozenset(word for word in _FAMILIAR if word.startswith("di") and len(word) > 5)
_PREFIXES = ("meng", "mem", "men", "me", "di", "ter", "ke", "ber", "pe", "ng", "ny")
_SHORT_ROOTS = ("di", "ter")  # "dibom"; behind the others a minister ("mensos") would cry SOS
_SUFFIXES = ("kannya", "annya", "inya", "kan", "nya", "lah", "an", "ku", "mu", "in", "i")


class Words(NamedTuple):
    """`plain` are the words evened out, `stems` the same length, `shown` as the person wrote them."""

    plain: tuple[str, ...]
    stems: tuple[str, ...]
    shown: tuple[str, ...]
    question: bool


@lru_cache(maxsize=512)
def split(text: str) -> Words:
    """A message is split when it is understood, and again by what looks at its words in the conversation."""
    text = text[:LONGEST]
    if not text.isascii():  # "ＤＡＲＵＲＡＴ"
        text = unicodedata.normalize("NFKC", text)[:LONGEST].translate(_SIGNS)
    lower = text.lower().replace("'", "").replace("’", "").replace("`", "")
    lower = _SPELT.sub(lambda spelt: _BETWEEN.sub("", spelt[0]), lower)
    plain: list[str] = []
    stems: list[str] = []
    shown: list[str] = []
    for word in _WORD.findall(lower):
        for even, stem in _KNOWN.get(word) or _learn(word):
            plain.append(even)
            stems.append(stem)
            shown.append(word)
    if "di" in plain:
        _join_passives(plain, stems, shown)
    if "pukul" in plain:
        _tell_hours_from_blows(plain, stems)
    return Words(tuple(plain), tuple(stems), tuple(shown), "?" in text)


def laughs(word: str) -> bool:
    return _LAUGHTER.fullmatch(word) is not None


def _join_passives(plain: list[str], stems: list[str], shown: list[str]) -> None:
    """ "saya di kejar", "d culik": the prefix written apart. "di pukul 07.30" stays an hour."""
    for place in range(len(plain) - 2, -1, -1):
        if plain[place] != "di" or (joined := "di" + plain[place + 1]) not in _PASSIVES:
            continue
        if plain[place + 2 : place + 3] and plain[place + 2][0].isdigit():
            continue
        plain[place : place + 2] = [joined]
        stems[place : place + 2] = [_root(joined)]
        shown[place : place + 2] = [f"{shown[place]} {shown[place + 1]}"]


def _tell_hours_from_blows(plain: list[str], stems: list[str]) -> None:
    """ "pukul 07.30" is an hour; "dia pukul saya" is a blow."""
    for place, word in enumerate(plain[:-1]):
        if word == "pukul" and plain[place + 1][0].isdigit():
            plain[place] = stems[place] = "jam"


_KNOWN: dict[str, tuple[tuple[str, str], ...]] = {}
_MOST_KNOWN = 20_000


def _learn(word: str) -> tuple[tuple[str, str], ...]:
    """The word evened out, each part with its stem; remembered, as people use the same words."""
    if not word.islower():  # a number: it has no other form, and is seldom written again
        return ((word, word),)
    parts = tuple((part, _root(part)) for part in _even(word).split())
    if len(_KNOWN) < _MOST_KNOWN:
        _KNOWN[word] = parts
    return parts


def _even(word: str) -> str:
    if word in EVERYDAY:
        return EVERYDAY[word]
    if _REPEATED.search(word):
        word = _REPEATED.sub(r"\1", word)
    if (twice := _TWICE.fullmatch(word)) is not None:  # "pegang2", "bacok2an"
        return f"{_even(twice[1])} {_even(twice[1] + (twice[2] or ''))}"
    if _SPELT_WITH_DIGITS.fullmatch(word):  # "keb4karan"; a number plate becomes no word
        letters = word.translate(_LETTERS_FOR_DIGITS)
        spelt = _even(letters) if letters.isalpha() else word
        return spelt if _FAMILIAR.issuperset(spelt.split()) else word
    if word[:1] == "d" and f"di{word[1:]}" in _PASSIVES:  # "dtodong"
        return f"di{word[1:]}"
    return EVERYDAY.get(word) or _corrected(word)


# Words so alike, of at most 22 letters together, differ in two letters at most: a quick look before the thorough one.
_LETTERS = {known: frozenset(known) for known in danger_words.UNMISTAKABLE}


def _corrected(word: str) -> str:
    """ "kebakarn", "kecelakan", "daurrat": long words whose misspelling can mean nothing else."""
    if len(word) < SHORTEST_MISSPELT or not word.isalpha() or word in danger_words.UNMISTAKABLE:
        return word
    near = [known for known, letters in _LETTERS.items() if len(letters.symmetric_difference(word)) <= 2]
    return next((known for known in near if _is_alike(known, word)), word)


def _is_alike(known: str, word: str) -> bool:
    return SequenceMatcher(None, known, word).ratio() >= (CALL_ALIKE if known == "darurat" else ALIKE)


def _root(word: str) -> str:
    """A rough root, good enough to join dicuri, mencuri, pencurian and kecurian."""
    if word == "kehilangan":  # a thing is lost, not a person
        return word
    root = word
    for suffix in _SUFFIXES:
        if root.endswith(suffix) and len(root) - len(suffix) >= 4:
            root = root[: -len(suffix)]
            break
    for prefix in _PREFIXES:
        if root.startswith(prefix) and len(root) - len(prefix) >= (3 if prefix in _SHORT_ROOTS else 4):
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
