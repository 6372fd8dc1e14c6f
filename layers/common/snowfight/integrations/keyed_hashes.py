"""Hashes that only this deployment can make: who reads its tables cannot find out by trying what was hashed."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable
from functools import cached_property

from snowfight.aws.parameters import secure_text
from snowfight.errors import Unavailable

BYTES = 32


class KeyedHashes:
    """`parameter` names the deployment's secret, 32 bytes as base64url. It is made once and stays: what was hashed
    with it is known by nothing else."""

    def __init__(self, parameter: str, read: Callable[[str], str] = secure_text) -> None:
        self._parameter = parameter
        self._read = read

    def of(self, purpose: str, text: str = "") -> str:
        """64 hexadecimal digits, other ones for each `purpose`; raises Unavailable where the secret cannot be read."""
        return hmac.digest(self._key, f"{purpose}\0{text}".encode(), hashlib.sha256).hex()

    @cached_property
    def _key(self) -> bytes:
        try:
            key = base64.urlsafe_b64decode(f"{self._read(self._parameter)}=")
        except ValueError:
            raise Unavailable from None
        if len(key) != BYTES:
            raise Unavailable
        return key
