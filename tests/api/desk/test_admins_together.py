"""Two admins at /unit: what one of them changed, the other overwrites only after reading it."""

from __future__ import annotations

import re

import httpx2

from core import officers, units
from tests.ground import Site


def form_of(page: httpx2.Response, address: str, holds: str = "") -> dict[str, list[str]]:
    """What a browser would send of a form: its hidden fields and ticks."""
    forms = re.findall(rf'<form method="post" action="{address}"[^>]*>(.*?)</form>', page.text, re.DOTALL)
    form = next(form for form in forms if holds in form)
    inputs = [i for i in re.findall(r"<input[^>]*>", form) if "checkbox" not in i or " checked" in i]
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'name="(\w+)"[^>]*value="([^"]*)"', "\n".join(inputs)):
        found.setdefault(name, []).append(value)
    return found | {"unit": found.get("unit", re.findall(r'<option value="(\d+)" selected', form))}


def test_of_two_who_change_one_officers_roles_the_second_is_told(site_on_both: Site) -> None:
    site = site_on_both
    kepala = site.officer("kepala@polres.example", roles=("admin",), ppa=True)
    wakil = site.officer("wakil@polres.example", roles=("admin",), ppa=True)
    site.officer("budi@polres.example", name="Budi")
    id_ = site.read(lambda s: officers.by_email(s, "budi@polres.example").id)
    address = f"/unit/peran/{id_}"
    first, second = (form_of(admin.get("/unit"), address) for admin in (kepala, wakil))
    assert kepala.post(address, data=first | {"ppa": ["1"]}).status_code == 200

    told = wakil.post(address, data=second | {"role": ["operator", "admin"]})
    assert (told.status_code, "sudah diubah sejak halaman ini dibuka" in told.text) == (409, True)
    assert site.read(lambda s: officers.by_email(s, "budi@polres.example").sees_ppa)
    again = form_of(told, address)
    assert (sorted(again["role"]), "ppa" in again) == (["admin", "operator"], False)  # what the second had chosen

    assert wakil.post(address, data=again | {"ppa": ["1"]}).status_code == 200
    roles = site.read(lambda s: {role for _, role in officers.roles(s, id_)})
    assert (roles, site.read(lambda s: officers.by_email(s, "budi@polres.example").sees_ppa)) == (
        {"operator", "admin"},
        True,
    )


def test_of_two_who_rename_one_unit_the_second_is_told(site_on_both: Site) -> None:
    site = site_on_both
    kepala, wakil = (site.officer(f"{name}@polres.example", roles=("admin",)) for name in ("kepala", "wakil"))
    site.write(lambda s: units.add(s, units.root(s), name="Polsek Sirrih"))
    first, second = (form_of(admin.get("/unit"), "/unit/nama") for admin in (kepala, wakil))
    assert kepala.post("/unit/nama", data=first | {"name": "Polsek Sirih"}).status_code == 200
    told = wakil.post("/unit/nama", data=second | {"name": "Polsek Sirih Kota"})
    assert (told.status_code, "Polsek Sirih" in told.text) == (409, True)
    assert "sudah diubah sejak halaman ini dibuka" in told.text
    again = form_of(told, "/unit/nama")
    assert again["name"] == ["Polsek Sirih Kota"]
    assert wakil.post("/unit/nama", data=again).status_code == 200
    assert "Polsek Sirih Kota" in {unit.name for unit in site.read(units.everything)}


def test_of_two_who_change_one_prepared_reply_the_second_is_told(site_on_both: Site) -> None:
    site = site_on_both
    kepala, wakil = (site.officer(f"{name}@polres.example", roles=("admin",)) for name in ("kepala", "wakil"))
    fields = {"unit": "1", "language": "id", "title": "Salam", "text": "Halo."}
    kepala.post("/unit/balasan", data=fields)
    first, second = (form_of(admin.get("/unit/balasan"), "/unit/balasan", 'value="Salam"') for admin in (kepala, wakil))
    assert kepala.post("/unit/balasan", data=fields | first | {"text": "Selamat pagi."}).status_code == 200
    assert wakil.post("/unit/balasan", data=fields | second | {"text": "Selamat malam."}).status_code == 409
    assert "Selamat pagi." in wakil.get("/unit/balasan").text
