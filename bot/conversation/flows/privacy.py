"""V1, the notice in four lines, and the wishes of its rights, which an officer carries out."""

from __future__ import annotations

from bot.conversation.drafting import discard
from bot.conversation.step import Draft, File, Tag
from bot.conversation.turn import Option, Question, Stage, Turn
from core.terms import ReportTag


def start(turn: Turn) -> None:
    turn.interrupt()
    turn.go("privacy", "notice")


def _ask_notice(turn: Turn) -> Question:
    t, site = turn.t, turn.context.site
    text = t(
        "Data: pesan, berkas, dan lokasi yang Anda kirim, serta akun chat ini.\n"
        "Untuk apa: menindaklanjuti laporan Anda, tidak untuk yang lain.\n"
        "Berapa lama: laporan selama diperlukan untuk penanganannya menurut hukum; draf 72 jam.\n"
        "Siapa yang melihat: petugas yang menangani; nama Anda dirahasiakan kecuali Anda mengizinkan."
    )
    if site:
        text += "\n" + t("Lengkapnya: {page}").format(page=f"{site}/privasi")
    return Question(
        text,
        (
            Option("view", t("Lihat data saya")),
            Option("withdraw", t("Tarik persetujuan")),
            Option("delete", t("Hapus data")),
            Option("back", t("Kembali")),
        ),
    )


def _notice(turn: Turn, choice: str) -> bool:
    if choice == "back":
        turn.go_back()
    elif choice == "delete":
        turn.go("privacy", "delete")
    elif choice == "view":
        _file(turn, turn.t("Permintaan melihat data"), tag="question")
    elif choice == "withdraw":
        _file(turn, turn.t("Menarik persetujuan"), tag="question")
    else:
        return False
    return True


def start_deletion(turn: Turn) -> None:
    turn.interrupt()
    turn.go("privacy", "delete")


def _ask_delete(turn: Turn) -> Question:
    t = turn.t
    return Question(
        t(
            "Anda meminta petugas menghapus percakapan, nama, dan nomor Anda. "
            "Yang wajib disimpan untuk perkara tetap ada. Ajukan sekarang?"
        ),
        (Option("yes", t("Ya, hapus"), also=("ya", "hapus", "yes", "delete")),
         Option("no", t("Tidak"))),
    )  # fmt: skip


def _delete(turn: Turn, choice: str) -> bool:
    if choice == "yes":
        request(turn)
    elif choice == "no":
        turn.note(turn.t("Baik, tidak ada yang dihapus."))
        turn.go_back()
    else:
        return False
    return True


def request(turn: Turn) -> None:
    """A draft goes at once; a wish that was made before is not made twice."""
    asked = turn.data.get("deletion", "")
    discard(turn)
    if asked and turn.view(asked):
        turn.do(Tag(asked, "delete_request"))
        _tell(turn, asked)
    else:
        turn.data["deletion"] = turn.context.code
        _file(turn, turn.t("Permintaan menghapus data"), tag="delete_request")


def _file(turn: Turn, words: str, *, tag: ReportTag) -> None:
    """The wish is a report of its own, so that it cannot be overlooked."""
    messages = (turn.heard.message_id,) if turn.heard else ()
    draft = Draft(messages=messages, texts=(("", words),), category="other", category_sure=1.0)
    turn.do(File(turn.context.code, turn.context.pin, draft, priority=4, tags=(tag,), reasons=(tag,)))
    _tell(turn, turn.context.code)


def _tell(turn: Turn, code: str) -> None:
    turn.say(
        turn.t(
            "Permintaan Anda sudah kami teruskan ke petugas, dengan kode *{code}*. "
            "Petugas memeriksanya paling lama 3x24 jam dan mengabari Anda di sini."
        ).format(code=code),
        code=code,
    )
    if turn.draft is None:
        turn.rest()
    else:
        turn.go_back()


def stop(turn: Turn) -> None:
    """BERHENTI is about alerts; there are none to end yet, and replies are not alerts."""
    turn.note(
        turn.t(
            "Anda tidak berlangganan peringatan apa pun. Kabar tentang laporan Anda tetap kami kirim "
            "di sini. "
            "Untuk menghapus data, tulis HAPUS DATA."
        )
    )
    turn.asking = turn.flow not in {"idle", "sent", "officer"}


STAGES = {"notice": Stage(_ask_notice, _notice), "delete": Stage(_ask_delete, _delete)}
