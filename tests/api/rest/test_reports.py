from __future__ import annotations

from datetime import UTC, datetime

import httpx2
import pytest
from sqlalchemy import select

from bot.channels.registry import NAMES as CHANNELS
from core import api_tokens, clock, db, outbox, terms, units
from core.models import Audit, Contact, ContactId, Conversation, Outbox, Report
from tests.api.public.phone import Phone
from tests.factories import make_report
from tests.ground import Site


@pytest.fixture
def program(site: Site) -> httpx2.Client:
    token = site.write(lambda s: api_tokens.create(s, name="test", role="operator", unit=units.root(s), actor="test"))
    return site.client(headers={"Authorization": f"Bearer {token}"})


def filed(site: Site, **over: object) -> str:
    return site.write(lambda s: make_report(s, **over).code)


def test_the_list_is_in_the_inbox_order_and_pages_by_keyset(site: Site, program: httpx2.Client) -> None:
    for priority in (4, 3, 1, 2, 1):
        filed(site, priority=priority)
    seen, after = [], ""
    while True:
        page = program.get("/api/v1/reports", params={"limit": 2, "after": after}).json()
        seen += [r["priority"] for r in page["reports"]]
        after = page["next"]
        if after is None:
            break
    assert seen == [1, 1, 2, 3, 4]


def test_filters_by_category_priority_and_status(site: Site, program: httpx2.Client) -> None:
    filed(site, category="fraud")
    filed(site, category="theft", priority=2)
    found = program.get("/api/v1/reports", params={"category": "theft", "priority": 2}).json()["reports"]
    assert [r["category"] for r in found] == ["theft"]
    assert program.get("/api/v1/reports", params={"status": "handling"}).json()["reports"] == []


@pytest.mark.parametrize(("name", "words"), [("status", terms.STATUSES), ("category", terms.CATEGORIES)])
def test_a_filter_that_does_not_exist_is_refused_with_those_that_do(
    program: httpx2.Client, name: str, words: tuple[str, ...]
) -> None:
    refused = program.get("/api/v1/reports", params={name: "banana"})
    assert (refused.status_code, refused.headers["content-type"]) == (422, "application/problem+json")
    assert refused.json()["fields"] == [name]
    assert refused.json()["allowed"] == {name: list(words)}
    assert "banana" not in refused.text
    answers = {program.get("/api/v1/reports", params={name: word}).status_code for word in ("", *words)}
    assert answers == {200}


def test_a_filter_that_the_list_does_not_know_is_refused_and_does_not_answer_with_everything(
    site: Site, program: httpx2.Client
) -> None:
    filed(site)
    for name in ("statuss", "words", "limit[]"):
        refused = program.get("/api/v1/reports", params={name: "finished"})
        assert (refused.status_code, refused.json()["fields"]) == (422, [name])


def test_the_list_can_be_of_one_channel_as_on_the_desk(site: Site, program: httpx2.Client) -> None:
    filed(site, account="webchat")
    wanted = filed(site, account="telegram:7")
    found = program.get("/api/v1/reports", params={"channel": "telegram"}).json()["reports"]
    assert [(r["code"], r["channel"]) for r in found] == [(wanted, "telegram")]
    refused = program.get("/api/v1/reports", params={"channel": "sms"})
    assert (refused.status_code, refused.json()["allowed"]) == (422, {"channel": list(CHANNELS)})


@pytest.mark.parametrize("after", ["9" * 19, "9" * 40, "x"])
def test_a_page_that_cannot_be_is_refused_by_its_name(program: httpx2.Client, after: str) -> None:
    refused = program.get("/api/v1/reports", params={"after": after})
    assert (refused.status_code, refused.json()["fields"]) == (422, ["after"])


@pytest.mark.parametrize(("language", "title"), [("en", "No token"), ("id", "Token tidak"), ("", "Token tidak")])
def test_a_token_that_is_not_valid_is_told_in_the_language_that_was_asked_for(
    site: Site, language: str, title: str
) -> None:
    headers = {"Authorization": "Bearer jbt_no"} | ({"Accept-Language": language} if language else {})
    refused = site.client(headers=headers).get("/api/v1/reports")
    assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
    assert refused.json()["title"].startswith(title)


