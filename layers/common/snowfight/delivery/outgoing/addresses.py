"""Which addresses are public. A name may resolve to anything, and an address may be written in many ways: so it is the
number that is looked at, and what is not surely somebody's on the Internet is refused."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_UNICAST = ip_network("2000::/3")
"""All that IANA has given out of IPv6. Mapped (`::ffff:…`) and translated (`64:ff9b::/96`) addresses of IPv4, unique
local, link-local and multicast ones lie outside."""

_NOBODYS = (ip_network("192.0.0.0/24"), ip_network("192.88.99.0/24"), ip_network("3fff::/20"))
"""What protocols of the network's own are given (RFC 6890), relays of 6to4 (RFC 7526), examples (RFC 9637): `is_global`
lets some of them through."""


def is_public(address: str) -> bool:
    """Whether an IP address is reachable by everybody and nobody's own."""
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    if any(ip in network for network in _NOBODYS if network.version == ip.version):
        return False
    return _is_public_4(ip) if isinstance(ip, IPv4Address) else _is_public_6(ip)


def is_loopback(address: str) -> bool:
    """Whether an IP address is this machine itself."""
    return ip_address(address.partition("%")[0]).is_loopback


def _is_public_4(ip: IPv4Address) -> bool:
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _is_public_6(ip: IPv6Address) -> bool:
    """6to4 and Teredo lead to an address of IPv4 that is not looked at."""
    return ip in _UNICAST and ip.is_global and ip.sixtofour is None and ip.teredo is None and ip.scope_id is None
