"""One AWS service: signed requests over kept-alive connections, one request at a time on each."""

from __future__ import annotations

import hashlib
import os
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from urllib.parse import urlsplit

from snowfight.aws.credentials import Credentials, of_this_function
from snowfight.aws.signer import Signer
from snowfight.aws.trust import trust
from snowfight.clock import SystemClock

IDLE_SECONDS = 20.0
"""A connection that nobody used for so long may have died unnoticed, while the function was frozen."""


@dataclass(frozen=True)
class Reply:
    status: int
    body: bytes


class Endpoint:
    """Any thread may ask. Time-outs are in seconds, `read` for each wait for a part of the answer."""

    def __init__(
        self,
        service: str,
        region: str,
        credentials: Callable[[], Credentials] | None = None,
        *,
        url: str | None = None,
        connect: float = 1.0,
        read: float = 3.0,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        parts = urlsplit(url or url_of(service, region))
        self._host = parts.hostname or ""
        self._port = parts.port or (443 if parts.scheme == "https" else 80)
        self._tls = (tls or trust()) if parts.scheme == "https" else None
        self._signer = Signer(parts.netloc, region, service)
        self._credentials = credentials or of_this_function()
        self._connect, self._read = connect, read
        self._clock = SystemClock()
        self._idle: list[_Line] = []

    def post(self, path: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        """Send one request and return its answer, whatever its status.

        Header names are in lower case. Raises OSError (TimeoutError is one) where there is none; whether the request
        was taken is unknown then.
        """
        digest = hashlib.sha256(body).hexdigest()
        series = self._signer.series("POST", digest, self._credentials(), self._clock.now(), headers)
        head = (
            f"POST {path} HTTP/1.1\r\n{series.headers}{series.signature(path)}\r\ncontent-length: {len(body)}\r\n\r\n"
        )
        request = head.encode() + body
        oldest = time.monotonic() - IDLE_SECONDS
        while self._idle:
            line = self._idle.pop()
            if line.used < oldest:
                line.close()
                continue
            try:
                return self._over(line, request)
            except TimeoutError:
                raise
            except OSError:
                continue  # it had been closed at the other end
        return self._over(_Line(self._host, self._port, self._tls, self._connect, self._read), request)

    def _over(self, line: _Line, request: bytes) -> Reply:
        reply = line.exchange(request)
        if line.open:
            self._idle.append(line)
        return reply


class _Line:
    """One connection; raises OSError where it cannot be made."""

    def __init__(self, host: str, port: int, tls: ssl.SSLContext | None, connect: float, read: float) -> None:
        self._socket = socket.create_connection((host, port), connect)
        try:
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if tls is not None:
                self._socket = tls.wrap_socket(self._socket, server_hostname=host)
            self._socket.settimeout(read)
        except BaseException:
            self._socket.close()
            raise
        self.open = True
        self.used = 0.0

    def exchange(self, request: bytes) -> Reply:
        """Send a request and wait for its answer; raises OSError, and is closed then."""
        try:
            self._socket.sendall(request)
            with HTTPResponse(self._socket, method="POST") as response:
                response.begin()
                body = response.read()
                if response.will_close:
                    self.close()
                self.used = time.monotonic()
                return Reply(response.status, body)
        except HTTPException as error:
            self.close()
            raise ConnectionError("no HTTP answer") from error
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        self.open = False
        self._socket.close()


def region_of_this_function(environment: Mapping[str, str] = os.environ) -> str:
    """Where Lambda runs this."""
    return environment.get("AWS_REGION") or environment.get("AWS_DEFAULT_REGION") or "us-east-1"


def url_of(service: str, region: str, environment: Mapping[str, str] = os.environ) -> str:
    """Where a service is, or what stands in for AWS, by the variables that botocore heeds too."""
    own = environment.get(f"AWS_ENDPOINT_URL_{service.upper()}") or environment.get("AWS_ENDPOINT_URL")
    return own or f"https://{service}.{region}.amazonaws.com{'.cn' if region.startswith('cn-') else ''}"
