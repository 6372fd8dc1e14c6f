"""Reading a chat's log, a page at a time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from snowfight.domain.admission import admit
from snowfight.domain.jobs.queue import Jobs
from snowfight.domain.messages.page_size import within
from snowfight.domain.messages.reader_views import ReaderViews
from snowfight.domain.messages.retention import Retention
from snowfight.domain.permissions import Action
from snowfight.models.message import HistoryQuery, MessagePage
from snowfight.models.records import Entry, RoomState
from snowfight.storage.messages.log import Messages
from snowfight.storage.rooms.rooms import Rooms


class History:
    """Pages of messages; each costs one Query of the log, however deep it lies."""

    def __init__(self, rooms: Rooms, messages: Messages, views: ReaderViews, retention: Retention, jobs: Jobs) -> None:
        self._rooms = rooms
        self._messages = messages
        self._views = views
        self._retention = retention
        self._jobs = jobs

    def page(self, username: str, name: str, query: HistoryQuery, signed_in: datetime | None = None) -> MessagePage:
        """The page that `query` asks for; raises Unauthorized, NoSuchChat, NotAMember."""
        return self.page_of(admit(self._rooms, Action.VIEW, username, name, signed_in).state, username, query)

    def page_of(self, state: RoomState, username: str, query: HistoryQuery) -> MessagePage:
        """The same of a chat whose access has been checked; `state` was read before, and so was its `last_rev`."""
        if query.around is not None:
            return self._around(state, username, query.around, query.limit)
        if query.after is not None:
            return self._after(state, username, query.after, query.limit)
        bound = query.before
        if query.offset:
            bound = max(0, state.last_seq - query.offset + 1)
        return self._before(state, username, bound, query.limit)

    def last(self, states: Iterable[RoomState]) -> dict[str, Entry]:
        """The newest message of each chat that has one, one request for a hundred."""
        wanted = list(states)
        entries = self._messages.get((state.name, state.last_seq) for state in wanted)
        found = ((state, entries.get((state.name, state.last_seq))) for state in wanted)
        return {state.name: entry for state, entry in found if entry and self._retention.is_kept(state, entry)}

    def _before(self, state: RoomState, username: str, bound: int | None, limit: int) -> MessagePage:
        last = state.last_seq
        found = self._messages.before(state.name, bound, limit + 1)
        is_cut = bool(found) and found[-1].seq < min(last, (bound or last + 1) - 1)
        entries = [] if is_cut else self._kept(state, found)
        newer = bound is not None and last >= max(bound, 1)
        page = within(entries[: -limit - 1 : -1])[::-1]
        return self._page(state, username, page, has_older=len(entries) > len(page), has_newer=newer)

    def _after(self, state: RoomState, username: str, after: int, limit: int) -> MessagePage:
        found = self._messages.after(state.name, after, limit + 1)
        if found and not self._kept(state, found[:1]):  # on to where the log begins now
            first = self._retention.first(state, found[0].seq)
            found = self._messages.after(state.name, first - 1, limit + 1)
        older = self._reaches(state, min(after, state.last_seq))
        page = within(found[:limit])
        return self._page(state, username, self._kept(state, page), has_older=older, has_newer=len(found) > len(page))

    def _around(self, state: RoomState, username: str, seq: int, limit: int) -> MessagePage:
        """The page in whose middle that message is, or the nearest that there is: one Query, where it is not over."""
        start = _start(seq, limit, 1, state.last_seq)
        found = self._messages.after(state.name, start - 1, limit + 1)
        if found and not (found[0].seq == start and self._kept(state, found[:1])):  # on to where the log begins now
            first = self._retention.first(state, found[0].seq - 1)
            start = _start(seq, limit, first, state.last_seq)
            found = self._messages.after(state.name, start - 1, limit + 1)
        entries = self._kept(state, found[:limit])
        page = sorted(within(sorted(entries, key=lambda entry: abs(entry.seq - seq))), key=lambda entry: entry.seq)
        older = bool(page) and (page[0].seq > entries[0].seq or self._reaches(state, page[0].seq - 1))
        newer = bool(page) and found[-1].seq > page[-1].seq
        return self._page(state, username, page, has_older=older, has_newer=newer)

    def _reaches(self, state: RoomState, seq: int) -> bool:
        """Whether there is a message up to `seq`, and so that one, since logs end from the beginning."""
        if seq <= 0 or not self._retention.days(state):
            return seq > 0
        return any(self._retention.is_kept(state, entry) for entry in self._messages.get([(state.name, seq)]).values())

    def _kept(self, state: RoomState, entries: list[Entry]) -> list[Entry]:
        """Those that may be shown; where others would stay for ever, or for long, they are taken away."""
        if any(self._retention.outlives(state, entry) for entry in entries):
            self._jobs.expire(state.name)
        return self._retention.kept(state, entries)

    def _page(
        self, state: RoomState, username: str, entries: list[Entry], *, has_older: bool, has_newer: bool
    ) -> MessagePage:
        messages = self._views.of(entries, username, self._retention.keeps(state))
        return MessagePage(messages=messages, has_older=has_older, has_newer=has_newer, rev=state.last_rev)


def _start(seq: int, limit: int, first: int, last: int) -> int:
    """Where a page of `limit` messages begins that has `seq` in its middle, in a log from `first` to `last`."""
    nearest = min(max(seq, first), last)
    return max(first, min(nearest - limit // 2, last - limit + 1))
