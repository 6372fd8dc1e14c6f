"""Taking a chat's rows away, a page at a time; a page that was cut short is simply taken again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from snowfight.models.file import StoredFile
from snowfight.models.records import Entry
from snowfight.storage.accounts.records import account_row
from snowfight.storage.accounts.user_settings import settings_row
from snowfight.storage.database import Database
from snowfight.storage.messages.changes import Changes
from snowfight.storage.messages.entries import entry_of
from snowfight.storage.messages.pins import pins_row
from snowfight.storage.messages.reactions import Reactions
from snowfight.storage.messages.threads import thread_row
from snowfight.storage.rows.messages import DirtyRow, MessageRow, ThreadRow
from snowfight.storage.rows.robots import HookRow, SubscriptionRow
from snowfight.storage.rows.rooms import KeywordsRow, MemberRow, MembershipRow, MetaRow, PastRow, RoomsRow
from snowfight.storage.rows.row import Row

PAGE = 100

REACTIONS_PAGE = 1000
"""Of a message that more have reacted to than it names."""


class Purge:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._reactions = Reactions(database)
        self._log = Changes(database)

    def is_alive(self, room: str) -> bool:
        """Whether the chat exists and is not being deleted."""
        rows = self._database.get_many([MetaRow(f"ROOM#{room}", "META")])
        return any(isinstance(row, MetaRow) and not row.deleting for row in rows)

    def messages(self, room: str, files: Callable[[list[StoredFile]], None]) -> int:
        """Delete a page of the chat's messages, its `files` before them; returns how many, 0 where none were left."""
        entries = [entry_of(row) for row in MessageRow.query(room, limit=PAGE, consistent_read=True)]
        files([entry.file for entry in entries if entry.file])
        self._messages(room, entries)
        return len(entries)

    def some(self, room: str, entries: Iterable[Entry]) -> None:
        """Delete those of the chat's messages, or as many of them as make a page with their reactions."""
        self._messages(room, entries)

    def changes(self, room: str) -> int:
        """Delete a page of the chat's log of changes; returns how many."""
        return self._log.purge(room, PAGE)

    def _messages(self, room: str, entries: Iterable[Entry]) -> None:
        """Delete messages after their reactions; one with more reactions than a page stays for now."""
        gone: list[Entry] = []
        for entry in entries:
            if any(group.count > len(group.usernames) for group in entry.reactions):
                left = self._reactions.purge_beyond(room, entry.seq, REACTIONS_PAGE)
                if left == REACTIONS_PAGE:
                    break
            self._reactions.purge(room, entry.seq, (name for group in entry.reactions for name in group.usernames))
            gone.append(entry)
        self._delete(ThreadRow, [thread_row(room, entry.thread, entry.seq) for entry in gone if entry.thread])
        self._delete(MessageRow, [MessageRow(room, entry.seq) for entry in gone])

    def members(self, room: str) -> int:
        """Delete a page of the chat's members, present and past, on both sides; returns how many."""
        rows = list(RoomsRow.query(f"ROOM#{room}", limit=PAGE, consistent_read=True))
        people = [row for row in rows if isinstance(row, MemberRow | PastRow)]
        names = {row.sk.partition("#")[2] for row in people}  # whoever came back has a row of either kind
        theirs = [MembershipRow(f"USER#{name}", f"ROOM#{room}") for name in names]
        self._delete(RoomsRow, [*theirs, *people])
        return len(people)

    def keywords(self, room: str) -> int:
        """Delete a page of the keywords of the chat's people; returns how many."""
        rows = list(KeywordsRow.query(f"KEYWORDS#{room}", limit=PAGE, attributes_to_get=["pk", "sk"]))
        self._delete(KeywordsRow, rows)
        return len(rows)

    def hooks(self, room: str) -> int:
        """Delete a page of the chat's hooks, after the accounts that they wrote by; returns how many."""
        rows = list(HookRow.query(f"HOOKS#{room}", limit=PAGE, attributes_to_get=["pk", "sk", "username"]))
        self._delete(RoomsRow, [account_row(row.username) for row in rows])
        self._delete(HookRow, rows)
        return len(rows)

    def index(self, room: str) -> int:
        """Delete a page of what is kept of the chat's search index, whose files go by themselves then
        (domain.search.index_upkeep); returns how many."""
        rows = list(DirtyRow.query(f"INDEX#{room}", limit=PAGE, attributes_to_get=["room", "seq"]))
        self._delete(DirtyRow, rows)
        return len(rows)

    def events(self, room: str) -> int:
        """Delete a page of what is kept for the chat's subscriptions, and in the end these; returns how many."""
        from snowfight.storage.rooms.member_events import MemberEventLog  # noqa: PLC0415  (few chats have some)

        if purged := MemberEventLog(self._database).purge(room):
            return purged
        rows = list(SubscriptionRow.query(f"EVENTS#{room}", limit=PAGE, attributes_to_get=["pk", "sk"]))
        self._delete(SubscriptionRow, rows)
        return len(rows)

    def meta(self, room: str) -> None:
        """Delete the chat's own row, and that of its pins."""
        self._database.delete(pins_row(room))
        self._database.delete(MetaRow(f"ROOM#{room}", "META"))

    def memberships(self, username: str, rooms: Iterable[str]) -> None:
        """Delete what is kept of the user having been in `rooms`."""
        names = list(rooms)
        past = [PastRow(f"ROOM#{name}", f"PAST#{username}") for name in names]
        theirs = [MembershipRow(f"USER#{username}", f"ROOM#{name}") for name in names]
        self._delete(RoomsRow, [*past, *theirs])

    def settings(self, username: str) -> None:
        """Delete what the user has set."""
        self._database.delete(settings_row(username))

    def _delete(self, table: type[Row], rows: Sequence[Row]) -> None:
        with table.batch_write() as batch:
            for row in rows:
                batch.delete(row)
