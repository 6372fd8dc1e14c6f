"""What can be done about something that was reported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from snowfight.domain.moderation.cases import Case


class Removals(Protocol):
    def remove(self, case: Case, room: str, seq: int) -> bool:
        """Delete a message, and tell its author; False, and nothing is written, where it is gone already.

        Raises NotAllowed, what `case.also` raises, and Unavailable.
        """
        ...


class Sanctions(Protocol):
    """Each is written down, and its user is told; each raises NotAllowed where their role is not below the actor's,
    NoSuchUser, what `case.also` raises, and Unavailable."""

    def mute(self, case: Case, username: str, minutes: int) -> None: ...

    def ban(self, case: Case, username: str, minutes: int | None) -> None:
        """None: until that is lifted."""
        ...


@dataclass(frozen=True)
class Remedies:
    """All of it."""

    removals: Removals
    sanctions: Sanctions
