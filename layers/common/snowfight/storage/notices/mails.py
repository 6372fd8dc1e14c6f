"""Who waits for a mail of what they missed, and when the last one went.

A row a user says all of it, so that one mail waits for a user at most; while one does, a second row stands in the order
of time. Both are written in one transaction, and only if the first is as it was read: what becomes of a mail is decided
in domain.notices.mail.waiting.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from pynamodb.exceptions import TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from snowfight.clock import from_milliseconds, milliseconds
from snowfight.storage.database import Database
from snowfight.storage.rows.ephemeral import DueMailRow, MailRow

KEPT = timedelta(days=2)
"""A mail that nobody makes is forgotten so long after it was due: what it would tell is old. When the last one went is
known for longer than mails are apart."""


@dataclass(frozen=True)
class MailState:
    """What is known of a user's mail. One waits where `due` is set; `version` 0: nothing is known.

    `since` is when the first message was written that it is to tell of. `claimed`: somebody has made it since then, and
    has not said what became of it; `lost` counts how often nobody ever did. `again` is when the first message was
    written that called after that. `sent` is when the last mail went, and `told` up to which message of each chat.
    """

    username: str
    due: datetime | None = None
    since: datetime | None = None
    claimed: datetime | None = None
    again: datetime | None = None
    sent: datetime | None = None
    lost: int = 0
    told: Mapping[str, int] = field(default_factory=dict[str, int])
    version: int = 0


class Mails:
    """The `MAIL#` and `MAILS` rows of the ephemeral table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, username: str, now: datetime) -> MailState:
        """What is known of the user's mail."""
        rows = self._database.get_many([_row(username)])
        return next((_state(row) for row in rows if isinstance(row, MailRow) and _lives(row, now)), MailState(username))

    def put(self, before: MailState, after: MailState, now: datetime) -> bool:
        """Keep what has become of it; False, and nothing is kept, where it is not as it was `before`."""
        try:
            with TransactWrite(connection=self._database.connection) as transaction:
                transaction.save(_kept(after, before.version + 1, now), condition=_as_read(before, now))
                if before.due is not None and before.due != after.due:
                    transaction.delete(_due_row(before.username, before.due))
                if after.due is not None and before.due != after.due:
                    transaction.save(_due_row(after.username, after.due))
        except TransactWriteError as error:
            if not error.cancellation_reasons:
                raise
            return False
        return True

    def due(self, now: datetime, limit: int) -> list[str]:
        """The users whose mail is due, who waited longest first, at most `limit`; one Query."""
        rows = DueMailRow.query(
            "MAILS",
            DueMailRow.sk < _sort(now + timedelta(milliseconds=1), ""),
            filter_condition=DueMailRow.expires_at > int(now.timestamp()),
            consistent_read=True,
            limit=limit,
        )
        return [row.username for row in rows]


def _row(username: str) -> MailRow:
    return MailRow(f"MAIL#{username}", "MAIL")


def _sort(due: datetime, username: str) -> str:
    return f"{milliseconds(due):015d}#{username}"


def _due_row(username: str, due: datetime) -> DueMailRow:
    row = DueMailRow("MAILS", _sort(due, username), username=username)
    row.expires_at = int((due + KEPT).timestamp())
    return row


def _lives(row: MailRow, now: datetime) -> bool:
    return row.expires_at > now.timestamp()


def _as_read(before: MailState, now: datetime) -> Condition:
    if before.version:
        return MailRow.version == before.version
    return MailRow.pk.does_not_exist() | (MailRow.expires_at <= int(now.timestamp()))


def _kept(state: MailState, version: int, now: datetime) -> MailRow:
    row = _row(state.username)
    row.version, row.lost, row.told = version, state.lost or None, dict(state.told) or None
    for name in ("due", "since", "claimed", "again", "sent"):
        moment: datetime | None = getattr(state, name)
        setattr(row, name, None if moment is None else milliseconds(moment))
    row.expires_at = int((max(now, state.due or now) + KEPT).timestamp())
    return row


def _state(row: MailRow) -> MailState:
    return MailState(
        row.pk.removeprefix("MAIL#"),
        due=_moment(row.due),
        since=_moment(row.since),
        claimed=_moment(row.claimed),
        again=_moment(row.again),
        sent=_moment(row.sent),
        lost=int(row.lost or 0),
        told={room: int(seq) for room, seq in (row.told or {}).items()},
        version=int(row.version),
    )


def _moment(value: float | None) -> datetime | None:
    return None if value is None else from_milliseconds(int(value))
