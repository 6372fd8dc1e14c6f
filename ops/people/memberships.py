"""The chats of one user become another's."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from snowfight.models.names import PUBLIC_CHAT, is_group
from snowfight.storage.accounts.records import account_row, living
from snowfight.storage.database import Database
from snowfight.storage.rooms.contested import ContestedWrite, uncontested
from snowfight.storage.rooms.records import membership_row, meta_row
from snowfight.storage.rows.rooms import (
    AUTHOR_MARK,
    AccountRow,
    MemberRow,
    MembershipRow,
    MetaRow,
    PastRow,
    RoomsRow,
)

PAGE = 100


class MembershipMerge:
    """Puts `new` in the place of `old` in a chat; where both are, `old` is gone from it.

    A private chat is of `new` and the other from then on, and keeps its name: another of the two may be there already,
    and stays beside it. The one of `old` and `new` themselves stays as it is.
    """

    def __init__(self, database: Database, old: str, new: str, pause: Callable[[float], None]) -> None:
        self._database = database
        self._old = old
        self._new = new
        self._pause = pause

    def rooms(self) -> Iterator[str]:
        """The chats that `old` is or was in."""
        prefix = MembershipRow.sk.startswith("ROOM#")
        for row in MembershipRow.query(f"USER#{self._old}", prefix, consistent_read=True, page_size=PAGE):
            yield row.sk.removeprefix("ROOM#")

    def move(self, room: str) -> bool:
        """Put the one in the other's place; False where there is nothing to do."""
        return uncontested(lambda: self._move(room), self._pause)

    def _move(self, room: str) -> bool:
        """Raises Contested."""
        rows = self._read(room)
        mine = rows.get(_key(membership_row(self._old, room)))
        if not isinstance(mine, MembershipRow):
            return False
        meta = rows.get(_key(meta_row(room)))
        if isinstance(meta, MetaRow) and meta.pair and self._new in meta.pair:
            return False
        with ContestedWrite(connection=self._database.connection) as transaction:
            transaction.delete(mine, condition=MembershipRow.pk.exists())
            if room != PUBLIC_CHAT:
                self._replace(transaction, room, rows, mine)
        return True

    def _replace(
        self, transaction: TransactWrite, room: str, rows: dict[tuple[str, str], RoomsRow], mine: MembershipRow
    ) -> None:
        member, past = (rows.get(_key(row)) for row in (_member(self._old, room), _past(self._old, room)))
        inside = _key(_member(self._new, room)) in rows
        known = _key(membership_row(self._new, room)) in rows
        if past is not None:
            transaction.delete(past)
        meta = rows.get(_key(meta_row(room)))
        if isinstance(member, MemberRow):
            transaction.delete(member, condition=MemberRow.pk.exists())
            if not inside:
                self._enter(transaction, room, int(member.joined), mine)
        elif not known:
            transaction.save(_past(self._new, room))
            transaction.save(self._copied(room, mine), condition=MembershipRow.pk.does_not_exist())
        if isinstance(meta, MetaRow):
            actions = list(self._settings(meta, gone=isinstance(member, MemberRow) and inside))
            if actions:
                as_read = MetaRow.admin == meta.admin if meta.admin else MetaRow.admin.does_not_exist()
                transaction.update(meta_row(room), actions, condition=MetaRow.pk.exists() & as_read)

    def _enter(self, transaction: TransactWrite, room: str, joined: int, mine: MembershipRow) -> None:
        row = _member(self._new, room)
        row.joined = joined
        transaction.save(row, condition=MemberRow.pk.does_not_exist())
        transaction.save(self._copied(room, mine))
        if is_group(room):
            transaction.update(account_row(self._new), [AccountRow.joins.add(1)], condition=living())

    def _copied(self, room: str, mine: MembershipRow) -> MembershipRow:
        """What was kept of `old` there, of `new`."""
        row = membership_row(self._new, room)
        row.joined, row.read_seq, row.left, row.title = mine.joined, mine.read_seq, mine.left, mine.title
        row.mentions = mine.mentions
        return row

    def _settings(self, meta: MetaRow, *, gone: bool) -> Iterator[Action]:
        if gone:
            yield MetaRow.member_count.add(-1)
        if meta.admin == self._old:
            yield MetaRow.admin.set(self._new)
        if meta.pair and self._old in meta.pair:
            yield MetaRow.pair.set({*meta.pair} - {self._old} | {self._new})
        if self._old in meta.sent:
            yield Path([AUTHOR_MARK + self._old]).remove()
            newest = max(meta.sent[self._old], meta.sent.get(self._new, 0))
            yield Path([AUTHOR_MARK + self._new]).set(newest)

    def _read(self, room: str) -> dict[tuple[str, str], RoomsRow]:
        keys: list[RoomsRow] = [meta_row(room)]
        for name in (self._old, self._new):
            keys.extend((membership_row(name, room), _member(name, room), _past(name, room)))
        return {_key(row): row for row in self._database.get_many(keys) if isinstance(row, RoomsRow)}


def _key(row: RoomsRow) -> tuple[str, str]:
    return row.pk, row.sk


def _member(username: str, room: str) -> MemberRow:
    return MemberRow(f"ROOM#{room}", f"MEMBER#{username}")


def _past(username: str, room: str) -> PastRow:
    return PastRow(f"ROOM#{room}", f"PAST#{username}")
