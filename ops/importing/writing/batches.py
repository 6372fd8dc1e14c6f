"""Messages with their numbers, as many as one transaction takes, and the rows that they come to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from math import ceil

from ops.importing.journal import Place
from ops.importing.writing.drafts import Draft
from ops.importing.writing.reactions import reaction_rows, summary
from snowfight.clock import milliseconds
from snowfight.models.message import REPLIERS
from snowfight.models.records import Entry, Replies
from snowfight.storage.messages.entries import groups_text, message_row, replies_text
from snowfight.storage.messages.threads import thread_row
from snowfight.storage.rows.messages import MessageRow, ThreadRow
from snowfight.storage.rows.rooms import ReactedRow, ReactionRow

ACTIONS = 100
"""Of one transaction (DynamoDB's limit), two of which say how far the log has got."""

BYTES = 3_000_000
"""Of one transaction: DynamoDB takes 4 MB."""

_MARKS = 2
_ROW_BYTES = 1000
"""Of a message beside its text and its reactions, at most about."""

Find = Callable[[str], Place | None]


class Batch:
    """The messages behind number `last` of the room, which are kept for so many days, 0: for ever. `find` knows where
    earlier ones lie."""

    def __init__(self, room: str, last: int, days: int, find: Find) -> None:
        self.room = room
        self.entries: list[Entry] = []
        self.drafts: list[Draft] = []
        self.roots: dict[int, None] = {}
        """The numbers of earlier messages whose threads grow."""
        self._last = last
        self._days = days
        self._find = find
        self._pending: dict[str, Place] = {}
        self._joined: dict[int, list[Entry]] = {}
        self._actions = _MARKS
        self._bytes = 0

    def take(self, drafts: Sequence[Draft]) -> int:
        """Take the first of the drafts, as many as fit, each once; returns how many."""
        for number, draft in enumerate(drafts):
            if draft.client_id in self._pending:
                continue
            entry = self._entry(draft)
            actions, size = self._cost(draft, entry)
            if self._actions + actions > ACTIONS or self._bytes + size > BYTES:
                return number
            self._actions += actions
            self._bytes += size
            self._add(draft, entry)
        return len(drafts)

    @property
    def places(self) -> list[Place]:
        """Where each of the messages lies."""
        return list(self._pending.values())

    def messages(self) -> Iterator[MessageRow]:
        """The rows of the messages themselves."""
        for draft, entry in zip(self.drafts, self.entries, strict=True):
            row = message_row(entry)
            row.edited = milliseconds(draft.edited) if draft.edited else None
            if draft.deleted:
                row.deleted, row.deleted_by = milliseconds(entry.created), entry.author
            row.reactions = groups_text(summary(draft.reactions)) if draft.reactions else None
            if replies := self.replies(entry):
                row.replies = replies_text(replies)
            yield row

    def threads(self) -> Iterator[ThreadRow]:
        """The rows of replies in their threads."""
        for entry in (entry for entries in self._joined.values() for entry in entries):
            row = thread_row(self.room, entry.thread or 0, entry.seq)
            row.author = entry.author
            row.expires_at = ceil(entry.expires.timestamp()) if entry.expires else None
            yield row

    def replies(self, root: Entry) -> Replies | None:
        """The replies of a thread with those of the batch; None where it has none."""
        joined = self._joined.get(root.seq)
        if not joined:
            return root.replies
        before = root.replies or Replies(0, 0, ())
        names = dict.fromkeys([*(entry.author for entry in reversed(joined)), *before.usernames])
        return Replies(before.count + len(joined), joined[-1].seq, tuple(names)[:REPLIERS])

    def reactions(self) -> Iterator[ReactedRow | ReactionRow]:
        """The rows of who reacted to what."""
        for draft, entry in zip(self.drafts, self.entries, strict=True):
            yield from reaction_rows(entry, draft.reactions)

    def _entry(self, draft: Draft) -> Entry:
        root, answered = self._where(draft.thread), self._where(draft.reply_to)
        answered = answered or root
        beginning = root or answered
        return Entry(
            room=self.room,
            seq=self._last + len(self.entries) + 1,
            client_id=draft.client_id,
            author=draft.author,
            created=draft.created,
            body=draft.body,
            file=draft.file.file if draft.file else None,
            expires=draft.created + timedelta(days=self._days) if self._days else None,
            reply_to=answered.seq if answered else None,
            quotes=answered.author if answered else None,
            thread=(beginning.thread or beginning.seq) if beginning else None,
            mentions=draft.mentions,
            mentions_all=draft.mentions_all,
        )

    def _cost(self, draft: Draft, entry: Entry) -> tuple[int, int]:
        """Actions of the transaction, and bytes."""
        joins = entry.thread is not None and not draft.deleted
        actions = 1 + bool(draft.file) + joins + (joins and self._is_earlier(entry.thread))
        named = sum(len(emoji) + 21 * len(people[:50]) for emoji, people in draft.reactions)
        return actions, _ROW_BYTES + 4 * len(draft.body or "") + named

    def _is_earlier(self, root: int | None) -> bool:
        """Whether that is the first message of a thread of which the batch has nothing yet."""
        return root is not None and root <= self._last and root not in self.roots

    def _add(self, draft: Draft, entry: Entry) -> None:
        self.entries.append(entry)
        self.drafts.append(draft)
        self._pending[draft.client_id] = Place(entry.client_id, entry.seq, entry.author, entry.thread)
        if entry.thread is None or draft.deleted:
            return
        self._joined.setdefault(entry.thread, []).append(entry)
        if entry.thread <= self._last:
            self.roots[entry.thread] = None

    def _where(self, message: str | None) -> Place | None:
        return (self._pending.get(message) or self._find(message)) if message else None
