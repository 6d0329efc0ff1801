from datetime import timedelta

import pytest
import time_machine

from core import db, throttles
from core.errors import TooMany


def spend(session: db.Session, key: str) -> None:
    throttles.spend(session, key, limit=3, window=timedelta(minutes=15), text="Tunggu sebentar.")


def test_beyond_the_limit_it_says_how_long_to_wait(session: db.Session) -> None:
    with time_machine.travel("2026-03-12T03:00:00Z", tick=False):
        for _ in range(3):
            spend(session, "login a@b")
        with pytest.raises(TooMany) as refused:
            spend(session, "login a@b")
    assert refused.value.retry_after == 900


def test_another_key_and_a_later_window_are_free(session: db.Session) -> None:
    with time_machine.travel("2026-03-12T03:00:00Z", tick=False) as clock:
        for _ in range(3):
            spend(session, "a")
        spend(session, "b")
        clock.shift(timedelta(minutes=15))
        spend(session, "a")
        assert throttles.used(session, "a") == 1


def test_a_cleared_key_starts_anew(session: db.Session) -> None:
    for _ in range(3):
        spend(session, "a")
    throttles.clear(session, "a")
    spend(session, "a")
