"""Builds in which one promise is broken in the most natural way: the tests that guard it go red, all of them.
The same tests are green in a copy that is whole.

Where a line has moved, its entry here moves with it: an entry that changes nothing fails.
"""

from __future__ import annotations

import os
import shutil
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import forkserver, get_context
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest

from core.schema import ROOT

pytestmark = pytest.mark.faults

MATRIX = "tests/api/test_access_matrix.py"
UPDATES, TELEGRAM = "tests/flows/test_telegram_updates.py", "tests/flows/test_telegram.py"
OUTBOX, WHATSAPP = "tests/core/test_outbox.py", "tests/bot/channels/whatsapp"
CONFLICT = '.on_conflict_do_nothing(index_elements=["account", "event_id"])'
UNIQUE = 'sa.UniqueConstraint("account", "event_id", name=op.f("uq_inbound_account_event_id")),'
WRITER, API, LOGIN = "tests/core/test_writer.py", "tests/api/rest/test_reports.py", "tests/api/desk/test_login.py"
RUN = "self._transaction(lambda session: self._on_batch(session, events))"
EARLY = """self._transaction(lambda session: (
                done := self._on_batch(session, events),
                _resolve([(future, result, None) for (_, future), result in zip(items, done)]),
                __import__("time").sleep(0.5),
            )[0])"""
UNASKED = """report = request.url.path.endswith("/prioritas") and (
            session.query(Report).filter(Report.code == code).first()) or access.find(session, now, code)"""

