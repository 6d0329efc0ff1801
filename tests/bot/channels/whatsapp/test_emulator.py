"""The emulator, judged by a client that nobody here wrote: Twilio's own library."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta

import pytest
from aiohttp import ClientSession, web
from twilio.base.exceptions import TwilioRestException
from twilio.request_validator import RequestValidator
from twilio.rest import Client

from core import clock
from tests.emulators.twilio import TwilioEmulator
from tests.emulators.twilio_rules import Template

TO = "whatsapp:+6281234567890"


@pytest.fixture
async def twilio() -> AsyncIterator[TwilioEmulator]:
    async with TwilioEmulator() as emulator:
        yield emulator


async def ask(twilio: TwilioEmulator, call: Callable[[Client], object]) -> object:
    """The library blocks, so it works in a thread."""

    def work() -> object:
        client = Client(twilio.account_sid, twilio.auth_token)
        client.api.base_url = twilio.api_url
        client.content.base_url = twilio.content_url
        try:
            return call(client)
        finally:
            client.http_client.session.close()

    return await asyncio.to_thread(work)


def form(twilio: TwilioEmulator, **more: object) -> dict[str, object]:
    return {"to": TO, "from_": f"whatsapp:{twilio.sender}", **more}


async def test_the_library_sends_and_finds_again(twilio: TwilioEmulator) -> None:
    person = twilio.person(TO.removeprefix("whatsapp:"), "Budi")
    person.heard_at = clock.now()
    sent = await ask(twilio, lambda c: c.messages.create(**form(twilio, body="halo")))
    assert sent.status == "queued"
    assert await person.expects("halo") == "halo"
    fetched = await ask(twilio, lambda c: c.messages(sent.sid).fetch())
    assert (fetched.body, fetched.status, fetched.direction) == ("halo", "delivered", "outbound-api")
    since = clock.now() - timedelta(minutes=5)
    listed = await ask(twilio, lambda c: c.messages.list(to=TO, date_sent_after=since))
    assert [record.sid for record in listed] == [sent.sid]
    later = clock.now() + timedelta(minutes=5)
    assert await ask(twilio, lambda c: c.messages.list(to=TO, date_sent_after=later)) == []


async def test_the_library_pages_through_the_list(twilio: TwilioEmulator) -> None:
    for number in range(5):
        await ask(twilio, lambda c, n=number: c.messages.create(**form(twilio, body=f"nomor {n}")))
    listed = await ask(twilio, lambda c: c.messages.list(page_size=2))
    assert [record.body for record in listed] == [f"nomor {n}" for n in (4, 3, 2, 1, 0)]


async def test_the_library_redacts_and_deletes(twilio: TwilioEmulator) -> None:
    sent = await ask(twilio, lambda c: c.messages.create(**form(twilio, body="rahasia")))
    assert (await ask(twilio, lambda c: c.messages(sent.sid).update(body=""))).body == ""
    assert await ask(twilio, lambda c: c.messages(sent.sid).delete()) is True
    with pytest.raises(TwilioRestException) as caught:
        await ask(twilio, lambda c: c.messages(sent.sid).fetch())
    assert (caught.value.status, caught.value.code) == (404, 20404)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"body": "a" * 1601}, 21617),
        ({"to": ""}, 21604),
        ({"to": "whatsapp:0812"}, 21211),
        ({"from_": "+1415"}, 21212),
        ({}, 21619),
        ({"body": "a", "content_variables": "{}"}, 35127),
        ({"content_sid": "HX1"}, 21655),
        ({"content_sid": "HX" + "e" * 32}, 21655),
        ({"content_sid": "HX" + "a" * 32, "content_variables": "{'1': 2}"}, 21656),
        ({"content_sid": "HX" + "a" * 32, "content_variables": "{}"}, 21656),
        ({"content_sid": "HX" + "a" * 32, "content_variables": '{"1": "two\\nlines"}'}, 21656),
        ({"body": "a", "status_callback": "https://a_b.example/x"}, 21609),
    ],
)
async def test_it_refuses_what_twilio_refuses(twilio: TwilioEmulator, more: dict[str, str], code: int) -> None:
    twilio.add_template(Template("HX" + "a" * 32, approved=True))
    with pytest.raises(TwilioRestException) as caught:
        await ask(twilio, lambda c: c.messages.create(**form(twilio, **more)))
    assert (caught.value.status, caught.value.code) == (400, code)
    assert twilio.records == {}


async def test_it_refuses_a_parameter_it_does_not_know(twilio: TwilioEmulator) -> None:
    url = f"{twilio.api_url}/2010-04-01/Accounts/{twilio.account_sid}/Messages.json"
    from aiohttp import encode_basic_auth

    login = {"Authorization": encode_basic_auth(twilio.account_sid, twilio.auth_token)}
    data = {"To": TO, "From": f"whatsapp:{twilio.sender}", "Body": "a", "Colour": "red"}
    async with ClientSession() as session, session.post(url, data=data, headers=login) as response:
        assert (response.status, (await response.json())["code"]) == (400, 20001)
    async with ClientSession() as session, session.post(url, data=data) as response:
        assert response.status == 401


async def test_outside_the_window_free_text_fails_later_and_a_template_arrives(twilio: TwilioEmulator) -> None:
    sid = twilio.add_template(Template("HX" + "b" * 32, body="Kabar: {{1}}", approved=True))
    person = twilio.person(TO.removeprefix("whatsapp:"))
    free = await ask(twilio, lambda c: c.messages.create(**form(twilio, body="halo")))
    assert free.status == "queued"
    assert (twilio.records[free.sid].status, twilio.records[free.sid].error) == ("failed", 63016)
    await ask(twilio, lambda c: c.messages.create(**form(twilio, content_sid=sid, content_variables='{"1": "siap"}')))
    assert person.sees() == ["Kabar: siap"]


async def test_content_made_by_the_library_shows_buttons(twilio: TwilioEmulator) -> None:
    def make(client: Client) -> object:
        from twilio.rest.content.v1.content import ContentList

        actions = [{"type": "QUICK_REPLY", "title": "{{2}}", "id": "{{3}}"}]
        reply = ContentList.TwilioQuickReply({"body": "{{1}}", "actions": actions})
        types = ContentList.Types({"twilio/quick-reply": reply})
        wanted = {"friendly_name": "choices_1", "language": "id", "types": types}
        return client.content.v1.contents.create(ContentList.ContentCreateRequest(wanted))

    made = await ask(twilio, make)
    assert twilio.content.templates[made.sid].kind == "twilio/quick-reply"
    assert (await ask(twilio, lambda c: c.content.v1.contents(made.sid).fetch())).sid == made.sid


async def test_faults_answer_as_twilio_does(twilio: TwilioEmulator) -> None:
    for code, status, seen in ((429, 429, 20429), (20429, 429, 20429), (21610, 400, 21610), (500, 500, 20500)):
        twilio.fault(code, retry_after=7)
        with pytest.raises(TwilioRestException) as caught:
            await ask(twilio, lambda c: c.messages.create(**form(twilio, body="halo")))
        assert (caught.value.status, caught.value.code) == (status, seen)
    assert [send.code for send in twilio.sends] == [20429, 20429, 21610, 20500]


@pytest.mark.parametrize("callbacks", ["normal", "early", "permuted", "none"])
async def test_callbacks_are_signed_and_come_as_told(twilio: TwilioEmulator, callbacks: str) -> None:
    seen: list[str] = []

    async def receive(request: web.Request) -> web.Response:
        fields = dict(await request.post())
        signed = request.headers["X-Twilio-Signature"]
        url = twilio.public_url + request.path_qs
        assert RequestValidator(twilio.auth_token).validate(url, fields, signed)
        seen.append(str(fields["MessageStatus"]))
        return web.Response()

    async with listening(receive) as address:
        twilio.deliver_to, twilio.callbacks, twilio.duplicates, twilio.reads = address, callbacks, True, True
        person = twilio.person(TO.removeprefix("whatsapp:"))
        person.heard_at = clock.now()
        more = {"body": "halo", "status_callback": f"{twilio.public_url}/webhooks/whatsapp/status/7"}
        await ask(twilio, lambda c: c.messages.create(**form(twilio, **more)))
        if callbacks == "early":
            assert len(seen) == 8
        expected = 0 if callbacks == "none" else 8
        await twilio.until(lambda: True if len([h for h in twilio.hooks if h.status]) == expected else None)
    once = ["sending", "sent", "delivered", "read"]
    assert sorted(seen) == sorted(once * 2 if expected else [])
    assert (seen[:4] == once) == (callbacks in {"normal", "early"})


async def test_a_webhook_without_answer_is_tried_once_more_and_then_given_up(twilio: TwilioEmulator) -> None:
    tokens: list[str] = []

    async def refuse(request: web.Request) -> web.Response:
        tokens.append(request.headers["I-Twilio-Idempotency-Token"])
        return web.Response(status=503)

    async with listening(refuse) as address:
        twilio.deliver_to = address
        await twilio.person("+6281", "Budi").says("halo")
    assert len(tokens) == 2
    assert tokens[0] == tokens[1]
    assert [hook.form["Body"] for hook in twilio.missed] == ["halo"]


def listening(handler: Callable[[web.Request], object]) -> object:
    """A server for webhooks; yields its address."""
    from contextlib import asynccontextmanager

    @asynccontextmanager
    async def run() -> AsyncIterator[str]:
        app = web.Application()
        app.router.add_post("/{path:.*}", handler)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        try:
            yield f"http://127.0.0.1:{runner.addresses[0][1]}"
        finally:
            await runner.cleanup()

    return run()
