"""Who pushes, proved (RFC 8292)."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from typing import Any, cast

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from local.push.refusal import Refusal

LONGEST = 24 * 3600
"""Seconds that a token may have left (RFC 8292, section 2)."""
SIGNATURE = 64
"""Bytes: r and s (RFC 7518, section 3.4)."""


def check(authorization: str, origin: str, now: float) -> None:
    """Check that who pushes has signed for this service, at `origin`; raises Refusal. `now` in seconds since 1970."""
    scheme, _, rest = authorization.partition(" ")
    values = dict(re.findall(r"([a-z]+)=\"?([A-Za-z0-9_.-]+)", rest))
    if scheme.lower() != "vapid" or not {"t", "k"} <= values.keys():
        raise Refusal(401, "Authorization must be vapid, with t and k (RFC 8292, section 3)")
    head, claims = _verified(values["t"], values["k"])
    if head.get("alg") != "ES256":
        raise Refusal(403, "alg must be ES256 (RFC 8292, section 2)")
    if claims.get("aud") != origin:
        raise Refusal(403, f"aud must be {origin} (RFC 8292, section 2)")
    expires = claims.get("exp")
    if not isinstance(expires, int | float) or not now < expires <= now + LONGEST:
        raise Refusal(403, "exp must be within 24 hours (RFC 8292, section 2)")
    if not str(claims.get("sub", "mailto:")).startswith(("mailto:", "https:")):
        raise Refusal(403, "sub must be a mailto: or https: URL (RFC 8292, section 2.1)")


def _verified(token: str, key: str) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """A token's head and claims; raises Refusal where `key` has not signed it."""
    signed, _, signature = token.rpartition(".")
    try:
        head, claims = (_object(_bytes(part)) for part in signed.split("."))
        public = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), _bytes(key))
        proof = _signature(_bytes(signature))
    except ValueError:
        raise Refusal(401, "t must be a token and k a public key (RFC 8292, section 3)") from None
    try:
        public.verify(proof, signed.encode(), ECDSA(SHA256()))
    except InvalidSignature:
        raise Refusal(403, "The token is not signed with k (RFC 8292, section 2)") from None
    return head, claims


def _signature(proof: bytes) -> bytes:
    """As the library wants it, in DER; raises ValueError."""
    if len(proof) != SIGNATURE:
        raise ValueError("no signature")
    return encode_dss_signature(int.from_bytes(proof[:32]), int.from_bytes(proof[32:]))


def _object(text: bytes) -> Mapping[str, Any]:
    value = json.loads(text)
    if not isinstance(value, dict):
        raise ValueError("no object")  # noqa: TRY004 -- what the caller expects of all that is wrong
    return cast("Mapping[str, Any]", value)


def _bytes(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
