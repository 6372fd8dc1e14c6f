"""Where a call comes from, as far as the servers on its way can be believed."""

from __future__ import annotations

import ipaddress

NETWORK_OF_ONE = 64
"""Bits of an IPv6 address that tell networks apart: a household or server has all addresses of one (RFC 6177)."""


def client_address(forwarded: str) -> str:
    """The address in a header X-Forwarded-For, an IPv6 network as a whole; empty where there is none.

    Each server on the way adds whom it was called by: the last is the CDN, as the gateway saw it, and the one before is
    the browser, as the CDN saw it. What stands before those anybody may have written.
    """
    passed = [each.strip() for each in forwarded.split(",")]
    try:
        address = ipaddress.ip_address(passed[-2] if len(passed) > 1 else passed[0])
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    return str(ipaddress.ip_network((address, NETWORK_OF_ONE), strict=False))
