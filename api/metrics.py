"""Figures for Prometheus: what waits in the database, what the writer did, what was answered."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from prometheus_client import CollectorRegistry, Counter, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from api.world import World
from core import db
from core.errors import DomainError
from core.figures import Figures, Waiting, figures

ANSWERS = Counter("jembatan_answers", "Answers, by the door and the class of their status", ["door", "status"])


def answered(path: str, status: int) -> None:
    door = "webhook" if path.startswith("/webhooks/") else "api" if path.startswith("/api/") else "page"
    _answers(door, status // 100).inc()


@cache
def _answers(door: str, kind: int) -> Counter:
    return ANSWERS.labels(door, f"{kind}xx")


def text(built: World) -> bytes:
    registry = CollectorRegistry()
    registry.register(_Collector(built))
    return generate_latest() + generate_latest(registry)


class _Collector(Collector):
    def __init__(self, built: World) -> None:
        self.built = built

    def collect(self) -> Iterator[Metric]:
        yield from _writer(self.built)
        try:
            with db.reading(self.built.reader) as session:
                found = figures(session)
        except DomainError:  # the other figures matter most while the database is away
            yield GaugeMetricFamily("jembatan_database_up", "Whether the database can be read", value=0)
            return
        yield GaugeMetricFamily("jembatan_database_up", "Whether the database can be read", value=1)
        yield from _waits(found)


def _writer(built: World) -> Iterator[Metric]:
    writer = built.writer
    waiting = GaugeMetricFamily("jembatan_writer_waiting", "What waits for the writer", labels=["kind"])
    done = CounterMetricFamily("jembatan_writer_done", "What the writer carried out", labels=["kind"])
    for kind, number, total in zip(("job", "event"), writer.waiting, (writer.jobs, writer.events), strict=True):
        waiting.add_metric([kind], number)
        done.add_metric([kind], total)
    yield waiting
    yield done
    yield CounterMetricFamily("jembatan_writer_batches", "Transactions that took events in", value=writer.batches)


def _waits(found: Figures) -> Iterator[Metric]:
    yield from _queue("outbox", "Messages that could be sent now", "channel", found.outbox)
    yield from _queue("jobs", "Timers and files that are due", "kind", found.jobs)
    yield from _queue("urgent", "Emergencies that nobody has taken", "", {"": found.urgent})
    yield GaugeMetricFamily(
        "jembatan_accounts_refused", "Accounts that a provider does not accept", value=found.refused
    )
    yield GaugeMetricFamily("jembatan_outbox_trouble", "Messages that failed or may have", value=found.trouble)
    yield GaugeMetricFamily("jembatan_inbound_quarantined", "Events that were not read", value=found.quarantined)


def _queue(name: str, what: str, label: str, queue: dict[str, Waiting]) -> Iterator[Metric]:
    labels = [label] if label else []
    number = GaugeMetricFamily(f"jembatan_{name}_waiting", what, labels=labels)
    oldest = GaugeMetricFamily(f"jembatan_{name}_oldest_seconds", f"{what}: how late the oldest is", labels=labels)
    for key, waiting in queue.items():
        number.add_metric([key] if label else [], waiting.number)
        oldest.add_metric([key] if label else [], waiting.oldest)
    yield number
    yield oldest