def test_the_reason_of_any_status_is_stored_as_the_desk_would_store_it(site_on_both: Site) -> None:
    site = site_on_both
    token = site.write(lambda s: api_tokens.create(s, name="x", role="operator", unit=units.root(s), actor="test"))
    program, path = site.client(headers={"Authorization": f"Bearer {token}"}), f"/api/v1/reports/{filed(site)}"
    answer = program.post(f"{path}/status", json={"status": "handling", "reason": "  ke lokasi\x00\r\n"})
    assert answer.status_code == 200, answer.text
    assert [line["text"] for line in program.get(path).json()["thread"] if line["kind"] == "status"] == ["ke lokasi"]


def test_a_change_of_status_says_from_which_to_which(site: Site, program: httpx2.Client) -> None:
    code = filed(site)
    path = f"/api/v1/reports/{code}"
    program.post(f"{path}/status", json={"status": "checking"})
    program.post(
        f"{path}/status", json={"status": "finished", "result": "solved", "reason": "selesai", "text": "Beres."}
    )
    program.post(f"{path}/notes", json={"text": "cek kamera"})
    thread = program.get(path).json()["thread"]
    assert [line["change"] for line in thread if line["kind"] == "status"] == [
        {"old": "received", "new": "checking", "result": ""},
        {"old": "checking", "new": "finished", "result": "solved"},
    ]
    assert {line["change"] for line in thread if line["kind"] != "status"} == {None}


def test_a_time_says_how_exactly_it_is_known(site: Site, program: httpx2.Client) -> None:
    code = filed(site, happened_at=datetime(2026, 3, 12, 9, tzinfo=UTC), happened_precision="part")
    shown = program.get(f"/api/v1/reports/{code}").json()
    assert (shown["happened_at"], shown["happened_precision"]) == ("2026-03-12T09:00:00Z", "part")


def test_a_report_is_shown_with_its_thread_and_opening_it_is_on_record(site: Site, program: httpx2.Client) -> None:
    code = filed(site)
    program.post(f"/api/v1/reports/{code}/notes", json={"text": "cek kamera"})
    shown = program.get(f"/api/v1/reports/{code.lower().replace('-', '')}").json()
    assert [m["text"] for m in shown["thread"] if m["author"] == "note"] == ["cek kamera"]
    actions = site.read(lambda s: [a.action for a in s.query(Audit).filter(Audit.subject == code)])
    assert "report.opened" in actions


def test_each_message_tells_what_was_tried_and_nothing_that_a_provider_said(site: Site, program: httpx2.Client) -> None:
    Phone(site).file_a_report()
    code = program.get("/api/v1/reports").json()["reports"][0]["code"]
    id_ = program.post(f"/api/v1/reports/{code}/replies", json={"text": "Kami datang."}).json()["message"]
    at = datetime(2026, 3, 12, 14, tzinfo=UTC)
    for outcome, reason in (("retry", "no answer: Siti"), ("failed", "refused: twilio 63007")):
        site.write(lambda s, args=(id_, outcome, reason): outbox.tried(s, *args, now=at))
    site.write(lambda s: s.query(Outbox).update({"state": "failed", "trouble": "blocked: Siti"}))
    thread = program.get(f"/api/v1/reports/{code}").json()["thread"]
    delivery = next(m["delivery"] for m in thread if m["id"] == id_)
    assert (delivery["state"], delivery["trouble"]) == ("failed", "blocked")
    assert delivery["attempts"] == [
        {"at": "2026-03-12T14:00:00Z", "outcome": "retry", "reason": "no answer"},
        {"at": "2026-03-12T14:00:00Z", "outcome": "failed", "reason": "refused: twilio 63007"},
    ]


