"""What programs come with: an id by which it is found, and a secret, of which only a hash is kept."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from typing import ClassVar, Self

ID_BYTES = 8
SECRET_BYTES = 32
"""256 random bits, which nobody guesses: a plain hash is enough, and a slow one would be in everybody's way."""

_ID, _SECRET = "([0-9a-f]{16})", "([A-Za-z0-9_-]{43})"


@dataclass(frozen=True)
class Credential:
    """As whoever has it knows it."""

    id: str
    secret: str

    prefix: ClassVar[str] = ""
    separator: ClassVar[str]

    @classmethod
    def new(cls) -> Self:
        """One that nobody has."""
        return cls(secrets.token_hex(ID_BYTES), secrets.token_urlsafe(SECRET_BYTES))

    @classmethod
    def of(cls, text: str) -> Self | None:
        """The one that `text` is; None where it has not that form, and can be nobody's."""
        found = re.fullmatch(f"{re.escape(cls.prefix)}{_ID}{re.escape(cls.separator)}{_SECRET}", text)
        return cls(found[1], found[2]) if found else None

    @property
    def text(self) -> str:
        return f"{self.prefix}{self.id}{self.separator}{self.secret}"

    @property
    def digest(self) -> str:
        """What is kept of the secret: SHA-256, as 64 hexadecimal digits."""
        return hashlib.sha256(self.secret.encode()).hexdigest()

    def fits(self, digest: str) -> bool:
        """Whether `digest` was kept of the secret; takes as long where it is nearly so as where it is not at all."""
        return hmac.compare_digest(self.digest, digest)


class Token(Credential):
    """A bot's: `msb_<id>_<secret>`, by whose prefix those know it who look for secrets in places where none belong."""

    prefix = "msb_"
    separator = "_"


class HookKey(Credential):
    """What a hook's address ends in: `<id>.<secret>`."""

    separator = "."
