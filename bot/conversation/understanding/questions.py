"""Is it a question? People seldom write the sign for it."""

from __future__ import annotations

import re
from collections.abc import Collection

_BEFORE = (
    r"(?:(?:pak|bu|nak|kak|bang|bro|mas|mbak|min|permisi|halo|hai|hi|hello|hey|terus|trus|trs|lalu|kalau|jadi|so)\W+)*"
)
_SURELY = (
    r"apakah|bagaimana|gimana|gmn|gmna|bgmn|piye|kumaha|berapa|brp|kapan|kpn|siapa|mengapa|kenapa|knp|kok|"
    r"bisakah|bolehkah|"
    r"what|how|when|where|who|why"
)
_AFTER = r"(?:\W+(?:ya|sih|nih|dong|pak|bu|nak|kak|bang|bro|min|mas|mbak))*\W*$"
SURELY = re.compile(rf"{_BEFORE}(?:{_SURELY})\b", re.IGNORECASE)
ASKING = re.compile(
    rf"{_BEFORE}(?:{_SURELY}|apa|bisa|boleh|cara|syarat(?:nya)?|"
    r"(?:saya |aku |i )?(?:mau|ingin|want to|would like to|may i|can i)? ?(?:tanya|bertanya|nanya|ask)|"
    r"can|could|do|does|is|are)\b",
    re.IGNORECASE,
)
WISHED = re.compile(
    r"\b(?:mau|ingin|numpang|izin|ijin|boleh|want to|like to) (?:tanya|nanya|bertanya|ask)\b", re.IGNORECASE
)
ASKED_LAST = re.compile(
    rf"\b(?:berapa|brp|gimana|gmn|gmna|piye|bagaimana|kapan|kpn|apa aja|apa saja){_AFTER}", re.IGNORECASE
)
# Whether a piece of news is true.
TRUE = frozenset(
    "benar bener betul benaran beneran betulan benarkah betulkah hoax hoaks klarifikasi true real fake".split()
)
_HOAX = (
    r"(?<!bukan )\bhoa(?:x|ks)\W+(?:atau|ya|kan|bukan|apa|or)\b|(?<!bukan )\bhoa(?:x|ks)\W*\?|"
    r"\b(?:atau|apa|or) hoa(?:x|ks)\b"
)
TRUTH = re.compile(
    rf"{_HOAX}|\b(?:apa|apakah|apkh|emang|memang)\W+(?:\w+\W+)?(?:benar|bener|betul)(?:an)?\b|\b(?:benar|betul)kah\b|"
    r"\b(?:benar|bener|betul)(?:an)?\W+(?:ga|gak|ngga|nggak|enggak|tidak|tdk|ndak|atau|apa)\b|"
    r"\b(?:benar|bener|betul)(?:an)?\W+(?:(?:ya|min|pak|bu|kak|bang|mas|mbak)\W*){0,2}\?|"
    r"\bmana yang (?:benar|betul)\b|\bklarifikasi\b|\bis (?:it|this|that|the \w+) (?:true|real|fake)\b",
    re.IGNORECASE,
)
NEWS = re.compile(
    r"\b(?:berita|kabar|info|isu|rumor|viral|beredar|rame|ramai|broadcast|hoax|hoaks|news|rumou?r|story)(?:nya)?\b|"
    r"\b(?:katanya|kata orang)\b|"
    r"\b(?:benar|bener|betul|benarkah|betulkah) ada\b|\bis it true\b",
    re.IGNORECASE,
)


ONLY = re.compile(
    r"\b(?:cuma|cuman|hanya|sekadar|sekedar|just|only)\W+(?:mau\W+)?(?:tanya|nanya|bertanya|ask|asking|wondering)\b",
    re.IGNORECASE,
)


def asks_of_news(text: str, words: Collection[str]) -> bool:
    """words: of the text; a quick look at them spares most texts the thorough one."""
    return not TRUE.isdisjoint(words) and TRUTH.search(text) is not None and NEWS.search(text) is not None


def only_asks(text: str) -> bool:
    """Whether something is true, or "cuma nanya": for who was asked what their words are."""
    return TRUTH.search(text) is not None or ONLY.search(text) is not None


def asks(text: str) -> bool:
    """Perhaps: where the next thing is to ask which it is."""
    return surely_asks(text) or ASKING.match(text) is not None or WISHED.search(text) is not None


def surely_asks(text: str) -> bool:
    return text.rstrip().endswith("?") or SURELY.match(text) is not None or ASKED_LAST.search(text) is not None