def test_words_on_their_way_to_the_citizen_say_how_far_they_are_as_on_the_desk(
    site: Site, program: httpx2.Client
) -> None:
    Phone(site).file_a_report()
    reached, alone = program.get("/api/v1/reports").json()["reports"][0]["code"], filed(site)
    off = filed(site, account="whatsapp:+620000000", identity="contactable")
    site.write(lambda s: _reachable(s, off))
    ways = {}
    for code in (reached, alone, off):
        program.post(f"/api/v1/reports/{code}/replies", json={"text": "Kami datang."})
        thread = program.get(f"/api/v1/reports/{code}").json()["thread"]
        ways |= {(code, line["text"]): (line["way"], line["delivery"] is None) for line in thread}
    assert ways[reached, "Kami datang."] == ("delivery", False)
    assert ways[alone, "Kami datang."] == ("behind_pin", True)
    assert ways[off, "Kami datang."] == ("waits", True)


def _reachable(session: db.Session, code: str) -> None:
    report = session.scalars(select(Report).where(Report.code == code)).one()
    contact = Contact(language="id", created_at=clock.now())
    session.add(contact)
    session.flush()
    report.contact_id = contact.id
    session.add(Conversation(contact_id=contact.id, state="{}", version=1, heard_at=clock.now()))
    session.add(ContactId(account=report.account, blind=b"b" * 16, contact_id=contact.id, sealed=b"s"))


def test_the_same_op_has_one_effect_and_one_answer(site: Site, program: httpx2.Client) -> None:
    code = filed(site)
    answers = [
        program.post(f"/api/v1/reports/{code}/replies", json={"text": "Kami datang.", "op": "a-1"}) for _ in range(3)
    ]
    assert {a.status_code for a in answers} == {201}
    assert len({a.json()["message"] for a in answers}) == 1
    thread = program.get(f"/api/v1/reports/{code}").json()["thread"]
    assert [m["text"] for m in thread if m["author"] == "officer"] == ["Kami datang."]


def test_a_repeat_names_the_version_of_its_own_change_and_not_of_what_came_after(
    site: Site, program: httpx2.Client
) -> None:
    path = f"/api/v1/reports/{filed(site)}"
    first = program.post(f"{path}/status", json={"status": "checking", "op": "a-1"}).json()
    program.post(f"{path}/replies", json={"text": "Kami datang."})  # unseen by whoever repeats the first
    again = program.post(f"{path}/status", json={"status": "checking", "op": "a-1"}).json()
    assert again == first
    late = program.post(f"{path}/status", json={"status": "checking", "version": again["version"]})
    assert late.status_code == 409


def test_an_op_that_is_used_for_something_else_loses_nothing(site: Site, program: httpx2.Client) -> None:
    first, second = filed(site), filed(site)
    for code, text in ((first, "Kami datang."), (second, "Kami datang."), (second, "Kami di jalan.")):
        answer = program.post(f"/api/v1/reports/{code}/replies", json={"text": text, "op": "a-1"})
        assert (answer.status_code, answer.json()["code"]) == (201, code)
    thread = program.get(f"/api/v1/reports/{second}").json()["thread"]
    assert [m["text"] for m in thread if m["author"] == "officer"] == ["Kami datang.", "Kami di jalan."]


def test_taking_twice_names_the_first(site: Site, program: httpx2.Client) -> None:
    code = filed(site)
    assert program.post(f"/api/v1/reports/{code}/take").status_code == 200
    other = site.write(lambda s: api_tokens.create(s, name="lain", role="operator", unit=units.root(s), actor="test"))
    second = site.client(headers={"Authorization": f"Bearer {other}"}).post(f"/api/v1/reports/{code}/take")
    assert second.status_code == 409
    assert second.headers["content-type"].startswith("application/problem+json")
    assert "test" in second.json()["title"]


def test_what_is_finished_is_not_taken_any_more_from_an_old_page_or_by_a_program(
    site: Site, program: httpx2.Client
) -> None:
    code, officer = filed(site), site.officer()
    page = officer.get(f"/laporan/{code}").text
    close = {"status": "finished", "result": "solved", "reason": "beres"}
    assert program.post(f"/api/v1/reports/{code}/status", json=close).status_code == 200
    assert f'action="/laporan/{code}/ambil"' in page
    refused = officer.post(f"/laporan/{code}/ambil")
    assert (refused.status_code, "Laporan ini sudah selesai" in refused.text) == (409, True)
    assert program.post(f"/api/v1/reports/{code}/take").status_code == 409
    lines = program.get(f"/api/v1/reports/{code}").json()["thread"]
    assert [line["kind"] for line in lines if line["author"] == "system"] == ["status"]


