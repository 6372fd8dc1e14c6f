"""The client's side of TLS between bytes that came over a connection and bytes that are to go over it.

asyncio's own keeps a quarter of a megabyte for each connection and takes as long for a small answer as all the rest of
a post together (ADR 0076).
"""

from __future__ import annotations

import ssl

RECORD = 16_384
"""Bytes of a record, at most (RFC 8446, 5.1)."""


class TlsSession:
    """Proves that the peer is `host`, by whom `context` trusts, and keeps what is said secret."""

    def __init__(self, context: ssl.SSLContext, host: str) -> None:
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._session = context.wrap_bio(self._incoming, self._outgoing, server_hostname=host)
        self.established = False
        self.ended = False
        """Whether the peer has said that nothing more will come."""

    def handshake(self) -> None:
        """Go as far as what came allows; raises SSLError where the peer is not who it should be."""
        try:
            self._session.do_handshake()
        except ssl.SSLWantReadError:
            return
        self.established = True

    def decrypt(self, received: bytes | bytearray) -> bytes:
        """What is readable now, nothing during the handshake; raises SSLError, at the end of the session too, when what
        was said before has been read."""
        self._incoming.write(received)
        if not self.established:
            self.handshake()
        plain = b""
        while self.established and self._incoming.pending:
            try:
                part = self._session.read(RECORD)
            except ssl.SSLWantReadError:
                break
            if not part:
                self.ended = True
                break
            plain = plain + part if plain else part
        if self.ended and not plain:
            raise ssl.SSLZeroReturnError("the peer has ended the session")
        return plain

    def encrypt(self, data: bytes) -> bytes:
        """What to send so that the peer reads `data`."""
        self._session.write(data)  # all of it, since memory takes everything
        return self._outgoing.read()

    def owed(self) -> bytes:
        """What is to be sent for the session's own sake."""
        return self._outgoing.read() if self._outgoing.pending else b""
