"""What is said by somebody who told of sexual harm: wishes, fears and questions, each answered by what is true.

Nothing is asked of them. Whatever they say is in the report already; a wish not to report any more is offered W1.
"""

from __future__ import annotations

import re

from bot.conversation.step import ReportView, Tag
from bot.conversation.turn import Turn
from bot.conversation.understanding.words import split
from bot.conversation.wording import N, deadline, promise, with_reminder

_REPORTING = r"(?:lapor|melapor|melaporkan|dilaporkan|laporkan|laporin|dilaporin|report)"
_REPORT = r"(?:laporan|laporannya|report|reports)"
_UNDO = (
    r"(?:tarik|ditarik|menarik|narik|cabut|dicabut|mencabut|nyabut|batal|batalkan|batalin|dibatalkan|dibatalin|"
    r"membatalkan|jangan diproses|tidak usah diproses|jangan dilanjutkan|tidak usah dilanjutkan)"
)
_MADE_TO = (  # say so, by somebody else
    r"(?:bilang|katanya|ancam|mengancam|ngancam|diancam|dipaksa|disuruh|suruh|said|says|told|threat\w*|forced?|"
    r"makes? me)"
)
_POLITE = r"^(?:(?:maaf|pak|bu|kak|eh|oh|sudah|yaudah|saya|kayaknya|sorry|please|actually|ok|oke) )*"
_SPEAK = (
    r"(?:ditelepon|ditelpon|telepon|telpon|telp|tlp|nelpon|nelepon|menelepon|menelpon|dihubungi|hubungi|"
    r"call|calls|phone|ring)"
)
_NEAR = (
    r"(?:suami|istri|pacar|mantan|ayah|bapak|ibu|mama|papa|kakak|abang|paman|om|mertua|orang tua|ortu|dia|mereka|"
    r"husband|wife|boyfriend|partner|father|dad|mother|mom|mum|brother|uncle|parents|he|she|they|someone)"
)
# In this order they are answered. The words are evened out: "gak" is "tidak", "dont" is "do not".
_SAID = {
    "back": re.compile(
        rf"^(?!.*\b{_MADE_TO}\b).*?(?:\b(?:tidak|belum) (?:jadi|mau|ingin|usah)(?: mau| jadi)? (?:\w+ )?{_REPORTING}\b"
        rf"|\bbatal {_REPORTING}\b|{_POLITE}tidak jadi\b|\btidak mau (?:di)?(?:lanjut|terus|proses)\w*"
        rf"|\b{_UNDO} (?:saja |dulu )?(?:the |my |that |this )?{_REPORT}\b|\b{_REPORT}(?: \w+){{0,3}} {_UNDO}\b"
        rf"|{_POLITE}(?:lupakan|lupain|forget (?:it|about it)|never ?mind)\b|\bberubah pikiran\b|\bchanged my mind\b"
        r"|\b(?:do not|not|never) (?:want|wish|like)(?: to)? (?:report|go on|continue|do this|make a report)\b"
        r"|\b(?:withdraw|cancel|retract|undo|take back) (?:it|that|this|the report|my report|everything)\b"
        r"|\btake (?:it|that|this|my report|the report) back\b)"
    ),
    "delete": re.compile(
        r"^(?!.*\b(?:dia|ia|pelaku|suami|he|she|they|chat|percakapan|riwayat|hp|phone)\b).*"
        r"\b(?:hapus|dihapus|hapuskan|hapusin|menghapus|delete|deleted|erase|erased|remove)\b"
    ),
    "stop": re.compile(
        r"\b(?:boleh|bisa|bolehkah|mau|ingin) (?:saya )?(?:berhenti|stop|sampai sini|udahan)\b"
        r"|\b(?:can|may|could|want to|wanna|let me) (?:i |we )?(?:please )?(?:stop|leave|quit)\b"
        r"|\b(?:harus|wajib) (?:di)?jawab\b|\bhave to (?:answer|tell|go on|continue)\b"
    ),
    "no_call": re.compile(
        rf"(?<!dia )\b(?:jangan|tidak usah|tidak mau|tidak ingin|(?<!they )do not|no|never)(?: \w+){{0,2}} {_SPEAK}\b"
        r"(?! (?:polisi|orang|ortu|ayah|bapak|ibu|mama|papa|suami|dia|keluarga|sekolah|the|my|him|her|them|police)\b)"
    ),
    "watched": re.compile(
        rf"\b{_NEAR}\b.{{0,30}}\b(?:buka|membuka|cek|ngecek|periksa|meriksa|lihat|liat|baca|bajak|sadap|checks?|"
        r"checking|reads?|reading|opens?|looks?|looking|goes through|going through|sees)\b.{0,25}"
        r"\b(?:hp|hpku|chat|chatnya|wa|whatsapp|telegram|pesan|phone|messages?|mobile)\b"
        r"|\b(?:hapus|menghapus|delete|remove|hide)\b.{0,20}\b(?:chat|percakapan|riwayat|conversation)"
    ),
    "woman": re.compile(
        r"\bpolwan\b|\b(?:petugas|polisi)\w* (?:yang )?(?:perempuan|wanita|cewek)\b"
        r"|\b(?:female|woman|lady) (?:police )?officer\b"
        r"|\b(?:can|could|want|prefer|rather)\b.{0,20}\b(?:woman|female|lady)\b"
        r"|\b(?:jangan|bukan|tidak mau)\b.{0,30}\b(?:laki|cowok|pria)\b"
        r"|\b(?:do not|not|no|never)\b.{0,15}\b(?:man|men|male|guys?)\b.{0,20}"
        r"\b(?:read\w*|see\w*|look\w*|know|officers?|police\w*|handle|call|talk|speak|answer|deal)\b"
    ),
    "secret": re.compile(
        r"\brahasia\w*|\bconfidential\b|\bsecret\b|\bprivate\b|\bketahuan\b|\bfind out\b"
        r"|\bsiapa (?:saja |aja )?(?:yang )?(?:bisa |boleh |akan )?(?:baca|membaca|tahu|tau|lihat|melihat)\b"
        r"|\bwho (?:can |will |else )*(?:reads?|sees?|knows?)\b"
        r"|\b(?:dikasih|diberi) (?:tahu|tau)\b|\b(?:jangan|nanti|bakal|akan) (?:\w+ ){0,3}(?:tahu|tau|bilang|cerita)\b"
    ),
    "next": re.compile(
        r"\b(?:what (?:happens|will happen|now|comes)|what (?:do|will) you do)\b|\bwhat is next\b"
        r"|\b(?:terus|trus|lalu|selanjutnya|habis ini|setelah ini|abis ini|kalau sudah)\b.{0,15}"
        r"\b(?:bagaimana|apa|ngapain|gimana)\b|\b(?:bagaimana|apa) (?:selanjutnya|setelah ini|langkah)\b"
    ),
    "afraid": re.compile(
        r"(?<!tidak )(?<!not )\b(?:takut|ketakutan|ngeri|cemas|khawatir|kawatir|trauma|scared|afraid|frightened|"
        r"terrified|worried)\b"
    ),
}  # fmt: skip
_SAYS = {
    "back": N("Tidak apa-apa. Anda tidak perlu berbuat apa-apa lagi."),
    "delete": N("Tidak apa-apa. Untuk meminta data Anda dihapus, tulis HAPUS DATA."),
    "stop": N("Ya, kapan saja. Anda tidak perlu menjawab atau berbuat apa-apa lagi."),
    "no_call": N("Kami catat untuk petugas: jangan menelepon, cukup lewat chat ini."),
    "woman": N("Keinginan Anda akan petugas perempuan sudah kami teruskan ke petugas khusus."),
}
MOST = 2  # answers to one burst
OFFER = ("tracking", "offer")  # withdrawal.py
LEAVES = frozenset({"back", "delete", "stop"})  # nothing is to be asked again


