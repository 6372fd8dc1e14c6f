"""Searching many chats at once, merged by time: always the chat goes on that may have the newest message left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from snowfight.domain.search.budget import Budget
from snowfight.domain.search.cursors import Cursor
from snowfight.domain.search.found import Found
from snowfight.domain.search.room_search import RoomSearch
from snowfight.storage.database import pool

TOGETHER = 20
"""Chats that are opened at once: one, then two more, and so on up to so many, since often the first few are enough."""

LOOK_AHEAD = 8
"""Steps beyond a full page, by which a search that is at its end mostly knows it."""


@dataclass(frozen=True)
class Merged:
    """What was found; `cursor` None: that was all. Where it is not `complete`, there was no time to find more."""

    found: list[Found]
    cursor: Cursor | None
    is_complete: bool


class Merging:
    """One call's search of `rooms`, which goes on at the cursor `after`."""

    def __init__(self, rooms: Sequence[RoomSearch], budget: Budget, after: Cursor | None = None) -> None:
        self._rooms = rooms
        self._budget = budget
        self._is_whole = after is None or after.is_whole
        self._opened = 0

    def page(self, limit: int) -> Merged:
        """The newest `limit` that are found. Raises what storage raises."""
        found: list[Found] = []
        ahead = 0
        while (room := self._next()) is not None:
            if len(found) == limit:
                if room.heads or ahead == LOOK_AHEAD:
                    return Merged(found, self._cursor(room.key), is_complete=True)
                ahead += 1
            if room.heads:
                found.append(room.heads.popleft())
            elif not self._search(room):
                return Merged(found, self._cursor(room.key), is_complete=len(found) == limit)
        return Merged(found, None, is_complete=True)

    def _next(self) -> RoomSearch | None:
        """The chat that may have the newest message left."""
        left = [room for room in self._rooms if room.heads or not room.is_done]
        return max(left, key=lambda room: room.key, default=None)

    def _search(self, room: RoomSearch) -> bool:
        """Search the chat a step further, and open others if it is to be opened; False where there is no time."""
        if not self._budget.is_left():
            return False
        if room.is_opened:
            return room.step(self._budget)
        closed = sorted((each for each in self._rooms if not each.is_opened), key=lambda each: each.key, reverse=True)
        batch = closed[: min(self._opened + 1, TOGETHER)]
        self._opened += len(batch)
        list(pool.map(self._open, batch))
        return True

    def _open(self, room: RoomSearch) -> None:
        room.open()
        room.step(self._budget)

    def _cursor(self, time: datetime) -> Cursor:
        """Where the search goes on: first named are the chats that have the newest left, last those that have nothing
        left."""
        begun = [(room, place) for room in self._rooms if (place := _place(room)) is not None]
        begun.sort(key=lambda each: (each[1] > 0, each[0].key), reverse=True)
        return Cursor(time, {room.state.name: place for room, place in begun}, self._is_whole)


def _place(room: RoomSearch) -> int | None:
    return room.position if room.heads or not room.is_done else 0
