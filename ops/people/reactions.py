"""The reactions of one user become another's: whoever both put an emoji on a message has put it there once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from pynamodb.transactions import TransactWrite

from snowfight.models.records import ReactionGroup
from snowfight.storage.database import Database
from snowfight.storage.messages.entries import groups_of, groups_text
from snowfight.storage.messages.reactions import reacted_row
from snowfight.storage.rooms.contested import ContestedWrite, uncontested
from snowfight.storage.rows.messages import MessageRow
from snowfight.storage.rows.rooms import ReactedRow, ReactionRow

PAGE = 100


class ReactionMerge:
    """Moves what `old` has put on messages to `new`, one message after another, each whole or not at all."""

    def __init__(self, database: Database, old: str, new: str, pause: Callable[[float], None]) -> None:
        self._database = database
        self._old = old
        self._new = new
        self._pause = pause

    def run(self) -> set[str]:
        """Move all of them; returns the chats in which there were some."""
        rooms: set[str] = set()
        for row in ReactedRow.query(f"REACTED#{self._old}", consistent_read=True, page_size=PAGE):
            room, _, seq = row.sk.rpartition("#")
            uncontested(lambda room=room, seq=int(seq): self._move(room, seq), self._pause)
            rooms.add(room)
        return rooms

    def _move(self, room: str, seq: int) -> None:
        """Raises Contested."""
        rows = self._database.get_many(
            [reacted_row(self._old, room, seq), reacted_row(self._new, room, seq), MessageRow(room, seq)]
        )
        put = {row.pk.partition("#")[2]: row for row in rows if isinstance(row, ReactedRow)}
        mine, theirs = put.get(self._old), put.get(self._new)
        message = next((row for row in rows if isinstance(row, MessageRow)), None)
        if mine is None:
            return
        with ContestedWrite(connection=self._database.connection) as transaction:
            transaction.delete(mine, condition=ReactedRow.client_ids == mine.client_ids)
            if mine.emoji:
                self._add(transaction, mine, theirs)
            if message is not None and message.reactions:
                self._rename(transaction, message, mine, {*mine.emoji} & {*(theirs.emoji if theirs else ())})

    def _add(self, transaction: TransactWrite, mine: ReactedRow, theirs: ReactedRow | None) -> None:
        """What was put by either, as put by `new`."""
        row = ReactedRow(f"REACTED#{self._new}", mine.sk, client_ids=(theirs or mine).client_ids)
        row.emoji = {**mine.emoji, **(theirs.emoji if theirs else {})}
        row.expires_at = max((each.expires_at or 0 for each in (mine, theirs) if each), default=0) or None
        as_read = ReactedRow.client_ids == theirs.client_ids if theirs else ReactedRow.pk.does_not_exist()
        transaction.save(row, condition=as_read)

    def _rename(self, transaction: TransactWrite, message: MessageRow, mine: ReactedRow, twice: set[str]) -> None:
        groups = groups_of(message.reactions or "[]")
        renamed = tuple(self._group(transaction, message, group, mine, twice) for group in groups)
        if renamed != groups:
            action = MessageRow.reactions.set(groups_text(group for group in renamed if group.count))
            key = MessageRow(message.room, message.seq)
            transaction.update(key, [action], condition=MessageRow.reactions == message.reactions)

    def _group(
        self,
        transaction: TransactWrite,
        message: MessageRow,
        group: ReactionGroup,
        mine: ReactedRow,
        twice: set[str],
    ) -> ReactionGroup:
        """The reactions with one emoji; who is not named there has a row."""
        if group.emoji not in mine.emoji:
            return group
        partition, rev = f"REACTIONS#{message.room}#{int(message.seq)}", int(mine.emoji[group.emoji])
        place = ReactionRow(partition, f"{group.emoji}#{rev:016d}")
        if group.emoji not in twice:
            if self._old not in group.usernames:
                transaction.update(place, [ReactionRow.username.set(self._new)], condition=ReactionRow.pk.exists())
            names = (self._new if name == self._old else name for name in group.usernames)
            return replace(group, usernames=tuple(names))
        fewer = replace(group, count=group.count - 1)
        if self._old not in group.usernames:
            transaction.delete(place)
            return fewer
        names = [name for name in group.usernames if name != self._old]
        for row in self._beyond(partition, group):
            transaction.delete(row)
            names.append(row.username)
        return replace(fewer, usernames=tuple(names))

    def _beyond(self, partition: str, group: ReactionGroup) -> Iterator[ReactionRow]:
        """Who moves up where one is named no more."""
        if group.count > len(group.usernames):
            yield from ReactionRow.query(
                partition, ReactionRow.sk.startswith(f"{group.emoji}#"), limit=1, consistent_read=True
            )
