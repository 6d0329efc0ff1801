"""Every setting, from the environment (JEMBATAN_…) or `.env`. Built once, passed in, never imported.

A value that is unknown, unusable or unsafe refuses the start: `load()` raises BadSettings and says why.
"""

from __future__ import annotations

import os
import re
from functools import cached_property
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from dotenv.parser import parse_stream
from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, DotEnvSettingsSource, NoDecode, SettingsConfigDict, SettingsError
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from core.errors import BadSettings
from core.hours import Hours
from core.hours import parse as parse_hours

PREFIX = "JEMBATAN_"
SECRETS = Path("/run/secrets")  # where a container finds them: one file each, named like its setting
NEAR = (".localhost", ".local", ".lan", ".internal", ".home.arpa", ".test", ".example")
BUCKET = r"s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9_-]+)*/?"
EVERY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - to listen on, and a way there from this machine
# What these values must look like, and what to say if they do not.
SHAPES = {
    "host": (r"[A-Za-z0-9_.:%-]+", "must be an address or name of this machine alone, like 127.0.0.1 or 0.0.0.0"),
    "s3_region": (r"[a-z0-9-]{1,40}", "must look like ap-southeast-3"),
    "emergency_number": (r"\d{3,15}", "must be digits only, like 110"),
    "twilio_account_sid": (r"(AC[0-9A-Za-z]+)?", "must be the Account SID, which begins with AC"),
    "twilio_whatsapp_from": (r"((whatsapp:)?\+\d{4,15})?", "must be the sender's number like +628123456789"),
    "duty_telegram_chat": (r"(-?\d{1,20})?", "must be the number that the bot answers to /id, like -1001234567890"),
    "metrics_token": (r"([!-~]{16,})?", "must be 16 or more letters, digits and signs of ASCII, without spaces"),
    "telegram_token": (r"(\d+:[A-Za-z0-9_-]{8,})?", "must be the token from BotFather, like 123456:ABC…"),
    "telegram_webhook_secret": (r"([A-Za-z0-9_-]{16,256})?", "must be 16 to 256 characters of A-Z a-z 0-9 _ -"),
}
TEMPLATES = r"status_update|info_request|rating|alert|choices_[23]|list_([4-9]|10)"
TILES = r"https://[A-Za-z0-9.-]+(:[0-9]{1,5})?/[^\s\"'<>\\#]+"


