"""Where the links begin that an admin hands on."""

from __future__ import annotations

import pytest

from core.settings import Settings
from tests.api.desk.test_people import invite, secret_in
from tests.ground import Site, open_site


@pytest.mark.parametrize(
    ("host", "begins"),
    [("meja-piket.lan:8000", "http://meja-piket.lan:8000/"), ("[fd00::7]:8000", "http://[fd00::7]:8000/"),
     ("x' onclick=a", "")],
)  # fmt: skip
def test_without_a_public_address_a_link_begins_as_the_admins_own_page(site: Site, host: str, begins: str) -> None:
    """Where the server listens on all addresses none of them is its name."""
    admin = site.officer("chief@polres.example", roles=("admin",))
    admin.headers["host"] = host
    shown = invite(site, admin)
    assert secret_in(shown).startswith(f"{begins or f'{site.url}/'}masuk/undangan/")
    assert ("hanya terbuka di komputer ini" in shown.text) == (not begins)


def test_a_public_address_is_the_one_of_every_link(sqlite_settings: Settings) -> None:
    with open_site(sqlite_settings, public=True) as site:
        admin = site.officer("chief@polres.example", roles=("admin",))
        admin.headers["host"] = "meja-piket.lan:8000"
        shown = invite(site, admin)
        assert secret_in(shown).startswith(f"{site.url}/masuk/undangan/")
