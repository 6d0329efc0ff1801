"""Long texts of which a part was sent: a retry goes on behind it."""

from __future__ import annotations

from collections.abc import Hashable

MOST = 1000  # texts


class Begun:
    """The provider's ids of the parts that were sent. Lost at a restart: then some parts are sent twice."""

    def __init__(self) -> None:
        self._sent: dict[Hashable, list[str]] = {}

    def __contains__(self, message: Hashable) -> bool:
        return message in self._sent

    def take(self, message: Hashable) -> list[str]:
        return self._sent.pop(message, [])

    def keep(self, message: Hashable, sent: list[str]) -> None:
        if sent:
            self._sent[message] = sent
        if len(self._sent) > MOST:
            del self._sent[next(iter(self._sent))]
