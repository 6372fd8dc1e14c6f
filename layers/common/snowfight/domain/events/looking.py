"""Looking at chats: which of their subscriptions may have to be told something, and telling them, side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from snowfight.clock import Clock
from snowfight.domain.events.makers import may_still
from snowfight.domain.events.sending import SOON, EventSending, Task
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import RoomState
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.events.retries import EventRetries
from snowfight.storage.events.subscriptions import EventSubscriptionRows
from snowfight.storage.rooms.event_wakes import EventWakes
from snowfight.storage.rooms.rooms import Rooms

WORKERS = 16
"""Receivers that are posted to at once."""

AGAIN = timedelta(seconds=5)
"""Whoever finds that somebody else is sending looks again so much later: that may be over what came since."""

_pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="events")
"""Of our own: what is done in it waits for the storage's."""


@dataclass
class Looked:
    """How many events were told, and the chats that could not be looked at."""

    sent: int = 0
    failed: dict[str, Exception] = field(default_factory=dict[str, Exception])


class EventLooking:
    def __init__(
        self,
        rooms: Rooms,
        accounts: Accounts,
        rows: EventSubscriptionRows,
        wakes: EventWakes,
        retries: EventRetries,
        sending: EventSending,
        clock: Clock,
    ) -> None:
        self._rooms = rooms
        self._accounts = accounts
        self._rows = rows
        self._wakes = wakes
        self._retries = retries
        self._sending = sending
        self._clock = clock

    def look(self, rooms: Iterable[str], has_time: Callable[[], bool]) -> Looked:
        """Tell the subscriptions of those chats what they have not been told. One that fails keeps no other back."""
        looked, tasks = Looked(), list[Task]()
        for room in rooms:
            try:
                tasks += self._tasks(room)
            except Exception as error:  # noqa: BLE001
                looked.failed[room] = error
        for task, outcome in zip(tasks, self._side_by_side(tasks, has_time), strict=True):
            if isinstance(outcome, Exception):
                looked.failed[task.subscription.room] = outcome
            else:
                looked.sent += outcome
        return looked

    def _side_by_side(self, tasks: Sequence[Task], has_time: Callable[[], bool]) -> list[int | Exception]:
        def send(task: Task) -> int | Exception:
            try:
                return self._sending.send(task, has_time)
            except Exception as error:  # noqa: BLE001
                return error

        return [send(task) for task in tasks] if len(tasks) == 1 else list(_pool.map(send, tasks))

    def _tasks(self, room: str) -> list[Task]:
        """The chat's subscriptions whose time it is; the others are looked at again when theirs comes."""
        found = [each for each in self._rows.of(room) if not each.disabled]
        if not found:
            return []
        now, state = self._clock.now(), self._state(room)
        makers = self._accounts.get_many({each.maker for each in found})
        tasks: list[Task] = []
        waits: list[datetime] = []  # what waits for a retry is due for the sweep already
        for each in found:
            maker = makers.get(each.maker)
            if maker is None or not may_still(maker, state):
                self._rows.disable(each)
            elif each.due and each.due > now:
                waits.append(each.due)
            elif each.busy_until and each.busy_until > now:
                waits.append(now + AGAIN)
                self._retries.put_once(room, each.busy_until)
            else:
                tasks.append(Task(each, state, maker))
        if waits and min(waits) <= now + SOON:
            self._wakes.put(room, min(waits), "later")
        return tasks

    def _state(self, room: str) -> RoomState | None:
        states = self._rooms.states([room])
        return states.get(room, RoomState.public() if room == PUBLIC_CHAT else None)
