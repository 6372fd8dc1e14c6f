"""What calls need of the rest of the chat."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from snowfight.clock import Clock
from snowfight.domain.blocking import Blocking
from snowfight.domain.calls.arrivals import Capacity
from snowfight.domain.fanout.fanout import Fanout
from snowfight.domain.messages.retention import Retention
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.calls.calls import CallRows
from snowfight.storage.calls.room_calls import RoomCalls
from snowfight.storage.calls.watches import Watches
from snowfight.storage.database import Database
from snowfight.storage.messages.log import Messages
from snowfight.storage.notices.waiting import WaitingNotices
from snowfight.storage.rate_limits import RateLimits
from snowfight.storage.rooms.rooms import Rooms


@dataclass(frozen=True)
class Dependencies:
    """`notices` is whether the deployment tells those who do not look."""

    database: Database
    rooms: Rooms
    messages: Messages
    accounts: Accounts
    limits: RateLimits
    fanout: Fanout
    retention: Retention
    blocking: Blocking
    clock: Clock
    capacity: Capacity
    notices: bool

    @cached_property
    def rows(self) -> CallRows:
        return CallRows(self.database)

    @cached_property
    def room_calls(self) -> RoomCalls:
        return RoomCalls(self.database)

    @cached_property
    def watches(self) -> Watches:
        return Watches(self.database)

    @cached_property
    def waiting(self) -> WaitingNotices:
        return WaitingNotices(self.database)
