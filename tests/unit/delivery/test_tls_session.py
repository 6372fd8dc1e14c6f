"""Given a session with a server, when bytes go to and fro, then …"""

from __future__ import annotations

import ssl
from pathlib import Path

import pytest

from snowfight.delivery.tls_session import RECORD, TlsSession
from tests.support.certificate import HOST, Certificate, certified


class Server:
    """The other side, in memory."""

    def __init__(self, certificate: Certificate) -> None:
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self.tls = certificate.server().wrap_bio(self._incoming, self._outgoing, server_side=True)
        self._established = False

    def take(self, data: bytes) -> bytes:
        """What it answers while hands are shaken, and what is readable after that."""
        self._incoming.write(data)
        if not self._established:
            try:
                self.tls.do_handshake()
                self._established = True
            except ssl.SSLWantReadError:
                pass
        return self._outgoing.read()

    def read(self, size: int) -> bytes:
        """So many bytes that the client has sent."""
        plain = b""
        while len(plain) < size:
            plain += self.tls.read(size)
        return plain

    def say(self, data: bytes) -> bytes:
        """Those bytes, as they travel."""
        self.tls.write(data)
        return self._outgoing.read()

    def bye(self) -> bytes:
        """The end of the session, as it travels."""
        with pytest.raises(ssl.SSLWantReadError):
            self.tls.unwrap()
        return self._outgoing.read()


@pytest.fixture
def certificate(tmp_path: Path) -> Certificate:
    return certified(tmp_path)


@pytest.fixture
def server(certificate: Certificate) -> Server:
    return Server(certificate)


@pytest.fixture
def session(certificate: Certificate, server: Server) -> TlsSession:
    """One that is established."""
    session = TlsSession(certificate.client(), HOST)
    session.handshake()
    for _ in range(3):
        assert session.decrypt(server.take(session.owed())) == b""
    assert session.established
    return session


def test_what_is_longer_than_a_record_arrives_whole_in_both_directions(session: TlsSession, server: Server) -> None:
    data = bytes(range(256)) * (5 * RECORD // 256)
    server.take(session.encrypt(data))
    assert server.read(len(data)) == data
    assert session.decrypt(server.say(data)) == data


def test_what_comes_byte_by_byte_is_read_when_its_record_is_whole(session: TlsSession, server: Server) -> None:
    said = server.say(b"one") + server.say(b"two")
    assert b"".join(session.decrypt(said[at : at + 1]) for at in range(len(said))) == b"onetwo"


def test_a_session_that_the_server_ends_says_so(session: TlsSession, server: Server) -> None:
    assert session.decrypt(server.say(b"last words")) == b"last words"
    with pytest.raises(ssl.SSLError):
        session.decrypt(server.bye())


def test_what_came_together_with_the_end_is_read_before_it(session: TlsSession, server: Server) -> None:
    assert session.decrypt(server.say(b"last words") + server.bye()) == b"last words"
    assert session.ended
    with pytest.raises(ssl.SSLError):
        session.decrypt(b"")


def test_what_was_changed_on_the_way_is_not_read(session: TlsSession, server: Server) -> None:
    said = server.say(b"200")
    with pytest.raises(ssl.SSLError):
        session.decrypt(said[:-1] + bytes([said[-1] ^ 1]))


def test_nobody_else_is_taken_for_the_host(certificate: Certificate, server: Server) -> None:
    session = TlsSession(certificate.client(), "elsewhere.example.org")
    session.handshake()
    with pytest.raises(ssl.SSLCertVerificationError):
        session.decrypt(server.take(session.owed()))
    assert not session.established
