"""Who pushes: a token for each push service, signed with the deployment's key (VAPID, RFC 8292)."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, derive_private_key
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from snowfight.clock import Clock, SystemClock
from snowfight.delivery.web_push.encryption import CURVE, point

LIFETIME = timedelta(hours=12)
"""A token is good for so long; push services take 24 hours at most (RFC 8292, section 2)."""
RESERVE = timedelta(hours=1)
"""With less left a token is not used again: clocks differ, and requests take time."""
ORIGINS = 64
"""Push services whose tokens are kept at once."""


@dataclass(frozen=True)
class _Token:
    text: str
    expires: datetime


class Vapid:
    """The deployment to push services. Any thread may ask."""

    def __init__(self, key: bytes, subject: str, clock: Clock | None = None) -> None:
        """`key` is the private key on P-256, 32 bytes; `subject` a `mailto:` or `https:` URL where somebody is reached
        who answers for what is pushed. Raises ValueError where the key is none."""
        self._key = derive_private_key(int.from_bytes(key), CURVE)
        self._subject = subject
        self._clock = clock or SystemClock()
        self._tokens: dict[str, _Token] = {}
        self.public_key = _base64url(point(self._key.public_key()))
        """What browsers subscribe with."""

    def authorization(self, origin: str) -> str:
        """The header `Authorization` for the push service at `origin`."""
        now = self._clock.now()
        token = self._tokens.get(origin)
        if token is None or token.expires - now < RESERVE:
            token = self._signed(origin, now + LIFETIME)
            self._keep(origin, token)
        return f"vapid t={token.text}, k={self.public_key}"

    def _keep(self, origin: str, token: _Token) -> None:
        self._tokens.pop(origin, None)
        for oldest in list(self._tokens)[: max(0, len(self._tokens) - ORIGINS + 1)]:
            self._tokens.pop(oldest, None)
        self._tokens[origin] = token

    def _signed(self, origin: str, expires: datetime) -> _Token:
        """A JSON Web Token (RFC 7515) whose signature, ES256, is r and s of 32 bytes each (RFC 7518, section 3.4)."""
        claims = {"aud": origin, "exp": int(expires.timestamp()), "sub": self._subject}
        text = f"{_json({'typ': 'JWT', 'alg': 'ES256'})}.{_json(claims)}"
        r, s = decode_dss_signature(self._key.sign(text.encode(), ECDSA(SHA256())))
        return _Token(f"{text}.{_base64url(r.to_bytes(32) + s.to_bytes(32))}", expires)


def _json(value: Mapping[str, object]) -> str:
    return _base64url(json.dumps(value, separators=(",", ":")).encode())


def _base64url(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
