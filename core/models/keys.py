"""By which the keys of the key file are recognised."""

from __future__ import annotations

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base


class KeyMark(Base):
    """Made from a key; nothing leads back from it to the key (Vault.marks)."""

    __tablename__ = "key_marks"

    name: Mapped[str] = mapped_column(String(8), primary_key=True)  # the key's id; "": the one for look-ups
    mark: Mapped[bytes] = mapped_column(LargeBinary(32))