def test_closing_needs_result_reason_and_category(site: Site, program: httpx2.Client) -> None:
    code = filed(site, category="other")
    close = {"status": "finished", "result": "solved", "reason": "beres", "version": 1}
    path = f"/api/v1/reports/{code}/status"
    assert program.post(path, json=close | {"result": ""}).json()["field"] == "result"
    assert program.post(path, json=close | {"reason": ""}).json()["field"] == "reason"
    assert program.post(path, json=close).json()["field"] == "category"
    sure = filed(site)
    assert program.post(f"/api/v1/reports/{sure}/status", json=close).status_code == 200
    assert program.get(f"/api/v1/reports/{sure}").json()["result"] == "solved"


WAYS = {
    "received": {"checking", "handling", "need_info", "finished"},
    "checking": {"handling", "need_info", "finished"},
    "handling": {"checking", "need_info", "finished"},
    "need_info": {"checking", "handling", "finished"},
    "finished": {"handling"},
}


@pytest.mark.parametrize("old", WAYS)
def test_from_each_status_lead_these_ways_and_any_other_is_a_conflict(
    site: Site, program: httpx2.Client, old: str
) -> None:
    led = set()
    for new in WAYS:
        path = f"/api/v1/reports/{filed(site, status=old)}/status"
        answer = program.post(path, json={"status": new, "result": "solved", "reason": "beres", "version": 1})
        assert answer.status_code in {200, 409}
        led |= {new} if answer.status_code == 200 else set()
    assert led == WAYS[old]


@pytest.mark.parametrize("version", [{}, {"version": None}])
def test_without_a_version_the_status_that_the_report_has_decides(
    site: Site, program: httpx2.Client, version: dict[str, object]
) -> None:
    code = filed(site)
    path = f"/api/v1/reports/{code}/status"
    program.post(f"/api/v1/reports/{code}/take")  # it is another version than was ever read
    answers = [program.post(path, json={"status": "handling", "text": "Kami datang."} | version) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 409]
    shown = program.get(f"/api/v1/reports/{code}").json()
    assert (shown["status"], shown["version"]) == ("handling", answers[0].json()["version"])
    assert [m["text"] for m in shown["thread"] if m["author"] == "officer"] == ["Kami datang."]


@pytest.mark.parametrize("version", [0, -1, 1.5, "x"])
def test_what_is_no_version_changes_nothing(site: Site, program: httpx2.Client, version: object) -> None:
    code = filed(site)
    answer = program.post(f"/api/v1/reports/{code}/status", json={"status": "handling", "version": version})
    assert (answer.status_code, answer.json()["fields"]) == (422, ["version"])
    assert program.get(f"/api/v1/reports/{code}").json()["status"] == "received"


