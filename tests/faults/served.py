"""A server process for the fault tests: `python -m tests.faults.served`.

FAULT_KILL      "<point>:<n>": the n-th time this point is reached the process kills itself (SIGKILL), and leaves its
                name in the file "reached"
                points: begun, before-commit, committed, before-200, sent, before-record
FAULT_DISK      set: from SIGUSR1 on the database cannot grow, as on a full disk, and from SIGUSR2 on it can again
FAULT_LEASE     seconds that a sender's lease on its account lasts, instead of 30
FAULT_SABOTAGE  "ack-first": a deliberately broken build that answers, waits 20 ms and only then commits
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import event

from api import serving
from api.webhooks import Webhooks
from bot import delivery
from bot.delivery import Sender
from core import db
from core.settings import load
from core.writer import Writer

_ENDLESS = 2**30  # pages


def main() -> None:
    settings = load()
    point, _, number = os.environ.get("FAULT_KILL", "").partition(":")
    if point:
        _arm(point, int(number))
    if "FAULT_DISK" in os.environ:
        _arm_disk()
    if "FAULT_LEASE" in os.environ:
        delivery.ACCOUNT_SECONDS = float(os.environ["FAULT_LEASE"])
    if os.environ.get("FAULT_SABOTAGE") == "ack-first":
        _acknowledge_first()
    serving.serve(settings)


def _arm(point: str, number: int) -> None:
    lock, left = threading.Lock(), [number]

    def reached(*_: Any) -> None:
        with lock:
            left[0] -= 1
            if left[0] == 0:
                Path("reached").write_text(point)
                os.kill(os.getpid(), signal.SIGKILL)

    _POINTS[point](reached)


def _arm_disk() -> None:
    most = [_ENDLESS]
    signal.signal(signal.SIGUSR1, lambda *_: most.__setitem__(0, 1))  # no more than there are
    signal.signal(signal.SIGUSR2, lambda *_: most.__setitem__(0, _ENDLESS))
    _on_engine("begin")(lambda connection: connection.exec_driver_sql(f"PRAGMA max_page_count = {most[0]}"))


def _on_engine(name: str) -> Callable[[Callable[..., None]], None]:
    def arm(reached: Callable[..., None]) -> None:
        build = db.writer_engine

        def armed(url: str) -> Any:
            engine = build(url)
            event.listen(engine, name, reached)
            return engine

        db.writer_engine = armed

    return arm


def _committed(reached: Callable[..., None]) -> None:
    run = Writer._transaction

    def after(self: Writer, work: Any) -> Any:
        result = run(self, work)
        reached()
        return result

    Writer._transaction = after


def _before_200(reached: Callable[..., None]) -> None:
    receive = Webhooks._receive

    async def after(self: Webhooks, *arguments: Any) -> Any:
        result = await receive(self, *arguments)
        reached()
        return result

    Webhooks._receive = after


def _sent(reached: Callable[..., None]) -> None:
    attempt = Sender._try

    async def after(self: Sender, row: Any) -> Any:
        result = await attempt(self, row)
        reached()
        return result

    Sender._try = after


def _before_record(reached: Callable[..., None]) -> None:
    take = Writer.take

    async def before(self: Writer, item: Any, **more: Any) -> Any:
        if type(item).__name__ == "Outcome":
            reached()
        return await take(self, item, **more)

    Writer.take = before


_POINTS: dict[str, Callable[[Callable[..., None]], None]] = {
    "begun": _on_engine("begin"),
    "before-commit": _on_engine("commit"),
    "committed": _committed,
    "before-200": _before_200,
    "sent": _sent,
    "before-record": _before_record,
}


def _acknowledge_first() -> None:
    """The classical mistake: 200 goes out while the commit is still to come."""
    run = Writer._run_events

    def broken(self: Writer, items: list[tuple[Any, Any]]) -> None:
        from core import writer

        writer._resolve([(future, "stored", None) for _, future in items])
        time.sleep(0.02)
        run(self, items)

    Writer._run_events = broken


if __name__ == "__main__":
    main()
