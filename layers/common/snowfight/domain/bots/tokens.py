"""Tokens of bots: `msb_<id>_<secret>`, of which only the id and a hash of the secret are kept."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass

ID_BYTES = 8
SECRET_BYTES = 32
"""256 random bits, which nobody guesses: a plain hash is enough, and a slow one would be in everybody's way."""

_FORM = re.compile(r"msb_([0-9a-f]{16})_([A-Za-z0-9_-]{43})")
"""The prefix is what those know it by who look for secrets in places where none belong."""


@dataclass(frozen=True)
class Token:
    """A token as its bot has it."""

    id: str
    secret: str

    @property
    def text(self) -> str:
        return f"msb_{self.id}_{self.secret}"

    @property
    def digest(self) -> str:
        """SHA-256 of the secret, as 64 hexadecimal digits."""
        return hashlib.sha256(self.secret.encode()).hexdigest()

    def fits(self, digest: str) -> bool:
        """Whether that is the hash of the secret; takes as long where it is nearly so as where it is not at all."""
        return hmac.compare_digest(self.digest, digest)


def new_token() -> Token:
    """A token that nobody has."""
    return Token(secrets.token_hex(ID_BYTES), secrets.token_urlsafe(SECRET_BYTES))


def read_token(text: str) -> Token | None:
    """The token that `text` is; None where it has not that form."""
    found = _FORM.fullmatch(text)
    return Token(found[1], found[2]) if found else None
