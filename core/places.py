"""Place names of the station's area, loaded by `jembatan places load` from CSV files."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from core.errors import Invalid
from core.models import PlaceName

# A small made-up region, so that a fresh installation understands a place at once.
DEMO = (
    ("Kota Sagara", "regency", "", -6.915, 107.610),
    ("Sagara Kota", "district", "Kota Sagara", -6.914, 107.609),
    ("Muara Sagara", "district", "Kota Sagara", -6.902, 107.585),
    ("Teluk Sirih", "district", "Kota Sagara", -6.930, 107.632),
    ("Lontar Utara", "district", "Kota Sagara", -6.888, 107.618),
    ("Batu Layar", "district", "Kota Sagara", -6.941, 107.590),
    ("Pasar Baru", "market", "Sagara Kota", -6.9161, 107.6055),
    ("Pasar Sirih", "market", "Teluk Sirih", -6.9312, 107.6331),
    ("Jembatan Lontar", "place", "Lontar Utara", -6.8893, 107.6164),
    ("Terminal Sagara", "place", "Sagara Kota", -6.9125, 107.6122),
    ("Jalan Layar Putih", "road", "Batu Layar", -6.9405, 107.5921),
    ("Jalan Lingkar Batu Layar", "road", "Batu Layar", -6.9434, 107.5877),
    ("Jalan Sudirman", "road", "Sagara Kota", -6.9138, 107.6047),
)


UNKNOWN_KIND = "Berkas itu salah di baris {line}: kind '{kind}' tidak dikenal. Yang ada: {kinds}."
KINDS = ("province", "regency", "city", "district", "village", "market", "road", "place")


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    kind: str
    lat: float | None
    lon: float | None
    parent: str


def load(session: Session, rows: Iterable[Row]) -> int:
    """Replaces the list of places; returns how many there are now. Raises Invalid for an empty list."""
    first = version(session) + 1  # larger than all old ids: so a process sees that the list is new
    values = [
        {"id": id_, "name": r.name[:120], "kind": r.kind[:16], "parent": r.parent[:120], "lat": r.lat, "lon": r.lon}
        for id_, r in enumerate(rows, first)
    ]
    if not values:
        raise Invalid("Berkas itu tidak berisi tempat.", field="file")
    session.execute(delete(PlaceName))
    session.execute(insert(PlaceName), values)
    return len(values)


def version(session: Session) -> int:
    """Grows with every load."""
    return session.scalar(select(func.max(PlaceName.id))) or 0


def everything(session: Session) -> list[Row]:
    return [
        Row(p.name, p.kind, p.lat, p.lon, p.parent) for p in session.scalars(select(PlaceName).order_by(PlaceName.id))
    ]


def demo() -> list[Row]:
    return [Row(name, kind, lat, lon, parent) for name, kind, parent, lat, lon in DEMO]


def read_csv(path: Path) -> list[Row]:
    """Columns name and optionally kind, parent, lat, lon (degrees), separated by comma, semicolon or tab as in the
    first line. Raises Invalid for any other file, with the number of the line if one is wrong."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:  # spreadsheets begin the file with a byte order mark
            first = file.readline()
            part = next((sign for sign in ";\t" if sign in first), ",")
            file.seek(0)
            reader = csv.DictReader(file, delimiter=part)
            if "name" not in (reader.fieldnames or ()):
                raise Invalid("Berkas harus punya kolom 'name'.", field="file")
            return [_row(line, reader.line_num) for line in reader if (line["name"] or "").strip()]
    except OSError as error:
        raise Invalid("Berkas itu tidak bisa dibuka.", field="file") from error
    except (ValueError, csv.Error) as error:
        raise Invalid("Berkas ini tidak bisa dibaca sebagai CSV UTF-8.", field="file") from error


def _row(line: dict[str, str | None], number: int) -> Row:
    lat = _degrees(line.get("lat"), 90, number)
    lon = _degrees(line.get("lon") or line.get("lng"), 180, number)
    if (lat is None) != (lon is None):
        raise _wrong(number)
    return Row(
        (line["name"] or "").strip(), _kind(line.get("kind"), number), lat, lon, (line.get("parent") or "").strip()
    )


def _kind(text: str | None, number: int) -> str:
    found = (text or "").strip().lower() or "place"
    if found not in KINDS:
        raise Invalid(UNKNOWN_KIND, field="file", line=number, kind=found, kinds=", ".join(KINDS))
    return found


def _degrees(text: str | None, most: int, number: int) -> float | None:
    """A spreadsheet in Indonesian writes a comma where others write a point."""
    if not (text or "").strip():
        return None
    try:
        found = float((text or "").replace(",", "."))
    except ValueError:
        raise _wrong(number) from None
    if not -most <= found <= most:  # true for NaN too
        raise _wrong(number)
    return found


def _wrong(number: int) -> Invalid:
    return Invalid(
        "Berkas itu salah di baris {line}: lat -90 sampai 90, lon -180 sampai 180.", field="file", line=number
    )
