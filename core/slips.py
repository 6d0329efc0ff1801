"""What an officer hardly ever wants to send to a citizen: another report's code, a phone or an identity number."""

from __future__ import annotations

import re

from core.codes import WRITTEN, parse_code
from core.errors import Invalid

FIELD = "sure"  # the `field` of the Invalid, and the form field by which the officer insists
# With or without JB. Without it the hyphens must be there, or ordinary words would be found.
_CODE = re.compile(rf"{WRITTEN}|\b[0-9A-Z]{{4}}-[0-9A-Z]{{4}}-[0-9A-Z]\b", re.IGNORECASE)
# Mobile numbers of Indonesia: they begin with 08 or +62 8, but not with 080, 084 or 086. Not found are dates and times
# (08-12-2026 08.30, 2026-08-12 10.30.45) and amounts (Rp 62.812.500.000).
_PHONE = re.compile(
    r"(?<![\d+])(?<!\d[-./])(?<!Rp)(?<!Rp[\s.])(?<!Rp\.\s)(?!\d\d?[-./]\d\d?[-./]\d)"
    r"(?:\+?62[-–.\s()]*0?|0)[\s)]{0,2}8\s?[1235789](?:[-–.\s()]{0,2}\d){6,10}(?!\d)",
    re.IGNORECASE,
)
# NIK: place, birthday (a woman's day has 40 added), running number.
_IDENTITY = re.compile(
    r"(?<!\d)[1-9](?:[-.\s]?\d){5}[-.\s]?(?:[04][1-9]|[1256]\d|[37][01])[-.\s]?(?:0[1-9]|1[0-2])(?:[-.\s]?\d){6}(?!\d)"
)
_PUBLIC = frozenset({"08111129129"})  # SAPA 129 on WhatsApp


TEXTS = {
    "code": "Tulisan ini memuat kode laporan lain. Bila memang untuk warga ini, kirim sekali lagi.",
    "identity": "Tulisan ini memuat nomor KTP. Bila memang untuk warga ini, kirim sekali lagi.",
    "phone": "Tulisan ini memuat nomor telepon. Bila memang untuk warga ini, kirim sekali lagi.",
}


def check(text: str, *, code: str) -> None:
    """Raises Invalid, with FIELD as its field, when a text for the citizen of report `code` holds such a thing."""
    strange = _strange(text, code)
    if strange:
        raise Invalid(TEXTS[strange], field=FIELD)


def _strange(text: str, code: str) -> str:
    if {parse_code(found) for found in _CODE.findall(text)} - {code, None}:
        return "code"
    if _IDENTITY.search(text):
        return "identity"
    return "phone" if any(_plain(found) not in _PUBLIC for found in _PHONE.findall(text)) else ""


def _plain(phone: str) -> str:
    return re.sub(r"^(62)?0*", "0", re.sub(r"\D", "", phone))
