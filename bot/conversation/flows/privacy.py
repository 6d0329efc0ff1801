"""V1, the notice in four lines, and its rights: what can be done at once is, for the rest there is an officer."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from bot.conversation import assent
from bot.conversation.drafting import discard
from bot.conversation.flows import apart
from bot.conversation.step import Draft, Erase, Export, File, Say, Tag, Withdraw
from bot.conversation.turn import Option, Question, Stage, Turn, stamp
from bot.conversation.wording import with_reminder
from bot.messages import Outbound
from core.terms import ReportTag

PROOF_SHOWN = timedelta(days=3)  # on a page, which cannot be delivered to
ASKED_FOR = timedelta(hours=1)  # a yes that comes later is asked again what it means
MOST = 2  # times what to type is said
LISTED = 40  # codes in one message


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
        _confirm(turn)
    elif choice == "view":
        turn.do(Export(Outbound(turn.t("Ini yang kami simpan tentang Anda:"))))
        _leave(turn)
    elif choice == "withdraw":
        _withdraw(turn)
    else:
        return False
    return True


def _withdraw(turn: Turn) -> None:
    """Noted at once; officers hear of it where they still work on a report of this person."""
    has_open = bool(turn.open_reports())
    turn.do(Withdraw(turn.context.code if has_open else ""))
    if has_open:
        turn.say(turn.t("Persetujuan Anda ditarik dan tercatat. Laporan berikutnya menanyakannya lagi."))
        _wish(turn, "withdrawal", turn.t("Menarik persetujuan"), tag="withdraw_request")
    else:
        turn.say(
            turn.t(
                "Persetujuan Anda ditarik dan tercatat. Tidak ada laporan terbuka. "
                "Laporan berikutnya menanyakannya lagi."
            )
        )
        _leave(turn)


def start_deletion(turn: Turn) -> None:
    turn.interrupt()
    _confirm(turn)


def _confirm(turn: Turn) -> None:
    turn.data["deleting"] = stamp(turn.now)
    turn.go("privacy", "delete")


def _ask_delete(turn: Turn) -> Question:
    t = turn.t
    text = t(
        "Anda meminta petugas menghapus percakapan, nama, dan nomor Anda. "
        "Yang wajib disimpan untuk perkara tetap ada. Ajukan sekarang?"
    )
    if not turn.context.reports:
        text = t("Percakapan, nama, dan draf Anda kami hapus langsung dan tidak bisa dikembalikan. Hapus sekarang?")
    if turn.misses:
        text = t("Belum ada yang dihapus. Tulis HAPUS bila setuju, atau TIDAK.")
    return Question(
        text,
        (Option("yes", t("Ya, hapus"), also=assent.PLAINLY),
         Option("no", t("Tidak"), means="no", also=("jangan", "do not"))),
    )  # fmt: skip


def _delete(turn: Turn, choice: str) -> bool:
    if choice == "yes" and str(turn.data.get("deleting", "")) < stamp(turn.now - ASKED_FOR):
        _confirm(turn)
    elif choice == "yes":
        request(turn)
    elif choice == "no" or turn.is_thanks or (assent.wavers(turn.text) and turn.misses >= MOST):
        turn.tell(turn.t("Baik, tidak ada yang dihapus."))
        turn.go_back()
    elif assent.wavers(turn.text):
        turn.misses += 1
        turn.again()
    else:  # something else is said, and finds its place
        turn.tell(turn.t("Baik, tidak ada yang dihapus."))
        turn.flow, turn.step = "idle", ""  # a yes to something else deletes nothing
        return False
    return True


def request(turn: Turn) -> None:
    """At once where there is no report. Else a draft goes at once, and an officer decides on the rest."""
    if not turn.context.reports:
        erased(turn, (), request="")
        return
    discard(turn)
    _wish(turn, "deletion", turn.t("Permintaan menghapus data"), tag="delete_request")


def erased(turn: Turn, codes: tuple[str, ...], *, request: str) -> None:
    """It has been done, and this message proves it. With the codes it would lead to the reports: it is forgotten."""
    t = turn.t
    if not request:
        text = t("Sudah dihapus: percakapan, nama, dan draf Anda. Tidak ada laporan dari Anda.")
    else:
        text = t("Sudah dihapus: nama, percakapan di luar laporan, dan sambungan laporan ke chat ini.")
        if codes:
            listed = ", ".join(f"*{code}*" for code in codes[:LISTED]) + (" …" if len(codes) > LISTED else "")
            text += " " + t(
                "Yang tetap disimpan untuk perkara: kode {codes}, hanya terbuka dengan kode dan PIN."
            ).format(codes=listed)
        text += " " + t("Permintaan *{code}* selesai.").format(code=request)
    text += " " + t("Nomor atau akun Anda ikut hilang dalam beberapa hari bila Anda tidak menulis lagi.")
    turn.forget_all()
    turn.do(Erase(), Say(Outbound(text, template="status_update"), forget=True, shown_for=PROOF_SHOWN))


def _wish(turn: Turn, name: Literal["deletion", "withdrawal"], words: str, *, tag: ReportTag) -> None:
    """A report of its own, so that it cannot be overlooked; one that is open already is not made twice."""
    asked = turn.view(turn.data.get(name, ""))
    if asked is not None and asked.status != "finished":
        turn.do(Tag(asked.code, tag))
        _tell(turn, asked.code)
    else:
        turn.data[name] = turn.context.code
        _file(turn, words, tag=tag)


def _file(turn: Turn, words: str, *, tag: ReportTag) -> None:
    messages = (turn.heard.message_id,) if turn.heard else ()
    draft = Draft(messages=messages, texts=(("", words),), category="other", category_sure=1.0)
    turn.do(File(turn.context.code, turn.context.pin, draft, priority=4, tags=(tag,)))
    _tell(turn, turn.context.code)


def _tell(turn: Turn, code: str) -> None:
    text = turn.t(
        "Permintaan Anda dengan kode *{code}* sudah kami teruskan ke petugas, yang memeriksanya paling lama 3x24 jam "
        "dan mengabari Anda."
    ).format(code=code)
    turn.say(with_reminder(turn.t, turn.context.abilities, text), code=code)
    _leave(turn)


def _leave(turn: Turn) -> None:
    if turn.draft is None and turn.aside is None:
        turn.rest()
    else:
        turn.go_back()


def stop(turn: Turn) -> None:
    """BERHENTI is about alerts; there are none to end yet, and replies are not alerts. Who told of harm was told that
    they may stop."""
    if apart.is_after_harm(turn) and turn.flow in {"idle", "sent", "adding", "danger"}:
        turn.tell(turn.t("Ya, kapan saja. Anda tidak perlu menjawab atau berbuat apa-apa lagi."))
        turn.rest()
        return
    turn.tell(
        turn.t(
            "Anda tidak berlangganan peringatan apa pun. Kabar tentang laporan Anda tidak ikut berhenti. "
            "Untuk menghapus data, tulis HAPUS DATA."
        )
    )
    turn.asking = turn.flow not in {"idle", "sent", "officer"}


STAGES = {"notice": Stage(_ask_notice, _notice), "delete": Stage(_ask_delete, _delete)}
