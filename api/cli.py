"""The `jembatan` command. It changes data by the same functions as the pages."""

from __future__ import annotations

import argparse
import errno
import getpass
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from api import groundwork
from core import api_tokens, audit, backup, db, file_owner, keys, officers, places, terms, units
from core.audit import Entry
from core.db import Session
from core.errors import BadSettings, DomainError, NotNow
from core.files import open_files
from core.models import Unit
from core.settings import PREFIX, Settings, load, make_data_dir
from core.vault import create_key_file, open_vault

T = TypeVar("T")
FOR_THE_DEMO = (
    "host", "port", "timezone", "station_name", "emergency_number", "hours", "territory_margin_km", "tiles_url",
    "tiles_attribution",
)  # fmt: skip
BAD_SETTINGS = 78  # sysexits.h calls it EX_CONFIG: no further start helps before somebody sees to it (jembatan.service)


def main(arguments: Sequence[str] | None = None) -> int:
    """0 done; 1 refused, the reason on standard error; 2 a command that there is not; BAD_SETTINGS."""
    options = _parser().parse_args(arguments)
    try:
        settings = load(env_file=options.settings)
        command: Callable[[argparse.Namespace, Settings], int] = options.command
        return command(options, settings)
    except BadSettings as error:
        return _refuse(f"jembatan:\n{error}", 1 if isinstance(error, NotNow) else BAD_SETTINGS)
    except DomainError as error:
        return _refuse(error.text.format(**error.values), 1)
    except db.Refused as error:
        where = settings.sqlite_file or "of JEMBATAN_DATABASE_URL"
        status = 1 if db.passes(error) else BAD_SETTINGS
        return _refuse(f"the database {where} refuses: {str(error.orig).partition(chr(10))[0]}", status)
    except OSError as error:
        advice = "; run this as root, or as the user whom the service runs as" if error.errno == errno.EACCES else ""
        return _refuse(f"{error.filename or 'the system'}: {error.strerror}{advice}", 1)


def _refuse(text: str, status: int) -> int:
    sys.stderr.write(text + "\n")
    return status


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


# Serving


def run(_options: argparse.Namespace, settings: Settings) -> int:
    """Everything in one process, after preparing data folder, key and database."""
    from api import serving

    return serving.serve(settings, prepare=groundwork.prepare, announce=True)


def demo(_options: argparse.Namespace, settings: Settings) -> int:
    """`run` in a folder of its own, with a fictional station in it."""
    from api import demo as station
    from api import serving

    ignored = _left_out(settings)

    def furnish(settings: Settings) -> None:
        groundwork.prepare(settings)
        station.fill(settings)
        if ignored:
            _say(f"  Demo tidak memakai {', '.join(ignored)}.")
        for email, name, *_ in station.PEOPLE:
            _say(f"  {name:16} {email}   {station.PASSWORD}")

    return serving.serve(alone(settings), prepare=furnish, announce=True)


def alone(settings: Settings) -> Settings:
    """Keeps of these settings only where to listen and what the station looks like. The demo has no channels to
    citizens and not the station's address; its data, which anybody may log in to, has a folder of its own."""
    kept = {name: getattr(settings, name) for name in FOR_THE_DEMO}
    return Settings.model_construct(**kept, data_dir=settings.data_dir / "demo")


def _left_out(settings: Settings) -> list[str]:
    """The settings that somebody chose and the demo passes over."""
    others = {n: f.default for n, f in Settings.model_fields.items() if n not in {*FOR_THE_DEMO, "data_dir"}}
    return [PREFIX + name.upper() for name, default in others.items() if getattr(settings, name) != default]


def serve(_options: argparse.Namespace, settings: Settings) -> int:
    from api import serving

    roles = None if settings.database.startswith("sqlite") else frozenset({"http"})
    return serving.serve(settings, roles=roles, prepare=groundwork.prepare)


def deliver(_options: argparse.Namespace, settings: Settings) -> int:
    from api import serving

    if settings.database.startswith("sqlite"):
        return _refuse("on SQLite one process does everything: use `jembatan serve`", BAD_SETTINGS)
    return serving.serve(settings, roles=frozenset({"deliver"}), prepare=groundwork.check)


