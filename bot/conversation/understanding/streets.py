"""A street that the station's list does not hold, as people tell it: "di jl sidodadi no 12", "Gang Nakula 3"."""

from __future__ import annotations

import re

from bot.conversation.understanding import category_words, danger_words, harm_words, lexicon, police
from bot.conversation.understanding.shapes import PlaceGuess
from bot.conversation.understanding.words import EVERYDAY, LONGEST, Words

SURE = 0.5  # a guess to be looked at: nobody knows such a street
_KINDS = frozenset("jalan gang gg lorong perumahan perum komplek kompleks".split())
_BEFORE = frozenset(
    "di ke dari depan dpn dekat dkt sekitar sepanjang seputaran daerah kawasan samping belakang arah area ruas "
    "pertigaan perempatan simpang persimpangan ujung at in near from on".split()
)
# They may stand behind the first word of a name.
_PARTS = frozenset(
    "raya barat timur utara selatan tengah indah jaya baru lama permai asri besar kecil dalam i ii iii iv v vi".split()
)
# Words that stand behind one for a street and name none.
_ORDINARY = frozenset(
    (
        "a akhirnya akses and antar arah aspal atas bareng baru bawah bebas becek berdua berlubang besar bolong bos "
        "bu buat buntu butuh cepat dalam dan deh dekat dengan depan desa di dibelakang didekat didepan dikarenakan "
        "disana disini dong ds gede gelap here ini is itu juga kak kaki kampung kanan kec kecamatan kecil kel keluar "
        "kelurahan kemana kereta ketika kiri kita kok kota lagi lain licin lintas lurus macet makasih malam mana mas "
        "masuk mbak menuju min naik nasional near nih no nomor now nya pagi pak paling penghubung perlu pintas please "
        "poros protokol pulang raya rumah rusak rw saat saja sana satu searah sebelah sebentar sekolah sempit sendiri "
        "sendirian seperti sepi sering setapak siang sih sini sore sudah tanah tanjakan tanpa tembus tempat tengah "
        "terdapat terima terimakasih terjadi tersebut terus the there tiba tikus tol trotoar tsb tuh turun turunan "
        "umum utama utk warga was where who wilayah with ya yah yg "
    ).split()
)


def _known() -> frozenset[str]:
    """Words of which the lexicons speak: they tell what happened, and end a name."""
    phrases = [phrase for phrase, _ in (*danger_words.DANGER, *danger_words.HINTS)]
    phrases += [phrase for entries in category_words.CATEGORIES.values() for phrase, _ in entries]
    phrases += [*danger_words.HARMLESS, *harm_words.SEXUAL_OR_CHILD, *harm_words.MILD, *police.BADLY_SERVED]
    told = frozenset(word for phrase in phrases for word in phrase.split())
    return told | _ORDINARY | lexicon.INDONESIAN | lexicon.ENGLISH | lexicon.NEGATIONS | lexicon.PAST | set(EVERYDAY)


_ENDS = _known()
_WORD = r"(?!(?:no|nomor|nomer|km|blok|rt)\b)[^\W\d_][\w'’-]*"
_STREET = re.compile(
    rf"(?:\b(?P<before>\w+)\s+)?\b(?P<kind>(?:jl|jln|gg)\b\.?\s*|(?:jalan|gang|lorong|perum|perumahan|kompleks?)\s+)"
    rf"(?P<name>{_WORD}(?:(?:\. ?|[ ]+){_WORD}){{0,3}})"
    r"(?P<number>,?\s*(?:(?:no|nomor|nomer|km|blok|rt)\b[. ]*)?\d+[a-z]?(?:\s?[/-]\s?\d+)?\b)?",
    re.IGNORECASE,
)


def with_street(listed: tuple[PlaceGuess, ...], text: str, words: Words) -> tuple[PlaceGuess, ...]:
    """A street says more than the district it lies in, which says where it lies."""
    street = told(text, words)
    if street is None:
        return listed
    if not listed or listed[0].sure < SURE:
        return (street, *listed)
    first = listed[0]
    if not set(first.words).isdisjoint(street.words):
        return listed
    return (first._replace(name=f"{street.name}, {first.name}", words=(*street.words, *first.words)), *listed[1:])


def told(text: str, words: Words) -> PlaceGuess | None:
    """The first street with a name, in the words of the text."""
    if _KINDS.isdisjoint(words.plain):
        return None
    return next(filter(None, map(_guess, _STREET.finditer(text[:LONGEST]))), None)


def _guess(found: re.Match[str]) -> PlaceGuess | None:
    end = _end_of_name(found)
    if end is None or (found["kind"].strip().lower() == "jalan" and not _is_place(found)):
        return None
    if end == found.end("name") and found["number"]:
        end = found.end("number")
    name = " ".join(found.string[found.start("kind") : end].split())
    return PlaceGuess(name, None, None, tuple(name.lower().split()), SURE)


def _is_place(found: re.Match[str]) -> bool:
    """ "Jalan" is "to walk" as well."""
    return found["name"][0].isupper() or (found["before"] or "").lower() in _BEFORE


def _end_of_name(found: re.Match[str]) -> int | None:
    """None where no name stands: the road is only said to be wet."""
    end, start, is_proper = None, found.start("name"), found["name"][0].isupper()
    for word in re.finditer(_WORD, found["name"]):
        plain, is_part = word[0].lower(), word[0].lower() in _PARTS
        of_name = is_part or len(plain) == 1 or (is_proper and word[0][0].isupper())
        goes_on = plain == "raya" or len(plain) == 1 or (is_part and end)
        if not goes_on and plain in (_ORDINARY if end and of_name else _ENDS):
            break
        if end and is_proper and not of_name:
            break
        if end or plain != "raya":
            end = start + word.end()
    return end
