"""When presence is told: not before it is time, one kind of counts at a time, and once more while something is due.

Every connection may be sent one frame of counts in an interval that grows with the number of users, so that presence
costs the same number of posts a second however many there are (ADR 0011). The counts of the site, of open chats and of
the list of chats take turns.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from snowfight.clock import Clock
from snowfight.domain.presence.interval import PresenceInterval
from snowfight.domain.presence.online_counts import OnlineCounts
from snowfight.domain.presence.statuses import Statuses
from snowfight.storage.presence.online_counts import Counts
from snowfight.storage.presence.schedule import PresenceTurns, ScheduleState
from snowfight.storage.presence.stream_records import Changes

SITE_TOPIC = "site:site"
TALK_TOPIC = "list:public-chat"
KINDS = ("site", "room", "list")
"""In turn; a topic reads `<kind>:<chat>`."""


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

    def note(self, changes: Changes) -> None:
        """Mark what has to be looked at.

        Whoever has closed a chat knows what they were told when they opened it, themselves included. If nobody counted
        in between, the count is what it was, and would not be told: so it is told in any case.
        """
        listed = {f"list:{room}" for room in changes.closed}
        for topic in sorted(listed):
            self._counts.forget(topic)
        topics = {f"room:{room}" for room in changes.rooms} | listed
        if changes.site:
            topics.add(SITE_TOPIC)
        if changes.talk:
            topics.add(TALK_TOPIC)
        now = self._clock.now()
        self._turns.mark("DUE", sorted(topics), now)
        self._turns.mark("CHANGED", sorted(changes.users), now)

    def run(self) -> timedelta | None:
        """Tell what it is time to tell; how long what remains has to wait, None where nothing does."""
        waits = self._waits(self._turns.get())
        if waits is None or waits > timedelta():
            return waits
        state = self._turns.take(self._clock.now())
        if state is None:
            return timedelta()
        try:
            self._tell(state)
        finally:
            self._turns.free()
        return self._waits(self._turns.get())

    def wake(self) -> None:
        """See to it that this is called again soon."""
        self._turns.wake(self._clock.now())

    def _waits(self, state: ScheduleState) -> timedelta | None:
        now = self._clock.now()
        times: list[datetime] = []
        if self._turns.marks("DUE", 1):
            times.append(state.counts_at + self._quiet(now))
        if self._turns.marks("CHANGED", 1):
            times.append(state.statuses_at + self._budget.interval)
        return max(timedelta(), min(times) - now) if times else None

    def _quiet(self, now: datetime) -> timedelta:
        return self._budget.between(self._counts.site(now)[0])

    def _tell(self, state: ScheduleState) -> None:
        now = self._clock.now()
        due = self._turns.marks("DUE")
        kind = self._turn(state, due, now)
        changes = self._statuses.due() if now >= state.statuses_at + self._budget.interval else None
        state = replace(
            state,
            kind=kind or state.kind,
            counts_at=now if kind else state.counts_at,
            statuses_at=now if changes and changes.by_recipient else state.statuses_at,
        )
        self._turns.keep(state)
        personal = changes.by_recipient if changes else {}
        quiet = self._quiet(now)
        match kind:
            case "site":
                personal = self._online_counts.site(SITE_TOPIC, due[SITE_TOPIC], quiet, personal)
            case "room":
                self._online_counts.rooms({t: v for t, v in due.items() if t.startswith("room:")}, quiet)
            case "list":
                self._online_counts.lists({t: v for t, v in due.items() if t.startswith("list:")}, quiet)
            case _:
                pass
        if changes:
            self._statuses.tell(personal)
            self._statuses.settle(changes)

    def _turn(self, state: ScheduleState, due: dict[str, str], now: datetime) -> str | None:
        """The kind of counts whose turn it is; None if it is not time for any."""
        if now < state.counts_at + self._quiet(now):
            return None
        if SITE_TOPIC in due:
            # How many are here decides how soon; after a rush it may not be time any more.
            self._online_counts.count_site()
            if now < state.counts_at + self._quiet(now):
                return None
        kinds = {topic.partition(":")[0] for topic in due}
        last = KINDS.index(state.kind) if state.kind in KINDS else -1
        kinds_in_turn = (KINDS[(last + step) % len(KINDS)] for step in range(1, len(KINDS) + 1))
        return next((kind for kind in kinds_in_turn if kind in kinds), None)
