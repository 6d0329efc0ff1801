"""The engine can be talked to in a terminal."""

from __future__ import annotations

import pytest

from bot.terminal import main


def test_a_report_by_hand(capsys: pytest.CaptureFixture[str]) -> None:
    main([], ["motor saya dicuri di Pasar Baru tadi pagi", "", "!1", "!laporan", "!petugas", "halo", "+3h"])
    shown = capsys.readouterr().out
    assert "Ini laporan Anda. Sudah benar?" in shown
    assert "1  Kirim laporan" in shown
    assert "Terkirim. Kode Anda" in shown
    assert "theft P3" in shown


def test_english_and_three_buttons(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--english", "--whatsapp"], ["hello", "1", "!foto 2", "", "!suara", "", "!lokasi", "", "!9", "+1d"])
    shown = capsys.readouterr().out
    assert "3  More" in shown
    assert "2 photos received" in shown
