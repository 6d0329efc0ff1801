"""The station itself."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base


class StationMark(Base):
    """One row, made with the table. A folder of files holds this mark too, if it belongs to this database
    (core.file_owner)."""

    __tablename__ = "station_mark"

    mark: Mapped[str] = mapped_column(String(32), primary_key=True)
