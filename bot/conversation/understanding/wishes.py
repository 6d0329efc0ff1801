"""What is wished of a report that was sent: news of it, to take it back, to add to it, or to open it again."""

from __future__ import annotations

import re

from bot.conversation.understanding.lexicon import GREETINGS
from bot.conversation.understanding.words import split

LONGEST = 120  # characters
SHORT = 60
_NEWS = frozenset("kabar update updates perkembangan kemajuan progres progress kelanjutan news nasib".split())
_HOW = frozenset("bagaimana gmna belum status sampai what whats how hows heard found find anything happened".split())
_MADE = frozenset("laporan aduan pengaduan kasus perkara report case".split())
_LOST = frozenset(
    "motor mobil sepeda hp dompet tas laptop barang uang bike motorbike motorcycle car phone wallet bag money".split()
)
_AROUND = GREETINGS | frozenset(  # says nothing else beside them
    (
        "mau ingin tanya menanyakan ini itu ya yah dong nih sih terus jadi lalu soal tentang untuk apa apakah masih "
        "sekarang kok kenapa sudah ada ketemu ditemukan dapat minta menunggu nunggu kapan tidak lagi saya kami ku yang "
        "kemarin tadi minggu hari mana ditangani diproses dibaca dicek ditindaklanjuti tindak lanjut kah deh please is "
        "are there have has you do did been got get any some no still yet about on to with from the my our it of i we "
        "for me new going s"
    ).split()
)
_VERB = re.compile(r"\b(?<!my )(?<!our )(?<!the )report\b", re.IGNORECASE)
_TAKE = r"(?:di)?(?:batal|cabut|tarik)(?:in|kan)?|withdraw|cancel|take back|drop"
_TAKES_BACK = re.compile(
    rf"\b(?:{_TAKE})\W+(?:\w+\W+){{0,2}}(?:laporan|aduan|report)"
    rf"|\b(?:laporan|aduan|report)\w*\W+(?:\w+\W+){{0,4}}(?:{_TAKE})\b"
    rf"|^\W*(?:(?:pak|bu|min|kak|saya|mau|tolong|please)\W+)*(?:{_TAKE})(?:\W+(?:aja|saja|dong|ya|pak|bu|it|please))*\W*$",
    re.IGNORECASE,
)
_GONE, _KEY = r"(?:lupa|hilang|ilang|kehapus|terhapus|lost|forg[eo]t\w*)", r"(?:kode|pin|code)(?:nya)?"
_LOST_CODE = re.compile(rf"\b{_GONE}\W+(?:\w+\W+){{0,3}}{_KEY}\b|\b{_KEY}\W+(?:\w+\W+){{0,3}}{_GONE}\b", re.IGNORECASE)
_OTHER_CODE = re.compile(r"\b(?:atm|otp|bank|kartu|card|verifikasi|hp|hape|phone|wa|whatsapp)\b", re.IGNORECASE)
_ADDS = re.compile(
    r"\W*(?:oh? i?ya|oiya|eh iya|tambahan|nambah\w*|(?:mau|ingin) (?:me)?n?(?:am|tam)bah\w*|lupa (?:bilang|tadi)|"
    r"satu lagi|1 lagi|ada lagi|oh and|one more|another thing|(?:i )?(?:forgot|want) to (?:say|add))\b",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"\W*(?:(?:h[ae]l+o|hai|hi|pak|bu|min|selamat|pagi|siang|sore|malam|saya|aku|i|cuma|just|hanya)\W+)*"
    r"(?:mau|ingin|pengen|want to|wanted to|would like to) (?:bilang |ngucapin |mengucapkan |ucapkan |sampaikan |say )?"
    r"(?:banyak )?(?:terima ?kasih|makasih|trims|thank)\b",
    re.IGNORECASE,
)
_FOUND = re.compile(
    r"\b(?:sudah|udah|udh|dah|sdh) (?:ketemu|ditemukan|pulang|balik|kembali)\b|\balhamdulillah\b"
    r"|\b(?:been|was|were|have|we) found\b|\b(?:is|are|came) (?:back )?home\b",
    re.IGNORECASE,
)
_GRIM = re.compile(
    r"\b(?:meninggal|tewas|mati|mayat|jasad|jenazah|wafat|luka|terluka|dead|died|body|drowned|hurt|injured)\b",
    re.IGNORECASE,
)
_NOT_ALL = re.compile(r"\b(?:tapi|tetapi|belum|blm|masih|bukan|but|not|still|except)\b", re.IGNORECASE)
_ONE_MORE = re.compile(r"\b(?:satu lagi|1 lagi|ada lagi|one more|another)\b", re.IGNORECASE)


def asks_news(text: str, *, made: bool) -> bool:
    """Of a report, and nothing else. made: one is known; else it has to be spoken of, or of what was lost."""
    words = [_bare(word) for word in split(text).plain] if len(text) <= LONGEST else []
    named = not (_MADE | _LOST).isdisjoint(words)
    if not (_AROUND | _NEWS | _HOW | _MADE | _LOST).issuperset(words) or not (made or named) or _VERB.search(text):
        return False
    small_talk = not named and "apa kabar" in " ".join(words)
    return (not _NEWS.isdisjoint(words) and not small_talk) or (named and not _HOW.isdisjoint(words))


def _bare(word: str) -> str:
    bare = word.removesuffix("nya")
    return bare if bare in _NEWS | _MADE | _LOST else word


def is_found(text: str) -> bool:
    """What was lost, or who was missing, is back, and well."""
    return _FOUND.search(text) is not None and _GRIM.search(text) is None


def is_over(text: str) -> bool:
    """It is found, and nothing else is told."""
    return len(text) <= SHORT and is_found(text) and _NOT_ALL.search(text) is None


def takes_back(text: str) -> bool:
    return len(text) <= LONGEST and "jangan" not in text.casefold() and _TAKES_BACK.search(text) is not None


def has_lost_code(text: str) -> bool:
    """Of a report, not of a card or a phone."""
    return len(text) <= LONGEST and _LOST_CODE.search(text) is not None and not _OTHER_CODE.search(text)


def adds(text: str) -> bool:
    """ "Oh iya", "satu lagi": there was something before."""
    return _ADDS.match(text) is not None


def thanks(text: str) -> bool:
    """ "Mau bilang makasih buat pak polisi kemarin"."""
    return len(text) <= 2 * LONGEST and _THANKS.match(text) is not None


def tells_one_more(text: str) -> bool:
    return _ONE_MORE.search(text) is not None
