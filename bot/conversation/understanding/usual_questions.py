"""What people ask before they trust a chat: is it free, who reads it, will he know my name?

A question is known when each of its words is: with a word of what happened beside it, it is part of a story.
"""

from __future__ import annotations

import re
from itertools import product
from typing import NamedTuple

from bot.conversation.understanding.words import Words, split

LONGEST = 160  # characters of all that is asked at once

_PIECE = re.compile(r"[^?!.,;\n]+\??")
_PARENTS = re.compile(
    r"\b(?:orang ?tua|ortu|(?:ibu|bapak|mama|mamah|papa|papah|ayah|bunda|emak|mak)(?:ku| saya)"
    r"|(?:mama|mamah|papa|papah|ayah|bunda|emak)|(?:parents?|mum|mom|dad|mother|father))(?:ku|nya| saya)?\b"
)
_WISH = re.compile(
    r"\b(?:(?:saya )?(?:mau|ingin|boleh|numpang|izin|ijin|cuma|sekalian) )?(?:tanya|bertanya|nanya)\b"
    r"|\b(?:(?:can|may) i|i (?:want|would like) to|just) ask\b|\bquick question\b"
)
_ADDRESS = frozenset(
    "pak bu bapak ibu kak kakak mas mbak bang bro gan min admin om tante dek komandan ndan sir madam maam halo "
    "hallo hai hi hello hey permisi misi maaf sorry assalamualaikum selamat pagi siang sore malam good morning "
    "afternoon evening please".split()
)
_ASIDE = _ADDRESS | frozenset(  # says nothing in a question
    "ya yah sih dong deh nih kok lah loh lho ini itu btw trus terus lalu tapi jadi dan oh eh um uh ok oke so but and "
    "then also just kalau kl nanti emang memang sebenarnya saja aja".split()
)
_ASKING = frozenset("apa apakah kan berapa kapan siapa haruskah perlukah how when who".split())
_FIRST = frozenset("do does will is are can could must should would what any am".split())
_LAST = frozenset("tidak kan ya".split())
_HARDLY = _ASIDE - _LAST
_SIGNS = _ASKING | _FIRST | _LAST  # without one of these nothing is asked

_HERE = frozenset(
    "di sini disini lapor melapor ngelapor laporan laporannya pesan chat layanan saya kami apa apakah kan tidak atau "
    "yang bisa akan bakal untuk buat kalau sudah report reporting message chat service here this it the a my is are do "
    "does will i you to of for if in officer officers".split()
)


class _Question(NamedTuple):
    about: tuple[frozenset[str], ...]  # all words of one of these are in it
    beside: frozenset[str]  # these may be


def _any(*groups: str, beside: str) -> _Question:
    """Each group is like "berapa lama" or "harus/perlu datang/kantor": one word of each of its parts."""
    about = [frozenset(one) for group in groups for one in product(*(part.split("/") for part in group.split()))]
    return _Question(tuple(about), _HERE.union(*about, beside.split()))


