"""Tracking codes and PINs: Crockford symbols, easy to read aloud, hard to mix up.

A code (JB-7K4M-2QXV-Z) is a name: 40 random bits and a check symbol. The PIN (3H7K-M2PW) is the secret.
"""

from __future__ import annotations

import re
import secrets

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
WRITTEN = r"\bJB[-–—.\s]?[0-9A-Z]{4}[-–—.\s]?[0-9A-Z]{4}[-–—.\s]?[0-9A-Z]\b"  # a code in a text, in either case
_WRITTEN = re.compile(WRITTEN, re.IGNORECASE)
_BARE = re.compile(r"(?<![-–—\w])[0-9A-Z]{4}[-–—][0-9A-Z]{4}[-–—][0-9A-Z](?![-–—\w])", re.IGNORECASE)  # without "JB"
_PIN = re.compile(r"(?<![-–—\w])[0-9A-Z]{4}[-–—][0-9A-Z]{4}(?![-–—\w])", re.IGNORECASE)
_NAMED_PIN = re.compile(
    r"(\bpin(?:nya)?\b[\s:=*]*(?:(?:saya|anda|is|adalah)\b[\s:=*]*)?)([0-9A-Z]{4}[-–—.\s]?[0-9A-Z]{4})(?![-–—\w])",
    re.IGNORECASE,
)
SHORTEST_PART = 4
HIDDEN = "••••-••••"  # a PIN that was sent where it is not needed
_CHECK = SYMBOLS + "*~$=U"  # Crockford's 37 check symbols
_VALUES = {symbol: value for value, symbol in enumerate(SYMBOLS)} | {"O": 0, "I": 1, "L": 1}


def new_code() -> str:
    while True:
        bits = secrets.randbits(40)
        # A check symbol such as * or $ cannot be read aloud: those numbers are not used (about one in eight).
        if _CHECK[bits % 37] in SYMBOLS:
            symbols = _symbols(bits)
            return f"JB-{symbols[:4]}-{symbols[4:]}-{_CHECK[bits % 37]}"


def new_pin() -> str:
    symbols = _symbols(secrets.randbits(40))
    return f"{symbols[:4]}-{symbols[4:]}"


def parse_code(text: str) -> str | None:
    """The canonical code, whatever the case, spaces and hyphens; None when the check symbol is wrong."""
    symbols = _squeeze(text.upper().replace("JB", "", 1) if text.strip().upper().startswith("JB") else text)
    if symbols is None or len(symbols) != 9:
        return None
    bits = 0
    for symbol in symbols[:8]:
        bits = bits << 5 | _VALUES[symbol]
    if _CHECK[bits % 37] != symbols[8]:
        return None
    return f"JB-{symbols[:4]}-{symbols[4:8]}-{symbols[8]}"


def part(text: str) -> str:
    """The symbols of a part of a code, as somebody reads it out; "" for what is too short to say which."""
    symbols = _squeeze(text.upper().removeprefix("JB")) or ""
    return symbols if len(symbols) >= SHORTEST_PART else ""


def parse_pin(text: str) -> str | None:
    symbols = _squeeze(text)
    if symbols is None or len(symbols) != 8:
        return None
    return f"{symbols[:4]}-{symbols[4:]}"


def find_code(text: str) -> re.Match[str] | None:
    """The first code in a text. After "JB" one with a wrong check symbol is found too, else only a right one."""
    found = _WRITTEN.search(text) if "jb" in text.lower() else None
    if found or sum(map(text.count, "-–—")) < 2:
        return found
    return next((bare for bare in _BARE.finditer(text) if parse_code(bare[0]) and _has_letter(bare[0])), None)


def hide_pin(text: str) -> str:
    """The text without PINs: those that stand beside a code, and those that are called one. A PIN opens its report."""
    has_code = find_code(text) is not None
    text = _NAMED_PIN.sub(lambda pin: pin[1] + HIDDEN if _is_named(pin[2], has_code=has_code) else pin[0], text)
    return _PIN.sub(lambda pin: HIDDEN if _is_mixed(pin[0]) else pin[0], text) if has_code else text


def is_pin(text: str) -> bool:
    """Whether it is a PIN as we write it, and nothing else. Only where none but a code is expected: "RT03-RW05" would
    be one too."""
    text = text.strip(" *.")
    return bool(_PIN.fullmatch(text)) and parse_pin(text) is not None and (_is_mixed(text) or text.isupper())


def _is_named(text: str, *, has_code: bool) -> bool:
    """ "Pin yang lama" names none; "PIN 2A3B4C5D" without a code may be something else."""
    whole = not text.isalnum() and " " not in text
    return (has_code or whole) and (_has_digit(text) or (whole and text.isupper()))


def _is_mixed(text: str) -> bool:
    """ "anak-anak" has no digit, a phone number no letter."""
    return _has_digit(text) and _has_letter(text)


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _has_letter(text: str) -> bool:
    return any(map(str.isalpha, text))


def _symbols(bits: int) -> str:
    return "".join(SYMBOLS[bits >> shift & 31] for shift in range(35, -1, -5))


def _squeeze(text: str) -> str | None:
    """Upper case without separators, with O, I and L read as digits; None for any other sign."""
    if len(text) > 64:
        return None
    kept = [c for c in text.upper() if not c.isspace() and c not in "-–—."]
    if any(c not in _VALUES for c in kept):
        return None
    return "".join(SYMBOLS[_VALUES[c]] for c in kept)