def test_each_change_tells_the_version_for_the_next_and_an_old_one_is_a_conflict(
    site: Site, program: httpx2.Client
) -> None:
    code = filed(site)
    taken = program.post(f"/api/v1/reports/{code}/take").json()["version"]
    change = {"status": "handling", "version": taken, "op": "b-1"}
    after = [program.post(f"/api/v1/reports/{code}/status", json=change).json()["version"] for _ in range(2)]
    assert after == [taken + 1, taken + 1] == [program.get(f"/api/v1/reports/{code}").json()["version"]] * 2
    late = program.post(f"/api/v1/reports/{code}/status", json={"status": "need_info", "version": taken})
    assert late.status_code == 409
    assert program.get(f"/api/v1/reports/{code}").json()["status"] == "handling"


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "/replies", b"", 422),
        ("POST", "/replies", b"\xff\xfe", 422),
        ("POST", "/replies", b'{"text": ', 422),
        ("POST", "/replies", b'{"text": NaN}', 422),
        ("POST", "/replies", b"[" * 50_000, 422),
        ("POST", "/replies", b'{"text": "x", "unit_id": 1}', 422),
        ("POST", "/replies", b'{"text": ""}', 422),
        ("POST", "/replies", b'{"text": "\\ud800"}', 422),
        ("POST", "/status", b'{"status": "gone", "version": 1}', 422),
        ("POST", "/status", b'{"status": "handling", "version": 99999999999999999999}', 422),
        ("POST", "/notes", b'{"text": "x", "op": "; drop"}', 422),
        ("PUT", "/notes", b"{}", 405),
    ],
)
def test_unusable_bodies_get_a_problem_and_no_echo(
    site: Site, program: httpx2.Client, method: str, path: str, body: bytes, status: int
) -> None:
    code = filed(site)
    answer = program.request(
        method, f"/api/v1/reports/{code}{path}", content=body, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code in {status, 400} if status == 422 else answer.status_code == status
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert "drop" not in answer.text


def test_a_body_that_is_too_large_is_refused_before_it_is_read(site: Site, program: httpx2.Client) -> None:
    code = filed(site)
    for content in (b"x" * 1_100_000, iter([b"x" * 100_000] * 11)):
        answer = program.post(f"/api/v1/reports/{code}/notes", content=content)
        assert answer.status_code == 413
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == 413


def test_text_plain_is_not_json(site: Site, program: httpx2.Client) -> None:
    code = filed(site)
    answer = program.post(
        f"/api/v1/reports/{code}/notes", content=b'{"text": "x"}', headers={"Content-Type": "text/plain"}
    )
    assert answer.status_code == 422


def test_the_openapi_file_says_that_a_version_may_be_named(site: Site) -> None:
    shapes = site.client().get("/api/v1/openapi.json").json()["components"]["schemas"]
    assert shapes["StatusIn"]["required"] == ["status"]
    assert shapes["StatusIn"]["properties"]["version"]["anyOf"][0]["minimum"] == 1
    assert "409" in shapes["StatusIn"]["properties"]["version"]["description"]
    assert "version" in shapes["Done"]["required"]


def test_the_openapi_file_tells_what_a_client_must_know(site: Site) -> None:
    made = site.client().get("/api/v1/openapi.json").json()
    for word in ("Accept-Language", "problem+json", "version", "operator"):
        assert word in made["info"]["description"]
    after = next(p for p in made["paths"]["/api/v1/reports"]["get"]["parameters"] if p["name"] == "after")
    assert after["description"]
    shapes = made["components"]["schemas"]
    told = [("ReplyIn", "op"), ("Page", "next"), ("ReportOut", "taken_at"), ("ReportOut", "due_at")]
    assert all(shapes[name]["properties"][field]["description"] for name, field in told)


def test_the_openapi_file_says_what_stands_in_a_refusal(site: Site, program: httpx2.Client) -> None:
    made = site.client().get("/api/v1/openapi.json").json()
    for operation in (found for path in made["paths"].values() for found in path.values()):
        for status, answer in operation["responses"].items():
            if status >= "400":
                shape = answer["content"]["application/problem+json"]["schema"]
                assert shape == {"$ref": "#/components/schemas/Problem"}
    known, path = made["components"]["schemas"]["Problem"], f"/api/v1/reports/{filed(site)}"
    refusals = [
        program.get("/api/v1/reports", params={"status": "x"}), program.get("/api/v1/reports/JB-X"),
        program.post(f"{path}/status", json={"status": "finished"}), program.post(f"{path}/notes", json={"text": " "}),
    ]  # fmt: skip
    told = {name for refused in refusals for name in refused.json()}
    assert told == {"type", "title", "status", "field", "fields", "allowed"} <= set(known["properties"])
    assert set(known["required"]) == {"type", "title", "status"}


def test_the_openapi_file_describes_every_route_of_the_api(site: Site, program: httpx2.Client) -> None:
    described = site.client().get("/api/v1/openapi.json").json()
    [scheme] = described["components"]["securitySchemes"].items()
    assert (scheme[1], described["security"]) == ({"type": "http", "scheme": "bearer"}, [{scheme[0]: []}])
    paths = described["paths"]
    assert not [name for path in paths.values() for found in path.values() for name in found if name == "access"]
    assert set(paths) == {
        "/api/v1/reports", "/api/v1/reports/{code}", "/api/v1/reports/{code}/replies",
        "/api/v1/reports/{code}/notes", "/api/v1/reports/{code}/status", "/api/v1/reports/{code}/take",
    }  # fmt: skip
