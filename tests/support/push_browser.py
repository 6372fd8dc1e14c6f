"""A browser that is pushed to, and how its push service proves who pushes: without the sender's code."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    derive_private_key,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from snowfight.models.records import PushSubscription

CURVE = SECP256R1()


def base64url(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def unbase64url(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def private_key(text: str) -> EllipticCurvePrivateKey:
    return derive_private_key(int.from_bytes(unbase64url(text)), CURVE)


def public_bytes(key: EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


class PushBrowser:
    """`p256dh` and `auth` are what it gives out, as base64url; it decrypts by RFC 8291."""

    def __init__(self, key: EllipticCurvePrivateKey | None = None, auth: bytes | None = None) -> None:
        self._key = key or generate_private_key(CURVE)
        self._auth = auth or os.urandom(16)
        self.p256dh = base64url(public_bytes(self._key))
        self.auth = base64url(self._auth)

    def subscription(self, endpoint: str) -> PushSubscription:
        """What the chat keeps of it."""
        began = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
        return PushSubscription(endpoint, self.p256dh, self.auth, session="1", signed_in=began, created=began)

    def read(self, body: bytes) -> bytes:
        """What a body says; raises InvalidTag where it is for somebody else."""
        salt, length = body[:16], body[20]
        sender, content = body[21 : 21 + length], body[21 + length :]
        shared = self._key.exchange(ECDH(), EllipticCurvePublicKey.from_encoded_point(CURVE, sender))
        info = b"WebPush: info\0" + unbase64url(self.p256dh) + sender
        material = _hkdf(self._auth, shared, info, 32)
        key = _hkdf(salt, material, b"Content-Encoding: aes128gcm\0", 16)
        nonce = _hkdf(salt, material, b"Content-Encoding: nonce\0", 12)
        padded = AESGCM(key).decrypt(nonce, content, None).rstrip(b"\0")
        assert padded.endswith(b"\2")
        return padded[:-1]


def parts(authorization: str) -> tuple[str, str]:
    """The token and the public key in a header."""
    scheme, _, rest = authorization.partition(" ")
    values = dict(each.split("=", 1) for each in rest.split(", "))
    assert scheme == "vapid"
    assert values.keys() == {"t", "k"}
    return values["t"], values["k"]


def verify(authorization: str) -> None:
    """As a push service does, by RFC 7515 and 7518; raises InvalidSignature."""
    token, public_key = parts(authorization)
    signed, _, signature = token.rpartition(".")
    r, s = (int.from_bytes(unbase64url(signature)[at : at + 32]) for at in (0, 32))
    key = EllipticCurvePublicKey.from_encoded_point(CURVE, unbase64url(public_key))
    key.verify(encode_dss_signature(r, s), signed.encode(), ECDSA(SHA256()))


def claims(authorization: str) -> dict[str, object]:
    return dict(json.loads(unbase64url(parts(authorization)[0].split(".")[1])))


def _hkdf(salt: bytes, material: bytes, info: bytes, length: int) -> bytes:
    """RFC 5869, of one block."""
    extracted = hmac.digest(salt, material, hashlib.sha256)
    return hmac.digest(extracted, info + b"\1", hashlib.sha256)[:length]
