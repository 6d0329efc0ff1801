"""What a guess at a stolen hash costs, and a guess at the login."""

from __future__ import annotations

import contextlib
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from core import passwords
from tests.ground import PASSWORD

COST = "$argon2id$v=19$m=65536,t=3,p=4$"  # the second recommended choice of RFC 9106: 64 MiB, three times over


@pytest.mark.as_shipped
def test_a_password_costs_64_mib_three_times_over() -> None:
    hashed = passwords.hash_new(PASSWORD)
    assert hashed.startswith(COST)
    assert passwords.verify(PASSWORD, hashed)
    assert not passwords.verify(PASSWORD + "x", hashed)


@pytest.mark.as_shipped
def test_an_account_that_does_not_exist_costs_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    verify = passwords._hasher().verify
    monkeypatch.setattr(
        passwords._hasher(), "verify", lambda guess, hashed: asked.append(hashed) or verify(guess, hashed)
    )
    assert not passwords.verify("nobody has this password", None)
    assert [hashed.startswith(COST) for hashed in asked] == [True]


@pytest.mark.as_shipped
@pytest.mark.parametrize("exists", [True, False])
def test_nor_does_the_first_after_a_start_tell_whether_it_exists(exists: bool) -> None:
    hashed = passwords.hash_new(PASSWORD) if exists else None
    passwords._nobody.cache_clear()
    assert [passwords.verify(PASSWORD, hashed) for _ in range(2)] == [exists, exists]
    assert passwords._nobody.cache_info().misses == 1  # by the first of both, and for both


def test_no_more_than_two_are_hashed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A third at the same time would take another 64 MiB, and a flood of logins the whole machine's."""
    together, met = threading.Barrier(3), []

    class Slow:
        def verify(self, _password: str, _hashed: str) -> bool:
            with contextlib.suppress(threading.BrokenBarrierError):
                together.wait(0.3)
                met.append(True)
            return True

    monkeypatch.setattr(passwords, "_hasher", Slow)
    with ThreadPoolExecutor(6) as crowd:
        assert all(crowd.map(lambda _: passwords.verify(PASSWORD, "x"), range(6)))
    assert met == []
