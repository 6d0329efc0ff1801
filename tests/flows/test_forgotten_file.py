"""A file whose sender asks to be forgotten while it is still being stored."""

from __future__ import annotations

import threading

import pytest

from core import media
from tests.api.public.phone import Phone
from tests.flows.test_telegram import picture
from tests.ground import Site, eventually


def test_it_goes_as_well(site_on_both: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site, phone, erased = site_on_both, Phone(site_on_both), threading.Event()

    def files() -> list[str]:
        return [path.name for path in site.settings.media_dir.glob("??/*")]

    def held(_content: bytes) -> None:  # no file is large enough to be sure that it takes longer than the wish
        erased.wait(30)

    monkeypatch.setattr(media, "_without_metadata", held)
    phone.say("halo", files=[("kamar.jpg", picture(), "image/jpeg")])
    eventually(files)
    phone.say("HAPUS DATA")
    phone.press("Ya, hapus")
    assert files()
    erased.set()
    eventually(lambda: not files())
