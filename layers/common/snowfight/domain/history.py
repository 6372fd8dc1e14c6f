"""Reading a chat's log, a page at a time."""

from __future__ import annotations

from snowfight.domain.access import Action, allow
from snowfight.domain.presenting import messages_of
from snowfight.models.message import HistoryQuery, MessagePage
from snowfight.models.names import is_room
from snowfight.models.records import Entry, Room
from snowfight.storage.accounts import Accounts
from snowfight.storage.messages import Messages
from snowfight.storage.rooms import Rooms


class History:
    """Pages of messages; each costs one Query of the log, however deep it lies."""

    def __init__(self, rooms: Rooms, messages: Messages, accounts: Accounts) -> None:
        self._rooms = rooms
        self._messages = messages
        self._accounts = accounts

    def page(self, username: str, name: str, query: HistoryQuery) -> MessagePage:
        """The page that `query` asks for; raises NoSuchChat, NotAMember."""
        return self.page_of(allow(Action.VIEW, self._rooms.load(name) if is_room(name) else None, username), query)

    def page_of(self, room: Room, query: HistoryQuery) -> MessagePage:
        """The same of a room whose access has been checked."""
        if query.after is not None:
            return self._after(room, query.after, query.limit)
        bound = query.before
        if query.offset:
            bound = max(0, room.state.last_seq - query.offset + 1)
        return self._before(room, bound, query.limit)

    def _before(self, room: Room, bound: int | None, limit: int) -> MessagePage:
        entries = self._messages.before(room.name, bound, limit + 1)
        newer = bound is not None and room.state.last_seq >= max(bound, 1)
        return self._page(entries[-limit:], has_older=len(entries) > limit, has_newer=newer)

    def _after(self, room: Room, after: int, limit: int) -> MessagePage:
        entries = self._messages.after(room.name, after, limit + 1)
        older = min(after, room.state.last_seq) > 0
        return self._page(entries[:limit], has_older=older, has_newer=len(entries) > limit)

    def _page(self, entries: list[Entry], *, has_older: bool, has_newer: bool) -> MessagePage:
        return MessagePage(messages=messages_of(entries, self._accounts), has_older=has_older, has_newer=has_newer)
