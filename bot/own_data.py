"""Tells somebody in the chat what is kept of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import tzinfo
from typing import Any

from bot.channels.registry import NAMES
from bot.conversation.step import Say
from bot.conversation.wording import STATUSES, clock, day
from bot.messages import Outbound
from core import holdings
from core.conversations import Person
from core.db import Session
from core.holdings import Held
from core.i18n import translator
from core.terms import LANGUAGES

LISTED = 20  # reports in one message
Translate = Callable[[str], str]
Row = dict[str, Any]


def held(session: Session, person: Person, messages: list[Row], filing: list[Row]) -> Held:
    """What is kept of this person, including what this batch has not written yet."""
    found = holdings.of(session, person.id)
    said = [row["author"] for row in messages if row["contact_id"] == person.id]
    filed = [(row["code"], row["status"]) for row in reversed(filing) if row["contact_id"] == person.id]
    return replace(
        found, language=person.language, consent=person.consent, said=found.said + said.count("citizen"),
        answered=found.answered + said.count("bot"), reports=(*filed, *found.reports),
        consent_at=person.changes.get("consent_at", found.consent_at),
    )  # fmt: skip


def says(held: Held, opening: Outbound, *, zone: tzinfo, address: str) -> Iterator[Say]:
    """`address`: of the page with all of it, "" for none."""
    t = translator(held.language)
    yield Say(opening._replace(text=f"{opening.text}\n{_summary(t, held, zone)}"))
    if address:
        text = t("Unduh semuanya, dalam 24 jam. Jangan bagikan tautan ini: {address}").format(address=address)
        yield Say(Outbound(text), forget=True, shown_for=holdings.LINK_LASTS)


def _summary(t: Translate, held: Held, zone: tzinfo) -> str:
    name = t("tersimpan, tersandi") if held.named else t("tidak ada")
    lines = (
        (t("Nama"), name),
        (t("Kanal"), ", ".join(NAMES.get(kind, kind) for kind in held.accounts)),
        (t("Pesan"), t("{said} dari Anda, {answered} jawaban").format(said=held.said, answered=held.answered)),
        (t("Berkas"), str(held.files)),
        (t("Laporan"), _reports(t, held)),
        (t("Bahasa"), LANGUAGES.get(held.language, held.language)),
        (t("Persetujuan"), _consent(t, held, zone)),
    )
    return "\n".join(f"{label}: {value}" for label, value in lines)


def _reports(t: Translate, held: Held) -> str:
    if not held.reports:
        return t("tidak ada")
    listed = [f"*{code}* ({t(STATUSES.get(status, status))})" for code, status in held.reports[:LISTED]]
    more = len(held.reports) - LISTED
    return ", ".join([*listed, *([t("dan {n} lainnya").format(n=more)] if more > 0 else [])])


def _consent(t: Translate, held: Held, zone: tzinfo) -> str:
    if held.consent_at is None:
        return t("belum ada")
    at = f"{day(t, held.consent_at, zone)} {clock(t, held.consent_at, zone)}"
    if not held.consent:
        return t("ditarik {time}").format(time=at)
    return t("versi {version}, {time}").format(version=held.consent, time=at)
