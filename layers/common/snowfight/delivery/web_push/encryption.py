"""What is pushed, so that one browser alone can read it: RFC 8291, in one record of RFC 8188's `aes128gcm`."""

from __future__ import annotations

import os

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

CURVE = SECP256R1()
RECORD = 4096
"""Bytes of a record, and of a body that a push service has to take (RFC 8291, section 4)."""
SALT = 16
LAST = b"\x02"
"""Ends the content of the last record; zeros after it are padding (RFC 8188, section 2)."""
TAG = 16
LONGEST = RECORD - (SALT + 4 + 1 + 65) - len(LAST) - TAG
"""Bytes that can be pushed: a body less the header, which holds a public key, the delimiter and the tag."""
STEP = 1024
"""What is pushed is padded to a multiple of so many bytes: nearly all notices are of one size then. Not to the longest:
what Firefox on Android is passed on by takes less than 4,096 bytes."""


def sealed(
    content: bytes,
    p256dh: bytes,
    auth: bytes,
    *,
    key: EllipticCurvePrivateKey | None = None,
    salt: bytes | None = None,
    step: int = STEP,
) -> bytes:
    """The body of a push, encrypted for the browser with the public key `p256dh` and the secret `auth`.

    `key` and `salt` are new ones for each push; a test gives them. Raises ValueError where the browser's key is none,
    or the content is longer than `LONGEST`.
    """
    key, salt = key or generate_private_key(CURVE), salt or os.urandom(SALT)
    public = point(key.public_key())
    shared = key.exchange(ECDH(), EllipticCurvePublicKey.from_encoded_point(CURVE, p256dh))
    material = _derived(shared, auth, b"WebPush: info\0" + p256dh + public, 32)
    return record(_padded(content, step), material, public, salt)


def record(content: bytes, material: bytes, key_id: bytes, salt: bytes) -> bytes:
    """RFC 8188 with a single record: its header and `content`, which ends with `LAST` and padding."""
    key = _derived(material, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derived(material, salt, b"Content-Encoding: nonce\0", 12)
    header = salt + RECORD.to_bytes(4) + len(key_id).to_bytes(1) + key_id
    return header + AESGCM(key).encrypt(nonce, content, None)


def point(key: EllipticCurvePublicKey) -> bytes:
    """A public key as 65 bytes, uncompressed (RFC 8291, section 3.1). The library can too, with a package more."""
    numbers = key.public_numbers()
    return b"\x04" + numbers.x.to_bytes(32) + numbers.y.to_bytes(32)


def _padded(content: bytes, step: int) -> bytes:
    if len(content) > LONGEST:
        raise ValueError("too long to be pushed")
    size = min(-(-len(content) // step) * step, LONGEST)
    return content + LAST + bytes(size - len(content))


def _derived(material: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(material)
