"""How far each user has read in each chat, and when the others are told."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from snowfight.clock import from_milliseconds, milliseconds
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import UnreadMark
from snowfight.storage.accounts.user_settings import settings_by_user, settings_row
from snowfight.storage.database import Database, Refused
from snowfight.storage.rooms.records import membership_row
from snowfight.storage.rows.rooms import MembershipRow

READ_PAUSE = timedelta(seconds=2)
"""The others are told at most once in this time how far somebody has read (wire contract, `read_handler`)."""


@dataclass(frozen=True)
class Turn:
    """When the others may be told that somebody has read up to `seq`."""

    due: datetime
    seq: int


class ReadPositions:
    """What the `ROOM#` rows of the rooms table say about reading."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def told_to(self, reader: str, name: str, others: Sequence[str]) -> dict[str, int]:
        """How far each of the others has read the chat, 0 for nothing, as the reader is told: nothing of whom has
        switched receipts off, nor to such a reader. One request for fifty."""
        keys = [row for other in others for row in (membership_row(other, name), settings_row(other))]
        rows = self._database.get_many([settings_row(reader), *keys])
        silent = {user for user, settings in settings_by_user(rows).items() if not settings.receipts}
        if reader in silent:
            return {}
        found = {row.pk: int(row.read_seq or 0) for row in rows if isinstance(row, MembershipRow)}
        return {other: found.get(membership_row(other, name).pk, 0) for other in others if other not in silent}

    def read(self, username: str, name: str, seq: int) -> bool:
        """The user has read the chat up to `seq`, and marks it unread no longer; never goes back. Says whether that is
        news."""
        try:
            self._update(username, name, _reading(seq), _news(seq))
        except Refused as refused:
            if refused.item is not None and MembershipRow.from_raw_data(refused.item).mark:
                with suppress(Refused):
                    self._update(username, name, [MembershipRow.mark.remove()], MembershipRow.mark.exists())
            return False
        return True

    def written(self, username: str, name: str, seq: int) -> None:
        """The user has written message `seq`, and so has read the chat up to it."""
        with suppress(Refused):
            self._update(username, name, [MembershipRow.read_seq.set(seq)], _news(seq))

    def mark(self, username: str, name: str, mark: UnreadMark) -> bool:
        """The user marks the chat unread; False where they are not in it."""
        try:
            self._update(username, name, [MembershipRow.mark.set([mark.seq, mark.end, *mark.own])])
        except Refused:
            return False
        return True

    def _update(self, username: str, name: str, actions: list[Action], condition: Condition | None = None) -> None:
        inside = MembershipRow.left.does_not_exist()
        if name != PUBLIC_CHAT:
            inside = inside & MembershipRow.joined.exists()
        self._database.update(
            membership_row(username, name), actions, inside if condition is None else condition & inside
        )

    def read_aloud(self, username: str, name: str, seq: int, now: datetime) -> Turn | None:
        """As `read`, where the others are told: at once, then it is marked, or later; None where it is no news."""
        news = (MembershipRow.read_seq < seq) & MembershipRow.left.does_not_exist()
        quiet = MembershipRow.told.does_not_exist() | (MembershipRow.told <= milliseconds(now - READ_PAUSE))
        actions = [*_reading(seq), MembershipRow.told.set(milliseconds(now))]
        try:
            self._database.update(membership_row(username, name), actions, news & quiet)
        except Refused as refused:
            if refused.item is None or not self.read(username, name, seq):
                return None
            return Turn(_next_turn(MembershipRow.from_raw_data(refused.item)), seq)
        return Turn(now, seq)

    def take_read_turn(self, username: str, name: str, now: datetime) -> Turn | None:
        """Mark that the others are told now how far the user has read, or say when they may be.

        None where they have not been told anything since the user came in, so that nothing has to wait.
        """
        quiet = MembershipRow.told <= milliseconds(now - READ_PAUSE)
        actions = [MembershipRow.told.set(milliseconds(now))]
        try:
            item = self._database.update(membership_row(username, name), actions, quiet)
        except Refused as refused:
            row = MembershipRow.from_raw_data(refused.item) if refused.item else None
            if row is None or not row.told:
                return None
            return Turn(_next_turn(row), int(row.read_seq or 0))
        return Turn(now, int(MembershipRow.from_raw_data(item).read_seq or 0))


def _reading(seq: int) -> list[Action]:
    return [MembershipRow.read_seq.set(seq), MembershipRow.mark.remove()]


def _news(seq: int) -> Condition:
    return MembershipRow.read_seq.does_not_exist() | (MembershipRow.read_seq < seq)


def _next_turn(row: MembershipRow) -> datetime:
    return from_milliseconds(int(row.told or 0)) + READ_PAUSE
