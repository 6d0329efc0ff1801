"""Whoever writes one word over and over costs no more than anybody else: a pattern that tries every way to divide
them would hold up the whole station."""

from __future__ import annotations

import pkgutil
import re
import signal
from collections.abc import Iterator
from importlib import import_module

import pytest

import api
import bot
import core

TIMES, LIMIT = 60, 2.0  # seconds of this process, where a millisecond is usual


def patterns(value: object) -> Iterator[re.Pattern[str]]:
    """Also those in a table of a module."""
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, dict):
        yield from patterns(tuple(value.values()))
    elif isinstance(value, tuple | list | frozenset):
        for part in value:
            yield from patterns(part)


def of_all_modules() -> dict[str, re.Pattern[str]]:
    names = [
        m.name for package in (api, bot, core) for m in pkgutil.walk_packages(package.__path__, package.__name__ + ".")
    ]
    found = ((name, pattern) for name in names for pattern in patterns(tuple(vars(import_module(name)).values())))
    return {pattern.pattern: pattern for _, pattern in found}


@pytest.fixture
def limited() -> Iterator[None]:
    def end(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, end)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


def test_no_pattern_is_lost_in_words_that_are_said_again_and_again(limited: None) -> None:
    slow, found = [], of_all_modules()
    for text, pattern in found.items():
        for word in {"a", "1", *re.findall(r"[a-z]+", re.sub(r"\\\w|\(\?\w*", " ", text))}:
            signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
            try:
                pattern.match(f"{word} " * TIMES + "\0")
            except TimeoutError:
                slow.append((word, text[:80]))
                break
    assert slow == []
    assert len(found) > 100
