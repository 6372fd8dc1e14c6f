"""Reading a thread: its first message, and its replies a page at a time."""

from __future__ import annotations

from datetime import datetime

from snowfight.domain.admission import admit
from snowfight.domain.messages.page_size import within
from snowfight.domain.messages.reader_views import ReaderViews
from snowfight.domain.messages.retention import Retention
from snowfight.domain.permissions import Action
from snowfight.errors import NoSuchMessage
from snowfight.models.message import ThreadPage, ThreadQuery
from snowfight.models.records import Entry, RoomState
from snowfight.storage.messages.log import Messages
from snowfight.storage.messages.threads import Threads
from snowfight.storage.rooms.rooms import Rooms


class ThreadPages:
    def __init__(
        self, rooms: Rooms, messages: Messages, threads: Threads, views: ReaderViews, retention: Retention
    ) -> None:
        self._rooms = rooms
        self._messages = messages
        self._threads = threads
        self._views = views
        self._retention = retention

    def page(
        self, username: str, name: str, seq: int, query: ThreadQuery, signed_in: datetime | None = None
    ) -> ThreadPage:
        """The thread that message `seq` begins or belongs to; a page is one Query, and a read of its messages.

        Raises Unauthorized, NoSuchChat, NotAMember, and NoSuchMessage where there is no such message, or the thread's
        first is over.
        """
        state = admit(self._rooms, Action.VIEW, username, name, signed_in).state
        root = self._root(state, seq)
        seqs = self._threads.after(name, root.seq, query.after, query.limit + 1)
        found = self._messages.get((name, each) for each in seqs[: query.limit])
        replies = sorted((each for each in found.values() if each.deleted is None), key=lambda each: each.seq)
        page = within(replies)
        first, *views = self._views.of([root, *page], username, self._retention.keeps(state))
        more = len(seqs) > query.limit or len(page) < len(replies)
        return ThreadPage(root=first, messages=views, has_newer=more, rev=state.last_rev)

    def _root(self, state: RoomState, seq: int) -> Entry:
        entry = self._kept(state, seq)
        return entry if entry.thread is None else self._kept(state, entry.thread)

    def _kept(self, state: RoomState, seq: int) -> Entry:
        entry = self._messages.one(state.name, seq)
        if entry is None or not self._retention.is_kept(state, entry):
            raise NoSuchMessage
        return entry
