"""What is no message and no button: what cannot be read, a call, a group."""

from __future__ import annotations

from bot.conversation.step import Say
from bot.conversation.turn import Turn, stamp
from bot.messages import Choice, Outbound


def unsupported(turn: Turn) -> None:
    turn.tell(turn.t("Jenis pesan ini belum bisa dibaca. Kirim teks, foto, suara, atau lokasi."))
    turn.asking = turn.flow not in {"sent", "officer"}


def called(turn: Turn) -> None:
    number = turn.context.emergency_number
    turn.introduced = True
    turn.tell(
        turn.t("Nomor ini tidak menerima telepon. *Darurat? Telepon {number}.* Selain itu, tulis di sini.").format(
            number=number
        )
    )
    turn.asking = turn.flow not in {"idle", "sent", "officer"}


def group(turn: Turn) -> None:
    """Once a day: a group is no place for a report, and not for a chatty bot either. Who sets up the duty chat asks for
    its number."""
    if turn.text:
        turn.do(Say(Outbound(turn.t("Nomor grup ini: {number}").format(number=turn.text.rpartition(" ")[2]))))
        return
    today = stamp(turn.now)[:10]
    if turn.data.get("group") != today:
        turn.data["group"] = today
        turn.introduced = True
        text = turn.t(
            "Laporan hanya diterima lewat chat pribadi. Buka profil saya dan kirim pesan di sana. "
            "Darurat? Telepon {number}."
        ).format(number=turn.context.emergency_number)
        way = (Choice("", turn.t("Buka chat pribadi"), wants="private"),)
        turn.do(Say(Outbound(text, way if turn.context.abilities.opens_private else ())))
