"""Reading a chat's log, a page at a time."""

from __future__ import annotations

from collections.abc import Iterable

from snowfight.domain.access import Action, allow
from snowfight.domain.jobs import Jobs
from snowfight.domain.presenting import messages_of
from snowfight.domain.retention import Retention
from snowfight.models.message import HistoryQuery, MessagePage
from snowfight.models.names import is_room
from snowfight.models.records import Entry, Room, RoomState
from snowfight.storage.accounts import Accounts
from snowfight.storage.messages import Messages
from snowfight.storage.rooms import Rooms


class History:
    """Pages of messages; each costs one Query of the log, however deep it lies."""

    def __init__(self, rooms: Rooms, messages: Messages, accounts: Accounts, retention: Retention, jobs: Jobs) -> None:
        self._rooms = rooms
        self._messages = messages
        self._accounts = accounts
        self._retention = retention
        self._jobs = jobs

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

    def last(self, states: Iterable[RoomState]) -> dict[str, Entry]:
        """The newest message of each chat that has one, one request for a hundred."""
        wanted = list(states)
        entries = self._messages.get((state.name, state.last_seq) for state in wanted)
        found = ((state, entries.get((state.name, state.last_seq))) for state in wanted)
        return {state.name: entry for state, entry in found if entry and self._retention.is_kept(state, entry)}

    def _before(self, room: Room, bound: int | None, limit: int) -> MessagePage:
        last = room.state.last_seq
        found = self._messages.before(room.name, bound, limit + 1)
        is_cut = bool(found) and found[-1].seq < min(last, (bound or last + 1) - 1)
        entries = [] if is_cut else self._kept(room, found)
        newer = bound is not None and last >= max(bound, 1)
        return self._page(entries[-limit:], has_older=len(entries) > limit, has_newer=newer)

    def _after(self, room: Room, after: int, limit: int) -> MessagePage:
        found = self._messages.after(room.name, after, limit + 1)
        if found and not self._kept(room, found[:1]):  # on to where the log begins now
            first = self._retention.first(room.state, found[0].seq)
            found = self._messages.after(room.name, first - 1, limit + 1)
        older = self._reaches(room, min(after, room.state.last_seq))
        return self._page(self._kept(room, found[:limit]), has_older=older, has_newer=len(found) > limit)

    def _reaches(self, room: Room, seq: int) -> bool:
        """Whether there is a message up to `seq`, and so that one, since logs end from the beginning."""
        if seq <= 0 or not self._retention.days(room.state):
            return seq > 0
        return any(
            self._retention.is_kept(room.state, entry) for entry in self._messages.get([(room.name, seq)]).values()
        )

    def _kept(self, room: Room, entries: list[Entry]) -> list[Entry]:
        """Those that may be shown; where others would stay for ever, or for long, they are taken away."""
        if any(self._retention.outlives(room.state, entry) for entry in entries):
            self._jobs.expire(room.name)
        return self._retention.kept(room.state, entries)

    def _page(self, entries: list[Entry], *, has_older: bool, has_newer: bool) -> MessagePage:
        return MessagePage(messages=messages_of(entries, self._accounts), has_older=has_older, has_newer=has_newer)
