"""What makes a push one: its headers (RFC 8030) and the form of its body (RFC 8188, 8291)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey

from local.push.refusal import Refusal

LARGEST = 4096
"""Bytes of a body that a push service has to take, and this one does not take more (RFC 8030, section 7.2)."""
HEADER = 16 + 4 + 1
"""Bytes before the key: salt, record size, length of the key (RFC 8188, section 2.1)."""
POINT = 65
"""Bytes of a public key (RFC 8291, section 4)."""
LEAST_CONTENT = 1 + 16
"""Bytes of a record that says nothing: the delimiter, and what authenticates it."""
URGENCIES = ("very-low", "low", "normal", "high")


def check_headers(headers: Mapping[str, str]) -> None:
    """Raises Refusal."""
    if not re.fullmatch(r"\d{1,10}", headers.get("TTL", "")):
        raise Refusal(400, "TTL must be a number of seconds (RFC 8030, section 5.2)")
    if headers.get("Urgency", "normal") not in URGENCIES:
        raise Refusal(400, f"Urgency is one of {', '.join(URGENCIES)} (RFC 8030, section 5.3)")
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,32}", headers.get("Topic", "none")):
        raise Refusal(400, "Topic is up to 32 characters of base64url (RFC 8030, section 5.4)")


def check_body(encoding: str, body: bytes) -> None:
    """Raises Refusal; a push without a body says nothing, and is one."""
    if len(body) > LARGEST:
        raise Refusal(413, f"A body has {LARGEST} bytes at most (RFC 8030, section 7.2)")
    if not body:
        return
    if encoding != "aes128gcm":
        raise Refusal(400, "Content-Encoding must be aes128gcm (RFC 8291, section 4)")
    if len(body) < HEADER + POINT + LEAST_CONTENT or body[HEADER - 1] != POINT:
        raise Refusal(400, "The body has no header with a public key (RFC 8188, section 2.1; RFC 8291, section 4)")
    try:
        EllipticCurvePublicKey.from_encoded_point(SECP256R1(), body[HEADER : HEADER + POINT])
    except ValueError:
        raise Refusal(400, "The header's key is no point of P-256 (RFC 8291, section 4)") from None
    if int.from_bytes(body[16:20]) < len(body) - HEADER - POINT:
        raise Refusal(400, "The body is more than one record (RFC 8291, section 4)")
