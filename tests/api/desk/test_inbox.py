"""/masuk: order, views, filters, pages and search, and what a page of it costs."""

from __future__ import annotations

import html
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from sqlalchemy import event

from core import clock, db, units
from core.ids import new_id
from core.models import Attachment, Message, Report
from tests.factories import make_report
from tests.ground import Site


def listed(answer: httpx2.Response) -> list[str]:
    return re.findall(r'data-code="([^"]+)"', answer.text)


def filed(site: Site, **over: Any) -> str:
    return site.write(lambda s: make_report(s, **over).code)


def ago(**time: float) -> Any:
    return clock.now() - timedelta(**time)


@pytest.fixture
def ayu(site: Site) -> httpx2.Client:
    return site.officer()


def test_emergencies_first_then_what_falls_due_first(site: Site, ayu: httpx2.Client) -> None:
    rest = filed(site, priority=4)
    soon = filed(site, priority=2)
    late = filed(site, priority=3, filed_at=ago(hours=2))
    emergency = filed(site, priority=1)
    older_emergency = filed(site, priority=1, filed_at=ago(minutes=5))
    assert listed(ayu.get("/masuk")) == [older_emergency, emergency, late, soon, rest]


def test_a_view_of_the_finished_is_still_that_view(site: Site, ayu: httpx2.Client) -> None:
    mine, other, busy = filed(site), filed(site, status="finished"), filed(site)
    for code in (mine, busy):
        ayu.post(f"/laporan/{code}/ambil")
    site.write(lambda s: s.query(Report).filter_by(code=mine).update({"status": "finished", "due_at": ago(days=1)}))
    assert listed(ayu.get("/masuk?tampilan=saya&status=finished")) == [mine]
    assert listed(ayu.get("/masuk?tampilan=baru&status=finished")) == [other]
    assert set(listed(ayu.get("/masuk?tampilan=selesai&status=finished"))) == {mine, other}
    for nothing in ("selesai&status=checking", "sensitif&status=finished", "disebut&status=finished"):
        assert listed(ayu.get(f"/masuk?tampilan={nothing}")) == []
    for open_ in ("telat", "menunggu-saya", "menunggu-warga"):  # nothing is late or waited for that is over
        assert listed(ayu.get(f"/masuk?tampilan={open_}&status=finished")) == []


def test_words_and_filters_are_dropped_each_by_itself(site: Site, ayu: httpx2.Client) -> None:
    filed(site)
    links = re.compile(r'href="([^"]+)">(Hapus [a-z]+)')
    wanted = {
        ("/masuk?tampilan=baru&amp;q=motor", "Hapus saringan"),
        ("/masuk?tampilan=baru&amp;kategori=theft", "Hapus pencarian"),
    }
    for words in ("motor", "gajah"):  # found and not found
        page = ayu.get(f"/masuk?tampilan=baru&kategori=theft&q={words}").text
        assert set(links.findall(page)) == {(link.replace("motor", words), name) for link, name in wanted}


def test_the_finished_are_a_list_of_their_own_newest_first(site: Site, ayu: httpx2.Client) -> None:
    done = [filed(site, status="finished") for _ in range(3)]
    open_ = filed(site)
    assert listed(ayu.get("/masuk?tampilan=semua")) == [open_]
    assert listed(ayu.get("/masuk?tampilan=selesai")) == done[::-1]
    assert listed(ayu.get("/masuk?status=finished")) == done[::-1]


def test_each_view_holds_what_its_count_says(site: Site) -> None:
    ayu = site.officer(ppa=True)
    fresh, mine, asked, answered = (filed(site, priority=4) for _ in range(4))
    late = filed(site, filed_at=ago(hours=2))
    restricted = filed(site, priority=4, category="sexual_or_child", restricted="ppa")
    ayu.post(f"/laporan/{mine}/ambil")
    ayu.post(f"/laporan/{asked}/balas", data={"text": "Kapan?", "ask": "1"})
    ayu.post(f"/laporan/{answered}/balas", data={"text": "Kami ke sana."})  # nobody was asked anything
    views = {
        "baru": {fresh, late, restricted}, "saya": {mine, asked, answered}, "telat": {late}, "menunggu-saya": {mine},
        "menunggu-warga": {asked}, "sensitif": {restricted}, "semua": {fresh, mine, asked, answered, late, restricted},
    }  # fmt: skip
    for view, codes in views.items():
        page = ayu.get("/masuk", params={"tampilan": view})
        assert set(listed(page)) == codes, view
        count = re.search(rf'href="/masuk\?tampilan={view}"[^>]*>[^<]*<span class="count[^>]*>(\d+)<', page.text)
        assert count, view
        assert int(count[1]) == len(codes), view


