"""R3, where it happened: a pin, or words compared with the station's list of places.

where -> pin            -> next
      -> one place known or none  -> kept as written -> next
      -> several        -> which -> next
"""

from __future__ import annotations

from collections.abc import Callable

from bot.conversation.drafting import absorb, gather, keep_file, may_be_asked_again, set_place
from bot.conversation.turn import Option, Question, Turn
from bot.conversation.understanding import laughs, places_in
from bot.conversation.wording import N, where

HERE = frozenset({"di sini", "disini", "sini", "here", "lokasi saya", "tempat saya", "my location"})
UNKNOWN = frozenset(
    {"tidak tahu", "tidak tau", "gak tahu", "gak tau", "ga tau", "ga tahu", "nggak tahu", "nggak tau", "gatau",
     "kagak tau", "entah", "tidak ingat", "ga inget", "gak ingat", "lupa", "terserah", "bodo amat",
     "mboten ngertos", "ora ngerti", "teu terang", "dunno", "i don't know", "dont know", "don't know", "not sure",
     "no idea", "idk"}
)  # fmt: skip
# Words that name no place and no time, said alone.
NO_ANSWER = frozenset(
    "ya iya iyo nggih inggih muhun yes y tidak nggak gak ga no ok oke okay baik siap betul benar terima kasih "
    "terimakasih "
    "makasih thanks thank you pak bu bapak ibu halo hai hi hello apa hah hmm hm ngerti mengerti paham bingung maksud "
    "maksudnya kak mas mbak min nak nduk bang om tante dik sebentar bentar tunggu dulu trus terus lalu dont don t do "
    "understand confused what whatever huh i sir please wait kirim send lanjut next terus".split()
)
# They plead or ask, whatever their length.
PLEAS = frozenset("jangan takut cepat cepetan kapan kenapa mengapa dont afraid scared hurry".split())
PLACE_WORDS = frozenset(
    "di ke jalan jl jln gang gg rt rw desa kelurahan kecamatan kota kampung dusun pasar dekat depan belakang "
    "samping sebelah "
    "seberang toko masjid sekolah rumah kantor terminal stasiun lampu simpang pertigaan perempatan km at in on near "
    "beside "
    "behind street road market beach hotel".split()
)
# They tell of a person or a thing.
TELLING = frozenset(
    "nama namanya dipanggil umur umurnya usia usianya pakai memakai berbaju baju celana jaket jilbab rambut kulit "
    "tinggi badan badannya warna warnanya plat platnya nopol merk pelaku pelakunya orangnya dia ia ciri cirinya "
    "telepon phone wearing shirt jacket hair years old his her he she name named plate colour color".split()
)
WHERE = {
    "missing": N("Di mana terakhir terlihat?"),
    "fraud": N("Lewat aplikasi atau situs apa, atau di kota mana?"),
}
WHERE_ELSE = {"fraud": N("Tulis nama aplikasi, situs, atau kotanya, atau pilih Lewati.")}
A_FEW = 3  # words: so many only say that
TELLS = 30  # characters: more than a place is said
Next = Callable[[Turn], None]


def ask(turn: Turn) -> Question:
    t, kind = turn.t, turn.draft.category if turn.draft else ""
    text = t(WHERE.get(kind, "Di mana kejadiannya?"))
    if turn.misses:
        text = t(
            WHERE_ELSE.get(kind, "Tulis nama tempatnya, misalnya *Jalan Sudirman dekat pasar*, atau pilih Lewati.")
        )
    return Question(
        text,
        (
            Option("pin", t("Kirim lokasi"), wants="location"),
            Option("type", t("Ketik tempat")),
            Option("skip", t("Lewati")),
        ),
    )


def how_to_pin(turn: Turn) -> str:
    if not turn.context.abilities.push:  # a page of our own
        return turn.t("Tekan tanda lokasi atau tanda peta di kolom pesan. Bisa juga tulis nama tempatnya.")
    return turn.t("Tekan tanda + atau klip di kolom pesan, pilih Lokasi, lalu Kirim. Bisa juga tulis nama tempatnya.")


