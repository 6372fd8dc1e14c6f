"""What has happened in a chat behind a subscription's cursor, from its three logs, in the order in which it is told.

Each log is told in the order of its numbers. Across them the time decides, with one rule above it: a change is told
after the creation of its message.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from snowfight.clock import Clock
from snowfight.models.records import Change, Entry
from snowfight.models.robots.events import EventKind
from snowfight.storage.events.subscriptions import Cursor, EventSubscription
from snowfight.storage.messages.changes import Changes
from snowfight.storage.messages.log import Messages
from snowfight.storage.rooms.member_events import MemberChange, MemberEventLog

PAGE = 25
"""Of each log, in one look: what is read for nothing where the first of them fails."""


@dataclass(frozen=True)
class Occurrence:
    """One line of a log: the `number`'th message, change or event of members."""

    kind: EventKind
    number: int
    at: datetime
    of: Entry | Change | MemberChange

    def moves(self, cursor: Cursor) -> Cursor:
        """Where a subscription stands once it was told of this."""
        match self.kind:
            case "message":
                return replace(cursor, seq=self.number)
            case "change":
                return replace(cursor, rev=self.number)
            case "member":
                return replace(cursor, member=self.number)


@dataclass(frozen=True)
class Logs:
    """The three logs of every chat."""

    messages: Messages
    changes: Changes
    members: MemberEventLog
    clock: Clock

    def behind(self, subscription: EventSubscription, *, exists: bool) -> tuple[list[Occurrence], bool]:
        """What comes next for a subscription, and whether there is more; a request for each kind of its events.

        Of a chat that does not exist any more, only what happened to its members: that it was deleted is the last.
        """
        room, cursor, now = subscription.room, subscription.cursor, self.clock.now()
        kinds = subscription.kinds if exists else tuple(kind for kind in subscription.kinds if kind == "member")
        # Changes are read before messages: so that of each that is found the message is found too. At one moment, who
        # comes is told of before what they say.
        reads: dict[EventKind, Callable[[], list[Occurrence]]] = {
            "member": lambda: [
                Occurrence("member", change.number, change.created, change)
                for change in self.members.after(room, cursor.member, PAGE, now)
            ],
            "change": lambda: [
                Occurrence("change", change.rev, at, change)
                for change, at in self.changes.dated(room, cursor.rev, PAGE, now)
            ],
            "message": lambda: [
                Occurrence("message", entry.seq, entry.created, entry)
                for entry in self.messages.after(room, cursor.seq, PAGE)
            ],
        }
        found: dict[EventKind, list[Occurrence]] = {kind: read() for kind, read in reads.items() if kind in kinds}
        is_more = any(len(page) >= PAGE for page in found.values())
        known = cursor.seq if len(found.get("message", ())) >= PAGE else None
        return _merged(found, known), is_more


def _merged(found: dict[EventKind, list[Occurrence]], known: int | None) -> list[Occurrence]:
    """In the order of telling. A change whose message lies beyond the page that was read, which begins behind `known`,
    waits for the next; None: beyond the page there is no message."""
    queues = {kind: deque(page) for kind, page in found.items()}
    messages = queues.get("message", deque())
    merged: list[Occurrence] = []

    def may_come(occurrence: Occurrence) -> bool:
        if not isinstance(occurrence.of, Change):
            return True
        if messages:
            return occurrence.of.seq < messages[0].number
        return known is None or occurrence.of.seq <= last

    last = max(known or 0, *(each.number for each in messages)) if messages else known or 0
    while ready := [queue for queue in queues.values() if queue and may_come(queue[0])]:
        merged.append(min(ready, key=lambda queue: queue[0].at).popleft())
    return merged
