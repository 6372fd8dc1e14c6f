"""The end of one chat's log, to which an import appends by the log's own rules.

A batch is one transaction: each message *if its number is free*, the chat's own row as it was read, and how far the
import has got as it was read. So there are no holes, no two runs store anything twice, and people who write in the chat
meanwhile end the import there (ADR 0067).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import islice

from pynamodb.exceptions import TransactWriteError
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from ops.failure import Failure
from ops.importing.journal import Journal, Place
from ops.importing.writing.batches import Batch
from ops.importing.writing.destinations import Destination, Destinations
from ops.importing.writing.drafts import Draft
from snowfight.clock import milliseconds
from snowfight.models.records import Entry
from snowfight.storage.database import Database, jitter
from snowfight.storage.files.uploads import Uploads
from snowfight.storage.messages.log import Messages
from snowfight.storage.messages.threads import summarize
from snowfight.storage.rooms.records import meta_row
from snowfight.storage.rows.messages import MessageRow
from snowfight.storage.rows.rooms import MetaRow, ReactedRow, ReactionRow

TRIES = 30
"""Of a batch that others are faster than, or that DynamoDB is too busy for."""

LONGEST_PAUSE = 5.0
"""Seconds between two tries."""

PAGE = 1000
"""Messages of a log that the journal learns at once."""


class Overtaken(Exception):
    """Somebody else has written in the chat, or another run has found so: nothing is appended there any more."""

    def __init__(self, destination: Destination) -> None:
        super().__init__(destination.room)
        self.destination = destination
        """As it is kept now."""


class ChatLog:
    """The log of the chat that `destination` names, which moves on with every batch. Messages are kept for so many
    `days`, 0: for ever."""

    def __init__(
        self,
        database: Database,
        destinations: Destinations,
        journal: Journal,
        days: int,
        pause: Callable[[float], None],
    ) -> None:
        self._database = database
        self._destinations = destinations
        self._journal = journal
        self._days = days
        self._messages = Messages(database)
        self._uploads = Uploads(database)
        self._pause = pause

    def append(self, to: Destination, drafts: Sequence[Draft]) -> Destination:
        """Store those of the drafts that are not there yet, in order; returns how far the import has got with that.
        Raises Overtaken, before or between two batches, and Failure."""
        lost, left = 0, list(drafts)
        find = partial(self._journal.find, to.room)
        while left := [draft for draft in left if find(draft.client_id) is None]:
            batch = Batch(to.room, to.seq, self._days, find)
            taken = batch.take(left)
            after = self._store(to, batch)
            if after is not None:
                to, lost, left = after, 0, left[taken:]
                continue
            lost += 1
            if lost == TRIES:
                raise Failure(f"others write too much into {to.room}: the same command goes on later")
            self._pause(jitter(lost, base=0.02, cap=LONGEST_PAUSE))
            to = self._look_again(to, batch)
        return to

    def look(self, to: Destination) -> Destination:
        """Bring the journal up to the logs; returns how far the import has got by now. Raises Overtaken."""
        for room in to.former:
            self._learn(room)
        self._learn(to.room)
        known = self._destinations.known([to.chat]).get(to.chat, to)
        if known.room != to.room or self._journal.newest(to.room) > known.seq:
            raise Overtaken(known)
        return known

    def _look_again(self, to: Destination, batch: Batch) -> Destination:
        """The same after the batch was refused: what it has said of reactions goes, but where they are stored now."""
        try:
            return self.look(to)
        finally:
            there = {seq for _, seq, _, _ in batch.places if self._is_stored(batch, seq)}
            with ReactedRow.batch_write() as rows:
                for row in batch.reactions():
                    if isinstance(row, ReactedRow) and int(row.sk.rpartition("#")[2]) not in there:
                        rows.delete(row)

    def _is_stored(self, batch: Batch, seq: int) -> bool:
        """Whether it is the batch's own message that has that number now."""
        place = next(place for place in batch.places if place.seq == seq)
        return self._journal.find(batch.room, place.id) == place

    def _learn(self, room: str) -> None:
        newest = self._journal.newest(room)
        last = self._messages.get([(room, newest)]).get((room, newest))
        if newest and (last is None or self._journal.find(room, last.client_id) is None):
            self._journal.forget(room)  # it is another log than the one that was known
            newest = 0
        rows = MessageRow.query(
            room,
            MessageRow.seq > newest,
            attributes_to_get=["room", "seq", "client_id", "author", "thread"],
            consistent_read=True,
        )
        places = (Place(row.client_id, int(row.seq), row.author, _number(row.thread)) for row in rows)
        while page := list(islice(places, PAGE)):
            self._journal.add(room, page)

    def _store(self, to: Destination, batch: Batch) -> Destination | None:
        """Store the batch; None where others were faster."""
        roots = self._messages.get((batch.room, seq) for seq in batch.roots).values()
        self._write_reactions(batch)
        for draft, entry in zip(batch.drafts, batch.entries, strict=True):
            if draft.file and entry.expires:
                self._uploads.remind(draft.file.upload, entry.expires)
        try:
            with TransactWrite(connection=self._database.connection) as transaction:
                after = self._write(transaction, to, batch, roots)
        except TransactWriteError as error:
            if not error.cancellation_reasons:
                raise
            return None
        self._journal.add(batch.room, batch.places)
        return after

    def _write_reactions(self, batch: Batch) -> None:
        """Before the messages: whoever finds these finds what hangs on them."""
        with ReactedRow.batch_write() as reacted, ReactionRow.batch_write() as beyond:
            for row in batch.reactions():
                if isinstance(row, ReactedRow):
                    reacted.save(row)
                else:
                    beyond.save(row)

    def _write(self, transaction: TransactWrite, to: Destination, batch: Batch, roots: Iterable[Entry]) -> Destination:
        last = batch.entries[-1]
        as_seen = MetaRow.deleting.does_not_exist() & (MetaRow.last_seq == to.seq)
        position: list[Action] = [MetaRow.last_seq.set(last.seq), MetaRow.active.set(milliseconds(last.created))]
        transaction.update(meta_row(batch.room), position, as_seen)
        after = self._destinations.advance(transaction, to, last.seq)
        for row in batch.messages():
            transaction.save(row, condition=MessageRow.room.does_not_exist())
        for row in batch.threads():
            transaction.save(row)
        for root in roots:
            if replies := batch.replies(root):
                summarize(transaction, root, replies)
        for draft in batch.drafts:
            if draft.file:
                self._uploads.use(draft.file.upload)(transaction)
        return after


def _number(value: float | None) -> int | None:
    return int(value) if value is not None else None
