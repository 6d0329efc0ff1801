"""What is asked in an alarm (emergency.py): the number first, and nothing that must be answered."""

from __future__ import annotations

from bot.conversation.turn import Option, Question, Turn


def ask_call(turn: Turn) -> Question:
    t = turn.t
    return Question(
        t(
            "*Ada bahaya sekarang? TELEPON {number}.* Pesan ini tidak secepat telepon. "
            "Ambulans 119, pemadam 113. Kirim lokasi Anda bila bisa."
        ).format(number=turn.context.emergency_number),
        (
            Option("pin", t("Kirim lokasi"), wants="location"),
            Option("silent", t("Tak bisa bicara")),
            Option("mistake", t("Salah tekan")),
        ),
        shape="emergency",
        code=turn.report,
        lane="safety",
    )


def call_by_others(turn: Turn) -> str:
    """For who cannot call: the number all the same, for those who can."""
    text = turn.t(
        "Pesan Anda sudah masuk ke meja petugas. *Minta orang di dekat Anda menelepon {number}*: itu lebih cepat dari "
        "pesan ini. Kirim lokasi Anda bila bisa."
    )
    return text.format(number=turn.context.emergency_number)


def ask_told(turn: Turn) -> Question:
    t = turn.t
    text = t("Diterima dan sudah masuk ke meja petugas. Tetap telepon {number} bila bisa. Pergi ke tempat aman.")
    if turn.data.get("phoned"):
        text = t("Baik. Ikuti arahan petugas {number}, dan tetap di tempat aman.")
    elif _has_rung(turn):
        text = t("Diterima. Petugas piket sudah diberi tahu. Tetap telepon {number} bila bisa. Pergi ke tempat aman.")
    return Question(
        text.format(number=turn.context.emergency_number),
        (Option("silent", t("Tak bisa bicara")), Option("safe", t("Sudah aman"))),
        code=turn.report,
        lane="safety",
    )


def _has_rung(turn: Turn) -> bool:
    """Whether somebody heard the alarm for sure: few hear that of a restricted report."""
    report = next((r for r in turn.context.reports if r.code == turn.report), None)
    return report is not None and report.priority == 1 and not report.restricted and turn.context.rings(report.code)


def ask_safe(turn: Turn) -> Question:
    t = turn.t
    return Question(
        t("Diterima. Apakah sekarang sudah aman?"),
        (
            Option("safe", t("Sudah aman"), means="yes", also=("sudah", "aman")),
            Option("unsafe", t("Belum aman"), means="no", also=("belum", "masih")),
        ),
        code=turn.report,
        lane="safety",
    )


def ask_silent(turn: Turn) -> Question:
    t = turn.t
    return Question(
        # Buttons have no numbers, and a list hides its rows.
        t("Balas angka saja. 1 orangnya masih dekat, 2 ada yang luka, 3 saya sembunyi, 4 sudah aman"),
        (
            Option("1", t("Orangnya masih dekat")),
            Option("2", t("Ada yang luka")),
            Option("3", t("Saya sembunyi")),
            Option("4", t("Sudah aman")),
        ),
        code=turn.report,
        lane="safety",
        shape="quick",
    )


def ask_called(turn: Turn) -> Question:
    t = turn.t
    return Question(
        t("Sudah menelepon {number}?").format(number=turn.context.emergency_number),
        (
            Option("called", t("Sudah"), means="yes"),
            Option("silent", t("Belum bisa"), means="no", also=("belum", "tidak bisa")),
        ),
        code=turn.report,
        lane="safety",
    )
