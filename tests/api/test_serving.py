"""What a serving process writes into its log, and what it may use."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ground import free_port

FAILING = """
import asyncio, logging, traceback, structlog
from api import serving

serving.configure_log()
try:
    raise ValueError("KENARI 081234567890")
except ValueError as error:
    logging.getLogger("uvicorn.error").error("Exception in ASGI application\\n", exc_info=error)
    structlog.get_logger().exception("step failed")
    context = {"message": "Task exception was never retrieved", "exception": error, "future": "KENARI"}
    loop = asyncio.new_event_loop()
    loop.call_exception_handler(context)
    loop.close()
    logging.getLogger("uvicorn.error").error(traceback.format_exc())  # as of a start that failed
    logging.getLogger("sqlalchemy").warning("refused\\r\\nINFO forged %s", "KENARI")
"""


def test_errors_are_logged_by_kind_and_place_without_what_they_quote() -> None:
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", FAILING], cwd=root, env=os.environ | {"PYTHONPATH": str(root)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stderr.count("ValueError") == 4
    assert "<module>" in done.stderr
    assert "KENARI" not in done.stderr
    assert len(done.stderr.splitlines()) == 5


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
def test_the_log_says_when_a_server_began_and_ended_and_nothing_more(tmp_path: Path, end: signal.Signals) -> None:
    """Also where nobody reads what `run` prints; and Ctrl-C is no error."""
    settings = {"JEMBATAN_DATA_DIR": str(tmp_path), "JEMBATAN_PORT": str(free_port())}
    with subprocess.Popen(
        [sys.executable, "-m", "api.cli", "serve"], cwd=Path(__file__).parents[2], env=os.environ | settings,
        stderr=subprocess.PIPE, text=True,
    ) as server:  # fmt: skip
        assert server.stderr is not None
        began = json.loads(server.stderr.readline())
        server.send_signal(end)
        rest = server.stderr.readlines()
    assert (began["event"], began["host"]) == ("serving", "127.0.0.1")
    assert [json.loads(line)["event"] for line in rest] == ["ended"]
    assert server.returncode == (0 if end == signal.SIGINT else -signal.SIGTERM)


REFUSED = """
import sys
from pathlib import Path
from api import serving
from core.settings import load

serving.serve(load(data_dir=Path(sys.argv[1]), port=int(sys.argv[2])), prepare=lambda settings: sys.exit(0))
"""
DUTY = {"JEMBATAN_DUTY_TELEGRAM_CHAT": "-100", "JEMBATAN_TELEGRAM_TOKEN": "123456:ABCDEFGHIJKLMNOP"}


@pytest.mark.parametrize(
    ("settings", "warned"),
    [({}, False), (DUTY, True), ({"JEMBATAN_HOST": "0.0.0.0"}, True),
     (DUTY | {"JEMBATAN_HOST": "0.0.0.0", "JEMBATAN_PUBLIC_URL": "https://lapor.example.id"}, False)],
)  # fmt: skip
def test_links_that_open_on_no_phone_are_warned_of(tmp_path: Path, settings: dict[str, str], warned: bool) -> None:
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", REFUSED, str(tmp_path), str(free_port())]
    environment = os.environ | {"PYTHONPATH": str(root)} | settings
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert ("JEMBATAN_PUBLIC_URL" in done.stderr) == warned
    assert "0.0.0.0" not in done.stderr


def test_what_it_prints_opens_in_a_browser_of_this_machine(tmp_path: Path) -> None:
    port = free_port()
    settings = {"JEMBATAN_DATA_DIR": str(tmp_path), "JEMBATAN_PORT": str(port), "JEMBATAN_HOST": "0.0.0.0"}
    with subprocess.Popen(
        [sys.executable, "-m", "api.cli", "run"], cwd=Path(__file__).parents[2], env=os.environ | settings,
        stdout=subprocess.PIPE, text=True,
    ) as server:  # fmt: skip
        assert server.stdout is not None
        printed = [next(line for line in server.stdout if word in line) for word in ("/lapor", "/masuk", "/undangan/")]
        server.terminate()
    assert all(f" http://127.0.0.1:{port}/" in line for line in printed)


NOBODY = """
import os, structlog
from api import serving

serving.configure_log()
os.close(2)
structlog.get_logger().error("to nobody")
print("goes on")
"""


def test_a_log_that_nobody_takes_ends_nothing() -> None:
    root = Path(__file__).parents[2]
    environment = os.environ | {"PYTHONPATH": str(root)}
    done = subprocess.run([sys.executable, "-c", NOBODY], env=environment, capture_output=True, text=True, check=False)
    assert done.stdout == "goes on\n"


LIVING = """
import gc, sys
from pathlib import Path
from api import groundwork, serving
from core.settings import load

settings = load(data_dir=Path(sys.argv[1]))
groundwork.prepare(settings)
app = serving.settled_app(settings)
print(any(app is seen for seen in gc.get_objects()), len(gc.get_objects()) < gc.get_freeze_count() / 20)
"""


def test_what_lives_as_long_as_the_process_is_no_work_for_the_garbage_collector(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    environment = os.environ | {"PYTHONPATH": str(root)}
    command = [sys.executable, "-c", LIVING, str(tmp_path)]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.stdout == "False True\n", done.stderr


CROWDED = """
import resource, sys
from pathlib import Path
from api import serving
from core.settings import load

_, most = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (1024, most))

def look(settings):
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    raise SystemExit(0 if most <= serving.MOST_CONNECTIONS or soft > serving.MOST_CONNECTIONS else 1)

serving.serve(load(data_dir=Path(sys.argv[1]), port=int(sys.argv[2])), prepare=look)
"""


def test_open_connections_do_not_use_up_the_files_that_may_be_open(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", CROWDED, str(tmp_path), str(free_port())]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
