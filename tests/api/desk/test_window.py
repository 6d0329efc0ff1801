"""Channels with a window for free replies: what the composer offers before and after it closes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import httpx2
import pytest

from core import clock
from core.models import Contact, Conversation
from tests.conftest import make_settings
from tests.factories import make_report
from tests.ground import Site, open_site

Open = Callable[..., Site]


@pytest.fixture
def opened(sqlite_template: Path, tmp_path: Path) -> Iterator[Open]:
    """A station with WhatsApp whose provider cannot be reached, which must not matter here."""
    with ExitStack() as stack:

        def start(**templates: str) -> Site:
            shutil.copy(sqlite_template, tmp_path / "jembatan.db")
            made = make_settings(
                tmp_path, f"sqlite:///{tmp_path / 'jembatan.db'}", twilio_account_sid="AC" + "0" * 32,
                twilio_auth_token="t" * 32, twilio_whatsapp_from="+6281100000000",
                twilio_api_url="http://127.0.0.1:9", twilio_content_url="http://127.0.0.1:9",
                twilio_templates=templates, public_url="http://lapor.example",
            )  # fmt: skip
            return stack.enter_context(open_site(made))

        yield start


def page_after(site: Site, **since: float) -> str:
    """The report's page, so long after the citizen's last message."""

    def put(session) -> str:
        contact = Contact(language="id", created_at=clock.now())
        session.add(contact)
        session.flush()
        heard_at = clock.now() - timedelta(**since)
        session.add(Conversation(contact_id=contact.id, state="{}", version=1, heard_at=heard_at))
        account = next(iter(a for a in site.world.house.channels if a.startswith("whatsapp")))
        return make_report(session, contact_id=contact.id, account=account, identity="named").code

    officer: httpx2.Client = site.officer()
    return officer.get(f"/laporan/{site.write(put)}").text


def test_the_time_left_is_shown(opened: Open) -> None:
    page = page_after(opened(), hours=22)
    assert re.search(r'class="window[ "].*data-left>sisa (2j 00m|1j 59m)<', page, re.DOTALL)
    assert 'id="reply"' in page
    assert 'name="ask"' in page


@pytest.mark.parametrize(("minutes", "amber"), [(21 * 60 + 55, False), (22 * 60 + 5, True)])
def test_the_last_two_hours_are_amber(opened: Open, minutes: int, amber: bool) -> None:
    assert ('class="window soon"' in page_after(opened(), minutes=minutes)) is amber


def test_when_it_has_closed_the_officer_is_told_before_writing_that_it_waits(opened: Open) -> None:
    page = page_after(opened(), hours=25)
    assert page.count("Belum bisa sampai sekarang: lebih dari 24 jam sejak pesan terakhir warga.") > 1  # statuses too
    assert 'id="reply"' in page
    assert "Kirim ke warga" not in page
    assert "Simpan untuk warga" in page
    assert 'name="ask"' in page
    assert 'id="note"' in page


def test_an_approved_template_carries_the_words_after_it(opened: Open) -> None:
    page = page_after(opened(status_update="HX" + "1" * 32), hours=25)
    assert "dikirim sebagai templat" in page
    assert 'id="reply"' in page
    assert 'name="ask"' not in page  # a question would need a template of its own
    assert "Yang dibaca warga" in page


def test_a_question_needs_its_own_template(opened: Open) -> None:
    page = page_after(opened(status_update="HX" + "1" * 32, info_request="HX" + "2" * 32), hours=25)
    assert 'name="ask"' in page
