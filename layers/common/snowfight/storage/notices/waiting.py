"""That somebody may have to be told of a chat: one row a chat, however much is said there until it is looked at.

A row says when to look, never what there is: whoever looks asks everything anew, so it may be put twice, late, or for
nothing. Its stream wakes the notifier, which takes the row away *before* it looks: what is said from then on puts
another. Where the notifier dies, its stream brings the same record again.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Literal, NamedTuple

from snowfight.clock import from_milliseconds, milliseconds
from snowfight.storage.database import Database, Refused
from snowfight.storage.rows.messages import WaitingRow

STALE = timedelta(minutes=1)
"""What waits for so much longer than it was to has lost its record: the next message puts it anew."""

KEPT = timedelta(days=1)
"""As long as a stream keeps its records."""

Look = Literal["now", "later"]
_PLACES: dict[Look, int] = {"now": 0, "later": 1}


class Subject(NamedTuple):
    """What is looked at: all members of a `room`; the `mentions` of a user in the public chat; what was said lately in
    all `chats` of a user who has just looked away; the `call` that rings in a chat."""

    kind: Literal["room", "mentions", "chats", "call"]
    of: str

    @property
    def name(self) -> str:
        return _SIGNS[self.kind] + self.of

    @classmethod
    def named(cls, name: str) -> Subject:
        """The one of that `name`."""
        kinds: dict[str, Literal["mentions", "chats", "call"]] = {"@": "mentions", "*": "chats", "!": "call"}
        kind = kinds.get(name[:1])
        return cls(kind, name[1:]) if kind else cls("room", name)


_SIGNS = {"room": "", "mentions": "@", "chats": "*", "call": "!"}


class WaitingNotices:
    """The `NOTICE#` rows of the messages table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, subject: Subject, due: datetime, look: Look = "now") -> None:
        """Have the subject looked at when it is `due`; one write, refused where that will happen in any case."""
        moment = milliseconds(due)
        known = WaitingRow.due
        sooner = WaitingRow.room.does_not_exist() | (known > moment) | (known < moment - milliseconds_of(STALE))
        actions = [known.set(moment), WaitingRow.turns.remove(), WaitingRow.expires_at.set(_end(due))]
        try:
            self._database.update(_row(subject, look), actions, sooner)
        except Refused:
            return

    def due(self, subject: Subject, look: Look) -> datetime | None:
        """When the subject is to be looked at; None where nobody waits for it."""
        rows = self._database.get_many([_row(subject, look)])
        return next((from_milliseconds(int(row.due)) for row in rows if isinstance(row, WaitingRow)), None)

    def take(self, subject: Subject, look: Look) -> None:
        """The subject is looked at: from now on, others put it anew."""
        self._database.delete(_row(subject, look))

    def turn(self, subject: Subject, look: Look) -> None:
        """It is not time yet: have the stream come again."""
        try:
            self._database.update(_row(subject, look), [WaitingRow.turns.add(1)], WaitingRow.room.exists())
        except Refused:
            return


def milliseconds_of(span: timedelta) -> int:
    return int(span.total_seconds() * 1000)


def subjects_of(records: Iterable[dict[str, Any]]) -> list[tuple[Subject, Look]]:
    """What the records of the table's stream are about, each once, in order."""
    looks: dict[int, Look] = {place: look for look, place in _PLACES.items()}
    keys = [record["dynamodb"]["Keys"] for record in records if record["eventName"] != "REMOVE"]
    found: list[tuple[Subject, Look]] = [
        (Subject.named(key["room"]["S"].removeprefix("NOTICE#")), looks[int(key["seq"]["N"])]) for key in keys
    ]
    return sorted(set(found), key=found.index)


def _row(subject: Subject, look: Look) -> WaitingRow:
    return WaitingRow(f"NOTICE#{subject.name}", _PLACES[look])


def _end(due: datetime) -> int:
    return int((due + KEPT).timestamp())
