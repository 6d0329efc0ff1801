"""The wish for another language, in a sentence of nothing else: "sorry, can you repeat in english?"."""

from __future__ import annotations

import re

LONGEST = 80
_NAMED = re.compile(r"\b(?:(?:bahasa|bhs|basa) (?P<local>inggris|indonesia|indo)|(?P<own>english|indonesian))\b")
_APART = re.compile(r"[,.;!?]|\b(?:please|pls|plz|tolong)\b")
_NO = re.compile(r"\b(?:not|no|don[’']?t|can[’']?t|cannot|tidak|tdk|gak|ga|nggak|ngga|enggak|bukan|belum)\b")
_WORDS = frozenset(
    "sorry please pls plz hi hello can could cannot cant dont don t would you u we i im m me do not no only just "
    "speak talk understand know read write use say repeat reply answer continue it that this again switch change go "
    "back to in into with well good very much so the a language instead of and but "
    "maaf tolong bisa bs boleh mau ingin pengen saya aku sy gak ga tidak tdk nggak ngga enggak bukan belum ngerti "
    "mengerti paham pakai pake gunakan ganti balik kembali ke dalam dlm dengan aja saja ya dong lagi pak bu min kak "
    "mas mbak bahasa bhs basa ngomong bicara ulang ulangi diulang jawab balas tulis deh kalau".split()
)


def language_wish(text: str) -> str | None:
    """ "english" or "indonesian": the one named last, unless it is the one that is not spoken."""
    plain = text.lower()
    names = list(_NAMED.finditer(plain)) if len(plain) <= LONGEST else []
    if not names or not _WORDS.issuperset(re.findall(r"\w+", _NAMED.sub(" ", plain))):
        return None
    last = names[-1]
    since = names[-2].end() if len(names) > 1 else 0
    before = _APART.split(plain[since : last.start()])[-1]
    english = (last["local"] or last["own"]) in {"inggris", "english"}
    return "english" if english != bool(_NO.search(before)) else "indonesian"
