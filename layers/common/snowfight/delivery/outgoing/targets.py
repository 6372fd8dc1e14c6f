"""What an address that a user gives says, read strictly: two readers of one URL must not find two hosts in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from urllib.parse import SplitResult, urlsplit

from snowfight.errors import BadUrl

_PLAIN = re.compile(r"[^\x00-\x20\x7f-\xa0\\\s]+")
"""No blanks or control characters, which `urlsplit` would drop, and no backslash, which browsers take for a slash."""

_PATH = re.compile(r"[!-~]*")
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
"""What ends a name so is read as an address by those who follow RFC 1123's forerunners: `0x7f.1`, `2130706433`."""

MAX_NAME = 253
_BRACKETED = re.compile(r"\[[^\]]*\](:[0-9]*)?")
_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True)
class Target:
    """Where is posted to: the host as DNS and certificates have it, and what is asked for there."""

    secure: bool
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """The value of the header `Host`."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS["https" if self.secure else "http"] else f"{host}:{self.port}"


def target_of(url: str) -> Target:
    """What the URL says; raises BadUrl where that is not plain."""
    if not _PLAIN.fullmatch(url):
        raise BadUrl("the address may not have blanks, control characters or backslashes")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise BadUrl("this is no address") from None
    if parts.scheme not in _PORTS or "@" in parts.netloc or "#" in url or port == 0:
        raise BadUrl("the address has to be https://…, without a user and without a fragment")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if not _PATH.fullmatch(path):
        raise BadUrl("the path has characters that have to be percent-encoded")
    return Target(parts.scheme == "https", _host(parts), port or _PORTS[parts.scheme], path)


def _host(parts: SplitResult) -> str:
    name = parts.hostname or ""
    if "[" in parts.netloc:
        return _literal(name if _BRACKETED.fullmatch(parts.netloc) else "")
    try:
        host = name.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError:
        raise BadUrl("the host is no name") from None
    labels = host.split(".")
    if len(host) > MAX_NAME or not all(_LABEL.fullmatch(label) for label in labels):
        raise BadUrl("the host is no name")
    return _literal(host) if _NUMBER.fullmatch(labels[-1]) else host


def _literal(text: str) -> str:
    """An IP address in the one way of writing it that everybody reads alike."""
    try:
        address = ip_address(text)
    except ValueError:
        raise BadUrl("the host is no address") from None
    if isinstance(address, IPv6Address) and address.scope_id is not None:
        raise BadUrl("the host is an address of one link alone")
    return str(address)
