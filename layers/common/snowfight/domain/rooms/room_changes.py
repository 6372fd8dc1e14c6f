"""What groups and private chats are made and changed with."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from snowfight.clock import Clock
from snowfight.domain.admission import living
from snowfight.domain.rooms.group_limits import GroupLimits
from snowfight.errors import EmailUnverified
from snowfight.models.names import is_room
from snowfight.models.records import Account, Room
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.rooms.contested import uncontested
from snowfight.storage.rooms.members import Members
from snowfight.storage.rooms.rooms import Rooms

T = TypeVar("T")


Entered = Callable[[Account, str], None]
"""What is done for a user who has come into a chat, where they have keywords."""


@dataclass(frozen=True)
class RoomChanges:
    """The rows that a change reads and writes, and what it may cost its user. `pause` waits between two tries."""

    rooms: Rooms
    members: Members
    accounts: Accounts
    limits: GroupLimits
    clock: Clock
    entered: Entered
    pause: Callable[[float], None] = time.sleep

    def uncontested(self, attempt: Callable[[], T]) -> T:
        """Do `attempt`, again while others change the same chat; raises Unavailable in the end."""
        return uncontested(attempt, self.pause)

    def room(self, name: str) -> Room | None:
        """The chat of that name with its members, None where there is none."""
        return self.rooms.load(name) if is_room(name) else None

    def verified(self, username: str, signed_in: datetime | None = None) -> Account:
        """The user's account; raises Unauthorized, EmailUnverified."""
        account = living(self.accounts.get(username), signed_in)
        if not account.email_verified:
            raise EmailUnverified
        return account
