"""One AWS service: signed requests over kept-alive connections, one request at a time on each."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from snowfight.aws.address import IDLE_SECONDS, Address, url_of
from snowfight.aws.answers import read as read_answer
from snowfight.aws.credentials import Credentials, of_this_function
from snowfight.aws.signer import Signer
from snowfight.aws.trust import tls_for
from snowfight.clock import SystemClock

_LAST_LOOK = 0.001
"""Seconds: an answer that is there already is taken, however late it is."""


@dataclass(frozen=True)
class Reply:
    status: int
    body: bytes


class Endpoint:
    """Any thread may ask. Time-outs are in seconds: `connect`, and `read` for each wait for a part of the answer."""

    def __init__(
        self,
        service: str,
        region: str,
        credentials: Callable[[], Credentials] | None = None,
        *,
        url: str | None = None,
        connect: float,
        read: float,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._address = Address.of(url or url_of(service, region))
        self._tls = tls_for(self._address, tls)
        self._signer = Signer(self._address.name, region, service)
        self._credentials = credentials or of_this_function()
        self._connect, self._read = connect, read
        self._clock = SystemClock()
        self._idle: list[_Line] = []

    def post(self, path: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        """As `send`, the method being POST."""
        return self.send("POST", path, body, headers)

    def send(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        """Send one request and return its answer, whatever its status.

        A query in `path` is in order and percent-encoded; header names are in lower case. Raises OSError (TimeoutError
        is one) where there is no answer; whether the request was taken is unknown then.
        """
        request = self._signer.series(method, body, self._credentials(), self._clock.now(), headers).request(path)
        while (line := self._kept()) is not None:
            try:
                return self._over(line, request)
            except TimeoutError:
                raise
            except OSError:
                continue  # it had been closed at the other end
        return self._over(_Line(self._address, self._tls, self._connect, self._read), request)

    def post_each(self, paths: Sequence[str], body: bytes, seconds: float) -> list[int | None]:
        """Post one body to several paths at once, each over a connection of its own, from the thread that asks.

        Returns the status of each answer, None where there was none within `seconds`: that request may have been taken,
        or never sent.
        """
        series = self._signer.series("POST", body, self._credentials(), self._clock.now())
        end = time.monotonic() + seconds
        lines = [self._begun(series.request(path)) if time.monotonic() < end else None for path in paths]
        return [line and self._status(line, end) for line in lines]

    def _begun(self, request: bytes) -> _Line | None:
        """The connection on which an answer is due; None where the request could not be sent."""
        try:
            line = self._kept() or _Line(self._address, self._tls, self._connect, self._read)
            line.write(request)
        except OSError:
            return None
        return line

    def _status(self, line: _Line, end: float) -> int | None:
        try:
            reply = line.answer(max(_LAST_LOOK, end - time.monotonic()))
        except OSError:
            return None
        self._idle.append(line)
        return reply.status

    def _kept(self) -> _Line | None:
        """A connection that is free, for the one thread that takes it; those that nobody used for long are closed."""
        oldest = time.monotonic() - IDLE_SECONDS
        while True:
            try:
                line = self._idle.pop()
            except IndexError:
                return None
            if line.used >= oldest and line.is_open:
                return line
            line.close()

    def _over(self, line: _Line, request: bytes) -> Reply:
        line.write(request)
        reply = line.answer(self._read)
        self._idle.append(line)
        return reply


class _Line:
    """One connection; raises OSError where it cannot be made."""

    def __init__(self, address: Address, tls: ssl.SSLContext | None, connect: float, read: float) -> None:
        self._socket = socket.create_connection((address.host, address.port), connect)
        try:
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if tls is not None:
                self._socket = tls.wrap_socket(self._socket, server_hostname=address.host)
            self._socket.settimeout(read)
        except BaseException:
            self._socket.close()
            raise
        self.used = 0.0
        self.is_open = True

    def write(self, request: bytes) -> None:
        """Send a request; raises OSError, also where an earlier answer was the last."""
        try:
            self._socket.sendall(request)
        except BaseException:
            self.close()
            raise

    def answer(self, seconds: float) -> Reply:
        """The answer to what was sent, each part of which is waited for so long; raises OSError where there is none."""
        try:
            self._socket.settimeout(seconds)
            answer = read_answer(self._socket.recv)
        except BaseException:
            self.close()
            raise
        if not answer.keeps:
            self.close()
        self.used = time.monotonic()
        return Reply(answer.status, answer.body)

    def close(self) -> None:
        self.is_open = False
        self._socket.close()
