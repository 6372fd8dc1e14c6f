"""How many shards a chat's viewers lie in: about one for as many as one worker serves."""

from __future__ import annotations

import math
from datetime import timedelta

from snowfight.clock import Clock
from snowfight.models.records import RoomState
from snowfight.models.tasks import WIDTH
from snowfight.storage.presence.viewers import Viewers
from snowfight.storage.rooms.rooms import Rooms

MAX_SHARDS = WIDTH * WIDTH
"""What two steps of workers reach; with 100 viewers a worker, 160,000 before workers have to serve more."""

GRACE = timedelta(minutes=2)
"""Longer than any function lives that may still put a viewer where none should go any more, slow clocks included."""

ROOM_TO_GROW = 1.5
"""A new number leaves so much space: viewers that came before it stay where they are."""

SHRINK_BELOW = 3
"""Shrink only where a third would do, so that an audience that breathes does not change the number all the time."""


class Sharding:
    """Grows at once, shrinks in two steps, and never leaves a viewer in a shard that nobody serves.

    Growing is safe by itself: all older shards are still served. To shrink, new viewers first go to fewer shards, while
    all are served; those beyond are given up when every function that knew the old number has ended *and* a consistent
    Query shows them empty. `per_worker` is how many viewers one worker is meant to serve.
    """

    def __init__(self, rooms: Rooms, viewers: Viewers, clock: Clock, per_worker: int) -> None:
        self._rooms = rooms
        self._viewers = viewers
        self._clock = clock
        self._per_worker = per_worker
        self.is_large = False
        """Whether the chat had more viewers than one function serves when this one saw it last."""

    def fit(self, state: RoomState, viewers: int) -> bool:
        """Adjust the chat to its number of `viewers` (connections, not users); says whether anything changed."""
        now = self._clock.now()
        wanted = self._wanted(state, viewers)
        self.is_large = max(wanted, state.shards) > 1
        if wanted != state.filling:
            return self._rooms.resize(state, max(state.shards, wanted), wanted, now)
        served = self._served(state)
        if served < state.shards and state.resized is not None and state.resized < now - GRACE:
            return self._rooms.resize(state, served, state.filling, now)
        return False

    def _wanted(self, state: RoomState, viewers: int) -> int:
        needed = max(1, math.ceil(viewers / self._per_worker))
        if state.filling // SHRINK_BELOW < needed <= state.filling:
            return state.filling
        return min(MAX_SHARDS, math.ceil(needed * ROOM_TO_GROW)) if needed > 1 else 1

    def _served(self, state: RoomState) -> int:
        """One more than the last shard beyond `filling` that somebody is in."""
        now = self._clock.now()
        served = state.shards
        while served > state.filling and not self._viewers.of(state.name, now, served - 1):
            served -= 1
        return served
