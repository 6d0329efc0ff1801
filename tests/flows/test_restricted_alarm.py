"""An alarm about the police themselves, or about sexual harm: for few from the first moment, but never for nobody."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from core import officers, units
from core.models import Report
from tests.api.public.phone import Phone
from tests.ground import Site, eventually

BEATEN = "tolong saya dipukuli polisi sekarang di Pasar Baru"
HARMED = "tolong dia mau memperkosa saya sekarang dia bawa pisau"


def invited(session, **marks: bool) -> None:
    """A marked colleague who has not used their link yet."""
    root = units.root(session)
    officers.invite(
        session, email="citra@polres.example", name="Citra", unit=root, roles=["operator"], actor="test", **marks
    )


def filed(site: Site) -> Report:
    return eventually(lambda: site.read(lambda s: s.query(Report).one_or_none()))


@pytest.mark.parametrize(("words", "mark"), [(BEATEN, "oversight"), (HARMED, "ppa")])
def test_it_is_for_those_marked_for_it_from_the_first_moment(site_on_both: Site, words: str, mark: str) -> None:
    site = site_on_both
    ayu, citra = site.officer(), site.officer("citra@polres.example", **{mark: True})
    phone = Phone(site)
    assert "tel:110" in phone.say(words)
    report = filed(site)
    assert (report.priority, report.restricted, report.complete) == (1, mark, False)
    assert ayu.get(f"/laporan/{report.code}").status_code == 404
    assert words in citra.get(f"/laporan/{report.code}").text
    phone.say("cepat ke sini")
    assert ayu.get(f"/laporan/{report.code}").status_code == 404


@pytest.mark.parametrize(("words", "mark"), [(BEATEN, "oversight"), (HARMED, "ppa")])
@pytest.mark.parametrize("who", ["nobody", "away", "invited", "admin", "elsewhere"])
def test_where_nobody_marked_for_it_hears_alarms_everybody_does(
    site_on_both: Site, words: str, mark: str, who: str
) -> None:
    site, ayu = site_on_both, site_on_both.officer()
    if who == "away":
        site.officer("citra@polres.example", **{mark: True})
        site.write(lambda s: s.execute(text("UPDATE officers SET active = false WHERE email LIKE 'citra%'")))
    elif who == "invited":
        site.write(lambda s: invited(s, **{mark: True}))
    elif who == "admin":
        site.officer("citra@polres.example", roles=("admin",), **{mark: True})
    elif who == "elsewhere":
        site.write(lambda s: units.add(s, units.root(s), name="Polsek Sirih"))
        site.officer("citra@polres.example", unit="Polsek Sirih", **{mark: True})
    Phone(site).say(words)
    report = filed(site)
    assert (report.priority, report.restricted) == (1, "")
    assert words in ayu.get(f"/laporan/{report.code}").text


TOLD = "dia meraba saya tadi, sekarang di ruang tamu"


def alarm(site: Site) -> tuple[Phone, str]:
    phone = Phone(site)
    phone.say("DARURAT")
    phone.say("ada orang masuk kamar saya di kos Melati")
    return phone, filed(site).code


def test_whoever_acts_on_an_alarm_is_not_shut_out_by_what_is_told_in_it(site_on_both: Site) -> None:
    site = site_on_both
    ayu, citra = site.officer(), site.officer("citra@polres.example", ppa=True)
    phone, code = alarm(site)
    ayu.post(f"/laporan/{code}/balas", data={"text": "Petugas menuju lokasi. Anda di mana?"})
    phone.say(TOLD)
    phone.say("cepat pak saya di kamar mandi")
    for officer in (ayu, citra):
        page = officer.get(f"/laporan/{code}").text
        assert TOLD in page
        assert "saya di kamar mandi" in page
        assert "Menyangkut kekerasan seksual atau anak" in page
    report = filed(site)
    assert (report.restricted, report.category, report.priority) == ("", "sexual_or_child", 1)
    assert code in ayu.get("/masuk").text


def test_an_alarm_that_a_marked_officer_has_in_hand_is_kept_from_others(site_on_both: Site) -> None:
    site = site_on_both
    ayu, citra = site.officer(), site.officer("citra@polres.example", ppa=True)
    phone, code = alarm(site)
    citra.post(f"/laporan/{code}/balas", data={"text": "Petugas menuju lokasi. Anda di mana?"})
    phone.say(TOLD)
    assert ayu.get(f"/laporan/{code}").status_code == 404
    assert TOLD in citra.get(f"/laporan/{code}").text


@pytest.mark.parametrize("marked", [True, False])
def test_an_alarm_in_nobodys_hands_is_kept_from_others_where_one_marked_would_hear(
    site_on_both: Site, marked: bool
) -> None:
    site = site_on_both
    ayu, citra = site.officer(), site.officer("citra@polres.example", ppa=marked)
    phone, code = alarm(site)
    page = phone.say(TOLD)
    assert "Tetap telepon" in page
    assert "Hanya petugas khusus" not in page
    assert ayu.get(f"/laporan/{code}").status_code == (404 if marked else 200)
    assert TOLD in citra.get(f"/laporan/{code}").text


def test_nor_by_the_kind_that_its_citizen_chooses_for_it_later(site_on_both: Site) -> None:
    site, ayu = site_on_both, site_on_both.officer()
    phone, code = alarm(site)
    phone.say("MENU")
    phone.press("Lanjutkan draf")
    while "Kekerasan seksual/anak" not in phone.buttons:
        phone.press(next(label for label in phone.buttons if label in {"Pilih lain", "Lewati"}))
    phone.press("Kekerasan seksual/anak")
    assert filed(site).complete
    assert ayu.get(f"/laporan/{code}").status_code == 200


def test_the_kind_that_an_officer_chose_stays(site_on_both: Site) -> None:
    site, ayu = site_on_both, site_on_both.officer()
    phone, code = alarm(site)
    ayu.post(f"/laporan/{code}/kategori", data={"category": "violence", "version": str(filed(site).version)})
    phone.say(TOLD)
    assert filed(site).category == "violence"


def test_the_words_that_led_to_it_are_read_in_it_and_stay_where_they_were_said(site_on_both: Site) -> None:
    site, phone, ayu = site_on_both, Phone(site_on_both), site_on_both.officer()
    phone.file_a_report()
    first = site.read(lambda s: s.query(Report).one().code)
    phone.say("saya takut pak")
    phone.press("Ya")
    alarm = eventually(lambda: site.read(lambda s: s.query(Report).filter_by(priority=1).one_or_none())).code
    for code in (first, alarm):
        thread = ayu.get(f"/laporan/{code}").text.partition('<ol class="thread"')[2].partition("</ol>")[0]
        assert thread.count("saya takut pak") == 1