def test_each_filter_is_named_above_the_list_and_dropped_by_itself(site: Site, ayu: httpx2.Client) -> None:
    filed(site, category="theft", priority=2)
    page = ayu.get("/masuk?kategori=theft&prioritas=2").text
    chips = re.findall(r'<a class="chip" href="([^"]+)"><span class="unseen">[^<]*</span>([^<]+)<', page)
    assert [(address, name.strip()) for address, name in chips] == [
        ("/masuk?prioritas=2", "Pencurian atau begal"), ("/masuk?kategori=theft", "P2 Segera")
    ]  # fmt: skip


def test_filters_stand_in_the_address_and_go_together(site: Site, ayu: httpx2.Client) -> None:
    site.write(lambda s: units.add(s, units.root(s), name="Polsek Sirih"))
    sirih = site.read(lambda s: units.named(s, "Polsek Sirih").id)
    wanted = filed(site, category="fraud", priority=2, unit_id=sirih, account="telegram:9")
    filed(site, category="fraud")
    filed(site, priority=2, unit_id=sirih)
    address = f"/masuk?kategori=fraud&prioritas=2&unit={sirih}&kanal=telegram&status=received"
    page = ayu.get(address)
    assert listed(page) == [wanted]
    assert 'value="fraud" selected' in page.text
    assert "Saring (5)" in re.sub(r"<[^>]+>|\s+", " ", page.text).replace("  ", " ")
    assert len(listed(ayu.get("/masuk?kategori=fraud"))) == 2
    empty = ayu.get("/masuk?kategori=drugs")
    assert "Tidak ada laporan yang cocok." in empty.text


def test_a_search_leads_on_to_what_is_finished(site: Site, ayu: httpx2.Client) -> None:
    """Who calls about yesterday's report is not told that there is none."""
    old = filed(site, summary="sepeda hilang", status="finished", result="solved")
    new = filed(site, summary="sepeda rusak")
    for words, found in (("sepeda", [new]), ("sepeda hilang", [])):
        answer = ayu.get("/masuk", params={"q": words, "status": "received"})
        assert listed(answer) == found
        link = re.search(r'href="([^"]+)">Cari di laporan yang selesai<', answer.text)
        assert link
        after = ayu.get(html.unescape(link[1]))
        assert (listed(after), "Cari di laporan yang selesai" in after.text) == ([old], False)
    assert "Cari di laporan yang selesai" not in ayu.get("/masuk").text


def test_words_are_searched_as_they_stand(site: Site, ayu: httpx2.Client) -> None:
    spiced = filed(site, summary="diskon 100% di toko_baru", place="Jalan Sirih")
    filed(site, summary="diskon 100 ribu di tokoxbaru")
    for words in ("100%", "toko_baru", "SIRIH diskon", "jalan sirih"):
        assert listed(ayu.get("/masuk", params={"q": words})) == [spiced], words
    assert listed(ayu.get("/masuk", params={"q": "zzz"})) == []


def test_a_report_is_found_by_the_part_of_its_code_that_somebody_reads_out(site_on_both: Site) -> None:
    ayu, code = site_on_both.officer(), filed(site_on_both, code="JB-E10H-B8C9-1")
    filed(site_on_both, code="JB-ET2H-B7C9-1")
    done = filed(site_on_both, code="JB-E10H-B6C9-1", status="finished")
    for words in ("E10H", "e1oh", "JB-EL0H", "e10h-b8", "10hb8c", "b8c91", "motor e10h"):
        assert listed(ayu.get("/masuk", params={"q": words})) == [code], words
    assert listed(ayu.get("/masuk", params={"q": "e10h", "tampilan": "selesai"})) == [done]
    for words in ("e10", "JB", "e10h helm"):  # too short to say which
        assert listed(ayu.get("/masuk", params={"q": words})) == [], words


def test_words_of_the_thread_are_found_in_open_reports_that_one_may_see(site: Site, ayu: httpx2.Client) -> None:
    def say(session: db.Session, code: str, author: str) -> None:
        report = session.query(Report).filter_by(code=code).one()
        session.add(
            Message(id=new_id(), report_id=report.id, author=author, kind="text", text="warna ungu", at=clock.now())
        )

    found = [filed(site) for _ in range(3)]
    unseen = [filed(site, status="finished"), filed(site, category="sexual_or_child", restricted="ppa"), filed(site)]
    for code, author in zip(
        (*found, *unseen), ("citizen", "officer", "note", "citizen", "citizen", "bot"), strict=True
    ):
        site.write(lambda s, c=code, a=author: say(s, c, a))
    assert set(listed(ayu.get("/masuk", params={"q": "ungu"}))) == set(found)
    assert listed(ayu.get("/masuk", params={"q": "ungu", "tampilan": "selesai"})) == []


