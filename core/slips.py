"""What an officer rarely means to send to a citizen: the code of another report, a phone number, an identity number."""

from __future__ import annotations

import re

from core.codes import parse_code
from core.errors import Invalid

FIELD = "sure"  # of the Invalid, and of the form that says it once more
_CODE = re.compile(r"\bJB[- ]?[0-9A-Z]{4}[- ]?[0-9A-Z]{4}[- ]?[0-9A-Z]\b", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\d+])(?:\+?62|0)[ .-]?8(?:[ .-]?\d){7,11}(?!\d)")  # mobile numbers of Indonesia
_IDENTITY = re.compile(r"(?<!\d)\d{16}(?!\d)")  # NIK: 16 digits


TEXTS = {
    "code": "Tulisan ini memuat kode laporan lain. Bila memang untuk warga ini, kirim sekali lagi.",
    "identity": "Tulisan ini memuat nomor KTP. Bila memang untuk warga ini, kirim sekali lagi.",
    "phone": "Tulisan ini memuat nomor telepon. Bila memang untuk warga ini, kirim sekali lagi.",
}


def check(text: str, *, code: str) -> None:
    """Raises Invalid with FIELD when the text for the citizen of report `code` holds such a thing."""
    strange = _strange(text, code)
    if strange:
        raise Invalid(TEXTS[strange], field=FIELD)


def _strange(text: str, code: str) -> str:
    if {parse_code(found) for found in _CODE.findall(text)} - {code, None}:
        return "code"
    if _IDENTITY.search(text):
        return "identity"
    return "phone" if _PHONE.search(text) else ""
