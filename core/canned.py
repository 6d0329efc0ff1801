"""Canned replies: texts of a unit, for it and the units below it, with gaps that are filled from the report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import audit, terms, units
from core.audit import Entry
from core.errors import Conflict, Invalid
from core.i18n import translator
from core.models import CannedReply, Report, Unit
from core.text import clean

HOLES = ("kode", "tempat", "batas")  # the report's code, its place, and when the next news is due
_HOLE = re.compile(r"\{([^{}\s]*)\}")
LONGEST_TITLE, LONGEST_TEXT = 60, 2000
CHANGED = "Balasan ini baru saja diubah admin lain. Baca yang sekarang, lalu simpan atau hapus sekali lagi."
# (category, title, text) to begin with. A unit may change them, and an officer sends only what is true.
EXAMPLES: tuple[tuple[str, str, str], ...] = (
    ("", "Sudah dibaca", "Laporan {kode} sudah kami baca. Ada hal lain yang Anda ingat? Kirim saja di sini."),
    ("", "Minta tempat", "Di mana tepatnya? Tulis nama jalan atau patokan, atau kirim lokasi."),
    ("", "Minta foto", "Bila aman, kirim foto atau video. Jangan mendekati bahaya untuk memotret."),
    ("", "Kabar berikutnya", "Laporan {kode} masih kami tangani. Kabar berikutnya paling lambat {batas}."),
    ("", "Petugas menuju tempat", "Petugas sedang menuju {tempat}. Tunggulah di tempat yang aman."),
    ("", "Laporan Polisi resmi", "Untuk Laporan Polisi resmi, datanglah ke SPKT. Gratis. Bawa kode {kode}."),
    ("fraud", "Hubungi bank", "Segera hubungi bank Anda dan minta rekening tujuan diblokir. Simpan bukti transfer."),
    ("missing", "Minta ciri-ciri", "Pakaian apa yang terakhir dipakai, dan kapan serta di mana terakhir terlihat?"),
    (
        "sexual_or_child",
        "Sudah dibaca",
        (
            "Terima kasih sudah memberi tahu. Petugas PPA sudah membaca pesan Anda. "
            "Tidak perlu menceritakan detailnya di sini."
        ),
    ),
    (
        "sexual_or_child",
        "Cara aman menghubungi",
        (
            "Bagaimana dan kapan kami aman menghubungi Anda? "
            "Bila Anda lebih nyaman dengan petugas perempuan, tulis saja."
        ),
    ),
    ("sexual_or_child", "Tanpa foto", "Tidak perlu mengirim foto. Jangan kirim gambar tubuh."),
    (
        "police_service",
        "Sudah dibaca",
        ("Petugas pengawasan sudah membaca laporan {kode}. Ada hal lain yang Anda ingat? Kirim saja di sini."),
    ),
)


def of_units(session: Session, unit_ids: Iterable[int]) -> Sequence[CannedReply]:
    order = (CannedReply.unit_id, CannedReply.language.desc(), CannedReply.category, CannedReply.title)
    return session.scalars(select(CannedReply).where(CannedReply.unit_id.in_(list(unit_ids))).order_by(*order)).all()


def for_report(session: Session, report: Report) -> list[CannedReply]:
    """In the citizen's language, first those for the report's category. A restricted report gets only those: a reply
    for every kind of report may ask for photos, and somebody who was harmed must never be asked for one."""
    rows = of_units(session, units.above(session, report.unit_id))
    kinds = {report.category} if report.restricted else {"", report.category}
    fitting = [row for row in rows if row.language == report.language and row.category in kinds]
    return sorted(fitting, key=lambda row: (not row.category, row.title.casefold()))


def filled(text: str, values: Mapping[str, str]) -> str:
    """A gap without a value stays, for the officer to fill."""
    return _HOLE.sub(lambda found: values.get(found[1]) or found[0], text)


def check(text: str) -> None:
    """Raises Invalid while a gap is not filled: nobody wants to send that."""
    left = next((name for name in _HOLE.findall(text) if name in HOLES), "")
    if left:
        raise Invalid("Isi dulu {hole} di dalam teks, lalu kirim.", field="text", hole=f"{{{left}}}")


def put(
    session: Session, unit: Unit, *, language: str, category: str, title: str, text: str, actor: str,
    row: CannedReply | None = None, version: int = 0,
) -> None:  # fmt: skip
    """Makes a new reply, or changes `row`, which the admin saw at `version`. Raises Conflict or Invalid."""
    title, text = clean(title), clean(text)
    _check(language, category, title, text)
    if row is None:
        row = CannedReply(version=0)
        session.add(row)
    _same_version(row, version)
    row.version += 1
    row.unit_id, row.language, row.category, row.title, row.text = unit.id, language, category, title, text
    session.flush()
    audit.record(session, Entry(actor, "canned.put", f"canned:{row.id}", f"unit {unit.id}"))


def remove(session: Session, row: CannedReply, *, version: int, actor: str) -> None:
    """Raises Conflict."""
    _same_version(row, version)
    audit.record(session, Entry(actor, "canned.removed", f"canned:{row.id}", f"unit {row.unit_id}"))
    session.delete(row)


def begin(session: Session, unit: Unit, *, actor: str) -> None:
    """Adds the examples in every language, if the unit has no reply yet: a second admin may have been faster."""
    if of_units(session, [unit.id]):
        return
    for language in terms.LANGUAGES:
        say = translator(language)
        for category, title, text in EXAMPLES:
            put(session, unit, language=language, category=category, title=say(title), text=say(text), actor=actor)


def _same_version(row: CannedReply, version: int) -> None:
    if version != row.version:
        raise Conflict(CHANGED)


def _check(language: str, category: str, title: str, text: str) -> None:
    if language not in terms.LANGUAGES or category not in {"", *terms.CATEGORIES}:
        raise Invalid("Pilih bahasa dan kategorinya.", field="category")
    if not 0 < len(title) <= LONGEST_TITLE:
        raise Invalid("Tulis judul, paling panjang {most} huruf.", field="title", most=LONGEST_TITLE)
    if not 0 < len(text) <= LONGEST_TEXT:
        raise Invalid("Tulis teksnya, paling panjang {most} huruf.", field="text", most=LONGEST_TEXT)
    strange = next((name for name in _HOLE.findall(text) if name not in HOLES), None)
    if strange is not None:
        known = {name: f"{{{name}}}" for name in HOLES}
        raise Invalid("Yang terisi sendiri hanya {kode}, {tempat}, dan {batas}.", field="text", **known)
