"""Global words: they count only as the whole message, in any case, with or without "/"."""

from __future__ import annotations

_WORDS = {
    "emergency": "darurat emergency sos",
    "menu": "menu 00",
    "back": "kembali back 0",
    "skip": "lewati skip",
    "cancel": "batal cancel ga-jadi gak-jadi nggak-jadi tidak-jadi ga-jadi-lapor gak-jadi-lapor tidak-jadi-lapor "
    "never-mind nevermind",
    "officer": "petugas officer",
    "status": "status",
    "help": "bantuan help",
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


def command(text: str) -> str | None:
    """The name of the global word, or None. "/start payload" is a start."""
    if len(text) > LONGEST * 3:
        return None
    plain = text.strip().lower()
    if plain.startswith("/start"):
        return "start"
    plain = " ".join(plain.lstrip("/").rstrip(" .!?,…").replace("_", " ").split())
    return _COMMANDS.get(plain) if len(plain) <= LONGEST else None
