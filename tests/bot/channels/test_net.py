from __future__ import annotations

import pytest
from aiohttp import ClientConnectorError

from bot.channels.net import PrivateAddress, refuse_private, safe_session


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.255.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254",
        "100.64.0.1", "100.127.255.255", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1",
        "::", "::1", "::127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::", "fe80::1", "fe80::1%eth0",
        "fec0::1", "fc00::1", "fd12:3456::1", "ff02::1", "ff0e::1", "2001:db8::1", "localhost", "",
    ],
)  # fmt: skip
def test_what_is_not_on_the_public_internet_is_refused(address: str) -> None:
    with pytest.raises(PrivateAddress):
        refuse_private(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "100.63.255.255", "100.128.0.1", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_public_addresses_pass(address: str) -> None:
    refuse_private(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "169.254.169.254"])
async def test_a_safe_session_connects_to_nothing_private(host: str) -> None:
    async with safe_session() as session:
        with pytest.raises(ClientConnectorError):
            await session.get(f"http://{host}/")
