"""AWS Signature Version 4 for posts to one endpoint, with the day's signing key kept.

botocore's signer is general and costs ten times what a post needs; here only the path and the body differ from one post
to the next, and the body's hash is shared by a whole broadcast. A test compares it with botocore's.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from urllib.parse import quote

SERVICE = "execute-api"


class Credentials(Protocol):
    """The frozen credentials of botocore."""

    @property
    def access_key(self) -> str: ...
    @property
    def secret_key(self) -> str: ...
    @property
    def token(self) -> str | None: ...


@dataclass(frozen=True)
class Signed:
    """The headers that make a request ours, ready to be written."""

    authorization: str
    date: str
    token: str | None


class Signer:
    """Signs requests to `host` in `region`."""

    def __init__(self, host: str, region: str, service: str = SERVICE) -> None:
        self._host = host
        self._region = region
        self._service = service
        self._key: tuple[str, str, bytes] | None = None

    def sign(self, method: str, path: str, body_sha256: str, credentials: Credentials, now: datetime) -> Signed:
        """Sign a request without query; `path` as it stands in the request line, percent-encoded once."""
        date = now.strftime("%Y%m%dT%H%M%SZ")
        names = "host;x-amz-date"
        headers = f"host:{self._host}\nx-amz-date:{date}\n"
        if credentials.token:
            names += ";x-amz-security-token"
            headers += f"x-amz-security-token:{credentials.token}\n"
        canonical = f"{method}\n{quote(path, safe='/~')}\n\n{headers}\n{names}\n{body_sha256}"
        scope = f"{date[:8]}/{self._region}/{self._service}/aws4_request"
        digest = hashlib.sha256(canonical.encode()).hexdigest()
        to_sign = f"AWS4-HMAC-SHA256\n{date}\n{scope}\n{digest}"
        signature = hmac.new(self._signing_key(credentials.secret_key, date[:8]), to_sign.encode(), hashlib.sha256)
        authorization = (
            f"AWS4-HMAC-SHA256 Credential={credentials.access_key}/{scope}, "
            f"SignedHeaders={names}, Signature={signature.hexdigest()}"
        )
        return Signed(authorization, date, credentials.token)

    def _signing_key(self, secret: str, day: str) -> bytes:
        if self._key is None or self._key[:2] != (secret, day):
            key = f"AWS4{secret}".encode()
            for part in (day, self._region, self._service, "aws4_request"):
                key = hmac.new(key, part.encode(), hashlib.sha256).digest()
            self._key = (secret, day, key)
        return self._key[2]