# promise: (file, its line, the broken line)…, guards
SABOTAGES: dict[str, tuple[list[tuple[str, str, str]], list[str]]] = {
    "a repeat is known by a unique key": (
        [("migrations/versions/0001_the_first_tables.py", UNIQUE, ""), ("core/inbound.py", CONFLICT, "")],
        [f"{UPDATES}::test_an_update_that_comes_twenty_times_at_once_is_one"],
    ),
    "a repeat is not taken again": (
        [("core/inbound.py", CONFLICT, CONFLICT.replace("nothing(", "update(set_={'at': Inbound.at}, "))],
        [f"{UPDATES}::test_an_update_that_comes_twenty_times_at_once_is_one"],
    ),
    "nothing is called sent before it is sent": (
        [("bot/delivery.py", "outcome, loop = await self._try(row),",
          'await self.writer.take(Outcome(row.ticket, row.fence, "sent")); outcome, loop = await self._try(row),')],
        [f"{TELEGRAM}::test_a_limit_is_obeyed_and_other_chats_go_on"],
    ),
    "the lease on an account ends": (
        [("core/senders.py", "if row.lease_until > now:", "if row.lease_until:")],
        [f"{OUTBOX}::test_a_new_holder_waits_for_the_lease_and_raises_the_fence"],
    ),
    "the lease on a message ends": (
        [("core/outbox.py", '"sending", Outbox.lease_until <= now,', '"sending", Outbox.lease_until.is_(None),')],
        [f"{OUTBOX}::test_an_expired_lease_is_sent_again_or_shown_as_unknown"],
    ),
    "the lease on a file ends": (
        [("core/jobs.py", "or_(Job.lease_until.is_(None), Job.lease_until <= now)", "Job.lease_until.is_(None)")],
        ["tests/core/test_jobs.py::test_what_one_works_on_nobody_else_gets_until_the_lease_ends"],
    ),
    "a sender that slept through its lease records nothing": (
        [("core/outbox.py", "row is None or row.fence != outcome.fence or ", "row is None or ")],
        [f"{OUTBOX}::test_a_sleeper_that_wakes_after_its_lease_changes_nothing"],
    ),
    "what is acknowledged is on the disk": (
        [("core/db.py", "synchronous=FULL", "synchronous=OFF"),
         ("core/db.py", "-c jit=off", "-c jit=off -c synchronous_commit=off")],
        ["tests/migrations/test_chain.py::test_what_is_committed_is_on_the_disk"],
    ),
    "the provider's own pause is kept": (
        [("bot/delivery.py", "if asked is None:", "if attempts:")],
        [f"{TELEGRAM}::test_a_limit_is_obeyed_and_other_chats_go_on"],
    ),
    "what is refused for good is not sent again": (
        [("bot/delivery.py", "if error.permanent or error.blocked", "if error.blocked")],
        [f"{TELEGRAM}::test_what_is_refused_for_good_is_not_sent_again"],
    ),
    "a signature is for the very bytes": (
        [("bot/channels/whatsapp/signature.py", "hashlib.sha256(body)",
          'hashlib.sha256(__import__("json").dumps(__import__("json").loads(body)).encode())')],
        [f"{WHATSAPP}/test_signature.py::test_a_json_body_is_known_by_its_hash"],
    ),
    "an address is judged again after a redirect": (
        [("bot/channels/whatsapp/media.py", "return self.far, headers", "return self.near, headers")],
        # Not the guards with addresses of other machines: this build would really call them.
        [f"{WHATSAPP}/test_media.py::test_a_name_that_leads_to_a_private_address_is_refused"],
    ),
    "an answer comes after the commit": (
        [("core/writer.py", RUN, EARLY)],
        [f"{WRITER}::test_an_event_is_committed_before_its_result_arrives"],
    ),
    "what somebody else changed meanwhile is not overwritten": (
        [("core/changes.py", "if version != report.version:", "if version < 0:")],
        [f"{API}::test_each_change_tells_the_version_for_the_next_and_an_old_one_is_a_conflict"],
    ),
    "a report of another unit does not exist": (
        [("core/access.py", "Report.code == code, *visible(who)", "Report.code == code")],
        [f"{MATRIX}::test_reports_of_others_are_as_if_they_did_not_exist"],
    ),
    "every single change asks whose report it is": (
        [("api/desk/forms.py", "report = access.find(session, now, code)", UNASKED)],
        [f"{MATRIX}::test_reports_of_others_are_as_if_they_did_not_exist"],
    ),
    "the page of a unit is for its admins": (
        [("api/desk/people.py", "    access.require_admin(who)\n", "")],
        [f"{MATRIX}::test_the_wrong_role_is_told_so_everywhere"],
    ),
    "what an admin changes is for admins": (
        [("api/desk/people.py", "        access.require_admin(now)\n", "")],
        [f"{MATRIX}::test_the_wrong_role_is_told_so_everywhere"],
    ),
    "an admin changes nothing in other units": (
        [("api/desk/forms.py", "if unit is None or unit_id not in who.admin_units:", "if unit is None:")],
        [f"{MATRIX}::test_an_admin_of_another_unit_gets_at_nothing_of_this_one"],
    ),
    "a code alone opens no thread": (
        [("api/public/tracking.py", "pin, has_pin=True)", "pin, has_pin=bool(pin.strip()))")],
        ["tests/api/public/test_tracking.py::test_a_code_alone_opens_no_thread"],
    ),
    "each list keeps to what is theirs": (
        [("core/troubles.py", "_reported(*visible(who))", "_reported()")],
        ["tests/api/desk/test_trouble.py::test_messages_of_other_units_and_restricted_reports_stay_theirs"],
    ),
    "the log quotes nobody": (
        [("api/serving.py", "            _without_values,", "            structlog.processors.format_exc_info,")],
        ["tests/api/test_serving.py::test_errors_are_logged_by_kind_and_place_without_what_they_quote"],
    ),
    "a login opens a session of its own": (
        [("api/desk/login.py", "token = await writer.do(", "token = session_token(request) or await writer.do(")],
        [f"{LOGIN}::test_a_login_opens_a_session_of_its_own_whatever_cookie_was_there"],
    ),
    "tries are counted for all processes together": (
        [("core/throttles.py", "return session.scalars(statement).one()",
          "kept = count.__dict__; kept[key] = kept.get(key, 0) + 1; return kept[key]")],
        ["tests/faults/test_two_processes.py::test_limits_count_for_both_together"],
    ),
    "a backup holds the files": (
        [("core/backup.py", "_add_files(archive, settings.media_dir)", "pass")],
        ["tests/flows/test_backup.py::test_a_backup_under_load_restores_what_was_acknowledged"],
    ),
    "the duty chat is told of nothing that was taken meanwhile": (
        [("bot/delivery.py", "duty.withdraw(session, self.channel.account)", "pass")],
        ["tests/flows/test_duty.py::test_after_an_outage_it_is_told_once_and_not_of_what_was_taken_meanwhile"],
    ),
    "an alarm is counted where it rings": (
        [("bot/conversation/turn.py", ' or not self.context.may_ring(self.data.get("knock", ""))', "")],
        ["tests/api/public/test_limits.py::test_an_alarm_that_silence_makes_of_pieces_counts_as_well"],
    ),
}  # fmt: skip