_QUESTIONS = {
    "free": _any(
        "gratis", "gratiskah", "biaya", "biayanya", "dipungut", "free", "cost", "charge", "fee",
        beside="bayar harus perlu ada kena berapa need have how much does money any anything there charged",
    ),
    "pay": _any(
        "bayar", "membayar", "bayarnya", "pay",
        beside="harus perlu berapa kena have need how much money any anything",
    ),
    "when": _any(
        "berapa lama", "lama tidak", "lama kan", "berapa hari/jam dibaca/dibalas/dijawab/ditanggapi/direspon",
        "kapan dibaca/dibalas/dijawab/ditanggapi/direspon/dilihat/dicek/baca/membaca/balas/jawab", "how long",
        "when will/do/does read/reply/answer/respond/look",
        beside="petugas polisi polisinya petugasnya prosesnya menunggu nunggu ditunggu tunggu harus sampai baru "
        "dibaca dibalas dijawab ditanggapi direspon "
        "police someone somebody anyone take takes usually until before get reply answer an at me us",
    ),
    "who": _any(
        "siapa baca/membaca/bacanya/dibaca/lihat/liat/melihat/dilihat", "polisinya/petugasnya baca/lihat/liat/tau/tahu",
        "dibaca/dilihat polisi/petugas/orang", "who read/reads/see/sees/look/looks", "officer/policeman/cop see/read",
        beside="isi isinya semua petugas polisi at that can gets get everyone all ini itu other people",
    ),
    "known": _any(
        "tau/tahu/ketahuan/diberitahu nama/identitas", "tau/tahu/ketahuan siapa lapor/melapor/melaporkan/laporin",
        "dia/mereka/pelaku/pelakunya/orangnya tau/tahu saya/lapor/melapor/dilaporkan",
        "nama/identitas/namanya dirahasiakan/rahasia/aman/disebut/disebutkan/ketahuan/terjaga/dijaga/kelihatan",
        "ketahuan tidak/kan", "ini/laporan rahasia/dirahasiakan tidak/kan",
        "dirahasiakan/rahasia kan/tidak",
        "is confidential/private", "kept confidential/private/secret",
        "he/she/they/him/them know/knows/learn/find my/me", "my name know/known/shared/told/shown/revealed/secret/safe",
        beside="dia mereka orang orangnya pelaku pelakunya tetangga tetangganya dilaporkan yang lapor melapor "
        "melaporkan laporin nama identitas oleh sama ke tetap jadi tahu tau siapa itu person accused reported "
        "name was that who out about be get told stay find know learn he she they ini sampai akan",
    ),
    "office": _any(
        "harus/perlu/mesti/wajib/musti datang/dtg/kantor/polsek/polres/spkt", "harus/perlu/mesti/wajib/musti ke sana",
        "have/need/must/should come/go/visit office/station/person/there/in",
        beside="ke kantor polisi kantornya polsek polres spkt sana kesana langsung sendiri juga lagi datang visit go "
        "come have need must should at police office station person there",
    ),
    "card": _any(
        "perlu/harus/butuh/pakai/bawa/wajib/mesti/kirim/dikirim/diminta/syaratnya/pake ktp/nik/ektp",
        "perlu/harus/butuh/kirim fotokopi/identitas", "need/have/send/show/bring/require id/ktp/identification/card",
        beside="fotokopi foto fotonya copy kopi ada nomor kartu identitas identity card photo number an e harus perlu "
        "kirim dikirim bawa need have send show bring must",
    ),
    "parents": _any(
        "parents tau/tahu/dikasih/diberi/diberitahu/dikabari/dihubungi/dihubungin/ditelepon/dipanggil/ketahuan",
        "parents know/told/tell/learn/find/call/contact/inform/informed",
        beside="tau tahu dikasih kasih diberi nya sampai akan harus ke sama be out about this that get going call "
        "tell told have",
    ),
}  # fmt: skip


def usual_questions(text: str, words: Words) -> tuple[str, ...]:
    """Their names, in the order in which they are asked; none where anything else is said as well."""
    if len(text) > LONGEST or not (words.question or not _SIGNS.isdisjoint(words.plain)):
        return ()
    found: dict[str, None] = {}
    for piece in _PIECE.findall(text):
        name = _asked(piece)
        if name is None:
            return ()
        if name:
            found[name] = None
    return tuple(found)


def _asked(piece: str) -> str | None:
    """ "" for a mere "halo pak", None for what is no usual question."""
    text = _WISH.sub(" ", _PARENTS.sub(" parents ", " ".join(split(piece).plain)))
    words = text.split()
    said = frozenset(word for word in words if word not in _ASIDE)
    if not said:
        return ""
    if not (piece.endswith("?") or _is_asked(words)):
        return None
    return next((name for name, question in _QUESTIONS.items() if _fits(said, question)), None)


def _is_asked(words: list[str]) -> bool:
    """People seldom write the sign for it."""
    core = [word for word in words if word not in _HARDLY] or words
    return not _ASKING.isdisjoint(core) or core[0] in _FIRST or core[-1] in _LAST


def _fits(said: frozenset[str], question: _Question) -> bool:
    return said <= question.beside and any(about <= said for about in question.about)
