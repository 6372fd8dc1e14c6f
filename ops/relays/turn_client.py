"""As much of a TURN client as asking for a relay takes (RFC 8489, RFC 8656)."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import socket
import ssl
import struct
from dataclasses import dataclass
from typing import Self

ALLOCATE, REFRESH, PERMISSION = 0x003, 0x004, 0x008
USERNAME, INTEGRITY, ERROR, LIFETIME, REALM, NONCE = 0x0006, 0x0008, 0x0009, 0x000D, 0x0014, 0x0015
PEER, TRANSPORT = 0x0012, 0x0019
UDP = bytes([17, 0, 0, 0])
COOKIE = 0x2112A442
SUCCESS = 0x0100
HEADER = 20
"""Bytes before the attributes of a message."""
PATIENCE = 5.0
"""Seconds until a server has to answer."""

_URL = re.compile(r"(turns?):(\[[^\]]+\]|[^:?]+)(?::(\d+))?(?:\?transport=(udp|tcp))?")


@dataclass(frozen=True)
class Server:
    """Where a relay is asked for."""

    host: str
    port: int
    transport: str
    """`udp`, `tcp` or `tls`."""

    @classmethod
    def of(cls, url: str) -> Self | None:
        """What a TURN URL (RFC 7065) says; None for DTLS, which is not spoken here, and for what is none."""
        if not (found := _URL.fullmatch(url)):
            return None
        scheme, host, port, transport = found.groups()
        if scheme == "turns":
            return None if transport == "udp" else cls(host.strip("[]"), int(port or 5349), "tls")
        return cls(host.strip("[]"), int(port or 3478), transport or "udp")

    def connect(self) -> socket.socket:
        """Raises OSError."""
        if self.transport == "udp":
            [(family, kind, _, _, address), *_] = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_DGRAM)
            connection = socket.socket(family, kind)
            connection.settimeout(PATIENCE)
            connection.connect(address)
            return connection
        connection = socket.create_connection((self.host, self.port), PATIENCE)
        if self.transport == "tcp":
            return connection
        return ssl.create_default_context().wrap_socket(connection, server_hostname=self.host)


class TurnClient:
    """One client of a server, with what lets it in. All of it raises OSError where there is no answer."""

    def __init__(self, server: Server, username: str, credential: str) -> None:
        self._socket = server.connect()
        self._is_stream = server.transport != "udp"
        self._username, self._credential = username, credential
        self._realm = self._nonce = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def allocate(self) -> int:
        """Ask for a relay; 200, or the code of the error."""
        self._ask(ALLOCATE, [(TRANSPORT, UDP)])  # is refused, and says what to sign with
        return self._ask(ALLOCATE, [(TRANSPORT, UDP), *self._who()])

    def refresh(self, seconds: int = 600) -> int:
        """Ask to keep it for so long, 0: to give it back; as `allocate`."""
        return self._ask(REFRESH, [(LIFETIME, struct.pack("!I", seconds)), *self._who()])

    def permit(self, peer: str) -> int:
        """Ask to exchange packets with an IPv4 address; as `allocate`."""
        address = int.from_bytes(socket.inet_aton(peer)) ^ COOKIE
        return self._ask(PERMISSION, [(PEER, struct.pack("!BBHI", 0, 1, 0, address)), *self._who()])

    def _who(self) -> list[tuple[int, bytes]]:
        return [(USERNAME, self._username.encode()), (REALM, self._realm), (NONCE, self._nonce)]

    def _ask(self, method: int, attributes: list[tuple[int, bytes]]) -> int:
        transaction = secrets.token_bytes(12)
        body = b"".join(_attribute(kind, value) for kind, value in attributes)
        if any(kind == USERNAME for kind, _ in attributes):
            signed = struct.pack("!HHI", method, len(body) + 24, COOKIE) + transaction + body
            body += _attribute(INTEGRITY, hmac.digest(self._key, signed, "sha1"))
        self._socket.sendall(struct.pack("!HHI", method, len(body), COOKIE) + transaction + body)
        answer = self._receive()
        found = _attributes(answer[HEADER:])
        self._realm, self._nonce = found.get(REALM, self._realm), found.get(NONCE, self._nonce)
        if answer[8:HEADER] != transaction:
            raise ConnectionError("no answer of TURN's")
        if int.from_bytes(answer[:2]) == method | SUCCESS:
            return 200
        code = found.get(ERROR, bytes(4))
        return code[2] * 100 + code[3]

    def _receive(self) -> bytes:
        if not self._is_stream:
            return self._socket.recv(4096)
        header = self._exactly(HEADER)
        return header + self._exactly(int.from_bytes(header[2:4]))

    def _exactly(self, size: int) -> bytes:
        found = b""
        while len(found) < size:
            part = self._socket.recv(size - len(found))
            if not part:
                raise ConnectionError("the connection was closed")
            found += part
        return found

    @property
    def _key(self) -> bytes:
        """MD5 is what TURN signs with, of what both know."""
        text = b":".join([self._username.encode(), self._realm, self._credential.encode()])
        return hashlib.md5(text, usedforsecurity=False).digest()


def _attribute(kind: int, value: bytes) -> bytes:
    return struct.pack("!HH", kind, len(value)) + value + b"\0" * (-len(value) % 4)


def _attributes(body: bytes) -> dict[int, bytes]:
    found: dict[int, bytes] = {}
    while body:
        kind, length = struct.unpack("!HH", body[:4])
        found.setdefault(kind, body[4 : 4 + length])
        body = body[4 + length + -length % 4 :]
    return found
