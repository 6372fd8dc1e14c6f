"""Pages of what a user finds, in their chats or in one of them; and of a chat's files, which are found the same way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from snowfight.clock import Clock
from snowfight.domain.admission import admit, living
from snowfight.domain.messages.reader_views import ReaderViews
from snowfight.domain.permissions import Action
from snowfight.domain.search.budget import Budget
from snowfight.domain.search.cursors import Cursor
from snowfight.domain.search.dependencies import Dependencies
from snowfight.domain.search.merging import Merged, Merging
from snowfight.domain.search.query import Query
from snowfight.domain.search.room_search import RoomSearch
from snowfight.models.message import Message
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import RoomState
from snowfight.models.search import FilePage, FileQuery, SearchPage, SearchQuery, SearchResult
from snowfight.models.user import GONE
from snowfight.storage.rate_limits import RateLimit, RateLimits
from snowfight.storage.rooms.rooms import Rooms

RESULTS = 20
"""Messages of one page (wire contract, part 4)."""

FILES = 30
"""Files of one page (wire contract, part 4)."""

SEARCHES = RateLimit("searches", 30, timedelta(minutes=1), "that were too many searches; please wait a little")
"""Of one user (wire contract, part 4)."""

FILE_PAGES = RateLimit("file_pages", 60, timedelta(minutes=1), "that was too fast; please wait a little")
"""Of one user."""

HEALED = 3
"""Indexes, and files of them, that one search has brought up to date: others follow with the next."""


@dataclass(frozen=True)
class Healing:
    """Has an index brought up to date: `append` what is missing of a chat's, `rebuild` the file that begins at a
    number. Neither waits, and neither fails."""

    append: Callable[[str], None]
    rebuild: Callable[[str, int], None]


class SearchService:
    def __init__(
        self,
        on: Dependencies,
        rooms: Rooms,
        views: ReaderViews,
        rate_limits: RateLimits,
        healing: Healing,
        clock: Clock,
        budget: Callable[[], Budget] = Budget,
    ) -> None:
        self._on = on
        self._rooms = rooms
        self._views = views
        self._rate_limits = rate_limits
        self._healing = healing
        self._clock = clock
        self._budget = budget

    def search(self, username: str, asked: SearchQuery, signed_in: datetime | None = None) -> SearchPage:
        """A page of what the user finds; raises Unauthorized, NoSuchChat, NotAMember, NothingToSearch, Invalid,
        RateLimited, and Unavailable where the index does not answer."""
        states = self._states(username, asked.room, signed_in)
        query = Query.of(asked.q)
        cursor = Cursor.of(asked.cursor) if asked.cursor else None
        self._rate_limits.spend(SEARCHES, username, self._clock.now())
        merged = self._merged(self._asked(states, query), query, cursor, RESULTS)
        shown = zip(merged.found, self._shown(merged, states, username), strict=True)
        results = [
            SearchResult(message=message, title=_title(states[message.room]), matches=found.ranges)
            for found, message in shown
        ]
        return SearchPage(
            results=results,
            cursor=str(merged.cursor) if merged.cursor else None,
            complete=merged.is_complete,
            searched_to=merged.cursor.time if merged.cursor and not merged.is_complete else None,
        )

    def files(self, username: str, name: str, asked: FileQuery, signed_in: datetime | None = None) -> FilePage:
        """A page of the files of a chat; raises as `search`."""
        states = self._states(username, name, signed_in)
        cursor = Cursor.of(asked.cursor) if asked.cursor else None
        self._rate_limits.spend(FILE_PAGES, username, self._clock.now())
        merged = self._merged(list(states.values()), Query.files(asked.kind), cursor, FILES)
        return FilePage(
            messages=self._shown(merged, states, username), cursor=str(merged.cursor) if merged.cursor else None
        )

    def _states(self, username: str, name: str | None, signed_in: datetime | None) -> Mapping[str, RoomState]:
        """The chats that are searched, as far as the user may read them now."""
        if name is not None:
            return {name: admit(self._rooms, Action.VIEW, username, name, signed_in).state}
        account, memberships = self._rooms.memberships.with_account(username)
        living(account, signed_in)
        return {PUBLIC_CHAT: RoomState.public()} | self._rooms.states(memberships)

    def _asked(self, states: Mapping[str, RoomState], query: Query) -> list[RoomState]:
        """Those of the chats that the query means; none where it asks for a user who is no more."""
        if any(author == GONE for author in self._views.authors(query.authors).values()):
            return []
        return [state for name, state in states.items() if all(room == name for room in query.rooms)]

    def _merged(self, states: Sequence[RoomState], query: Query, cursor: Cursor | None, limit: int) -> Merged:
        rooms = [self._room(state, query, cursor) for state in states]
        merged = Merging(rooms, self._budget(), cursor).page(limit)
        self._heal(rooms)
        return merged

    def _room(self, state: RoomState, query: Query, cursor: Cursor | None) -> RoomSearch:
        if cursor is None:
            return RoomSearch(self._on, state, query)
        before = cursor.places.get(state.name)
        return RoomSearch(self._on, state, query, before, None if before is not None else cursor.latest)

    def _heal(self, rooms: Sequence[RoomSearch]) -> None:
        behind = [room.state.name for room in rooms if room.is_behind]
        broken = [(room.state.name, first) for room in rooms for first in sorted(room.broken)]
        for name in behind[:HEALED]:
            self._healing.append(name)
        for name, first in broken[:HEALED]:
            self._healing.rebuild(name, first)

    def _shown(self, merged: Merged, states: Mapping[str, RoomState], username: str) -> list[Message]:
        return self._views.of(
            [found.entry for found in merged.found], username, self._on.retention.keeps(*states.values())
        )


def _title(state: RoomState) -> str | None:
    return None if state.kind == "private" else state.title
