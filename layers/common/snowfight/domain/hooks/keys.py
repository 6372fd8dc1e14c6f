"""What the address of a hook ends in: which hook it is, and the secret that shows it."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass

_ID_BYTES = 8
_SECRET_BYTES = 32
"""256 random bits, so that no slow hash is needed to keep them by."""

_KEY = re.compile(r"([0-9a-f]{16})\.([A-Za-z0-9_-]{43})")


@dataclass(frozen=True)
class HookKey:
    """As `text` it is `<id>.<secret>`."""

    id: str
    secret: str

    @classmethod
    def new(cls) -> HookKey:
        return cls(secrets.token_hex(_ID_BYTES), secrets.token_urlsafe(_SECRET_BYTES))

    @classmethod
    def of(cls, text: str) -> HookKey | None:
        """The key of that text; None where it can be nobody's."""
        found = _KEY.fullmatch(text)
        return cls(found[1], found[2]) if found else None

    @property
    def text(self) -> str:
        return f"{self.id}.{self.secret}"

    @property
    def digest(self) -> str:
        """What is kept of the secret: SHA-256, in hexadecimal digits."""
        return hashlib.sha256(self.secret.encode()).hexdigest()

    def fits(self, digest: str) -> bool:
        """Whether the secret is the one that `digest` was kept of; takes as long where it is not."""
        return hmac.compare_digest(self.digest, digest)