def test_a_whole_code_leads_to_its_report_and_only_ones_own(site: Site, ayu: httpx2.Client) -> None:
    code = filed(site)
    hidden = filed(site, category="sexual_or_child", restricted="ppa")
    for typed in (code, code.lower(), code.replace("-", " ")):
        answer = ayu.get("/masuk", params={"q": typed}, follow_redirects=False)
        assert answer.headers.get("location") == f"/laporan/{code}", typed
    assert ayu.get("/masuk", params={"q": hidden}, follow_redirects=False).status_code == 200


@pytest.mark.parametrize("view", ["semua", "selesai"])
def test_pages_follow_each_other_without_gap_or_repeat_while_reports_come(
    site: Site, ayu: httpx2.Client, view: str
) -> None:
    status = "received" if view == "semua" else "finished"
    codes = {filed(site, priority=1 + n % 4, status=status) for n in range(120)}
    address, found = f"/masuk?tampilan={view}", []
    while address:
        page = ayu.get(address)
        found += listed(page)
        filed(site, priority=1, status=status)  # above everything that follows
        more = re.search(r'class="more" href="([^"]+)"', page.text)
        address = more[1].replace("&amp;", "&") if more else ""
    assert len(found) == len(set(found))
    assert codes <= set(found)


def test_the_list_beside_a_report_stays_as_it_was_chosen(site: Site, ayu: httpx2.Client) -> None:
    fraud = [filed(site, category="fraud") for _ in range(2)]
    theft = filed(site)
    ayu.get("/masuk?kategori=fraud")
    page = ayu.get(f"/laporan/{fraud[0]}")
    assert listed(page) == fraud
    assert set(listed(ayu.post(f"/laporan/{fraud[0]}/ambil"))) == set(fraud)  # taken, it waits for later
    assert 'class="back" href="/masuk?kategori=fraud"' in page.text
    ayu.get("/masuk")
    assert theft in listed(ayu.get(f"/laporan/{fraud[0]}"))


@pytest.mark.parametrize("cookie", ["kategori=%00&unit=99999999999", "x" * 5000, "tampilan=selesai&q=%ff", '"'])
def test_a_forged_choice_does_no_harm(site_on_both: Site, cookie: str) -> None:
    ayu, code = site_on_both.officer(), filed(site_on_both)
    ayu.cookies.set("daftar", cookie)
    assert ayu.get(f"/laporan/{code}").status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "sesudah=9999999999999999999", "sesudah=-1", "prioritas=9", "unit=999999999", "kategori=%00", "kanal=%00",
        "tampilan=%F0%9F", "q=%00", "q=%ED%A0%80", "q=" + "a" * 201, "blok=x", "status=%27%20OR%201=1",
    ],
)  # fmt: skip
def test_odd_addresses_are_answered(site_on_both: Site, query: str) -> None:
    assert site_on_both.officer().get(f"/masuk?{query}").status_code in {200, 422}


@contextmanager
def counted(engine: Any) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        # Timers, cleaning and the list of places look into the database beside the page, in threads of asyncio.
        if statement != "BEGIN" and threading.current_thread().name.startswith("AnyIO"):
            statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize("path", ["/masuk", "/masuk?tampilan=selesai", "/unit", "/laporan/{code}"])
def test_twice_the_rows_need_no_query_more(site: Site, path: str) -> None:
    ayu = site.officer(roles=("operator", "admin"))
    address = path.format(code=filed(site))

    def cost() -> int:
        with counted(site.world.reader) as statements:
            assert ayu.get(address).status_code == 200
        return len(statements)

    def more(session: db.Session) -> None:
        for n in range(10):
            make_report(session, status="finished" if n % 2 else "received")

    site.write(more)
    cost()
    few = cost()
    site.write(more)
    for n in range(2):
        site.write(lambda s, name=f"Polsek {n}": units.add(s, units.root(s), name=name))
        site.officer(f"p{n}@polres.example", name=f"P {n}", unit=f"Polsek {n}")
    assert cost() == few