# Kept by each kind of database in its own way. Of the others the same line is broken for both: one is shown.
ON_BOTH = {
    "a repeat is known by a unique key", "a repeat is not taken again", "what is acknowledged is on the disk",
    "tries are counted for all processes together", "a backup holds the files",
}  # fmt: skip

ONE_KIND = ("-k", "not postgresql")

FORKS = get_context("forkserver")
LIBRARIES = ["aiogram", "alembic.config", "fastapi", "httpx2", "hypothesis", "sqlalchemy.orm", "twilio.rest", "uvicorn"]

IMPORTED = ("-W", "ignore:Module already imported:pytest.PytestAssertRewriteWarning")


class Outcome(NamedTuple):
    status: int
    passed: int
    failed: int
    end: str


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sabotaged")
    leave = shutil.ignore_patterns("__pycache__", "node_modules", "vendor")
    for name in ("api", "bot", "core", "frontend", "migrations", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=leave)
    for name in ("alembic.ini", "pyproject.toml"):
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    """A process that has imported the libraries, which takes longer than most guards do, and none of our own code."""
    FORKS.set_forkserver_preload(LIBRARIES)
    with pytest.MonkeyPatch.context() as calm:
        for name in [name for name in os.environ if name.startswith(("PYTEST_", "JEMBATAN_"))]:
            calm.delenv(name)
        forkserver.ensure_running()


def run(folder: Path, guards: list[str], *more: str) -> Outcome:
    """In a fork of it."""
    report, quiet = folder / "report.xml", ("-qq", "-p", "no:cacheprovider", "-p", "no:xdist", *IMPORTED)
    where = ("-c", str(folder / "pyproject.toml"), f"--junit-xml={report}", *(str(folder / guard) for guard in guards))
    with ProcessPoolExecutor(1, mp_context=FORKS, max_tasks_per_child=1) as process:
        status = process.submit(pytest.main, [*quiet, *where, *more]).result()
    suite = ElementTree.parse(report).getroot()[0]
    tests, failed, errors, skipped = (int(suite.attrib[n]) for n in ("tests", "failures", "errors", "skipped"))
    return Outcome(int(status), tests - failed - errors - skipped, failed, report.read_text()[-3000:])


@pytest.mark.parametrize("both", [True, False])
def test_the_guards_are_green_in_an_untouched_copy(copy: Path, both: bool) -> None:
    guards = {guard for promise, (_, guards) in SABOTAGES.items() if (promise in ON_BOTH) == both for guard in guards}
    untouched = run(copy, sorted(guards), *(() if both else ONE_KIND))
    assert (untouched.status, untouched.failed) == (0, 0), untouched.end


@pytest.mark.parametrize("promise", SABOTAGES)
def test_a_broken_promise_is_noticed(copy: Path, promise: str) -> None:
    changes, guards = SABOTAGES[promise]
    whole = {copy / name: (copy / name).read_text() for name, _, _ in changes}
    try:
        for name, line, broken in changes:
            text = (copy / name).read_text()
            assert text.count(line) == 1, f"{name}: where is {line}"
            (copy / name).write_text(text.replace(line, broken))
        broken_build = run(copy, guards, *(() if promise in ON_BOTH else ONE_KIND))
    finally:
        for path, text in whole.items():
            path.write_text(text)
    assert (broken_build.status, broken_build.passed) == (1, 0), broken_build.end
    assert broken_build.failed
