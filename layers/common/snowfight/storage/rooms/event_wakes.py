"""That there are events of a chat to be sent: one row a chat, however much happens there until somebody looks.

As with notices (storage.notices.waiting), a row says when to look, never what there is, so it may be put twice, late,
or for nothing. Its stream wakes the sender, which takes the row away *before* it looks: what happens from then on puts
another. Where the sender dies, Lambda calls it twice more with the same records; what it could not look at, and what
it puts off, waits for its sweep too (storage.events.retries).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Literal, NamedTuple

from snowfight.clock import from_milliseconds, milliseconds
from snowfight.storage.database import Database, Refused
from snowfight.storage.rows.robots import WakeRow

STALE = timedelta(minutes=1)
"""What waits for so much longer than it was to has lost its record: the next event puts it anew."""

KEPT = timedelta(days=1)
"""As long as a stream keeps its records."""

PREFIX = "EVENTS#"

Look = Literal["now", "later"]
_PLACES: dict[Look, int] = {"now": 0, "later": 1}
LAST_PLACE = 1
"""Events of members lie behind these."""


class Wake(NamedTuple):
    """A chat that is to be looked at, and by which of its two rows."""

    room: str
    look: Look = "now"


class EventWakes:
    """The rows `EVENTS#<chat>`/0 and 1 of the messages table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, room: str, due: datetime, look: Look = "now") -> None:
        """Have the chat looked at when it is `due`; one write, refused where that will happen in any case."""
        moment, known = milliseconds(due), WakeRow.due
        stale = known < moment - int(STALE.total_seconds() * 1000)
        sooner = WakeRow.room.does_not_exist() | (known > moment) | stale
        actions = [known.set(moment), WakeRow.turns.remove(), WakeRow.expires_at.set(_end(due))]
        try:
            self._database.update(_row(Wake(room, look)), actions, sooner)
        except Refused:
            return

    def due(self, wake: Wake) -> datetime | None:
        """When the chat is to be looked at; None where nobody waits for it."""
        rows = self._database.get_many([_row(wake)])
        return next((from_milliseconds(int(row.due)) for row in rows if isinstance(row, WakeRow)), None)

    def take(self, wake: Wake) -> None:
        """The chat is looked at: from now on, others put it anew."""
        self._database.delete(_row(wake))

    def turn(self, wake: Wake) -> None:
        """It is not time yet: have the stream come again."""
        try:
            self._database.update(_row(wake), [WakeRow.turns.add(1)], WakeRow.room.exists())
        except Refused:
            return


def wake_row(room: str, now: datetime) -> WakeRow:
    """The row that has the chat looked at now, for who writes it with others."""
    row = _row(Wake(room))
    row.due, row.expires_at = milliseconds(now), _end(now)
    return row


def wakes_of(records: Iterable[dict[str, Any]]) -> list[Wake]:
    """What the records of the table's stream are about, each once, in order."""
    looks: dict[int, Look] = {place: look for look, place in _PLACES.items()}
    keys = [record["dynamodb"]["Keys"] for record in records if record["eventName"] != "REMOVE"]
    found = [Wake(key["room"]["S"].removeprefix(PREFIX), looks[int(key["seq"]["N"])]) for key in keys]
    return list(dict.fromkeys(found))


def _row(wake: Wake) -> WakeRow:
    return WakeRow(PREFIX + wake.room, _PLACES[wake.look])


def _end(due: datetime) -> int:
    return int((due + KEPT).timestamp())