def test_the_archive_costs_the_list_nothing(site_on_both: Site) -> None:
    """The list walks the index of open reports: closed ones are not even passed by."""
    site = site_on_both

    def fill(session: db.Session) -> None:
        make_report(session)
        make_report(session, status="finished")

    site.write(fill)
    ayu = site.officer()
    with counted(site.world.reader) as statements:
        ayu.get("/masuk?kategori=theft")
    apart = ("SELECT count(*)", "SELECT reports.id \n")  # troubles have their own index; its rows are known
    queries = [q for q in statements if "FROM reports" in q and not q.startswith(apart)]
    assert len(queries) >= 2
    assert all("status != " in q or "status <> " in q for q in queries)
    assert site.read(lambda s: s.query(Report).count()) == 2


@pytest.mark.parametrize("path", ["/masuk", "/masalah", "/unit", "/setelan"])
def test_every_page_shows_how_many_reports_wait_where(site: Site, path: str) -> None:
    ayu = site.officer(roles=("operator", "admin"))
    filed(site)
    urgent = filed(site, priority=1)
    page = ayu.get(path).text
    for name, number in (("new", 2), ("waiting_citizen", 0), ("untaken_p1", 1)):
        assert f'data-count="{name}">{number}<' in page
    assert f'action="/laporan/{urgent}/ambil"' in page


def test_who_has_no_list_is_shown_no_counts_of_it(site: Site) -> None:
    filed(site)
    assert 'data-count="new"' not in site.officer(roles=("admin",)).get("/setelan").text


@pytest.mark.parametrize(
    ("priority", "seconds", "marked"),
    [(1, 50, False), (1, 70, True), (2, 290, False), (2, 310, True), (3, 890, False), (3, 910, True), (4, 9999, False)],
)
def test_what_lies_untaken_too_long_is_marked_by_word_and_sign(
    site: Site, ayu: httpx2.Client, priority: int, seconds: int, marked: bool
) -> None:
    code = filed(site, priority=priority, filed_at=ago(seconds=seconds))
    assert ("row-holder free aged" in ayu.get("/masuk").text) is marked
    ayu.post(f"/laporan/{code}/ambil")
    assert "free aged" not in ayu.get("/masuk").text


def row_of(answer: httpx2.Response) -> str:
    foot = re.search(r'<span class="row-foot">.*?</a>', answer.text, re.DOTALL)
    assert foot
    return " ".join(re.sub(r"<[^>]+>", " ", foot[0]).split())


def test_a_row_says_who_waits_for_whom_and_what_came_with_it(site: Site, ayu: httpx2.Client) -> None:
    code = filed(site, filed_at=ago(minutes=3))
    assert re.search(r"Web Belum diambil 3:0\d", row_of(ayu.get("/masuk")))
    ayu.post(f"/laporan/{code}/ambil")
    assert "Menunggu Anda" in row_of(ayu.get("/masuk"))
    budi = site.officer("budi@polres.example", name="Budi")
    assert "Ayu L." in row_of(budi.get("/masuk"))
    ayu.post(f"/laporan/{code}/balas", data={"text": "Warna motornya?", "ask": "1"})
    assert "Menunggu warga" in row_of(budi.get("/masuk"))

    def attach(session: db.Session) -> None:
        report_id = session.query(Report).one().id
        for kind in ("photo", "voice"):
            session.add(Message(id=kind, report_id=report_id, author="citizen", kind="text", text="", at=clock.now()))
            session.flush()
            session.add(
                Attachment(
                    id=kind, message_id=kind, account="webchat", kind=kind, mime="", state="waiting", at=clock.now()
                )
            )

    site.write(attach)
    assert "2 berkas" in row_of(budi.get("/masuk"))


def test_an_empty_list_names_what_sifts_it_or_when_the_last_report_came(site: Site, ayu: httpx2.Client) -> None:
    at = ago(minutes=5)
    filed(site, filed_at=at)
    ayu.post(f"/laporan/{filed(site)}/ambil")
    page = ayu.get("/masuk?tampilan=saya&kategori=drugs&prioritas=2&kanal=telegram&q=gudang").text
    assert "Saya · Narkoba · P2 Segera · Telegram · “gudang”" in page
    site.write(lambda s: s.query(Report).filter(Report.taken_by == "").update({"status": "finished"}))
    page = ayu.get("/masuk?tampilan=baru").text
    assert "Tidak ada laporan baru." in page
    newest = site.read(lambda s: max(r.filed_at for r in s.query(Report)))
    assert f"Laporan terakhir masuk {newest.astimezone(site.settings.zone):%H.%M}" in page


def test_a_point_without_a_name_is_no_missing_place(site: Site, ayu: httpx2.Client) -> None:
    code = site.write(lambda s: make_report(s, place="", lat=-6.165, lon=106.835).code)
    for path in ("/masuk", f"/laporan/{code}"):
        page = ayu.get(path).text
        assert "Titik di peta" in page
        assert "idak disebut" not in page
