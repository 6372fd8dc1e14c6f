"""Who blocked whom: the same block stands in the partitions of both, so that each side of every question is one key.

Both accounts count such pairs: who has none is asked about no further.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pynamodb.attributes import BooleanAttribute
from pynamodb.expressions.update import Action

from snowfight.models.records import Account
from snowfight.storage.accounts.records import account_of, account_row, living
from snowfight.storage.database import Database
from snowfight.storage.rooms.contested import ContestedWrite
from snowfight.storage.rows.moderation import BlockRow
from snowfight.storage.rows.rooms import AccountRow

MAX_BLOCKS = 1000
"""Users whom one may block (wire contract, part 7)."""

Pair = tuple[str, str]


@dataclass(frozen=True)
class Between:
    """A user and another, deleted ones too, None where there never was one; whether they have blocked them, and the
    other way round; and how many the user has blocked."""

    account: Account | None
    other: Account | None
    by_me: bool = False
    by_them: bool = False
    blocking: int = 0

    @property
    def turned(self) -> Between:
        """The same as the other has it, but for how many they have blocked."""
        return Between(self.other, self.account, self.by_them, self.by_me)


class BlockRows:
    """The `BLOCKS#` rows, and what `ACCOUNT` rows count of them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def among(self, username: str, others: Iterable[str]) -> frozenset[str]:
        """Those of the others whom the user has blocked, or by whom they were; one request for a hundred."""
        return frozenset(other for _, other in self.between_all((username, other) for other in others))

    def between_all(self, pairs: Iterable[Pair]) -> frozenset[Pair]:
        """Those of the pairs between whom there is a block; one request for a hundred."""
        rows = self._database.get_many(_row(*pair) for pair in pairs)
        return frozenset((_owner(row), row.sk) for row in rows if isinstance(row, BlockRow))

    def blocked_by(self, username: str) -> list[str]:
        """Whom the user has blocked, by name."""
        rows = BlockRow.query(
            _partition(username),
            filter_condition=BlockRow.by_me.exists(),
            consistent_read=True,
            limit=MAX_BLOCKS,
        )
        return [row.sk for row in rows]

    def between(self, username: str, other: str) -> Between:
        """How things stand between the two; one request."""
        rows = self._database.get_many([account_row(username), account_row(other), _row(username, other)])
        accounts = {row.pk.removeprefix("USER#"): row for row in rows if isinstance(row, AccountRow)}
        block = next((row for row in rows if isinstance(row, BlockRow)), BlockRow())
        mine, theirs = accounts.get(username), accounts.get(other)
        return Between(
            account_of(mine) if mine else None,
            account_of(theirs) if theirs else None,
            by_me=bool(block.by_me),
            by_them=bool(block.by_them),
            blocking=int(mine.blocking or 0) if mine else 0,
        )

    def block(self, username: str, other: str, seen: Between) -> None:
        """The user blocks the other, where things stood as `seen`; raises Contested where they do no more, where either
        is deleted, and where the user has blocked MAX_BLOCKS."""
        pair: list[Action] = [] if seen.by_them else [AccountRow.blocks.add(1)]
        blocking = AccountRow.blocking
        has_room = blocking.does_not_exist() | (blocking < MAX_BLOCKS)
        with self._transaction() as transaction:
            for row, mine, theirs in _both(username, other):
                as_seen = theirs.exists() if seen.by_them else BlockRow.pk.does_not_exist()
                transaction.update(row, [mine.set(True)], mine.does_not_exist() & as_seen)
            transaction.update(account_row(username), [blocking.add(1), *pair], living() & has_room)
            if pair:
                transaction.update(account_row(other), pair, living())

    def unblock(self, username: str, other: str, seen: Between) -> None:
        """The user, who has blocked the other, does so no more, where things stood as `seen`; raises Contested where
        they do no more. Accounts may be deleted ones."""
        pair: list[Action] = [] if seen.by_them else [AccountRow.blocks.add(-1)]
        with self._transaction() as transaction:
            for row, mine, theirs in _both(username, other):
                if seen.by_them:
                    transaction.update(row, [mine.remove()], mine.exists() & theirs.exists())
                else:
                    transaction.delete(row, condition=mine.exists() & theirs.does_not_exist())
            exists = AccountRow.pk.exists()
            transaction.update(account_row(username), [AccountRow.blocking.add(-1), *pair], exists)
            if pair:
                transaction.update(account_row(other), pair, exists)

    def page(self, username: str, limit: int) -> list[str]:
        """The first `limit` of those between whom and the user there is a block."""
        return [row.sk for row in BlockRow.query(_partition(username), consistent_read=True, limit=limit)]

    def _transaction(self) -> ContestedWrite:
        return ContestedWrite(connection=self._database.connection)


def _both(username: str, other: str) -> Iterable[tuple[BlockRow, BooleanAttribute, BooleanAttribute]]:
    """The row of each of the two, with what it calls the user's block there, and the other's."""
    yield _row(username, other), BlockRow.by_me, BlockRow.by_them
    yield _row(other, username), BlockRow.by_them, BlockRow.by_me


def _row(username: str, other: str) -> BlockRow:
    return BlockRow(_partition(username), other)


def _partition(username: str) -> str:
    return f"BLOCKS#{username}"


def _owner(row: BlockRow) -> str:
    return row.pk.removeprefix("BLOCKS#")
