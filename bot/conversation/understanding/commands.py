"""Global words: they count only as the whole message, in any case, with or without "/"."""

from __future__ import annotations

import re

from bot.conversation.understanding.language_wishes import language_wish
from bot.conversation.understanding.tracking_codes import asks_status

_WORDS = {
    "emergency": "darurat emergency sos telepon-110 telpon-110 telp-110 tlp-110 hubungi-110 call-110",
    "menu": "menu 00",
    "back": "kembali back 0",
    "skip": "lewati skip",
    "cancel": "batal cancel ga-jadi gak-jadi nggak-jadi tidak-jadi ga-jadi-lapor gak-jadi-lapor tidak-jadi-lapor "
    "gajadi gajadi-deh ga-jadi-deh gak-jadi-deh nggak-jadi-deh tidak-jadi-deh ga-jadi-aja gak-jadi-aja batalin "
    "batalin-aja batal-aja batal-saja batal-deh batalkan batalkan-saja cancel-it never-mind nevermind",
    "officer": "petugas officer manusia manusia-dong manusia-aja orang-asli orang-asli-dong orang-beneran human "
    "human-please a-human a-human-please real-person real-person-please a-real-person a-real-person-please",
    "status": "status",
    "help": "bantuan help nomor-darurat nomor-polisi emergency-number",
    "language": "bahasa language",
    "privacy": "privasi privacy",
    "delete_data": "hapus-data delete-data hapusdata deletedata",
    "stop": "berhenti stop",
    "start": "start mulai",
    "english": "english english-please in-english in-english-please english-pls bahasa-inggris pakai-bahasa-inggris",
    "indonesian": "bahasa-indonesia pakai-bahasa-indonesia in-indonesian indonesian",
    "track": "lacak track",
}
_COMMANDS = {word.replace("-", " "): name for name, words in _WORDS.items() for word in words.split()}
LONGEST = 40
_RESUME = re.compile(
    r"(?:saya |sy |aku )?(?:mau |ingin |pengen |mo )?(?:lanjut|lanjutkan|lanjutin|melanjutkan|meneruskan|nerusin)"
    r"(?: (?:draf|laporan|yang|yg|kemarin|tadi|saya|lalu|itu|pak))*"
    r"|(?:i want to |i would like to |can i )?(?:continue|resume|finish)(?: (?:my|the|with))*(?: (?:report|draft))?"
)
# "Mau bicara sama petugas", "mau orang aja bukan bot", "can I talk to a human please", "i want a human".
_OFFICER = re.compile(
    r"(?:(?:pak|bu|min|kak|maaf|halo|hai) )*(?:(?:saya|aku|sy|gw|gue) )?"
    r"(?:(?:mau|ingin|pengen|bisa|boleh|minta|tolong) )*"
    r"(?:bicara|berbicara|ngomong|ngobrol|chat|chattingan|disambungkan|sambungkan|hubungkan|dihubungkan|bertemu) "
    r"(?:langsung )?(?:dengan|dgn|sama|ke) (?:pak |bapak |ibu )?(?:petugas|polisi|orang|manusia|admin|operator|cs)"
    r"(?: (?:langsung|asli|beneran|dong|lah|aja|saja|deh|ya|pak|bu|min|ga|gak|tidak|nggak|bisa))*"
    r"|(?:(?:pak|bu|min|kak|maaf) )*(?:(?:saya|aku|sy|gw|gue) )?(?:mau|minta|pengen|ingin) "
    r"(?:sama )?(?:orang|manusia)"
    r"(?: (?:langsung|asli|beneran|dong|lah|aja|saja|deh|ya|pak|bu|min|bukan bot))*"
    r"|(?:(?:hello|hi|please) )*(?:(?:can|could|may) i |i (?:want|need|would like) to |let me )?"
    r"(?:talk|speak|chat) (?:to|with) (?:a |an |the )?(?:real )?"
    r"(?:human|person|officer|agent|someone|policeman|operator)"
    r"(?: (?:please|here|now))*"
    r"|(?:(?:hello|hi|please) )*(?:i (?:just )?(?:want|need|would like)|(?:can|could|may) i (?:have|get)|give me) "
    r"(?:a |an )?(?:real |actual |live )?(?:human|person|agent|operator)(?: being)?(?: (?:please|here|now|not a bot))*"
)
LONGEST_WISH = 80


def command(text: str) -> str | None:
    """The name of the global word, or None. "/start payload" is a start; a code alone asks how its report stands."""
    if len(text) > LONGEST * 3:
        return None
    plain = text.strip().lower()
    if plain.startswith("/start"):
        return "start"
    plain = " ".join(plain.lstrip("/").rstrip(" .!?,…").replace("_", " ").split())
    if len(plain) <= LONGEST and (_RESUME.fullmatch(plain) or plain in _COMMANDS):
        return _COMMANDS.get(plain, "resume")
    if len(plain) <= LONGEST_WISH and _OFFICER.fullmatch(plain.replace(",", "")):
        return "officer"
    return language_wish(plain) or ("code" if asks_status(text) else None)
