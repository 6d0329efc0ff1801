import stat
from pathlib import Path

import pytest

from core.errors import BadSettings
from core.vault import Unreadable, Vault, create_key_file, open_vault

OLD, NEW = b"o" * 32, b"n" * 32


def test_what_is_sealed_opens_again_and_never_looks_the_same() -> None:
    vault = Vault({"k1": OLD})
    first, second = vault.seal(b"Siti"), vault.seal(b"Siti")
    assert first != second
    assert b"Siti" not in first
    assert vault.open(first) == vault.open(second) == b"Siti"


def test_one_changed_byte_is_refused() -> None:
    vault = Vault({"k1": OLD})
    sealed = bytearray(vault.seal(b"08123"))
    sealed[-1] ^= 1
    with pytest.raises(Unreadable):
        vault.open(bytes(sealed))


def test_a_value_moved_to_another_column_is_refused() -> None:
    vault = Vault({"k1": OLD})
    with pytest.raises(Unreadable):
        vault.open(vault.seal(b"x", about=b"name"), about=b"address")


def test_after_a_new_key_old_values_open_and_look_ups_still_match() -> None:
    before, after = Vault({"k1": OLD}), Vault({"k1": OLD, "k2": NEW})
    assert after.open(before.seal(b"x")) == b"x"
    assert before.blind("telegram:1", "7") == after.blind("telegram:1", "7")
    with pytest.raises(Unreadable):
        before.open(after.seal(b"x"))


def test_the_blind_index_depends_on_the_account() -> None:
    vault = Vault({"k1": OLD})
    assert vault.blind("telegram:1", "7") != vault.blind("telegram:2", "7")
    assert vault.blind("telegram:1", "7") == vault.blind("telegram:1", "7")


def test_the_key_file_belongs_to_its_owner_alone_and_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "secret.key"
    create_key_file(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    content = path.read_text()
    create_key_file(path)
    assert path.read_text() == content
    open_vault(path)


@pytest.mark.parametrize("content", ["", "k1", "k1 notbase64!", "k1 c2hvcnQ="])
def test_a_damaged_key_file_refuses_the_start(tmp_path: Path, content: str) -> None:
    path = tmp_path / "secret.key"
    path.write_text(content)
    with pytest.raises(BadSettings, match="32 bytes in base64: put the copy of it there"):
        open_vault(path)


def test_a_key_file_that_belongs_to_somebody_else_is_handed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As root copies it into the folder of a service that is another user."""

    def read_text(_path: Path) -> str:
        raise PermissionError

    monkeypatch.setattr(Path, "read_text", read_text)
    with pytest.raises(BadSettings, match=r"secret\.key is another user's: `chown`"):
        open_vault(tmp_path / "secret.key")
