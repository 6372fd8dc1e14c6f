"""Who came into a chat or went: kept where it has subscriptions, written with the change of members itself.

The chat's own row numbers them, in the same transaction and on the condition of the number before: so none commits
after a larger one, there are no holes, and whoever has read up to a number has read all before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pynamodb.expressions.condition import Condition

from snowfight.clock import from_milliseconds, milliseconds
from snowfight.models.records import RoomState
from snowfight.storage.database import Database
from snowfight.storage.rooms.event_wakes import LAST_PLACE, PREFIX, wake_row
from snowfight.storage.rows.robots import MemberEventRow
from snowfight.storage.rows.rooms import MetaRow
from snowfight.storage.rows.row import Row

if TYPE_CHECKING:
    from snowfight.models.robots.events import MemberEvent

LIFE = timedelta(days=35)
"""How long they are kept: as long as changes are."""

PURGED = 100


@dataclass(frozen=True)
class MemberChange:
    """Something that happened to who is in a chat: the `number`'th there."""

    number: int
    event: MemberEvent
    username: str
    created: datetime


class MemberEventLog:
    """The rows `EVENTS#<chat>` of the messages table, but for those that wake."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def after(self, room: str, number: int, limit: int, now: datetime) -> list[MemberChange]:
        """The oldest with a larger number that are kept, in order: of `limit` changes, which may be several events
        each; one Query."""
        rows = MemberEventRow.query(
            PREFIX + room,
            MemberEventRow.seq > max(number, LAST_PLACE),
            filter_condition=MemberEventRow.expires_at > now.timestamp(),
            limit=limit,
            consistent_read=True,
        )
        return [change for row in rows for change in _changes(row) if change.number > number]

    def purge(self, room: str) -> int:
        """Delete a page of those of a chat that is gone, and what wakes; returns how many."""
        rows = list(MemberEventRow.query(PREFIX + room, limit=PURGED, attributes_to_get=["room", "seq"]))
        with MemberEventRow.batch_write() as batch:
            for row in rows:
                batch.delete(row)
        return len(rows)


def last_number(state: RoomState, count: int) -> int:
    """The number of the last of the next `count` events."""
    return max(state.member_events, LAST_PLACE) + count


def as_numbered(state: RoomState) -> Condition:
    """That no other event came since `state` was read."""
    if not state.member_events:
        return MetaRow.member_events.does_not_exist()
    return MetaRow.member_events == state.member_events


def rows_of(state: RoomState, events: Sequence[tuple[MemberEvent, str]], now: datetime) -> list[Row]:
    """The rows that keep the events, and have them sent."""
    row = MemberEventRow(PREFIX + state.name, last_number(state, len(events)))
    row.events = [list(event) for event in events]
    row.created, row.expires_at = milliseconds(now), int((now + LIFE).timestamp())
    return [row, wake_row(state.name, now)]


def _changes(row: MemberEventRow) -> list[MemberChange]:
    first, created = int(row.seq) - len(row.events) + 1, from_milliseconds(int(row.created))
    return [MemberChange(first + at, event, who, created) for at, (event, who) in enumerate(row.events)]
