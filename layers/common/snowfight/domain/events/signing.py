"""Signatures of Standard Webhooks 1.0."""

from __future__ import annotations

import secrets
from base64 import b64decode, b64encode
from datetime import datetime
from hashlib import sha256
from hmac import digest

PREFIX = "whsec_"
LENGTH = 32
"""Bytes of a secret; the specification has 24 to 64."""


def new_secret() -> str:
    """A secret as its receiver is told it."""
    return PREFIX + b64encode(secrets.token_bytes(LENGTH)).decode()


def signed(secret: str, event_id: str, now: datetime, body: bytes) -> dict[str, str]:
    """The headers by which the receiver knows that `body` is ours, and of `now`.

    The id is the event's, however often that is tried.
    """
    timestamp = str(int(now.timestamp()))
    key = b64decode(secret.removeprefix(PREFIX))
    mac = digest(key, f"{event_id}.{timestamp}.".encode() + body, sha256)
    return {
        "webhook-id": event_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": f"v1,{b64encode(mac).decode()}",
    }
