"""When presence is told: not before it is time, one kind of counts at a time, and once more while something is due.

Every connection may be sent one frame of counts in an interval that grows with the number of users, so that presence
costs the same number of posts a second however many there are (ADR 0011). The counts of the site, of open chats and of
the list of chats take turns; a kind of which nobody has to be told leaves its turn to the next.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from snowfight.clock import Clock
from snowfight.domain.presence.interval import PresenceInterval
from snowfight.domain.presence.marks import Marks
from snowfight.domain.presence.online_counts import OnlineCounts
from snowfight.domain.presence.statuses import Personal, Statuses
from snowfight.domain.presence.turn import SITE_TOPIC, TALK_TOPIC, Turn, kinds_after
from snowfight.storage.presence.online_counts import Counts
from snowfight.storage.presence.schedule import PresenceTurns, ScheduleState, Shelf
from snowfight.storage.presence.stream_records import Changes


class PresenceSchedule:
    def __init__(
        self,
        turns: PresenceTurns,
        counts: Counts,
        online_counts: OnlineCounts,
        statuses: Statuses,
        clock: Clock,
        budget: PresenceInterval,
    ) -> None:
        self._turns = turns
        self._counts = counts
        self._online_counts = online_counts
        self._statuses = statuses
        self._clock = clock
        self._budget = budget

    def run(self, changes: Changes) -> timedelta | None:
        """Tell what it is time to tell, and see to it that this is called again while something is due; how long that
        has to wait, None where nothing is.

        Whoever has closed a chat knows what they were told when they opened it, themselves included. If nobody counted
        in between, the count is what it was, and would not be told: so it is told in any case.
        """
        now = self._clock.now()
        for topic in sorted(_lists(changes)):
            self._counts.forget(topic)
        state = self._turns.get()
        due = self._marks("DUE", _topics(changes), now, is_time=now >= self._counts_due(state))
        changed = self._marks("CHANGED", changes.users, now, is_time=now >= self._statuses_due(state))
        waits = self._waits(state, due, changed)
        if waits is None:
            return None
        if waits <= timedelta():
            told = self._take(state, due, changed, now)
            if told is not None:
                return self._waits(told, due, changed)
        due.keep(now)
        changed.keep(now)
        self.wake()
        return waits

    def wake(self) -> None:
        """See to it that this is called again soon."""
        self._turns.wake(self._clock.now())

    def _marks(self, shelf: Shelf, names: Iterable[str], now: datetime, *, is_time: bool) -> Marks:
        """With those that are new, all marks where it is time for them, or else enough to say whether there are any."""
        new = set(names)
        enough = None if is_time else 1
        marks = Marks(self._turns, shelf, self._turns.marks(shelf, enough) if is_time or not new else {})
        marks.put(new, now)
        return marks

    def _counts_due(self, state: ScheduleState) -> datetime:
        return state.counts_at + self._budget.between(state.users)

    def _statuses_due(self, state: ScheduleState) -> datetime:
        return state.statuses_at + self._budget.interval

    def _waits(self, state: ScheduleState, due: Marks, changed: Marks) -> timedelta | None:
        times: list[datetime] = []
        if due:
            times.append(self._counts_due(state))
        if changed:
            times.append(self._statuses_due(state))
        return max(timedelta(), min(times) - self._clock.now()) if times else None

    def _take(self, state: ScheduleState, due: Marks, changed: Marks, now: datetime) -> ScheduleState | None:
        """Have the turn, if nobody else has; what was told then.

        What others mark meanwhile is theirs to see to: it is not their turn, so they are called again.
        """
        counts_at = now if due and now >= self._counts_due(state) else state.counts_at
        statuses_at = now if changed and now >= self._statuses_due(state) else state.statuses_at
        told = self._turns.take(replace(state, counts_at=counts_at, statuses_at=statuses_at), now)
        if told is None:
            return None
        try:
            told = self._tell(state, told, due, changed)
        finally:
            due.keep(now)
            changed.keep(now)
            self._turns.free(told, now, wake=bool(due or changed))
        return told

    def _tell(self, before: ScheduleState, state: ScheduleState, due: Marks, changed: Marks) -> ScheduleState:
        """Tell what `state` says is told now; what of it was, `before` holding for the rest."""
        users, kind, counts_at = before.users, before.kind, state.counts_at
        if counts_at > before.counts_at and SITE_TOPIC in due.all():
            # How many are here decides how soon; after a rush it may not be time any more.
            users = self._online_counts.count_site()
            if counts_at < before.counts_at + self._budget.between(users):
                counts_at = before.counts_at
        changes = self._statuses.due(changed.all()) if state.statuses_at > before.statuses_at else None
        personal = changes.by_recipient if changes else {}
        statuses_at = state.statuses_at if personal else before.statuses_at
        if counts_at > before.counts_at:
            quiet, is_alone = self._budget.between(users), users <= self._budget.alone
            kind = self._counted(Turn(due, users, quiet, is_alone, before.has_died), kind, personal)
        if changes:
            self._statuses.tell(personal)
            self._statuses.settle(changes, changed)
        return replace(state, kind=kind, counts_at=counts_at, statuses_at=statuses_at, users=users)

    def _counted(self, turn: Turn, last: str, personal: Personal) -> str:
        """Tell counts of one kind, the first of which anybody has to be told; which kind was told last now."""
        for kind in kinds_after(last):
            if turn.due.all(kind) and self._online_counts.tell(kind, turn, personal):
                return kind
        return last


def _lists(changes: Changes) -> set[str]:
    return {f"list:{room}" for room in changes.closed}


def _topics(changes: Changes) -> set[str]:
    """What has to be looked at."""
    topics = {f"room:{room}" for room in changes.rooms} | _lists(changes)
    if changes.site:
        topics.add(SITE_TOPIC)
    if changes.talk:
        topics.add(TALK_TOPIC)
    return topics
