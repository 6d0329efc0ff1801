"""The web chat as a plain form: what is typed arrives once, and the answer is on the page."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image

from bot import answers
from core import access, officers, reports, units
from core.models import Attachment, Contact, Message, Report
from tests.api.public.phone import Phone
from tests.ground import PASSWORD, Site, eventually


def count(site: Site, model: type) -> int:
    return site.read(lambda s: s.query(model).count())


def the_report(site: Site) -> Report:
    return site.read(lambda s: s.query(Report).one())


def picture() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(target, "JPEG")
    return target.getvalue()


def test_looking_at_the_page_creates_nothing(site: Site) -> None:
    phone = Phone(site)
    assert "Telepon 110" in phone.thread[0]
    assert "Lapor kejadian" in phone.buttons
    assert not phone.browser.cookies
    assert (count(site, Contact), count(site, Message)) == (0, 0)


def test_the_first_message_starts_a_chat_that_only_this_browser_sees(site: Site) -> None:
    phone, stranger = Phone(site), Phone(site)
    phone.say("Halo, ada yang mau saya laporkan")
    assert str(phone.page.url).endswith("/lapor#akhir")
    assert any("Halo, ada yang mau saya laporkan" in text for text in phone.thread)
    cookie = phone.page.history[0].headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()
    assert "max-age" not in cookie.lower()
    assert "mau saya laporkan" not in stranger.open()


def test_the_token_is_stored_nowhere(site: Site) -> None:
    phone = Phone(site)
    phone.say("Halo")
    token = phone.browser.cookies["lapor"]
    assert len(token) == 43
    database = (site.settings.data_dir / "jembatan.db").read_bytes()
    log = site.settings.data_dir / "jembatan.db-wal"
    assert token.encode() not in database + (log.read_bytes() if log.exists() else b"")


def test_a_report_by_form_alone(site_on_both: Site) -> None:
    site = site_on_both
    phone = Phone(site)
    phone.file_a_report()
    report = the_report(site)
    assert (report.category, report.complete) == ("theft", True)
    assert report.code in phone.page.text
    assert re.search(r'<strong class="code">[0-9A-Z]{4}-[0-9A-Z]{4}</strong>', phone.page.text)


def test_the_buttons_of_the_first_page_work(site: Site) -> None:
    phone = Phone(site)
    phone.press("Lapor kejadian")
    assert any("Ceritakan apa yang terjadi" in text for text in phone.thread)
    assert phone.thread[0].startswith("Anda Lapor kejadian")


def test_four_choices_are_a_list_to_pick_from_and_three_are_buttons(site: Site) -> None:
    phone = Phone(site)
    assert len(re.findall(r'<input type="radio" form="pesan" name="pick"', phone.page.text)) == 5
    assert '<legend class="unseen">Pilih satu jawaban</legend>' in phone.page.text
    phone.say("tolong ada orang bawa pisau di depan rumah")
    assert (len(phone.buttons), 'name="pick"' in phone.page.text) == (3, False)


def test_going_on_with_nothing_picked_is_a_hint_that_keeps_the_words(site: Site) -> None:
    phone = Phone(site)
    phone.say("Motor saya", choice="picked")
    assert phone.page.status_code == 422
    assert "Pilih satu jawaban dulu, lalu tekan Lanjut." in phone.page.text
    assert ">Motor saya</textarea>" in phone.page.text
    assert 'name="pick"' in phone.page.text
    assert count(site, Message) == 0


def test_who_hides_answers_with_one_tap_and_is_told_of_the_page_s_own_signs(site: Site) -> None:
    phone = Phone(site)
    phone.say("DARURAT")
    phone.press("Tak bisa bicara")
    assert (len(phone.buttons), 'name="pick"' in phone.page.text) == (4, False)
    other = Phone(site)
    other.say("motor saya dicuri tadi pagi waktu saya belanja")
    other.wait_for("Di mana kejadiannya")
    other.press("Kirim lokasi")
    assert "Tekan tanda lokasi atau tanda peta" in other.thread[-1]


def test_what_is_picked_counts_only_with_its_own_button(site: Site) -> None:
    phone = Phone(site)
    phone.say("Motor saya dicuri tadi malam", pick=phone.buttons["Bahasa"])
    written = site.read(lambda s: [(m.kind, m.text) for m in s.query(Message) if m.author == "citizen"])
    assert written == [("text", "Motor saya dicuri tadi malam")]


def test_a_number_answers_a_list_as_well(site: Site) -> None:
    phone = Phone(site)
    phone.say("menu")
    phone.say("1")
    assert "Ceritakan apa yang terjadi" in phone.thread[-1]


def test_only_the_newest_message_of_the_bot_has_buttons(site: Site) -> None:
    phone = Phone(site)
    phone.press("Cek status laporan")
    first = dict(phone.buttons)
    phone.say("menu")
    assert phone.page.text.count("data-choices") == 1
    assert phone.buttons != first


def test_a_button_of_an_old_page_is_explained(site: Site) -> None:
    phone = Phone(site)
    old = phone.buttons["Bahasa"]
    phone.press("Lapor kejadian")
    phone.say(choice=old)
    assert any("Tombol ini dari pesan lama" in text for text in phone.thread)


def test_each_row_of_the_card_leads_to_its_own_question_and_shows_a_guess_as_one(site: Site) -> None:
    phone = Phone(site)
    phone.say("saya ditipu beli hp di ig, sudah transfer")
    eventually(phone.open, until=lambda _: "Kirim laporan" in phone.buttons)
    asked = [phone.buttons[f"Ubah {row}"].partition(":")[2] for row in ("Apa", "Di mana", "Kapan", "Lampiran", "Nama")]
    assert asked == ["change", "change>where", "change>when", "change>media", "change>identity"]
    assert '<dd>Instagram <span class="chip">cek</span></dd>' in phone.page.text
    assert "(cek)" not in phone.page.text


def test_change_beside_a_row_leads_straight_to_its_question(site: Site) -> None:
    phone = Phone(site)
    phone.say("Motor saya dicuri di Pasar Sirih tadi pagi waktu saya belanja")
    eventually(phone.open, until=lambda _: "Lewati" in phone.buttons or "Kirim laporan" in phone.buttons)
    if "Lewati" in phone.buttons:
        phone.press("Lewati")
    eventually(phone.open, until=lambda _: "Kirim laporan" in phone.buttons)
    old = phone.buttons["Ubah Kapan"]
    phone.press("Ubah Kapan")
    assert phone.thread[-2].startswith("Anda Ubah: Kapan")
    assert "Kapan kejadiannya?" in phone.thread[-1]
    assert not any("Apa yang ingin diubah?" in text for text in phone.thread)
    phone.press("Hari ini")
    assert "Kirim laporan" in phone.buttons
    phone.say(choice=old)
    assert any("Tombol ini dari pesan lama" in text for text in phone.thread)


def test_sending_twice_is_one_message(site_on_both: Site) -> None:
    site = site_on_both
    phone = Phone(site)
    first = {**phone.hidden, "text": "Ada pohon tumbang di jalan"}
    for browser in (site.client(), site.client(), phone.browser, phone.browser):
        assert browser.post("/lapor", data=first).status_code == 200
    assert count(site, Contact) == 1
    written = site.read(lambda s: [m.text for m in s.query(Message) if m.author == "citizen"])
    assert written == ["Ada pohon tumbang di jalan"]
    phone.browser.post("/lapor", data=first | {"text": "Di Jalan Melati"})  # the answer to the first one never came
    assert site.read(lambda s: s.query(Message).filter_by(text="Di Jalan Melati").count()) == 1


def test_words_beside_a_button_are_not_lost(site: Site) -> None:
    phone = Phone(site)
    phone.press("Lapor kejadian", text="Motor saya dicuri tadi malam")
    written = site.read(
        lambda s: [(m.kind, m.text) for m in s.query(Message).order_by(Message.id) if m.author == "citizen"]
    )
    assert written == [("text", "Motor saya dicuri tadi malam"), ("choice", "Lapor kejadian")]


def test_an_empty_form_is_no_message(site: Site) -> None:
    phone = Phone(site)
    phone.say("   ")
    assert phone.page.status_code == 200
    assert count(site, Message) == 0


def test_danger_gets_the_number_first_and_a_report_at_once(site: Site) -> None:
    phone = Phone(site)
    phone.say("tolong ada orang bawa pisau di depan rumah")
    assert 'class="call" href="tel:110"' in phone.page.text
    assert phone.page.text.count('href="tel:119"') >= 1
    assert the_report(site).priority == 1
    phone.say(lat="-6.2", lon="106.8")
    assert "Lokasi terkirim" in phone.page.text
    report = the_report(site)
    assert (report.lat, report.lon) == (-6.2, 106.8)


def test_a_place_that_is_none_is_left_out(site: Site) -> None:
    phone = Phone(site)
    for lat, lon in (("nan", "1"), ("91", "0"), ("x", "y"), ("inf", "0"), ("1", "")):
        phone.say("Di sini", lat=lat, lon=lon)
        assert phone.page.status_code == 200
    assert site.read(lambda s: [m for m in s.query(Message) if m.lat is not None]) == []


def test_a_photo_is_shown_to_its_sender_alone(site_on_both: Site) -> None:
    site = site_on_both
    phone = Phone(site)
    phone.say("Ini fotonya", files=[("foto saya.jpg", picture(), "image/jpeg")])
    phone.wait_for("/lapor/berkas/")
    found = re.search(r'src="(/lapor/berkas/[0-9a-f]+)"', phone.page.text)
    assert found
    answer = phone.browser.get(found[1])
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/jpeg")
    other = Phone(site)
    for _ in range(2):  # nobody yet, then somebody with a chat of their own
        assert other.browser.get(found[1]).status_code == 404
        other.say("Halo")
    assert list((site.settings.data_dir / "upload").iterdir())  # unreadable without the vault


def test_ten_files_pass_and_eleven_are_refused_with_the_words_kept(site: Site) -> None:
    phone = Phone(site)
    files = [(f"{n}.jpg", picture(), "image/jpeg") for n in range(11)]
    phone.say("Foto-fotonya", files=files)
    assert phone.page.status_code == 422
    assert ">Foto-fotonya</textarea>" in phone.page.text
    assert (count(site, Message), list((site.settings.data_dir / "upload").iterdir())) == (0, [])
    phone.say("Foto-fotonya", files=files[:10])
    assert phone.page.status_code == 200
    assert count(site, Attachment) == 10


def test_a_file_that_is_too_large_is_refused_with_the_words_kept(site: Site) -> None:
    phone = Phone(site)
    phone.say("Ini videonya", files=[("v.mp4", b"x" * 20_000_001, "video/mp4")])
    assert phone.page.status_code == 422
    assert "20 MB" in phone.page.text
    assert ">Ini videonya</textarea>" in phone.page.text
    assert count(site, Message) == 0


def test_an_officers_words_appear_without_a_name(site: Site) -> None:
    phone = Phone(site)
    phone.file_a_report()
    code = the_report(site).code

    def reply(session) -> None:
        officers.add(
            session, email="ayu@x.example", name="Ayu Lestari", password=PASSWORD, unit=units.root(session),
            roles=["operator"], actor="test",
        )  # fmt: skip
        session.flush()
        who = access.officer(session, officers.by_email(session, "ayu@x.example").id)
        answers.reply(session, site.world.house, reports.by_code(session, code), who, text="Apa warna motornya?")

    site.write(reply)
    page = phone.open()
    assert "Apa warna motornya?" in page
    assert "Petugas Polres Kota Sagara" in page
    assert "Ayu" not in page


def test_a_script_gets_the_new_messages_alone(site: Site) -> None:
    phone = Phone(site)
    phone.say("Halo")
    last = re.findall(r'data-id="([0-9a-f]{32})"', phone.page.text)[-1]
    answer = phone.browser.post(
        "/lapor", data={**phone.hidden, "text": "Satu lagi", "sesudah": last}, headers={"Accept": "application/json"}
    )
    assert answer.status_code == 200
    assert "Satu lagi" in answer.text
    assert "<html" not in answer.text
    assert last not in answer.text
    newest = re.findall(r'data-id="([0-9a-f]{32})"', answer.text)[-1]
    assert phone.browser.get(f"/lapor/pesan?sesudah={newest}").text.strip() == ""
    assert "Satu lagi" in phone.browser.get("/lapor/pesan?sesudah=x' OR 1=1").text


def test_the_stream_says_that_something_is_new(site_on_both: Site) -> None:
    site = site_on_both
    phone = Phone(site)
    assert phone.browser.get("/lapor/langsung").status_code == 204
    phone.say("Halo")
    with phone.browser.stream("GET", "/lapor/langsung") as stream:
        lines = stream.iter_lines()
        assert next(line for line in lines if line.startswith("event")) == "event: hello"
        other = site.client(cookies=dict(phone.browser.cookies))
        other.post("/lapor", data={"text": "menu", "event": "00000000-0000-4000-8000-000000000001"})
        assert next(line for line in lines if line.startswith("event")) == "event: message"


def test_pages_and_bot_change_language_together(site: Site) -> None:
    phone = Phone(site)
    phone.browser.post("/bahasa", data={"ke": "en", "kembali": "/lacak"})
    assert 'lang="en"' in phone.open()
    phone.say("Halo")
    phone.browser.post("/bahasa", data={"ke": "id", "kembali": "//evil.example"})
    phone.say("menu")
    assert '<html lang="id">' in phone.page.text
    assert any("Halo, ini layanan pesan" in text for text in phone.thread)


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("en-GB,en;q=0.9", "en"), ("EN", "en"), ("de-DE,de;q=0.9,en;q=0.8", "en"), ("de", "id"), ("", "id"),
        ("id-ID,id;q=0.9,en-US;q=0.8,en;q=0.7", "id"), ("en-US,en;q=0.9,id;q=0.8", "id"), ("en;q=0.9, jv", "id"),
    ],
)  # fmt: skip
def test_a_browser_that_knows_no_language_of_indonesia_is_greeted_in_english(
    site: Site, asked: str, language: str
) -> None:
    visitor = site.client(headers={"accept-language": asked})
    pages = [visitor.get(path) for path in ("/lapor", "/lacak", "/masuk", "/nowhere")]
    assert {re.search(r'<html lang="(\w+)"', page.text)[1] for page in pages} == {language}
    visitor.post("/lapor", data={"text": "menu", "event": "00000000-0000-4000-8000-000000000001"})
    assert ("Privasi &amp; data saya" in visitor.get("/lapor").text) == (language == "id")


def test_whoever_chose_a_language_keeps_it_whatever_the_browser_asks_for(site: Site) -> None:
    visitor = site.client(headers={"accept-language": "en"})
    visitor.post("/bahasa", data={"ke": "id", "kembali": "/lapor"})
    assert '<html lang="id">' in visitor.get("/lapor").text


def test_the_way_in_leads_to_the_chat(site: Site) -> None:
    browser = site.client()
    assert str(browser.get("/").url).endswith("/lapor")
    privacy = browser.get("/privasi")
    assert privacy.status_code == 200
    assert "tel:110" in privacy.text
