"""When officers read what citizens write."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo
from typing import NamedTuple

_DAY = timedelta(days=1)
_MINUTES = 24 * 60  # of a day
OTHERWISE = "must look like 08.00-16.00, or be 24 jam"
_WRITTEN = re.compile(r"(\d{1,2})[.:](\d\d) ?[-\u2013] ?(\d{1,2})[.:](\d\d)")


class Hours(NamedTuple):
    """In minutes of the station's day, perhaps over midnight. Both alike, as at first, is around the clock."""

    opens: int = 0
    closes: int = 0

    @property
    def is_always(self) -> bool:
        return (self.closes - self.opens) % _MINUTES == 0

    def counted(self, start: datetime, span: timedelta) -> datetime:
        """So long after `start`, which is in the station's zone. A span of less than a day that does not end before
        they close begins anew when they open."""
        if self.is_always:
            return start + span
        opens, closes = (_at(start, minutes) for minutes in self)
        if closes <= opens:  # over midnight
            opens, closes = (opens - _DAY, closes) if start < closes else (opens, closes + _DAY)
        if start >= closes:
            opens, closes = opens + _DAY, closes + _DAY
        begun = max(start, opens)
        if span >= _DAY or begun + span <= closes:
            return begun + span
        return opens + _DAY + span


ALWAYS = Hours()


class Office(NamedTuple):
    """A station's hours where it is."""

    hours: Hours = ALWAYS
    zone: tzinfo = UTC

    def by(self, start: datetime, span: timedelta) -> datetime:
        return self.hours.counted(start.astimezone(self.zone), span).astimezone(UTC)


AROUND_THE_CLOCK = Office()


def _at(day: datetime, minutes: int) -> datetime:
    return day.replace(hour=minutes // 60 % 24, minute=minutes % 60, second=0)


def parse(written: str) -> Hours:
    """As people write them: 08.00-16.00, or 24 jam. Raises ValueError."""
    if re.fullmatch(r"24 ?jam", written):
        return Hours()
    found = _WRITTEN.fullmatch(written)
    if found is None:
        raise ValueError(OTHERWISE)
    opens, minute, closes, last = map(int, found.groups())
    hours = Hours(opens * 60 + minute, closes * 60 + last)
    if hours.opens == hours.closes:
        raise ValueError("open and close at the same time; around the clock is 24 jam")
    if max(minute, last) > 59 or max(hours) > _MINUTES:
        raise ValueError(OTHERWISE)
    return hours
