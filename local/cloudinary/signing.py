"""Cloudinary's signatures, written from its documentation rather than with its SDK, which they are to check."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping

from local.cloudinary import API_KEY, API_SECRET

UNSIGNED = frozenset(("file", "cloud_name", "resource_type", "api_key", "signature"))
TIMESTAMP_LIFE = 3600
"""Seconds for which a signature is good after its `timestamp`."""

_AHEAD = 300
"""Seconds that the signer's clock may be ahead of ours."""


class Refusal(Exception):
    """An error as Cloudinary answers it."""

    def __init__(self, status: int, message: str) -> None:
        self.status = status
        self.message = message
        super().__init__(message)


def check(params: Mapping[str, str], now: float) -> None:
    """Check the signature and time of a call's parameters; raises Refusal."""
    if params.get("api_key") != API_KEY:
        raise Refusal(401, "Unknown API key")
    signature = params.get("signature", "")
    if not any(hmac.compare_digest(signature.encode(), sign(params, escape).encode()) for escape in (True, False)):
        raise Refusal(401, f"Invalid Signature {signature[:64]}")
    stamp = params.get("timestamp", "")
    if not stamp.isdecimal() or not now - TIMESTAMP_LIFE <= int(stamp) <= now + _AHEAD:
        raise Refusal(401, "Stale request - the timestamp is more than one hour away")


def sign(params: Mapping[str, object], escape: bool = True) -> str:
    """The signature of parameters: SHA-1 of them, sorted, and the secret; of the newer kind where `escape`."""
    pairs = [f"{name}={value}" for name, value in params.items() if name not in UNSIGNED and value != ""]
    if escape:
        pairs = [pair.replace("&", "%26") for pair in pairs]
    return hashlib.sha1(("&".join(sorted(pairs)) + API_SECRET).encode()).hexdigest()  # noqa: S324 -- Cloudinary's choice


def check_delivery(signature: str, signed: str) -> None:
    """Check the signature of a delivery address, `s--…--`; raises Refusal."""
    digest = hashlib.sha1((signed + API_SECRET).encode()).digest()  # noqa: S324
    expected = f"s--{base64.urlsafe_b64encode(digest)[:8].decode()}--"
    if not hmac.compare_digest(signature.encode(), expected.encode()):
        raise Refusal(401, "Invalid signature")


def check_basic(header: str) -> None:
    """Check the Authorization of a call to the Admin API; raises Refusal."""
    expected = "Basic " + base64.b64encode(f"{API_KEY}:{API_SECRET}".encode()).decode()
    if not hmac.compare_digest(header.encode(), expected.encode()):
        raise Refusal(401, "Unknown API key or wrong secret")
