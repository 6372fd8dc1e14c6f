"""Marking a chat unread, from a message on."""

from __future__ import annotations

from datetime import datetime

from snowfight.clock import Clock
from snowfight.domain.admission import admit
from snowfight.domain.permissions import Action
from snowfight.domain.rooms.read_receipts import TELLINGS
from snowfight.errors import FieldError, Invalid, NoSuchChat, RateLimited
from snowfight.models.records import UnreadMark
from snowfight.storage.accounts.budgets import Budgets
from snowfight.storage.messages.log import Messages
from snowfight.storage.rooms.rooms import Rooms

LOOKED_AT = 500
"""Newest messages among which one's own are looked for, which are not unread; further back all count as others'."""


class UnreadMarks:
    def __init__(self, rooms: Rooms, messages: Messages, budgets: Budgets, clock: Clock) -> None:
        self._rooms = rooms
        self._messages = messages
        self._budgets = budgets
        self._clock = clock

    def mark(self, username: str, name: str, seq: int, signed_in: datetime | None = None) -> None:
        """The chat is unread for the user from message `seq` on, until they read it or write there.

        Raises Unauthorized, NoSuchChat, NotAMember, RateLimited, and Invalid where there is no such message.
        """
        state = admit(self._rooms, Action.VIEW, username, name, signed_in).state
        end = state.last_seq
        if not 0 < seq <= end:
            raise Invalid([FieldError("seq", "is no message of the chat")])
        charge = self._budgets.spend(TELLINGS, username, self._clock.now())
        if not charge.taken:
            raise RateLimited(retry_after=charge.retry_after or 1)
        own = self._messages.by(username, name, max(seq, end - LOOKED_AT + 1), end)
        if not self._rooms.read_positions.mark(username, name, UnreadMark(seq, end, tuple(own))):
            raise NoSuchChat
