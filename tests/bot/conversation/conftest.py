"""Time stands still here, and a conversation's waits are looked at as they are."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def gap() -> None:
    """The product's own."""
