"""A tracking code in a message: which, and whether anything but its status is asked for."""

from __future__ import annotations

import re

from core.codes import find_code, parse_code

LOOKED_AT = 2000  # characters
LONGEST_QUESTION = 120
_WORD = re.compile(r"\w+")
# Whoever says nothing else wants to know how it stands.
_ASKING = frozenset(
    "kode kodenya code codes nomor nomer no number laporan laporannya report pengaduan status statusnya cek "
    "ngecek check lihat liat see lacak melacak track tracking info kabar kabarnya perkembangan perkembangannya "
    "update progres progress hasil hasilnya proses prosesnya diproses gimana bagaimana gmn apa apakah how what is "
    "it the of my about for and i would like to know want this that saya sy aku punya milik mau ingin tanya nanya "
    "bertanya menanyakan minta tolong mohon please pls sudah udah sdh belum blm ada sampai mana dimana sejauh "
    "tentang soal dengan dgn atas untuk ini itu yang yg dari ya dong dan pin pinnya tadi kemarin halo hai hallo "
    "hi hello permisi misi selamat pagi siang sore malam good morning afternoon evening assalamualaikum pak bu "
    "bapak ibu kak kakak mas mbak bang min admin sir madam".split()
)


def code(text: str) -> str | None:
    """The first code of the text; as it was written where its check symbol is wrong."""
    found = find_code(text[:LOOKED_AT])
    return (parse_code(found[0]) or found[0]) if found else None


def asks_status(text: str) -> bool:
    """A code, and besides it nothing but words that ask for it."""
    found = find_code(text) if len(text) <= LONGEST_QUESTION else None
    return found is not None and not _further(text.replace(found[0], " ", 1))


def resembles(text: str) -> bool:
    """A code with a slip, said where one was asked for: a symbol too few or too many, or "JB" left out."""
    parts = _further(text)
    joined = "".join(parts)
    if joined.startswith("jb"):
        return 4 < len(joined) < 14 and not joined.isalpha()
    mixed = any(not part.isalpha() and not part.isdecimal() for part in parts)  # "di sini 15" is a place
    return mixed and 7 <= len(joined) <= 10 and all(len(part) <= 4 or not part.isalpha() for part in parts)


def _further(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.lower()) if word not in _ASKING]
