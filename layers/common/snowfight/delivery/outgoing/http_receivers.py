"""Posting events over HTTPS.

The standard library alone: what is wanted of an answer is its status, and where we connect to has to be the very
address that was looked at, which clients with connections of their own do not promise.
"""

from __future__ import annotations

import re
import socket
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cache

import certifi

from snowfight.delivery.outgoing.addresses import is_loopback, is_public
from snowfight.delivery.outgoing.look_ups import Resolve, look_up, resolved
from snowfight.delivery.outgoing.targets import Target, target_of
from snowfight.errors import BadUrl

SECONDS = 10.0
"""For all of it: the name, the connection, the request and its answer (wire contract, part 8)."""

ADDRESSES = 4
"""Of a name, that are tried one after the other."""

HEAD = 16_384
"""Bytes of an answer's head; its body is not read."""

AGENT = "MonkeySnowfight-Events/1"

_STATUS = re.compile(rb"HTTP/1\.[01] ([1-9][0-9]{2})(?:[ \r]|$)")


class HttpReceivers:
    """Serves the Protocol Receivers. A `local` stack may post over http to its own machine too."""

    def __init__(
        self,
        *,
        local: bool = False,
        resolve: Resolve | None = None,
        permits: Callable[[str], bool] = is_public,
        tls: ssl.SSLContext | None = None,
        seconds: float = SECONDS,
    ) -> None:
        """`tls` says whom to trust; without it, all whom browsers trust."""
        self._local = local
        self._resolve = resolve or resolved
        self._permits = permits
        self._tls = tls
        self._seconds = seconds

    def check(self, url: str) -> None:
        """As Receivers says."""
        self._addresses(target_of(url), _Deadline(self._seconds))

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> int | None:
        """As Receivers says."""
        deadline = _Deadline(self._seconds)
        try:
            target = target_of(url)
            connection = self._connected(target, self._addresses(target, deadline), deadline)
            with connection:
                connection.settimeout(deadline.left())
                connection.sendall(_request(target, headers, body))
                return _status(connection, deadline)
        except (BadUrl, OSError, ValueError):  # an answer that is no HTTP is none
            return None

    def _addresses(self, target: Target, deadline: _Deadline) -> list[str]:
        """Those of the host, all of which may be posted to; raises BadUrl, Unavailable."""
        found = look_up(self._resolve, target.host, target.port, deadline.left())
        if not found:
            raise BadUrl("the host does not resolve")
        if target.secure and all(map(self._permits, found)):
            return found[:ADDRESSES]
        if self._local and all(map(is_loopback, found)):
            return found[:ADDRESSES]
        raise BadUrl("events are sent over https to public addresses only")

    def _connected(self, target: Target, addresses: Sequence[str], deadline: _Deadline) -> socket.socket:
        """A connection to the first of the addresses that takes one; for https the host has proven who it is."""
        failure = OSError("nothing to connect to")
        for address in addresses:
            try:
                plain = socket.create_connection((address, target.port), deadline.left())
            except OSError as error:
                failure = error
                continue
            if not target.secure:
                return plain
            try:
                plain.settimeout(deadline.left())
                return (self._tls or _authorities()).wrap_socket(plain, server_hostname=target.host)
            except BaseException:
                plain.close()
                raise
        raise failure


class _Deadline:
    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds; raises TimeoutError where none are left."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


def _request(target: Target, headers: Mapping[str, str], body: bytes) -> bytes:
    lines = (
        f"POST {target.path} HTTP/1.1",
        f"Host: {target.authority}",
        f"User-Agent: {AGENT}",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
        "Connection: close",
        *(f"{name}: {value}" for name, value in headers.items()),
    )
    return "\r\n".join((*lines, "", "")).encode("ascii") + body


def _status(connection: socket.socket, deadline: _Deadline) -> int:
    """The status of the answer, interim ones (1xx) passed over; raises OSError, ValueError where none comes."""
    received = b""
    while True:
        head, end, rest = received.partition(b"\r\n\r\n")
        if end:
            status = _read(head)
            if status >= 200 or status == 101:  # noqa: PLR2004  (RFC 9110, section 15.2)
                return status
            received = rest
            continue
        if len(received) > HEAD:
            raise ValueError("a head without an end")
        connection.settimeout(deadline.left())
        more = connection.recv(4096)
        if not more:
            raise ConnectionError("closed without an answer")
        received += more


def _read(head: bytes) -> int:
    found = _STATUS.match(head)
    if found is None:
        raise ValueError("no HTTP answer")
    return int(found[1])


@cache
def _authorities() -> ssl.SSLContext:
    """The authorities that browsers trust. Read when they are first needed, since it takes tens of milliseconds."""
    return ssl.create_default_context(cafile=certifi.where())