def migrate(_options: argparse.Namespace, settings: Settings) -> int:
    make_data_dir(settings)
    vault = groundwork.migrated(settings)
    groundwork.read(settings, lambda session: keys.check(session, vault))
    return 0


# Officers, tokens, places


def officer_add(options: argparse.Namespace, settings: Settings) -> int:
    password = getpass.getpass("Kata sandi: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")

    def add(session: Session) -> None:
        officers.add(
            session, email=options.email, name=options.name, password=password, roles=options.role, actor="cli",
            unit=_unit(session, options, settings), ppa=options.ppa, oversight=options.oversight,
        )  # fmt: skip

    groundwork.write(settings, add)
    _say(f"{options.email} bisa masuk sekarang.")
    return 0


def token_create(options: argparse.Namespace, settings: Settings) -> int:
    def create(session: Session) -> str:
        unit = _unit(session, options, settings)
        return api_tokens.create(session, name=options.name, role=options.role, unit=unit, actor="cli")

    _say("Token ini hanya tampil sekali:\n" + groundwork.write(settings, create))
    return 0


def _unit(session: Session, options: argparse.Namespace, settings: Settings) -> Unit:
    return units.named(session, options.unit) if options.unit else units.root(session, name=settings.station_name)


def places_load(options: argparse.Namespace, settings: Settings) -> int:
    rows = places.read_csv(options.file)
    _say(f"{groundwork.write(settings, lambda s: places.load(s, rows))} tempat dimuat.")
    return 0


def understand(options: argparse.Namespace, settings: Settings) -> int:
    """Prints what the bot understands of each text, and from which words: one line of JSON for each. Without arguments
    it reads the texts from standard input, one per line."""
    import orjson

    from bot.conversation.understanding import understand as read
    from bot.place_list import PlaceList
    from core import clock

    groundwork.find_database(settings)
    with db.pool(settings.database) as engine:
        known = PlaceList(engine)()
    for text in options.text or (line.rstrip("\n") for line in sys.stdin):
        _say(orjson.dumps(_plain(read(text, now=clock.now(), zone=settings.zone, places=known))).decode())
    return 0


def _plain(value: object) -> object:
    """Turns named tuples into dictionaries, for JSON."""
    if isinstance(value, tuple):
        fields = getattr(value, "_fields", ())
        parts = [_plain(part) for part in value]
        return dict(zip(fields, parts, strict=True)) if fields else parts
    return value


# Keeping


def make_backup(options: argparse.Namespace, settings: Settings) -> int:
    groundwork.find_database(settings)
    _say(f"{backup.create(settings, options.target)}")
    if settings.files_url:
        _say(f"Berkas warga tidak di dalamnya, tetapi di {settings.files_url}: cadangkan tempat itu juga.")
    missing = backup.missing_files(settings)
    where = settings.files_url or settings.media_dir
    return _refuse(f"{missing} berkas tidak ada di {where}.", 1) if missing else 0


def restore(options: argparse.Namespace, settings: Settings) -> int:
    from api import serving

    with serving.only_one(settings), _for_the_owner(settings):
        elsewhere = backup.restore(settings, options.source)
    _say("Cadangan dipulihkan.")
    if elsewhere:
        _say(f"Berkas warga tidak ada di dalamnya. Waktu dibuat, tempatnya {elsewhere}.")
        _say("Bila basis data ini baru dan menggantikan yang lama: `files accept`.")
    if not settings.key_file.exists():
        _say(f"Sekarang taruh kunci dari saat yang sama di {settings.key_file}.")
    elif groundwork.read(settings, keys.are_known):
        groundwork.read(settings, lambda session: keys.check(session, open_vault(settings.key_file)))
    return 0


def audit_verify(_options: argparse.Namespace, settings: Settings) -> int:
    count, head, broken = groundwork.read(settings, audit.verify)
    if broken is not None:
        return _refuse(f"audit chain broken at row {broken} after {count} good rows", 1)
    _say(f"{count} rows, chain intact, head {head}")
    return 0


