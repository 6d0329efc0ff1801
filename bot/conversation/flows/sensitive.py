"""S0, sexual harm and children: the first sentences, two numbers, nothing asked, filed at once as restricted.

open -> filed as restricted -> idle; whatever is written in the next 24 hours joins it
"""

from __future__ import annotations

from bot.conversation.drafting import absorb
from bot.conversation.flows.filing import start_anew
from bot.conversation.step import Complete, File
from bot.conversation.turn import Turn
from bot.conversation.wording import KEEP_BOTH, deadline, read_by, tracking_page

PRIORITY = 2
READ_WITHIN = 12 * 3600  # seconds: an officer of the PPA unit may have to be called in


def open(turn: Turn) -> None:  # noqa: A001 - reads as sensitive.open
    absorb(turn)
    anonymous = turn.draft is not None and turn.draft.identity == "anonymous"
    identity = "anonymous" if anonymous else "private"
    draft = turn.change(category="sexual_or_child", category_sure=1.0, identity=identity)
    report = turn.view(draft.emergency_code) if draft.emergency_code else None
    code, pin = turn.context.code, turn.context.pin
    if report is not None and not report.complete:
        code, pin = report.code, ""
        turn.do(Complete(code, draft, restricted="ppa"))
    else:
        reasons = draft.category_words or ("sexual_or_child",)
        turn.do(File(code, pin, draft, priority=PRIORITY, restricted="ppa", reasons=reasons))
    turn.drop_draft()
    turn.introduced = True
    if anonymous:
        start_anew(turn)
    else:
        turn.open_report(code)
        turn.rest()
    _say(turn, code=code, pin=pin, anonymous=anonymous)


def heard(turn: Turn) -> bool:
    """Words of sexual harm, or about a child, anywhere. False when they belong where they were said."""
    current = turn.view(turn.current_report())
    if current is not None and current.restricted:
        return False
    open(turn)
    return True


def _say(turn: Turn, *, code: str, pin: str, anonymous: bool) -> None:
    t, number = turn.t, turn.context.emergency_number
    turn.say(
        t(
            "Terima kasih sudah memberi tahu. Ini bukan salah Anda. Anda boleh berhenti kapan saja, "
            "dan *tidak perlu "
            "menceritakan detailnya di sini*. Bila tidak aman sekarang, telepon {number}. "
            "SAPA 129 siap membantu: telepon 129 atau WA 08111-129-129."
        ).format(number=number),
        forget=anonymous,
    )
    by = deadline(t, read_by(turn.now, READ_WITHIN), turn.context.zone, now=turn.now)
    text = t(
        "Sudah kami terima. Hanya petugas khusus yang bisa membacanya, dan mereka membaca paling lambat {by}. "
        "Kode Anda *{code}*. Anda boleh menulis lagi di sini kapan saja, dan boleh menghapus percakapan ini dari HP."
    ).format(by=by, code=code)
    if anonymous:
        page = tracking_page(t, turn.context.site)
        text += " " + t("PIN Anda *{pin}*.").format(pin=pin) + " " + t(KEEP_BOTH).format(page=page)
    elif pin:
        text += " " + t("PIN Anda *{pin}*, hanya untuk membuka dari tempat lain.").format(pin=pin)
    turn.say(text, forget=True)