def is_afraid(text: str) -> bool:
    return _SAID["afraid"].search(_plain(text)) is not None


def wishes_no_call(text: str) -> bool:
    return _SAID["no_call"].search(_plain(text)) is not None


def mark(turn: Turn, code: str) -> None:
    """What was just heard, for the answer at the end of the burst. Fear is answered in any report."""
    view = turn.view(code)
    if view is None or not view.is_of_harm:
        turn.data["marks"] = [*turn.data.get("marks", ()), *(["afraid"] if is_afraid(turn.text) else ())]
        return
    text, understood = _plain(turn.text), turn.heard.understood if turn.heard else None
    found = {name for name, pattern in _SAID.items() if pattern.search(text)}
    if understood is not None and understood.secrecy:
        found.add("secret")
    if "no_call" in found:
        turn.do(Tag(code, "mute"))
    turn.data["marks"] = [*turn.data.get("marks", ()), *sorted(found)]


def unwanted(turn: Turn, code: str) -> bool:
    """Whether a report that is still open is no longer wanted by who told of it."""
    view = turn.view(code)
    marks = turn.data.get("marks", ())
    return view is not None and view.is_of_harm and view.status != "finished" and bool({"back", "delete"} & {*marks})


def offer(turn: Turn, code: str) -> None:
    turn.data["shown"] = code
    turn.go(*OFFER)


