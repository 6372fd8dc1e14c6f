"""Whose turn it is: the chats that woke the sender, and what is due of what has waited."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta

from snowfight.clock import Clock
from snowfight.domain.events.looking import EventLooking, Looked
from snowfight.storage.events.retries import EventRetries
from snowfight.storage.rooms.event_wakes import EventWakes, Wake

PAGES = 20
"""Of chats that wait, in one sweep; those that are left are the first of the next."""

PAUSE = timedelta(seconds=2)
"""Waited for what is not due yet before it comes again by its stream, which brings it at once."""

AGAIN = timedelta(minutes=1)
"""What could not be looked at is due again so much later, for the sweep."""


class EventTurns:
    def __init__(self, wakes: EventWakes, retries: EventRetries, looking: EventLooking, clock: Clock) -> None:
        self._wakes = wakes
        self._retries = retries
        self._looking = looking
        self._clock = clock

    def take_all(self, wakes: Iterable[Wake], has_time: Callable[[], bool], sleep: Callable[[float], None]) -> Looked:
        """Look at each chat whose time it is, and have the others come again.

        A row that is not there any more was taken by somebody who may have died of it: its chat is looked at again.
        Raises an error, after the others had their turn: Lambda brings the same records again, but not for ever. So
        what could not be looked at waits for the sweep as well.
        """
        waits = {wake: self._wait(wake) for wake in wakes}
        looked = self._take([wake for wake, wait in waits.items() if wait <= timedelta()], has_time)
        if early := {wake: wait for wake, wait in waits.items() if wait > timedelta()}:
            sleep(min(PAUSE, max(early.values())).total_seconds())
            late = {wake: self._wait(wake) for wake in early}
            soon = self._take([wake for wake, wait in late.items() if wait <= timedelta()], has_time)
            looked = Looked(looked.sent + soon.sent, {**looked.failed, **soon.failed})
            for wake in (wake for wake, wait in late.items() if wait > timedelta()):
                self._wakes.turn(wake)
        for room in looked.failed:
            self._retries.put(room, self._clock.now() + AGAIN)
        return _sound(looked)

    def _wait(self, wake: Wake) -> timedelta:
        due = self._wakes.due(wake) if wake.look == "later" else None
        return due - self._clock.now() if due else timedelta()

    def _take(self, wakes: Sequence[Wake], has_time: Callable[[], bool]) -> Looked:
        for wake in wakes:
            self._wakes.take(wake)
        return self._looking.look(dict.fromkeys(wake.room for wake in wakes), has_time)

    def sweep(self, has_time: Callable[[], bool]) -> int:
        """Look at the chats that wait for a retry that is due, page by page while there is time; returns how many
        events were told. Raises an error, after the others of its page had their turn: it waits for the next sweep."""
        sent = 0
        for _page in range(PAGES):
            page = self._retries.due(self._clock.now())
            if not page or not has_time():
                break
            looked = self._looking.look(dict.fromkeys(retry.room for retry in page), has_time)
            sent += looked.sent
            for retry in page:
                if retry.room not in looked.failed:
                    self._retries.drop(retry)
            _sound(looked)
        return sent


def _sound(looked: Looked) -> Looked:
    for error in looked.failed.values():
        raise error
    return looked
