"""R4 when, R5 files, R6 one further question by category: offered, never needed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, time

from bot.conversation.drafting import absorb, gather, keep_file, set_when
from bot.conversation.flows.corrections import said_instead
from bot.conversation.flows.places import TELLS, UNKNOWN
from bot.conversation.turn import Option, Question, Turn, stamp
from bot.conversation.understanding import when as time_in
from bot.conversation.wording import N, files, happened

Next = Callable[[Turn], None]

NOTHING = (
    "tidak ada",
    "ga ada",
    "gak ada",
    "nggak ada",
    "tidak",
    "tidak tahu",
    "ga tau",
    "no",
    "none",
    "nothing",
    "not sure",
)
# With what is said to whom put aside, and "gak" and "udah" read as "tidak" and "sudah".
NO_FILES = ("tidak ada foto", "ga ada foto", "gak ada foto", "tidak punya foto", "no photo", "no photos", "gada",
            "tidak punya", "tidak ada fotonya", "tidak punya fotonya", "tidak sempat foto", "belum ada", "belum punya",
            "tidak ada lagi", "i do not have any", "i have none")  # fmt: skip
DONE = ("selesai", "sudah", "udah", "sudah semua", "itu aja", "itu saja", "sudah itu aja", "sudah itu saja", "cukup",
        "sudah cukup", "sekian", "sudah selesai", "done", "that is all", "thats all", "that is it")  # fmt: skip
EXTRAS = {
    "crash": N("Ada yang luka? Apakah jalan tertutup?"),
    "theft": N("Barang apa saja yang hilang, dan apa cirinya? Tulis nomor polisi kendaraan bila ada."),
    "fraud": N("Nomor atau rekening mana yang dipakai penipu, dan apakah uang sudah ditransfer?"),
    "missing": N("Tulis nama panggilan, umur, pakaian terakhir, dan di mana terakhir terlihat."),
}  # fmt: skip


def ask_when(turn: Turn) -> Question:
    t = turn.t
    return Question(
        t("Kapan kejadiannya?"),
        (
            Option("now", t("Sekarang")),
            Option("today", t("Hari ini")),
            Option("other", t("Waktu lain")),
        ),
    )


def answer_when(proceed: Next) -> Callable[[Turn, str], bool]:
    def heard(turn: Turn, choice: str) -> bool:
        if choice == "other":
            turn.say(turn.t("Tulis hari dan jam, misalnya *kemarin 21.00*. Kira-kira saja tidak apa-apa."))
            return True
        if choice:
            _set_button(turn, choice)
            proceed(turn)
        elif turn.words in UNKNOWN:
            absorb(turn, describes=False)
            proceed(turn)
        elif not (keep_file(turn) or gather(turn)):
            _read(turn, proceed)
        return True

    return heard


def _set_button(turn: Turn, choice: str) -> None:
    zone, now = turn.context.zone, turn.now
    midnight = now.astimezone(zone).combine(now.astimezone(zone).date(), time(), zone)
    at, precision = (now, "minute") if choice == "now" else (midnight.astimezone(UTC), "day")
    turn.change(when=stamp(at), when_precision=precision, when_words=(), when_text="")


def _read(turn: Turn, proceed: Next) -> None:
    guess = said_instead(turn).when or time_in(turn.text, now=turn.now, zone=turn.context.zone)
    absorb(turn, describes=len(turn.text) > TELLS)
    if guess is not None and not guess.future:
        draft = set_when(turn, guess)
        proceed(turn)
        if turn.flow == "report":  # the card would show it
            turn.tell(turn.t("Waktu: {when}.").format(when=happened(turn.t, draft, turn.context.zone)))
        return
    turn.misses += 1
    if turn.misses > 1:
        turn.change(when="", when_precision="", when_text=turn.text[:120])
        proceed(turn)
    elif guess is not None:
        turn.say(turn.t("Waktu itu belum terjadi. Tulis hari dan jam, misalnya *kemarin 21.00*."))
    else:
        turn.change(when_text=turn.text[:120])
        turn.say(turn.t("Tulis hari dan jam, misalnya *kemarin 21.00* atau *12/3*. Lupa? Tulis *tidak ingat*."))


def ask_media(turn: Turn) -> Question:
    t = turn.t
    if turn.draft is not None and turn.draft.media:
        return Question(
            t("{files} diterima. Ada lagi? Kirim saja, atau pilih Sudah selesai.").format(
                files=files(t, turn.draft.media)
            ),
            (Option("done", t("Sudah selesai"), means="no", also=(*DONE, *NOTHING, *NO_FILES)),),
        )
    return Question(
        t("Ada foto, video, atau suara? Jangan mendekati bahaya untuk memotret."),
        (
            Option("none", t("Tidak ada"), means="no", also=(*NOTHING, *NO_FILES)),
            Option("done", t("Sudah selesai"), means="other", also=DONE),
        ),
    )


def answer_media(proceed: Next) -> Callable[[Turn, str], bool]:
    def heard(turn: Turn, choice: str) -> bool:
        if choice:
            proceed(turn)
        else:
            absorb(turn)
            turn.data["showed"] = turn.data.get("showed", False) or turn.shows
            turn.wait_quiet()
        return True

    return heard


def acknowledge(proceed: Next) -> Next:
    def quiet(turn: Turn) -> None:
        """Who goes on telling, instead of showing something, has nothing more to show."""
        turn.misses = 0 if turn.data.pop("showed", False) else turn.misses + 1
        if turn.misses:
            turn.tell(turn.t("Kami tambahkan ke laporan."))
        if turn.misses > 1:
            proceed(turn)
        else:
            turn.again()

    return quiet


def ask_extra(turn: Turn) -> Question:
    category = turn.draft.category if turn.draft else ""
    return Question(
        turn.t(EXTRAS.get(category, EXTRAS["crash"])), (Option("skip", turn.t("Lewati"), also=NOTHING, wordy=True),)
    )


def answer_extra(proceed: Next) -> Callable[[Turn, str], bool]:
    def heard(turn: Turn, choice: str) -> bool:
        if turn.is_thanks and "said" not in turn.data:  # it sounds like the end
            absorb(turn, describes=False)
        elif not choice and (keep_file(turn) or gather(turn)):
            return True
        elif not choice:
            draft = absorb(turn)
            turn.change(extra="\n".join(filter(None, (draft.extra, turn.text)))[:2000])
        proceed(turn)
        return True

    return heard
