from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import encode_basic_auth, web

from bot.channels.contract import Gone, TooLarge
from bot.channels.whatsapp import WhatsAppChannel
from bot.messages import Inbound, MediaRef, SendError
from tests.bot.channels.whatsapp.conftest import Door, make_channel
from tests.emulators.twilio import TwilioEmulator

MB = 1024 * 1024
PHOTO = b"\xff\xd8\xff" + b"jpeg" * 1000


async def fetch(channel: WhatsAppChannel, ref: str, *, limit: int = 16 * MB) -> bytes:
    return b"".join([chunk async for chunk in channel.fetch(MediaRef("photo", ref), limit=limit)])


async def refused(channel: WhatsAppChannel, ref: str) -> SendError:
    with pytest.raises(SendError) as caught:
        await fetch(channel, ref)
    return caught.value


@asynccontextmanager
async def canary() -> AsyncIterator[tuple[str, list[str]]]:
    """A server on a private address, and the paths that were asked of it."""
    hits: list[str] = []

    async def hit(request: web.Request) -> web.Response:
        hits.append(request.path_qs)
        return web.Response(body=b"secret")

    app = web.Application()
    app.router.add_get("/{path:.*}", hit)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}", hits
    finally:
        await runner.cleanup()


async def test_a_photo_comes_from_where_twilio_redirects_without_the_password(
    channel: WhatsAppChannel, twilio: TwilioEmulator, door: Door
) -> None:
    await twilio.person("+6281234567890", "Budi").sends_photo(PHOTO, caption="lihat ini")
    (event,) = door.events
    assert isinstance(event, Inbound)
    (photo,) = event.media
    assert (photo.kind, photo.mime) == ("photo", "image/jpeg")
    assert await fetch(channel, photo.ref) == PHOTO
    (headers,) = twilio.cdn_requests
    assert "Authorization" not in headers


async def test_seventeen_megabytes_are_cut_off(channel: WhatsAppChannel, twilio: TwilioEmulator) -> None:
    ref = twilio.keep_media("MM1", bytes(17 * MB), "video/mp4")
    with pytest.raises(TooLarge):
        await fetch(channel, ref)


async def test_a_stream_that_does_not_tell_its_size_is_cut_off(twilio: TwilioEmulator) -> None:
    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(bytes(64 * 1024))

    app = web.Application()
    app.router.add_get("/{path:.*}", endless)
    runner = web.AppRunner(app, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    channel = make_channel(twilio, api_url=address)
    taken = 0

    async def read() -> None:
        nonlocal taken
        async for chunk in channel.fetch(MediaRef("video", f"{address}/x"), limit=MB):
            taken += len(chunk)

    with pytest.raises(TooLarge):
        await read()
    assert taken <= MB
    await channel.close()
    await runner.cleanup()


async def test_what_is_gone_is_gone(channel: WhatsAppChannel, twilio: TwilioEmulator) -> None:
    ref = twilio.keep_media("MM1", b"x", "image/png")
    twilio.media.clear()
    with pytest.raises(Gone):
        await fetch(channel, ref)


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data",
        "http://127.0.0.1/x",
        "http://127.1/x",
        "http://2130706433/x",
        "http://0x7f000001/x",
        "http://0.0.0.0/x",
        "http://[::1]/x",
        "http://[::ffff:127.0.0.1]/x",
        "http://[::ffff:169.254.169.254]/x",
        "http://[64:ff9b::7f00:1]/x",
        "http://[fe80::1]/x",
        "http://10.0.0.1/x",
        "http://192.168.1.1/x",
        "http://100.64.0.1/x",
        "http://224.0.0.1/x",
        "http://8.8.8.8:8080/x",
        "http://user:pass@8.8.8.8/x",
        "ftp://8.8.8.8/x",
        "file:///etc/passwd",
        "gopher://127.0.0.1/x",
        "//169.254.169.254/x",
        "http://",
    ],
)
async def test_a_redirect_to_a_private_address_is_refused(twilio: TwilioEmulator, target: str) -> None:
    """The API is reached as localhost here, so that 127.0.0.1 is a stranger."""
    channel = make_channel(twilio, api_url=twilio.api_url.replace("127.0.0.1", "localhost"))
    ref = twilio.keep_media("MM1", b"x", "image/png").replace("127.0.0.1", "localhost")
    twilio.redirect_media_to = target
    assert (await refused(channel, ref)).permanent
    await channel.close()


@pytest.mark.parametrize("target", ["{canary}/x", "http://localtest.invalid@{host}/x", "http://{host}./x"])
async def test_nothing_private_is_ever_asked(twilio: TwilioEmulator, target: str) -> None:
    channel = make_channel(twilio, api_url=twilio.api_url.replace("127.0.0.1", "localhost"))
    async with canary() as (address, hits):
        host = address.removeprefix("http://")
        twilio.redirect_media_to = target.format(canary=address, host=host)
        ref = twilio.keep_media("MM1", b"x", "image/png").replace("127.0.0.1", "localhost")
        await refused(channel, ref)
        await refused(channel, twilio.redirect_media_to)
        assert hits == []
    await channel.close()


async def test_a_name_that_leads_to_a_private_address_is_refused(twilio: TwilioEmulator) -> None:
    """The name is judged by what it is connected to: a look-up beforehand could have another answer."""
    channel = make_channel(twilio)
    twilio.redirect_media_to = "http://localhost/x"
    assert (await refused(channel, twilio.keep_media("MM1", b"x", "image/png"))).permanent
    await channel.close()


async def test_against_the_real_api_only_https_is_followed() -> None:
    channel = WhatsAppChannel(
        account_sid="AC1", auth_token="x", sender="+14155238886", public_url="https://lapor.example"
    )
    for ref in ("http://api.twilio.com/x", "https://api.twilio.com:8443/x", "https://127.0.0.1/x", "nonsense", ""):
        assert (await refused(channel, ref)).permanent
    await channel.close()


async def test_a_circle_of_redirects_ends(channel: WhatsAppChannel, twilio: TwilioEmulator) -> None:
    ref = twilio.keep_media("MM1", b"x", "image/png")
    twilio.redirect_media_to = ref
    assert (await refused(channel, ref)).permanent


async def test_the_password_goes_to_the_api_alone(twilio: TwilioEmulator) -> None:
    """Another port of the same host is another server."""
    seen: list[str | None] = []

    async def note(request: web.Request) -> web.Response:
        seen.append(request.headers.get("Authorization"))
        return web.Response(body=b"x")

    app = web.Application()
    app.router.add_get("/{path:.*}", note)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    channel = make_channel(twilio)
    await fetch(channel, f"{address}/x")
    await channel.close()
    own = make_channel(twilio, api_url=address)
    await fetch(own, f"{address}/x")
    await own.close()
    await runner.cleanup()
    assert seen == [None, encode_basic_auth(twilio.account_sid, twilio.auth_token)]