class Settings(BaseSettings):
    # Left empty is the default: .env.example, copied whole, must start.
    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )  # fmt: skip

    host: str = "127.0.0.1"
    port: int = Field(8000, ge=1, le=65535)
    data_dir: Path = Path("var")
    database_url: str = ""
    public_url: str = ""
    secret_key_file: Path | None = None
    files_url: str = ""
    s3_endpoint: str = ""
    s3_region: str = "us-east-1"
    s3_key: str = ""
    s3_secret: SecretStr = SecretStr("")
    station_name: str = Field("Polres Kota Sagara", max_length=120)
    emergency_number: str = "110"
    timezone: str = "Asia/Jakarta"
    hours: Annotated[Hours, NoDecode] = Hours()
    territory_margin_km: float | None = Field(None, ge=0, le=500, allow_inf_nan=False)
    tiles_url: str = ""
    tiles_attribution: str = Field("", max_length=200)
    duty_telegram_chat: str = ""
    metrics_token: SecretStr = SecretStr("")

    telegram_token: SecretStr = SecretStr("")
    telegram_api_url: str = "https://api.telegram.org"
    telegram_webhook_secret: SecretStr = SecretStr("")

    twilio_account_sid: str = ""
    twilio_auth_token: SecretStr = SecretStr("")
    twilio_whatsapp_from: str = ""
    twilio_api_url: str = "https://api.twilio.com"
    twilio_content_url: str = "https://content.twilio.com"
    twilio_templates: dict[str, str] = {}

    @field_validator("station_name")
    @classmethod
    def _is_a_name(cls, value: str) -> str:
        name = " ".join(value.split())  # one line, as it stands within sentences
        if not name:
            raise ValueError("must be a name that people can read")
        return name

    @field_validator("timezone")
    @classmethod
    def _zone_exists(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError("no such time zone; Asia/Jakarta, Asia/Makassar or Asia/Jayapura") from error
        return value

    @field_validator("hours", mode="before")
    @classmethod
    def _are_hours(cls, value: object) -> object:
        return parse_hours(value) if isinstance(value, str) else value

    @field_validator("public_url", "telegram_api_url", "twilio_api_url", "twilio_content_url", "s3_endpoint")
    @classmethod
    def _is_web_address(cls, value: str) -> str:
        if not value:
            return value
        parts = urlsplit(value)
        whole = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0  # asking for it looks at it
        if not whole or parts.username or parts.query or parts.fragment or re.search(r"\s", value):
            raise ValueError("must look like https://host.example, without user name or query")
        if parts.scheme == "http" and not _is_near(str(parts.hostname)):
            raise ValueError("must be https: over plain http everybody on the way reads passwords and reports")
        return parts._replace(netloc=parts.netloc.lower()).geturl().rstrip("/")  # as browsers and Twilio write it

    @field_validator("public_url")
    @classmethod
    def _is_a_whole_host(cls, value: str) -> str:
        if urlsplit(value).path not in {"", "/"}:
            raise ValueError("must be a host of its own, without a path: https://lapor.example.id")
        return value

    @field_validator(*SHAPES)
    @classmethod
    def _has_its_shape(cls, value: str | SecretStr, field: ValidationInfo) -> str | SecretStr:
        shape, otherwise = SHAPES[str(field.field_name)]
        if not re.fullmatch(shape, value.get_secret_value() if isinstance(value, SecretStr) else value):
            raise ValueError(otherwise)
        return value

    @field_validator("twilio_templates")
    @classmethod
    def _are_templates(cls, value: dict[str, str]) -> dict[str, str]:
        for name, sid in value.items():
            if not re.fullmatch(TEMPLATES, name) or not re.fullmatch(r"HX[0-9A-Za-z]+", sid):
                raise ValueError(
                    "must name status_update, info_request, choices_2, choices_3 or list_4 to list_10, each with its "
                    "Content SID, which begins with HX"
                )
        return value

    @field_validator("tiles_url")
    @classmethod
    def _is_address_of_tiles(cls, value: str) -> str:
        """Its host goes into the content policy of every page, so it is one plain name."""
        gaps = sorted(re.findall(r"\{[^}]*\}", value))
        whole = re.fullmatch(TILES, value) and urlsplit(value).port != 0  # asking for it looks at it
        if value and (gaps != ["{x}", "{y}", "{z}"] or not whole):
            raise ValueError("must look like https://tiles.example/{z}/{x}/{y}.png, with these three and no other {…}")
        return value

    @field_validator("files_url")
    @classmethod
    def _is_bucket(cls, value: str) -> str:
        if value and not re.fullmatch(BUCKET, value):
            raise ValueError("must look like s3://bucket or s3://bucket/folder, without key or secret")
        return value.rstrip("/")

    @field_validator("data_dir", "secret_key_file")
    @classmethod
    def _is_no_home(cls, value: Path | None) -> Path | None:
        if value and value.parts[:1] and value.parts[0].startswith("~"):
            raise ValueError("~ means nothing here: write the whole path, which begins with /")
        return value

    @field_validator("database_url")
    @classmethod
    def _is_known_database(cls, value: str) -> str:
        if value and not value.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
            raise ValueError("must start with sqlite:/// or postgresql://")
        try:
            name = make_url(value).database if value else "none"
        except (ArgumentError, ValueError):
            name = ""
        if value.count("@") > 1:  # what stands behind the first would be taken for a host, and named as such
            raise ValueError("must hold one @: in a password or user name write it as %40")
        if name in {None, "", ":memory:"} or (value.startswith("sqlite") and "?" in value):
            raise ValueError("must look like sqlite:////folder/jembatan.db or postgresql://user:password@host/database")
        return value

    @model_validator(mode="after")
    def _belongs_together(self) -> Self:
        whatsapp = (
            self.twilio_account_sid, self.twilio_auth_token.get_secret_value(), self.twilio_whatsapp_from
        )  # fmt: skip
        if any(whatsapp) and not all(whatsapp):
            raise ValueError(
                "JEMBATAN_TWILIO_ACCOUNT_SID, JEMBATAN_TWILIO_AUTH_TOKEN and JEMBATAN_TWILIO_WHATSAPP_FROM go together"
            )
        if all(whatsapp) and not self.public_url:
            raise ValueError("WhatsApp needs JEMBATAN_PUBLIC_URL: Twilio signs the public address")
        if self.files_url and not (self.s3_key and self.s3_secret.get_secret_value()):
            raise ValueError("JEMBATAN_FILES_URL needs JEMBATAN_S3_KEY and JEMBATAN_S3_SECRET")
        if self.files_url and not self.database_url.startswith("postgresql"):
            # One that starts on an empty database by mistake would take every file in the bucket for a stray.
            raise ValueError("JEMBATAN_FILES_URL needs a PostgreSQL in JEMBATAN_DATABASE_URL")
        if self.duty_telegram_chat and not self.telegram_token.get_secret_value():
            raise ValueError("JEMBATAN_DUTY_TELEGRAM_CHAT needs JEMBATAN_TELEGRAM_TOKEN")
        if self.tiles_url and not self.tiles_attribution:
            raise ValueError("JEMBATAN_TILES_URL needs JEMBATAN_TILES_ATTRIBUTION: whose map it is")
        return self

    @property
    def database(self) -> str:
        file = str(self.data_dir.absolute() / "jembatan.db")
        return self.database_url or URL.create("sqlite", database=file).render_as_string()

    @property
    def sqlite_file(self) -> Path | None:
        return Path(str(make_url(self.database).database)) if self.database.startswith("sqlite") else None

    @property
    def key_file(self) -> Path:
        return self.secret_key_file or self.data_dir / "secret.key"

    @property
    def media_dir(self) -> Path:
        return self.data_dir / "media"

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def tiles_origin(self) -> str:
        """Scheme, host and port of the tiles, "" without any."""
        return "/".join(self.tiles_url.split("/")[:3])

    @property
    def base_url(self) -> str:
        """The address that people and providers use; without a public one, what a browser on this machine can open."""
        host = EVERY_ADDRESS.get(self.host, self.host)
        return self.public_url or f"http://{f'[{host}]' if ':' in host else host}:{self.port}"

    @property
    def links_lead_nowhere(self) -> bool:
        """Whether those who get links of ours are on other machines, which cannot open them."""
        is_ours = self.host in {"127.0.0.1", "::1", "localhost"}
        everywhere = self.host in EVERY_ADDRESS
        return not self.public_url and (everywhere or (is_ours and bool(self.duty_telegram_chat)))

    @property
    def secure_cookies(self) -> bool:
        return self.public_url.startswith("https://")


def load(*, env_file: Path | None = None, **overrides: object) -> Settings:
    """Raises BadSettings with one line per fault, never with a value that could be a secret. `env_file` takes the place
    of .env and must be there."""
    file = env_file or Path(".env")
    if not file.is_file() and (env_file is not None or file.exists()):
        raise BadSettings(f"there is no file {file}")
    try:
        unreadable, unknown = _unreadable_lines(file), _unknown_names(file)
    except UnicodeDecodeError:
        raise BadSettings(f"{file} is not a text in UTF-8") from None
    if unreadable:
        lines = ", ".join(str(number) for number in unreadable)
        raise BadSettings(f"{file}, line {lines}: must look like NAME=value, and what begins with a quote ends with it")
    if unknown:
        raise BadSettings(f"unknown setting: {', '.join(unknown)} (see .env.example)")
    secrets = SECRETS if SECRETS.is_dir() else None
    try:
        return Settings(_env_file=file, _secrets_dir=secrets, **overrides)  # type: ignore[call-arg, arg-type]  # pydantic checks
    except ValidationError as error:
        raise BadSettings("\n".join(_fault(e) for e in error.errors(include_input=False))) from None
    except SettingsError:
        raise BadSettings(f'{PREFIX}TWILIO_TEMPLATES: must be JSON, like {{"choices_3": "HX…"}}') from None


def make_data_dir(settings: Settings) -> None:
    """Raises BadSettings where something else is in the way."""
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise BadSettings(f"JEMBATAN_DATA_DIR: {settings.data_dir} is not a folder, or lies in a file") from None


def _is_near(host: str) -> bool:
    """On this machine, in its own network, or under a name that the internet does not know."""
    try:
        return not ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith(NEAR)


def _unreadable_lines(file: Path) -> list[int]:
    """Passed over, a setting would be its default: no channel, or an empty database in place of the station's own."""
    if not file.is_file():
        return []
    with file.open(encoding="utf-8") as text:
        bindings = list(parse_stream(text))
    wrong = [b.original for b in bindings if b.error or ((b.key or "").startswith(PREFIX) and b.value is None)]
    return [o.line + len(o.string) - len(o.string.lstrip("\n")) for o in wrong]


def _unknown_names(file: Path) -> list[str]:
    known = {PREFIX + name.upper() for name in Settings.model_fields} | {"JEMBATAN_NO_SKIPS"}
    named = {*os.environ, *(name.upper() for name in DotEnvSettingsSource(Settings, env_file=file).env_vars)}
    return sorted(name for name in named if name.startswith(PREFIX) and name not in known)


def _fault(error: object) -> str:
    assert isinstance(error, dict)
    name = "".join(error["loc"][:1]).upper()  # what is inside one is no setting
    message = str(error["msg"]).removeprefix("Value error, ")
    return f"{PREFIX}{name}: {message}" if name else message
