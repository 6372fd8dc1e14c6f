"""How many messages users have left to read, and which of the chats that they were told of they have read since."""

from __future__ import annotations

from dataclasses import dataclass

from snowfight.domain.messages.retention import Retention
from snowfight.domain.messages.unread import UnreadCounts, read_up_to
from snowfight.domain.newest_chats import newest
from snowfight.storage.notices.noticed import Noticed, NoticedRows
from snowfight.storage.rooms.rooms import Rooms


@dataclass(frozen=True)
class Totals:
    """What is unread in each chat, and the notices of chats that were read since."""

    unread: dict[str, int]
    read: list[Noticed]

    @property
    def everywhere(self) -> int:
        return sum(self.unread.values())


class UnreadTotals:
    def __init__(self, rooms: Rooms, noticed: NoticedRows, retention: Retention) -> None:
        self._rooms = rooms
        self._noticed = noticed
        self._counts = UnreadCounts(retention)

    def of(self, username: str) -> Totals:
        """As the list of chats has them: the user's memberships, the chats' rows, what they were told."""
        memberships = self._rooms.memberships.of(username)
        states = {state.name: state for state in newest(self._rooms.states(memberships).values())}
        counts = self._counts.of(username, states.values(), memberships)
        read = [
            each
            for each in self._noticed.all_of(username)
            if each.room not in memberships
            or (state := states.get(each.room)) is None
            or read_up_to(state, username, memberships[each.room]) >= each.seq
        ]
        return Totals({name: each.count for name, each in counts.items()}, read)
