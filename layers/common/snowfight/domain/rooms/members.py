"""The members of a chat, a page at a time."""

from __future__ import annotations

from bisect import bisect_right

from snowfight.clock import Clock
from snowfight.domain.blocking import Blocking
from snowfight.models.chat import MemberPage
from snowfight.models.records import Room
from snowfight.models.user import Member
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.accounts.records import authors_of
from snowfight.storage.presence.online_users import OnlineUsers

PAGE = 200
"""Members of one page (wire contract, `GET /api/chat/{chatroom_name}/members`)."""


class MemberPages:
    def __init__(self, accounts: Accounts, users: OnlineUsers, blocking: Blocking, clock: Clock) -> None:
        self._accounts = accounts
        self._users = users
        self._blocking = blocking
        self._clock = clock

    def page(self, room: Room, viewer: str, cursor: str | None = None) -> MemberPage:
        """A page of the members with their status as the viewer sees it, longest-standing first."""
        names, more = page_of(room, cursor)
        accounts = self._accounts.get_many(names)
        authors, statuses = authors_of(accounts, names), self._users.statuses(names, self._clock.now())
        statuses |= dict.fromkeys(self._blocking.hidden(viewer, accounts), "offline")
        return MemberPage(
            members=[Member(**authors[name].model_dump(), status=statuses[name]) for name in names], cursor=more
        )


def page_of(room: Room, cursor: str | None) -> tuple[tuple[str, ...], str | None]:
    """The members behind `cursor`, longest-standing first, and where to go on; None: that was all.

    A cursor is a place in that order and no member, who may be gone by then: `<since when>.<username>`.
    """
    places = list(zip(room.since, room.members, strict=True))
    start = bisect_right(places, _place(cursor)) if cursor else 0
    end = start + PAGE
    more = f"{places[end - 1][0]}.{places[end - 1][1]}" if end < len(places) else None
    return room.members[start:end], more


def _place(cursor: str) -> tuple[int, str]:
    since, _, name = cursor.partition(".")
    return int(since), name
