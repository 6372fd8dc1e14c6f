"""Of which messages of a chat a user is told when they do not look."""

from __future__ import annotations

from datetime import datetime

from snowfight.clock import Clock
from snowfight.domain.admission import admit
from snowfight.domain.permissions import Action
from snowfight.errors import FieldError, Invalid, NoSuchChat
from snowfight.models.chat import Kind, Level, NotifyLevel
from snowfight.models.records import Membership
from snowfight.storage.accounts.user_settings import UserSettings
from snowfight.storage.rooms.rooms import Rooms


class NotifyLevels:
    def __init__(self, rooms: Rooms, clock: Clock) -> None:
        self._rooms = rooms
        self._clock = clock

    def set(self, username: str, name: str, body: NotifyLevel, signed_in: datetime | None = None) -> None:
        """Keep the user's level of the chat, until then or for good; nobody is told.

        Raises NoSuchChat, NotAMember, Unauthorized, and Invalid where the end is past.
        """
        admit(self._rooms, Action.VIEW, username, name, signed_in)
        if body.until is not None and body.until <= self._clock.now():
            raise Invalid([FieldError("until", "is past")])
        if not self._rooms.memberships.notify(username, name, body.level, body.until):
            raise NoSuchChat


def level_of(settings: UserSettings, membership: Membership | None, kind: Kind, now: datetime) -> Level:
    """What a user is told of in a chat of that kind; of everything in the public one nobody is: so many are away."""
    level = (membership.notify_at(now) if membership else None) or settings.notify[kind]
    return "mentions" if kind == "public" and level == "all" else level
