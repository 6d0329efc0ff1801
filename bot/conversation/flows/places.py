"""R3, where it happened: a pin, or words compared with the station's list of places.

where -> pin            -> next
      -> one place known or none  -> kept as written -> next
      -> several        -> which -> next
      -> a question, an account number -> kept with the report, asked again
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.conversation.drafting import absorb, check, gather, keep_file, may_be_asked_again, set_place
from bot.conversation.flows.corrections import said_instead
from bot.conversation.turn import SURE, Option, Question, Turn
from bot.conversation.understanding import PlaceGuess, app_in, asks, laughs, places_in, surely_asks
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
    "understand confused what whatever huh i sir please wait kirim send lanjut next terus di "
    "mana dimana".split()
)
# They plead or ask, whatever their length.
PLEAS = frozenset("jangan takut cepat cepetan kapan kenapa mengapa dont afraid scared hurry".split())
INSULTS = frozenset(
    "goblok goblog bego tolol bodoh dungu anjing anjir bangsat babi tai asu jancok jancuk brengsek kampret kontol "
    "memek stupid idiot dumb moron useless fuck fucking shit bullshit asshole".split()
)
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
ACCOUNT = re.compile(r"\d(?:[ .-]?\d){7,}")  # or a phone's
BANKS = frozenset("bca bri bni btn bsi cimb danamon bank rek rekening norek account".split())
# "Ini bayar gak pak", without the sign for it.
ASKED_LAST = re.compile(
    r"\b(?:kan|ga|gak|ngga|nggak|enggak|ndak|tidak|tdk|right)(?:\W+(?:ya|sih|pak|bu|kak|bang|min|mas|mbak))*\W*$",
    re.IGNORECASE,
)
WHERE = {
    "missing": N("Di mana terakhir terlihat?"),
    "fraud": N("Lewat aplikasi atau situs apa, atau di kota mana?"),
}
WHERE_ELSE = {"fraud": N("Tulis nama aplikasi, situs, atau kotanya, atau pilih Lewati.")}
A_FEW = 3  # words: so many only say that
MOST_QUESTIONS = 2  # instead of a place
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
        elif _asks(turn):
            _put_off(turn, proceed)
        elif says_nothing(turn):
            absorb(turn, describes=False)
            _ask_again(turn, proceed, most=1)
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


def _asks(turn: Turn) -> bool:
    """ "Ini gratis kan?" asks; "toko Jaya, depan masjid?" only doubts."""
    text, words = turn.text, turn.plain
    if not words or not _has_no_pin(turn) or places_in(text, turn.context.places):
        return False
    if surely_asks(text.rstrip(" ?!.")):
        return True
    if text.rstrip().endswith("?"):
        return words[0] not in PLACE_WORDS or "mana" in words
    return PLACE_WORDS.isdisjoint(words) and (asks(text) or ASKED_LAST.search(text) is not None)


def _put_off(turn: Turn, proceed: Next) -> None:
    """What is asked goes to the officers with the report, and does not stand for the place."""
    absorb(turn, describes=len(turn.text) > TELLS)
    turn.tell(turn.t("Pertanyaan Anda ikut dengan laporan ini. Petugas membacanya setelah laporan terkirim."))
    _ask_again(turn, proceed, most=MOST_QUESTIONS)


def _ask_again(turn: Turn, proceed: Next, *, most: int) -> None:
    turn.misses += 1
    if turn.misses > most:
        proceed(turn)
    else:
        turn.again()


def says_nothing(turn: Turn) -> bool:
    words = [word for word in turn.plain if not laughs(word)]
    nothing = NO_ANSWER.issuperset(words) or turn.is_thanks or _insults(turn)
    return bool(turn.plain) and nothing and _has_no_pin(turn)


def _insults(turn: Turn) -> bool:
    few = len(turn.plain) <= A_FEW
    return few and not INSULTS.isdisjoint(turn.plain) and PLACE_WORDS.isdisjoint(turn.plain)


def _has_no_pin(turn: Turn) -> bool:
    return turn.heard is not None and turn.heard.inbound.point is None


def _take(turn: Turn, proceed: Next) -> None:
    text = turn.text
    if turn.heard is not None and turn.heard.inbound.point is not None:
        draft = absorb(turn)
        turn.tell(turn.t("Titik lokasi diterima: {place}.").format(place=where(turn.t, draft)))
        proceed(turn)
    elif not keep_file(turn):
        said = said_instead(turn)  # "eh salah, di Melati"
        absorb(turn, describes=_tells(turn))
        _read(turn, said.place if said.instead and said.place else text, proceed)


def _read(turn: Turn, text: str, proceed: Next) -> None:
    guesses = places_in(text, turn.context.places)[:5]
    if len(guesses) > 1:
        turn.change(place=text[:120], point=None, near=())
        turn.data["places"] = [[guess.name, guess.lat, guess.lon] for guess in guesses]
        turn.go("report", "which")
        return
    app = _app(turn)
    if app and not guesses and _tells(turn):
        _write(turn, app)
        proceed(turn)
        return
    if not guesses and (_is_account(turn) or (_tells(turn) and PLACE_WORDS.isdisjoint(turn.plain))):
        described = not TELLING.isdisjoint(turn.plain) or _is_account(turn)
        if turn.misses < (2 if described else 1):
            turn.misses += 1
            turn.tell(turn.t("Kami tambahkan ke laporan."))
            turn.again()
            return
        if described:
            proceed(turn)
            return
    if guesses:
        set_place(turn, guesses[0], text=text if _is_place(turn, guesses[0]) else "")
        echo = turn.t("Tempat: {place}.").format(place=guesses[0].name)
        proceed(turn)
        if turn.flow == "report":  # the card would show it
            turn.tell(echo)
        return
    _write(turn, text)
    proceed(turn)


def _write(turn: Turn, place: str) -> None:
    """As it was written: there is nothing to check in it."""
    turn.change(place=place[:120], place_words=(), point=None, near=())
    check(turn, "place", sure=1.0)


def _tells(turn: Turn) -> bool:
    """More than the name of a place."""
    return len(turn.text) > TELLS or not (PLEAS | TELLING).isdisjoint(turn.plain) or _is_account(turn)


def _is_place(turn: Turn, guess: PlaceGuess) -> bool:
    """The whole text, "depan toko emas di Pasar Baru", and not "mobil saya dibaret orang di Pasar Baru"."""
    if "?" in turn.text:
        return False
    return not _tells(turn) or turn.plain[0] in PLACE_WORDS or turn.plain[0] == guess.words[0].casefold()


def _is_account(turn: Turn) -> bool:
    """ "BCA 1234567890 an Budi", "transfer ke 0812...": a detail, and no place."""
    words = turn.plain
    if not words or words[0] in PLACE_WORDS - {"ke"} or _app(turn):
        return False
    is_fraud = turn.draft is not None and turn.draft.category == "fraud"
    return ACCOUNT.search(turn.text) is not None or (is_fraud and not BANKS.isdisjoint(words))


def _app(turn: Turn) -> str:
    return app_in(turn.text) if turn.draft is not None and turn.draft.category == "fraud" else ""


def learn_app(turn: Turn) -> None:
    """Where a fraud went on, as its story says; the card marks it."""
    draft = turn.draft
    if draft is None or draft.category != "fraud" or draft.category_sure < SURE or draft.place or draft.point:
        return
    if name := app_in(draft.text):
        turn.change(place=name)
        check(turn, "place", sure=0.0)


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
