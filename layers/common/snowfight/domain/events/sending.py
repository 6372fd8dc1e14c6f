"""One turn of a subscription: what it has not been told is posted, in order, until there is nothing more or it fails.

Only who has taken the turn sends. The cursor moves after each success, by a write that holds only while the turn is
theirs: so every event is told at least once, and none before those in front of it, whoever dies.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http import HTTPStatus

from snowfight.clock import Clock
from snowfight.delivery.outgoing.receivers import Receivers
from snowfight.domain.events import pace
from snowfight.domain.events.events import Event, Events, event_id
from snowfight.domain.events.makers import MakerNotices
from snowfight.domain.events.occurrences import Logs, Occurrence
from snowfight.domain.events.signing import signed
from snowfight.errors import Unavailable
from snowfight.models.records import Account, RoomState
from snowfight.storage.events.retries import EventRetries
from snowfight.storage.events.subscriptions import EventSubscription, EventSubscriptionRows
from snowfight.storage.rooms.event_wakes import EventWakes

RETRIES = tuple(timedelta(seconds=seconds) for seconds in (5, 60, 300, 1800, 7200, 28800, 86400))
"""After each failure; after one more the subscription is disabled (wire contract, part 8)."""

SOON = timedelta(minutes=2)
"""What is due sooner does not wait for the sweep, which comes every five minutes."""

UNBEGUN = timedelta(seconds=5)
"""What could not be begun is tried again so much later."""

MOST = 100
"""Events of a turn; who has more comes again behind others that wait."""

LONGEST = timedelta(seconds=20)
"""No event of a turn is begun later, nor another page of what is not told: one receiver that is slow holds up a batch
for so long and one more try."""


@dataclass(frozen=True)
class Dependencies:
    """What is read, where it is posted to, and what is kept of it."""

    rows: EventSubscriptionRows
    wakes: EventWakes
    retries: EventRetries
    logs: Logs
    events: Events
    receivers: Receivers
    makers: MakerNotices
    clock: Clock


@dataclass(frozen=True)
class Task:
    """A subscription that may have to be told something: its chat (None: it is no more) and its maker."""

    subscription: EventSubscription
    state: RoomState | None
    maker: Account


class EventSending:
    def __init__(self, on: Dependencies) -> None:
        self._on = on

    def send(self, task: Task, has_time: Callable[[], bool]) -> int:
        """Take the subscription's turn, if nobody has it and it is time; returns how many events were told."""
        taken = self._on.rows.take(task.subscription, self._on.clock.now())
        if taken is None:
            return 0
        return _Turn(self._on, replace(task, subscription=taken), has_time).take()


class _Turn:
    def __init__(self, on: Dependencies, task: Task, has_time: Callable[[], bool]) -> None:
        self._on = on
        self._task = task
        self._has_time = has_time
        self._now = task.subscription
        """The subscription as it will be kept."""
        self._end = on.clock.now() + LONGEST
        self._sent = 0

    def take(self) -> int:
        """Until there is nothing more, it fails, it is somebody else's turn, or there is no more time."""
        goes_on = True
        while goes_on:
            occurrences, is_more = self._on.logs.behind(self._now, exists=self._task.state is not None)
            goes_on = self._tell(occurrences, is_last=not (occurrences and is_more))
        return self._sent

    def _tell(self, occurrences: list[Occurrence], *, is_last: bool) -> bool:
        """Tell of a page of what happened, and leave the turn with the last; says whether the turn goes on."""
        events = self._on.events.of(self._now.room, self._task.state, occurrences)
        told = [place for place, event in enumerate(events) if event and (self._now.bots or not event.by_bot)]
        begun = 0
        for place in told:
            event, is_end = events[place], place == told[-1]
            if event is None or not self._one(occurrences[place], event):
                return False
            end = len(occurrences) if is_end else place + 1  # what is not told is passed over on the way
            self._move(occurrences[begun:end])
            begun = end
            if not self._keep(leave=is_last and is_end):
                return False
        if not told:
            self._move(occurrences)
            if is_last or self._goes_on():
                return self._keep(leave=is_last) and not is_last
            return self._come_again()
        return not is_last

    def _one(self, occurrence: Occurrence, event: Event) -> bool:
        """Post an event; says whether it was taken: else the turn has been left."""
        if not self._goes_on():
            return self._come_again()
        now = self._on.clock.now()
        if event.by_bot and (turn := pace.next_turn(self._now.paced, now)) > now:
            return self._put_off(turn)
        body = event.body
        headers = signed(self._now.secret, event_id(self._now.id, occurrence), now, body)
        try:
            status = self._on.receivers.post(self._now.url, headers, body)
        except Unavailable:
            return self._put_off(self._on.clock.now() + UNBEGUN)
        if not is_success(status):
            return self._failed(status)
        self._sent += 1
        paced = pace.used(self._now.paced, now) if event.by_bot else self._now.paced
        self._now = replace(self._now, failures=0, failing_since=None, due=None, last_status=status, paced=paced)
        return True

    def _failed(self, status: int | None) -> bool:
        """Have it tried again, or no more; the row that says when is written before the turn is left."""
        now, failures = self._on.clock.now(), self._now.failures + 1
        since = self._now.failing_since or now
        failing = replace(self._now, failures=failures, failing_since=since, last_status=status)
        if status == HTTPStatus.GONE or failures > len(RETRIES):
            # The turn is left before the mail: who enables it because of that is not written over.
            self._now = replace(failing, due=None, disabled=True)
            if self._keep(leave=True):
                self._on.makers.disabled(self._task.maker, self._now, self._title)
            return False
        self._now = failing
        due = now + RETRIES[failures - 1]
        self._on.retries.put(self._now.room, due)
        if due - now <= SOON:
            self._on.wakes.put(self._now.room, due, "later")
        return self._leave(due=due)

    def _goes_on(self) -> bool:
        """Whether another event may be begun, or another page looked at."""
        return self._sent < MOST and self._on.clock.now() < self._end and self._has_time()

    def _come_again(self) -> bool:
        """Leave the turn, behind others that wait."""
        self._on.wakes.put(self._now.room, self._on.clock.now())
        return self._leave()

    def _put_off(self, due: datetime) -> bool:
        """Leave the turn until then; the rows that say when are written before."""
        self._on.wakes.put(self._now.room, due, "later")
        self._on.retries.put_once(self._now.room, due)
        return self._leave(due=due)

    @property
    def _title(self) -> str:
        return self._task.state.title if self._task.state else self._now.room

    def _move(self, occurrences: Sequence[Occurrence]) -> None:
        cursor = self._now.cursor
        for occurrence in occurrences:
            cursor = occurrence.moves(cursor)
        self._now = replace(self._now, cursor=cursor)

    def _leave(self, due: datetime | None = None) -> bool:
        self._now = replace(self._now, due=due)
        self._keep(leave=True)
        return False

    def _keep(self, *, leave: bool) -> bool:
        return self._on.rows.keep(self._now, leave=leave)


def is_success(status: int | None) -> bool:
    """2xx (wire contract, part 8): redirects are failures like others."""
    return status is not None and HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES
