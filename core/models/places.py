"""Names of places in the station's area."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base


class PlaceName(Base):
    __tablename__ = "places"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(16))  # district, village, road, market, ...
    parent: Mapped[str] = mapped_column(String(120), default="")
    lat: Mapped[float | None]
    lon: Mapped[float | None]
