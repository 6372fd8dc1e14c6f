"""Custom emoji: a row for each name that was ever given, and one for the list of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from pynamodb.exceptions import CancellationReason, TransactWriteError
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from snowfight.clock import from_milliseconds, milliseconds
from snowfight.errors import BadFile, EmojiTaken, TooManyEmoji, Unavailable
from snowfight.models.records import Account, CustomEmoji
from snowfight.storage.accounts.accounts import account_of
from snowfight.storage.database import Database, jitter
from snowfight.storage.files.uploads import Also
from snowfight.storage.rows.rooms import AccountRow, EmojiListRow, EmojiRow

MAX_EMOJI = 1000
"""Names of a deployment, removed ones among them (wire contract, part 2)."""

ATTEMPTS = 8
"""Tries of a change while others change the list too; each lost one means that somebody else's was made."""

_PARTITION = "EMOJI"
_LIST = "#LIST"
"""Before every name."""


@dataclass(frozen=True)
class EmojiListState:
    """How many names were ever given, and what tells this state of the list from every other; None: nothing yet."""

    names: int = 0
    version: str | None = None

    @property
    def is_full(self) -> bool:
        return self.names >= MAX_EMOJI


@dataclass(frozen=True)
class SeenEmoji:
    """A user's account, deleted ones too, the state of the list, and an emoji of it."""

    account: Account | None
    state: EmojiListState
    emoji: CustomEmoji | None


class EmojiRows:
    """The `EMOJI` partition of the rooms table: at most a thousand names, some 300 KB."""

    def __init__(self, database: Database, pause: Callable[[float], None] = time.sleep) -> None:
        self._database = database
        self._pause = pause

    def all(self) -> list[CustomEmoji]:
        """Every custom emoji, removed ones too, by name; one Query, of as many pages as they fill."""
        found = EmojiRow.query(_PARTITION, EmojiRow.sk > _LIST, limit=MAX_EMOJI, consistent_read=True)
        return [custom_emoji_of(row) for row in found]

    def seen_by(self, username: str, name: str | None = None) -> SeenEmoji:
        """A user, the state of the list, and the emoji of that name, removed ones too; one consistent request."""
        named = [] if name is None else [emoji_row(name)]
        rows = self._database.get_many([AccountRow(f"USER#{username}", "ACCOUNT"), list_row(), *named])
        return SeenEmoji(
            next((account_of(row) for row in rows if isinstance(row, AccountRow)), None),
            next((_state(row) for row in rows if isinstance(row, EmojiListRow)), EmojiListState()),
            next((custom_emoji_of(row) for row in rows if isinstance(row, EmojiRow)), None),
        )

    def add(self, emoji: CustomEmoji, used: Also) -> None:
        """Keep a new emoji and use its upload up, both or neither.

        Raises EmojiTaken, BadFile where the upload is used up, TooManyEmoji, Unavailable.
        """
        row = emoji_row(emoji.name)
        row.username, row.public_id, row.url = emoji.username, emoji.public_id, emoji.url
        row.created = milliseconds(emoji.created)
        room = EmojiListRow.names.does_not_exist() | (EmojiListRow.names < MAX_EMOJI)

        def write(transaction: TransactWrite) -> None:
            used(transaction)
            transaction.save(row, condition=EmojiRow.pk.does_not_exist())
            transaction.update(list_row(), [EmojiListRow.names.add(1), _changed()], room)

        failed = self._transact(write)
        if failed:
            spent, taken, _full = failed  # PynamoDB lists what is deleted, then what is put, then what is updated
            raise EmojiTaken if taken else BadFile if spent else TooManyEmoji

    def remove(self, name: str, now: datetime, also: Sequence[Also] = ()) -> None:
        """Mark an emoji that is there as removed, and write `also` with it; one that is removed stays as it is. Raises
        Unavailable."""

        def write(transaction: TransactWrite) -> None:
            there = EmojiRow.pk.exists() & EmojiRow.removed.does_not_exist()
            transaction.update(emoji_row(name), [EmojiRow.removed.set(milliseconds(now))], there)
            transaction.update(list_row(), [_changed()])
            for each in also:
                each(transaction)

        self._transact(write)

    def _transact(self, write: Callable[[TransactWrite], None]) -> list[bool]:
        """Make the transaction, again while others change the list; says which of its conditions failed, if any did."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with TransactWrite(connection=self._database.connection) as transaction:
                    write(transaction)
            except TransactWriteError as error:
                if not error.cancellation_reasons:
                    raise
                failed = [_failed(reason) for reason in error.cancellation_reasons]
                if any(failed):
                    return failed
                self._pause(jitter(attempt))
            else:
                return []
        raise Unavailable("emoji are being changed by others; please try again")


def emoji_row(name: str) -> EmojiRow:
    """The row of a custom emoji, by key."""
    return EmojiRow(_PARTITION, name)


def list_row() -> EmojiListRow:
    """The row of the list of custom emoji, by key."""
    return EmojiListRow(_PARTITION, _LIST)


def custom_emoji_of(row: EmojiRow) -> CustomEmoji:
    """The emoji that a row keeps."""
    return CustomEmoji(
        name=row.sk,
        username=row.username,
        public_id=row.public_id,
        url=row.url,
        created=from_milliseconds(int(row.created)),
        removed=from_milliseconds(int(row.removed)) if row.removed else None,
    )


def _state(row: EmojiListRow) -> EmojiListState:
    return EmojiListState(int(row.names), row.version)


def _changed() -> Action:
    return EmojiListRow.version.set(str(uuid4()))


def _failed(reason: CancellationReason | None) -> bool:
    return reason is not None and reason.code == "ConditionalCheckFailed"
