"""Runs a server process: its lock, its log, the addresses on the screen, and its end within seconds."""

from __future__ import annotations

import errno
import fcntl
import gc
import logging
import re
import resource
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import structlog
import uvicorn
from starlette.types import ASGIApp

from api import groundwork
from api.connections import Connection
from core import officers
from core.errors import BadSettings, NotNow
from core.settings import Settings, make_data_dir

log = structlog.get_logger(__name__)

MOST_CONNECTIONS = 2000
MOST_FILES = 65_536
NEW_OBJECTS = 10_000  # after which the garbage collector looks at them; Python's own figure is 700


def serve(
    settings: Settings, *, roles: frozenset[str] | None = None, prepare: Callable[[Settings], None] | None = None,
    announce: bool = False,
) -> int:  # fmt: skip
    """Blocks until SIGINT or SIGTERM, and then ends within 5 seconds, also with open live streams. `prepare` runs only
    when no other process serves here."""
    configure_log()
    _open_many_files()
    with only_one(settings), _door(settings) as door:  # if one of them is taken, nothing has been changed yet
        _warn_of_links(settings)
        if prepare is not None:
            prepare(settings)
        app = settled_app(settings, roles=roles)
        if announce:
            _print_addresses(settings)
        server = _Server(listening(app, host=settings.host, port=settings.port))
        with suppress(KeyboardInterrupt):  # Ctrl-C: all is closed by then
            server.run(sockets=[door])
    return 0 if server.started else 1


class _Server(uvicorn.Server):
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            log.info("serving", host=self.config.host, port=self.config.port)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await super().shutdown(sockets)
        log.info("ended")  # nothing after this line runs: uvicorn raises the signal once more


def _warn_of_links(settings: Settings) -> None:
    if settings.links_lead_nowhere:
        whose = "duty chat" if settings.duty_telegram_chat else "station"
        words = f"links of the {whose} open on this machine alone"
        log.warning(words, links_begin=settings.base_url, see="JEMBATAN_PUBLIC_URL")


def _door(settings: Settings) -> socket.socket:
    """Bound, not yet listening. Raises BadSettings."""
    door = socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((settings.host, settings.port))
    except OSError as error:
        door.close()
        name = "PORT" if error.errno == errno.EADDRINUSE else "HOST"
        raise NotNow(f"JEMBATAN_{name}: {settings.host}:{settings.port} cannot be had: {error.strerror}") from None
    return door


def _open_many_files() -> None:
    """Each connection is an open file: with the usual limit of 1,024 MOST_CONNECTIONS would never be reached."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(OSError, ValueError):  # not allowed: then the limit of the service's unit file counts
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, MOST_FILES) if most > 0 else MOST_FILES, most))


def settled_app(settings: Settings, *, roles: frozenset[str] | None = None) -> ASGIApp:
    """The app of a serving process. What is built now stays until the end, so the garbage collector need not look at
    it: in a flood that took a tenth of the processor, and a full round made everybody wait. And it looks at new objects
    less often, as a batch of events makes thousands that are gone at its end."""
    from api.app import ALL, create_app

    app = create_app(settings, roles=roles or ALL)
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, 10, 10)
    return app


def listening(app: ASGIApp, *, host: str, port: int) -> uvicorn.Config:
    return uvicorn.Config(
        app, host=host, port=port, http=Connection, ws="none", log_config=None, access_log=False, server_header=False,
        timeout_graceful_shutdown=2, timeout_keep_alive=30, limit_concurrency=MOST_CONNECTIONS,
    )  # fmt: skip


def configure_log() -> None:
    """One JSON line per event. Names, addresses and texts of people are never logged, nor the URLs of providers."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _without_values,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=lambda *_: _Quiet(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_WithoutValues())
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    for name in ("httpx", "httpcore", "aiohttp.client", "telegram", "twilio"):
        logging.getLogger(name).setLevel(logging.WARNING)  # they would log addresses that hold tokens


class _Quiet(structlog.PrintLogger):
    """If the log cannot be written, as on a full disk, the work goes on."""

    def msg(self, message: str) -> None:
        with suppress(OSError, ValueError):
            super().msg(message)

    debug = info = warning = error = critical = exception = msg


def _without_values(_logger: object, _name: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """The message of an error may quote data: only its kind and where it happened are logged."""
    info = event.pop("exc_info", None)
    if info:
        error = sys.exc_info()[1] if info is True else info
        if isinstance(error, BaseException):
            event["error"] = type(error).__name__
            event["where"] = _places(error)
    return event


class _WithoutValues(logging.Formatter):
    """The same for what libraries log: only the first line of a message, as the others hold the error's message."""

    def format(self, record: logging.LogRecord) -> str:
        first, *more = record.getMessage().splitlines() or [""]
        if first.startswith("Traceback"):  # the text of an error at the start: its last line begins with the kind
            first = re.split(r"[^\w.]", (more or [""])[-1])[0]
        line = f"{record.levelname} {record.name} {first}"
        error = record.exc_info[1] if record.exc_info else None
        return line if error is None else f"{line} {type(error).__name__} {' '.join(_places(error))}"


def _places(error: BaseException) -> list[str]:
    places, trace = [], error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rpartition('/')[2]}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return places[-8:]


def _print_addresses(settings: Settings) -> None:
    base = settings.base_url
    lines = ["", "  Jembatan berjalan.", f"  Warga melapor  {base}/lapor", f"  Meja petugas   {base}/masuk"]
    token = groundwork.write(settings, officers.first_link)
    if token:
        lines += ["", "  Petugas pertama (tautan ini berlaku sekali):", f"  {base}/masuk/undangan/{token}"]
    sys.stdout.write("\n".join([*lines, "", ""]))
    sys.stdout.flush()


@contextmanager
def only_one(settings: Settings) -> Iterator[None]:
    """On SQLite a second process that serves this database is refused, whatever its data folder: it would be a second
    writer, and send again what the first one is sending."""
    if settings.sqlite_file is None:
        yield
        return
    make_data_dir(settings)
    folder = settings.sqlite_file.resolve().parent
    if not folder.is_dir():
        raise BadSettings(f"JEMBATAN_DATABASE_URL: there is no folder {folder}")
    with (folder / "serving.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise NotNow(f"another process serves the database in {folder} already") from None
        yield
