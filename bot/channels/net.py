"""Outgoing connections to addresses that somebody else chose: each is checked at the moment of connecting.

To check the name before is not enough: it may resolve to another address a moment later.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

from aiohttp import ClientSession, ClientTimeout, DummyCookieJar, TCPConnector

CARRIER_NAT = ipaddress.ip_network("100.64.0.0/10")
# Such IPv6 addresses contain an IPv4 address, and that one is checked.
NAT64 = ipaddress.ip_network("64:ff9b::/96")
# In seconds; also a transfer that never quite stops ends after two minutes.
PATIENCE = ClientTimeout(total=120, sock_connect=5, sock_read=15)


class PrivateAddress(OSError):
    """The address is not on the public internet."""


def refuse_private(address: str) -> None:
    """Raises PrivateAddress unless `address` (an IP) is one that the whole internet can reach."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        raise PrivateAddress("not an address") from None
    inner = _inner(ip)
    if inner is not None:
        ip = inner
    local = ip in CARRIER_NAT if isinstance(ip, ipaddress.IPv4Address) else ip.is_site_local
    if local or not ip.is_global or ip.is_multicast or ip.is_reserved:
        raise PrivateAddress("address is not public")


def _inner(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if isinstance(ip, ipaddress.IPv4Address):
        return None
    if ip in NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


def _public_socket(info: tuple[Any, ...]) -> socket.socket:
    """Called with the address that is about to be connected to, also when the URL holds a bare IP."""
    family, kind, proto, _, sockaddr = info
    refuse_private(str(sockaddr[0]))
    return socket.socket(family=family, type=kind, proto=proto)


def safe_session(*, timeout: ClientTimeout = PATIENCE) -> ClientSession:
    """A session that connects to public addresses only; a refusal is a ClientConnectorError.

    It decompresses nothing, so that a cap on bytes is a cap on memory, keeps no cookies between hosts and
    heeds no proxy of the environment. Must be made inside a running loop, and closed by the caller.
    """
    return ClientSession(
        connector=TCPConnector(socket_factory=_public_socket, limit=16),
        timeout=timeout,
        auto_decompress=False,
        headers={"Accept-Encoding": "identity"},
        cookie_jar=DummyCookieJar(),
        trust_env=False,
    )
