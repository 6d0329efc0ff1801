"""Which network somebody sends from: what one household, office or mobile network shares."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from functools import lru_cache
from typing import Any


def network_of(client: Sequence[Any] | None) -> str:
    """An address of IPv4, or the first 56 bits of one of IPv6. Many providers give a household that much, and with 64
    it would have 256 addresses; a mobile network, where each telephone has 64, puts fewer behind them than behind one
    address of IPv4. With 48 a whole town would share the limits."""
    return _network(str(client[0]) if client else "")


@lru_cache(maxsize=1024)
def _network(host: str) -> str:
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        return host
    if ip.version == 4:
        return host
    return str(ip.ipv4_mapped or ipaddress.ip_network((ip, 56), strict=False))