def answer(proceed: Next) -> Callable[[Turn, str], bool]:
    def heard(turn: Turn, choice: str) -> bool:
        if choice == "pin" or (not choice and turn.words in HERE and _has_no_pin(turn)):
            turn.say(how_to_pin(turn))
        elif choice == "type":
            turn.say(turn.t("Tulis nama tempatnya: jalan, desa, atau bangunan yang dekat."))
        elif choice == "skip" or turn.words in UNKNOWN:
            if not choice:
                absorb(turn, describes=False)
            proceed(turn)
        elif gather(turn):
            pass
        elif _asks_for_secrecy(turn):
            _answer_that_first(turn)
            proceed(turn)
        elif says_nothing(turn) and turn.misses == 0:
            absorb(turn, describes=False)
            turn.misses = 1
            turn.again()
        elif says_nothing(turn):
            absorb(turn, describes=False)
            proceed(turn)
        else:
            _take(turn, proceed)
        return True

    return heard


def _asks_for_secrecy(turn: Turn) -> bool:
    """ "Anonim penuh" is no place: once, what it asks for is dealt with before this question comes back."""
    understood = turn.heard.understood if turn.heard is not None else None
    if understood is None or not understood.secrecy or not _has_no_pin(turn):
        return False
    return PLACE_WORDS.isdisjoint(turn.plain) and not places_in(turn.text, turn.context.places)


def _answer_that_first(turn: Turn) -> None:
    again = turn.data.get("secrecy_first", False)
    turn.data["secrecy_first"] = True
    turn.data.setdefault("secrecy", "wanted")
    absorb(turn, describes=len(turn.plain) > A_FEW)
    if not again:
        may_be_asked_again(turn, "where")


def says_nothing(turn: Turn) -> bool:
    words = [word for word in turn.plain if not laughs(word)]
    return bool(turn.plain) and (NO_ANSWER.issuperset(words) or turn.is_thanks) and _has_no_pin(turn)


def _has_no_pin(turn: Turn) -> bool:
    return turn.heard is not None and turn.heard.inbound.point is None


def _take(turn: Turn, proceed: Next) -> None:
    text = turn.text
    if turn.heard is not None and turn.heard.inbound.point is not None:
        draft = absorb(turn)
        turn.note(turn.t("Titik lokasi diterima: {place}.").format(place=where(turn.t, draft)))
        proceed(turn)
    elif not keep_file(turn):
        absorb(turn, describes=_tells(turn))
        _read(turn, text, proceed)


def _read(turn: Turn, text: str, proceed: Next) -> None:
    guesses = places_in(text, turn.context.places)[:5]
    if len(guesses) > 1:
        turn.change(place=text[:120], point=None, near=())
        turn.data["places"] = [[guess.name, guess.lat, guess.lon] for guess in guesses]
        turn.go("report", "which")
        return
    if not guesses and _tells(turn) and PLACE_WORDS.isdisjoint(turn.plain):
        described = not TELLING.isdisjoint(turn.plain)
        if turn.misses < (2 if described else 1):
            turn.misses += 1
            turn.note(turn.t("Kami tambahkan ke laporan."))
            turn.again()
            return
        if described:
            proceed(turn)
            return
    if guesses:
        set_place(turn, guesses[0], text=text)
        echo = turn.t("Tempat: {place}.").format(place=guesses[0].name)
        proceed(turn)
        if turn.flow == "report":  # the card would show it
            turn.note(echo)
        return
    turn.change(place=text[:120], place_words=(), point=None, near=())
    proceed(turn)


def _tells(turn: Turn) -> bool:
    """More than the name of a place."""
    return len(turn.text) > TELLS or not (PLEAS | TELLING).isdisjoint(turn.plain)


def ask_which(turn: Turn) -> Question:
    t = turn.t
    found = turn.data.get("places", [])
    options = [Option(f"p{number}", name[:24]) for number, (name, _, _) in enumerate(found)]
    return Question(t("Yang mana?"), (*options, Option("none", t("Bukan itu semua"))))


def answer_which(proceed: Next) -> Callable[[Turn, str], bool]:
    def heard(turn: Turn, choice: str) -> bool:
        if not choice and gather(turn):
            return True
        found = turn.data.pop("places", [])
        if choice.startswith("p") and choice[1:].isdigit() and int(choice[1:]) < len(found):
            name, lat, lon = found[int(choice[1:])]
            turn.change(place=name, point=None if lat is None or lon is None else (lat, lon), near=())
        elif not choice:
            _take(turn, proceed)
            return True
        proceed(turn)
        return True

    return heard