def key_accept(_options: argparse.Namespace, settings: Settings) -> int:
    groundwork.find_database(settings)
    with _for_the_owner(settings):
        create_key_file(settings.key_file)
        vault = open_vault(settings.key_file)
        groundwork.write(settings, lambda session: keys.accept(session, vault))
    _say(f"{settings.key_file} berlaku mulai sekarang. Yang disegel dengan kunci lain tetap tertutup.")
    return 0


def files_accept(_options: argparse.Namespace, settings: Settings) -> int:
    groundwork.find_database(settings)
    with _for_the_owner(settings), db.pool(settings.database) as reader:
        file_owner.accept(reader, open_files(settings))
    groundwork.write(settings, lambda session: audit.record(session, Entry("cli", "files.accepted")))
    _say(f"Berkas di {settings.files_url or settings.data_dir} milik basis data ini mulai sekarang.")
    return 0


@contextmanager
def _for_the_owner(settings: Settings) -> Iterator[None]:
    """Whatever root writes into the data folder is given to the service's user, also if the work fails."""
    try:
        yield
    finally:
        backup.hand_over(settings.data_dir)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="jembatan", description=__doc__)
    parser.add_argument(
        "--settings", type=Path, metavar="FILE", help="the settings' file instead of .env, as /etc/jembatan.env"
    )
    commands = parser.add_subparsers(required=True)
    _command(commands, "run", run, "everything in one process")
    _command(commands, "demo", demo, "the same with a fictional station")
    _command(commands, "serve", serve, "web side and writer (on SQLite everything)")
    _command(commands, "deliver", deliver, "sender, poller, timers and files, beside serve on PostgreSQL")
    _command(commands, "migrate", migrate, "bring the database to the newest revision")
    _officer(_group(commands, "officer", "add an officer"))
    _token(_group(commands, "token", "make an API token"))
    place_list = _group(commands, "places", "load the list of places")
    _command(place_list, "load", places_load, "replace the list of places").add_argument(
        "file", type=Path, help="CSV with name, kind, parent, lat, lon"
    )
    _command(commands, "understand", understand, "show what the bot reads, as JSON").add_argument(
        "text", nargs="*", help="in quotes; without any, standard input is read, a text a line"
    )
    saved = _command(commands, "backup", make_backup, "copy database and files, not the key, beside a running server")
    saved.add_argument("target", type=Path, help="the folder in which a .tar named by the time is made")
    back = _command(commands, "restore", restore, "put a backup back in place of what is there; stop the server before")
    back.add_argument("source", type=Path, help="the .tar of a backup")
    key = _group(commands, "key", "when the key is lost")
    _command(key, "accept", key_accept, "go on with this folder's key when the first is lost")
    files = _group(commands, "files", "when this database replaces another")
    _command(files, "accept", files_accept, "take over the files of the database that this replaces")
    chain = _group(commands, "audit", "verify the audit chain")
    _command(
        chain, "verify", audit_verify,
        "check the chain and print its head; keep that elsewhere: that the newest rows were cut off shows by it alone",
    )  # fmt: skip
    return parser


def _officer(group: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    add = _command(group, "add", officer_add, "add an officer; the password comes from standard input")
    add.add_argument("--email", required=True)
    add.add_argument("--name", required=True)
    add.add_argument(
        "--role", action="append", required=True, choices=("operator", "admin"), help="may be given twice, for both"
    )
    add.add_argument("--unit", default="", help="by its name; without it the station itself")
    add.add_argument("--ppa", action="store_true", help="may open reports of sexual harm and children")
    add.add_argument("--oversight", action="store_true", help="may open reports about police service")


def _token(group: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    create = _command(group, "create", token_create, "create an API token, printed once on the last line")
    create.add_argument("--name", required=True, help="of the program that will use it")
    create.add_argument("--role", required=True, choices=terms.TOKEN_ROLES)
    create.add_argument("--unit", default="", help="by its name; without it the station itself")


def _group(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, text: str
) -> argparse._SubParsersAction[argparse.ArgumentParser]:
    return commands.add_parser(name, help=text, description=text).add_subparsers(required=True)


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    work: Callable[[argparse.Namespace, Settings], int],
    text: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(command=work)
    return parser


if __name__ == "__main__":
    os.umask(0o077)  # database, files and backups are for this user's eyes alone
    sys.exit(main())
