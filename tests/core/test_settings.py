import re
from pathlib import Path

import pytest

from bot.conversation import wording
from core.errors import BadSettings
from core.i18n import translator
from core.settings import PREFIX, Settings, load

ROOT = Path(__file__).parents[2]


def example() -> dict[str, str]:
    lines = (ROOT / ".env.example").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if re.match(rf"{PREFIX}\w+=", line))


def test_the_example_names_every_setting_and_no_other() -> None:
    assert set(example()) == {PREFIX + name.upper() for name in Settings.model_fields}


def test_the_example_shows_the_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    defaults = load()
    for name, value in example().items():
        monkeypatch.setenv(name, value)
    assert load() == defaults


def test_the_example_copied_whole_is_the_same_as_no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    defaults = load()
    (tmp_path / ".env").write_text((ROOT / ".env.example").read_text())
    assert load() == defaults
    assert load().key_file == Path("var/secret.key")


def test_a_misspelt_name_in_the_file_refuses_the_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("SITE=lapor.example.id\nJEMBATAN_TELEGRAM_TOKN=123456:ABCDEFGH\n")
    with pytest.raises(BadSettings, match="JEMBATAN_TELEGRAM_TOKN"):
        load()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HOST", "http://127.0.0.1"),
        ("HOST", "127.0.0.1 8000"),
        ("PORT", "abc"),
        ("PORT", "70000"),
        ("PORT", "0"),
        ("STATION_NAME", "   "),
        ("HOURS", "16.00-16.00"),
        ("HOURS", "24.00-24.00"),
        ("TIMEZONE", "Asia/Bandung"),
        ("TERRITORY_MARGIN_KM", "-1"),
        ("TERRITORY_MARGIN_KM", "nan"),
        ("TERRITORY_MARGIN_KM", "inf"),
        ("TERRITORY_MARGIN_KM", "5000"),
        ("TERRITORY_MARGIN_KM", "lima"),
        ("PUBLIC_URL", "lapor.example.id"),
        ("PUBLIC_URL", "https://polres.example.id/lapor"),
        ("HOURS", "08.00-16.60"),
        ("HOURS", "8-16"),
        ("HOURS", "Senin-Jumat 08.00-16.00"),
        ("HOURS", "banana"),
        ("HOURS", "08.00-24.30"),
        ("DATABASE_URL", "sqlite:////tmp/jembatan.db?timeout=30"),
        ("TWILIO_ACCOUNT_SID", "SK0"),
        ("TWILIO_WHATSAPP_FROM", "0812"),
        ("TWILIO_TEMPLATES", '{"status-update": "HX0"}'),
        ("TWILIO_TEMPLATES", '{"status_update": ""}'),
        ("TWILIO_TEMPLATES", '{"status_update": 1}'),
        ("PUBLIC_URL", "https://user:pw@lapor.example.id"),
        ("PUBLIC_URL", "https://lapor .example.id"),
        ("PUBLIC_URL", "https://lapor.example.id/#x"),
        ("PUBLIC_URL", "https://[::1"),
        ("PUBLIC_URL", "http://lapor.polres-sagara.id"),
        ("PUBLIC_URL", "http://8.8.8.8:8000"),
        ("PUBLIC_URL", "http://[2001:4860:4860::8888]"),
        ("TELEGRAM_API_URL", "http://bot-api.polres-sagara.id:8081"),
        ("TWILIO_API_URL", "http://api.twilio.com"),
        ("TWILIO_CONTENT_URL", "http://content.twilio.com"),
        ("TELEGRAM_API_URL", "http://127.0.0.1:99999999"),
        ("TELEGRAM_TOKEN", "not a token"),
        ("TELEGRAM_WEBHOOK_SECRET", "short"),
        ("DATABASE_URL", "mysql://localhost/x"),
        ("DATABASE_URL", "sqlite:///"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("DATABASE_URL", "postgresql://jembatan@localhost"),
        ("DATABASE_URL", "postgresql://jembatan:pw@localhost:port/x"),
        ("EMERGENCY_NUMBER", "call us"),
        ("TWILIO_ACCOUNT_SID", "AC123"),
        ("DATABASE_URL", "postgresql://jembatan:pass@word@127.0.0.1/x"),
        ("DUTY_TELEGRAM_CHAT", "-100123"),
        ("METRICS_TOKEN", "guess"),
        ("METRICS_TOKEN", "pintu belakang rahasia"),
        ("STATION_NAME", "Polres " * 20),
        ("DATA_DIR", "~/jembatan"),
        ("SECRET_KEY_FILE", "~jembatan/secret.key"),
        ("TELEGRAM_TOKN", "123456:ABCDEFGH"),
        ("TWILIO_TEMPLATES", "status_update=HX1"),
        ("FILES_URL", "s3://berkas"),  # without key and secret
        ("FILES_URL", "berkas"),
        ("FILES_URL", "https://s3.example/berkas"),
        ("FILES_URL", "s3://key:secret@berkas"),
        ("FILES_URL", "s3://berkas/../other"),
        ("FILES_URL", "s3://"),
        ("S3_ENDPOINT", "http://s3.polres-sagara.id"),
        ("S3_ENDPOINT", "https://key:secret@s3.example"),
        ("S3_REGION", "id.example/x"),
        ("TILES_URL", "https://tiles.example/{z}/{x}/{y}.png"),  # without JEMBATAN_TILES_ATTRIBUTION
        ("TILES_URL", "http://tiles.example/{z}/{x}/{y}.png"),
        ("TILES_URL", "https://tiles.example/{z}/{x}.png"),
        ("TILES_URL", "https://{s}.tiles.example/{z}/{x}/{y}.png"),
        ("TILES_URL", "https://tiles.example/{z}/{x}/{y}{r}.png"),
        ("TILES_URL", "https://tiles.example; script-src/{z}/{x}/{y}.png"),
        ("TILES_URL", "https://a:b@tiles.example/{z}/{x}/{y}.png"),
        ("TILES_URL", "https://tiles.example:99999/{z}/{x}/{y}.png"),
        ("TILES_URL", "https:///{z}/{x}/{y}.png"),
    ],
)
def test_a_bad_setting_refuses_the_start_and_names_itself(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(PREFIX + name, value)
    with pytest.raises(BadSettings) as refused:
        load()
    assert re.search(rf"\b{PREFIX}{name}\b", str(refused.value))


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:8000", "http://localhost", "http://[::1]:8000", "http://192.168.1.20:8000", "http://meja-piket",
     "http://lapor.local", "http://lapor.internal", "https://lapor.polres-sagara.id"],
)  # fmt: skip
def test_what_does_not_leave_the_house_needs_no_https(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("JEMBATAN_PUBLIC_URL", url)
    assert load().public_url == url


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://tiles.example/{z}/{x}/{y}.png", "https://tiles.example"),
        ("https://peta.example.id:8443/jalan/{z}/{y}/{x}?key=a1&style=b", "https://peta.example.id:8443"),
        ("", ""),
    ],
)
def test_the_origin_of_the_street_tiles(monkeypatch: pytest.MonkeyPatch, url: str, origin: str) -> None:
    monkeypatch.setenv("JEMBATAN_TILES_URL", url)
    monkeypatch.setenv("JEMBATAN_TILES_ATTRIBUTION", "Dinas Peta")
    assert load().tiles_origin == origin


