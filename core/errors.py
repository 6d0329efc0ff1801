"""The errors of the domain. The HTTP side maps each to an answer in one table (api/errors.py).

DomainError
├── NotFound        there is no such thing, or not for you (404)
├── Forbidden       a whole page family is closed to this role (403)
├── Conflict        somebody was faster, or the change is not allowed now (409)
├── Invalid         the input cannot be used; `field` names the part (422)
├── TooMany         slow down; `retry_after` in seconds (429)
└── Unavailable     try again later; nothing was stored (503)
"""

from __future__ import annotations


class DomainError(Exception):
    """`text` is Indonesian, translatable, and may be shown to a person."""

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text)
        self.text = text
        self.values = values


class NotFound(DomainError):
    def __init__(self, text: str = "Tidak ditemukan.") -> None:
        super().__init__(text)


class Forbidden(DomainError):
    pass


class Conflict(DomainError):
    pass


class Invalid(DomainError):
    def __init__(self, text: str, *, field: str = "", **values: object) -> None:
        super().__init__(text, **values)
        self.field = field


class TooMany(DomainError):
    def __init__(self, text: str, *, retry_after: int) -> None:
        super().__init__(text)
        self.retry_after = retry_after


class Unavailable(DomainError):
    def __init__(self, text: str = "Layanan sedang sibuk. Coba lagi sebentar lagi.", *, retry_after: int = 5) -> None:
        super().__init__(text)
        self.retry_after = retry_after


class BadSettings(Exception):
    """The start is refused; the message says which setting and why."""


class NotNow(BadSettings):
    """Likewise, for what may pass by itself: another process, a port that is taken."""