def leaves(turn: Turn) -> bool:
    return not LEAVES.isdisjoint(turn.data.get("marks", ()))


def reply(turn: Turn, code: str) -> str:
    """To what was said in this burst, where something else is asked."""
    view, marks = turn.view(code), turn.data.pop("marks", [])
    return answers(turn, view, marks) if view is not None else ""


def _plain(text: str) -> str:
    return " ".join(split(text).plain)


def answers(turn: Turn, view: ReportView, marks: list[str]) -> str:
    """ "" where nothing of it has an answer of its own."""
    found = [name for name in _SAID if name in marks]
    if LEAVES.intersection(found):
        found = found[:1]
    return " ".join(_answer(turn, view, name) for name in found[:MOST])


def _answer(turn: Turn, view: ReportView, name: str) -> str:
    match name:
        case "watched":
            return _how_to_hide(turn, view)
        case "secret":
            return _who_reads(turn, view)
        case "next":
            return _what_comes(turn, view)
        case "afraid":
            return afraid(turn)
        case _:
            return turn.t(_SAYS[name])


def afraid(turn: Turn) -> str:
    text = turn.t("Wajar bila Anda takut. Merasa terancam? Telepon {number}, itu tidak salah.")
    return text.format(number=turn.context.emergency_number)


def _who_reads(turn: Turn, view: ReportView) -> str:
    if view.restricted:
        return turn.t("Hanya petugas khusus yang melihat laporan ini. Anda boleh menghapus percakapan ini dari HP.")
    return turn.t("Hanya petugas yang melihat laporan ini. Anda boleh menghapus percakapan ini dari HP.")


def _how_to_hide(turn: Turn, view: ReportView) -> str:
    """Of a restricted report, a notice tells nothing (news.py)."""
    t = turn.t
    if not turn.context.abilities.push:
        return t("Tombol Keluar cepat di atas menghapus percakapan ini dari peramban. Laporan Anda tetap ada.")
    text = t(
        "Untuk menghapusnya dari HP: tekan lama percakapan ini di daftar chat, lalu Hapus. Laporan Anda tetap ada."
    )
    if view.restricted:
        text += " " + t("Kabar dari kami hanya berbunyi: Ada kabar untuk Anda.")
    return text


def _what_comes(turn: Turn, view: ReportView) -> str:
    t, context = turn.t, turn.context
    found = promise(view, now=turn.now, hours=context.hours, zone=context.zone)
    if found is not None and found[0] == "read":
        by = deadline(t, found[1], context.zone, now=turn.now)
        return t("Petugas membaca tulisan Anda paling lambat {by}. Anda tidak perlu berbuat apa-apa.").format(by=by)
    text = t("Kabar dari petugas datang di sini. Anda tidak perlu berbuat apa-apa.")
    return with_reminder(t, context.abilities, text)