@pytest.mark.parametrize("chat", ["piket", "https://t.me/piket", "@piket", "-100 123"])
def test_a_duty_chat_that_nobody_can_be_told_in_is_refused(monkeypatch: pytest.MonkeyPatch, chat: str) -> None:
    """The bot would tell citizens that officers know."""
    monkeypatch.setenv("JEMBATAN_TELEGRAM_TOKEN", "123456:ABCDEFGH")
    monkeypatch.setenv("JEMBATAN_DUTY_TELEGRAM_CHAT", chat)
    with pytest.raises(BadSettings, match=r"JEMBATAN_DUTY_TELEGRAM_CHAT.*/id"):
        load()


@pytest.mark.parametrize(
    "line",
    [
        "JEMBATAN_TELEGRAM_TOKEN 123456:SECRETSECRET",
        "JEMBATAN_TELEGRAM_TOKEN: 123456:SECRETSECRET",
        "JEMBATAN_TELEGRAM_TOKEN",
        'JEMBATAN_DATABASE_URL="postgresql://jembatan:SECRETSECRET@localhost/x',
        """JEMBATAN_TWILIO_TEMPLATES="{"status_update": "HX1"}" """,
    ],
)
def test_a_line_that_cannot_be_read_refuses_the_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, line: str
) -> None:
    """Passed over, it would be the default: an empty database in place of the station's own."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text(f"# ours\nJEMBATAN_PORT=8001\n\n{line}\nJEMBATAN_HOURS=24 jam\n")
    with pytest.raises(BadSettings, match=r"\.env, line 4: ") as refused:
        load()
    assert "SECRETSECRET" not in str(refused.value)


def test_a_folder_in_place_of_the_settings_refuses_the_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As docker makes one where a file to mount is not there."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").mkdir()
    with pytest.raises(BadSettings, match=r"\.env"):
        load()


def test_a_file_of_settings_that_is_no_text_refuses_the_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_bytes(b"\xff\xfeJEMBATAN_PORT=1")
    with pytest.raises(BadSettings, match="UTF-8"):
        load()


def test_the_refusal_does_not_repeat_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JEMBATAN_TELEGRAM_TOKEN", "123456;SECRETSECRET")
    with pytest.raises(BadSettings) as refused:
        load()
    assert "SECRETSECRET" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_files_in_a_bucket_need_a_key_and_postgresql(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JEMBATAN_FILES_URL", "s3://berkas/sagara/")
    monkeypatch.setenv("JEMBATAN_S3_KEY", "AKIA1")
    monkeypatch.setenv("JEMBATAN_S3_SECRET", "SECRETSECRET")
    for database in ("", "sqlite:///jembatan.db"):
        monkeypatch.setenv("JEMBATAN_DATABASE_URL", database)
        with pytest.raises(BadSettings, match="PostgreSQL") as refused:
            load()
        assert "SECRETSECRET" not in str(refused.value)
    monkeypatch.setenv("JEMBATAN_DATABASE_URL", "postgresql://h/d")
    assert load().files_url == "s3://berkas/sagara"
    assert "SECRETSECRET" not in repr(load())
    monkeypatch.setenv("JEMBATAN_S3_SECRET", "")
    with pytest.raises(BadSettings, match="JEMBATAN_S3_SECRET"):
        load()


def test_whatsapp_needs_a_public_address(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("ACCOUNT_SID", "AC" + "1" * 32), ("AUTH_TOKEN", "x"), ("WHATSAPP_FROM", "+6281")):
        monkeypatch.setenv(f"JEMBATAN_TWILIO_{name}", value)
    with pytest.raises(BadSettings, match="PUBLIC_URL"):
        load()
    monkeypatch.setenv("JEMBATAN_PUBLIC_URL", "https://Lapor.Example.ID/")
    assert load().public_url == "https://lapor.example.id"


@pytest.mark.parametrize(
    ("written", "indonesian", "english"),
    [
        ("24jam", "24 jam sehari", "24 hours a day"),
        ("00.00-24.00", "24 jam sehari", "24 hours a day"),
        ("8.00-16:30", "pukul 08.00-16.30", "08:00-16:30"),
        ("22.00 \u2013 06.00", "pukul 22.00-06.00", "22:00-06:00"),
        ("12.00-24.00", "pukul 12.00-24.00", "12:00-24:00"),
    ],
)
def test_office_hours_are_written_as_people_do_and_told_in_words(
    monkeypatch: pytest.MonkeyPatch, written: str, indonesian: str, english: str
) -> None:
    monkeypatch.setenv("JEMBATAN_HOURS", written)
    found = load().hours
    assert wording.hours(translator("id"), found) == indonesian
    assert english in wording.hours(translator("en"), found)


def test_the_name_of_the_station_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JEMBATAN_STATION_NAME", " Polres\n  Kota\tSagara ")
    assert load().station_name == "Polres Kota Sagara"


def test_a_data_folder_may_have_any_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JEMBATAN_DATA_DIR", str(tmp_path / "a%20b c?"))
    assert load().sqlite_file == tmp_path / "a%20b c?" / "jembatan.db"
