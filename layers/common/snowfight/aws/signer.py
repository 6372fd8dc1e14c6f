"""AWS Signature Version 4 for requests to one endpoint, with everything that they share worked out once.

botocore's signer is general and costs ten times what a request needs; of a broadcast only the path differs from one
post to the next. A test compares it with botocore's.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from snowfight.aws.credentials import Credentials

_ALGORITHM = "AWS4-HMAC-SHA256"
_INNER, _OUTER = (bytes(byte ^ pad for byte in range(256)) for pad in (0x36, 0x5C))
"""What HMAC does to each byte of its key. Its two hashes are kept apart since Python's `hmac` copies slowly."""


@dataclass(frozen=True)
class Series:
    """Requests that differ in their path alone."""

    _method: str
    _headers: str
    """All but the signature, which comes last."""
    _rest: bytes
    """What follows the headers' signature."""
    _signed: str
    _inner: hashlib._Hash
    """HMAC's first hash (RFC 2104) so far: of the key, and of all but the last line of what is signed with it."""
    _outer: hashlib._Hash
    """Its second so far: of the key."""

    def request(self, path: str) -> bytes:
        """The HTTP/1.1 request for `path`, which is percent-encoded once; the names in its query are in order."""
        head = f"{self._method} {path} HTTP/1.1\r\n{self._headers}{self._signature(path)}"
        return head.encode() + self._rest

    def _signature(self, path: str) -> str:
        plain, _, query = path.partition("?")
        canonical = f"{self._method}\n{plain.replace('%', '%25')}\n{query}{self._signed}"
        inner, outer = self._inner.copy(), self._outer.copy()
        inner.update(hashlib.sha256(canonical.encode()).hexdigest().encode())
        outer.update(inner.digest())
        return outer.hexdigest()


class Signer:
    """Signs requests to `host`, the endpoint of `service` in `region`."""

    def __init__(self, host: str, region: str, service: str) -> None:
        self._host = host
        self._region = region
        self._service = service
        self._key: tuple[str, str, bytes] | None = None

    def series(
        self,
        method: str,
        body: bytes,
        credentials: Credentials,
        now: datetime,
        also: Mapping[str, str] | None = None,
        unsigned: Mapping[str, str] | None = None,
    ) -> Series:
        """Begin to sign requests with one method and body; the signatures are good for the next 5 minutes.

        `also` are other headers, by their names in lower case, to send and sign; `unsigned` are to be sent alone, since
        whoever passes the request on may change them.
        """
        date = now.strftime("%Y%m%dT%H%M%SZ")
        unsorted = {"host": self._host, "x-amz-date": date, **(also or {})}
        if credentials.token:
            unsorted["x-amz-security-token"] = credentials.token
        signed = dict(sorted(unsorted.items()))
        names = ";".join(signed)
        lines = "".join(f"{name}:{value}\n" for name, value in signed.items())
        scope = f"{date[:8]}/{self._region}/{self._service}/aws4_request"
        headers = "".join(f"{name}: {value}\r\n" for name, value in signed.items())
        rest = "".join(f"\r\n{name}: {value}" for name, value in (unsigned or {}).items())
        key = self._signing_key(credentials.secret_key, date[:8]).ljust(hashlib.sha256().block_size, b"\0")
        return Series(
            _method=method,
            _headers=f"{headers}authorization: {_ALGORITHM} Credential={credentials.access_key}/{scope}, "
            f"SignedHeaders={names}, Signature=",
            _rest=f"{rest}\r\ncontent-length: {len(body)}\r\n\r\n".encode() + body,
            _signed=f"\n{lines}\n{names}\n{hashlib.sha256(body).hexdigest()}",
            _inner=hashlib.sha256(key.translate(_INNER) + f"{_ALGORITHM}\n{date}\n{scope}\n".encode()),
            _outer=hashlib.sha256(key.translate(_OUTER)),
        )

    def _signing_key(self, secret: str, day: str) -> bytes:
        kept = self._key  # another thread may put another day's there at any time
        if kept is None or kept[:2] != (secret, day):
            key = f"AWS4{secret}".encode()
            for part in (day, self._region, self._service, "aws4_request"):
                key = hmac.digest(key, part.encode(), "sha256")
            kept = self._key = (secret, day, key)
        return kept[2]
