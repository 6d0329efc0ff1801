"""What an admin typed on /unit is still there where it was refused."""

from __future__ import annotations

import re

from core import officers, units
from tests.ground import Site


def test_the_roles_and_marks_that_were_chosen(site: Site) -> None:
    chief = site.officer(roles=("admin",), ppa=True, oversight=True)
    site.officer("budi@polres.example", name="Budi")
    sirih = site.write(lambda s: units.add(s, units.root(s), name="Polsek Sirih").id)
    id_ = site.read(lambda s: officers.by_email(s, "ayu@polres.example").id)
    page = chief.post(
        f"/unit/peran/{id_}", data={"held": site.rights(id_), "unit": "1", "role": "operator", "oversight": "1"}
    )
    assert page.status_code == 409  # nobody takes their own admin's right
    form = re.search(rf'<details open>(?:(?!</details>).)*action="/unit/peran/{id_}"(.*?)</form>', page.text, re.DOTALL)
    assert form
    assert re.findall(r'name="(\w+)" value="(\w+)" checked', form[1]) == [("role", "operator"), ("oversight", "1")]
    assert page.text.count("<details open>") == 1
    taken = chief.post("/unit/baru", data={"name": "Polsek Sirih", "parent": str(sirih)})
    assert taken.status_code == 422
    form = taken.text.partition('action="/unit/baru"')[2]
    assert 'value="Polsek Sirih"' in form
    assert f'<option value="{sirih}" selected>' in form.partition("</select>")[0]
