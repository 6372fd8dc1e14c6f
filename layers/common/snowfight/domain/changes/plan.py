"""What a change is decided from, and what it comes to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from snowfight.models.records import Account, Entry, Replies, Room
from snowfight.models.server_frames import ChangeKind
from snowfight.models.user import Role
from snowfight.storage.files.uploads import Also
from snowfight.storage.messages.change_reads import Reading


@dataclass(frozen=True)
class Situation:
    """A message that may be changed: in which chat, as it was read with what goes with it, by whom, when, and the
    number that the change will have."""

    room: Room
    entry: Entry
    reading: Reading
    username: str
    now: datetime
    rev: int
    account: Account | None = None
    """Of who makes the change; None for what nobody asks for."""

    @property
    def role(self) -> Role:
        return self.account.role if self.account else "member"


@dataclass(frozen=True)
class Plan:
    """The message after the change, and what its transaction writes besides."""

    kind: ChangeKind
    after: Entry
    also: tuple[Also, ...] = ()
    emoji: str | None = None
    on: bool | None = None
    username: str | None = None
    """Whose change it is called, if not that of whoever makes it."""
    replies: Replies | None = None
    """What a reply that is deleted leaves of its thread."""


Decide = Callable[[Situation], Plan | None]
"""Says what a change comes to, None where all is so already; raises what speaks against it, and Contested where what
was read is out of date. Writes nothing, but that the frame was here."""

WrittenDown = Callable[[Situation], Also]
"""Makes a write that joins the transaction of a change."""
