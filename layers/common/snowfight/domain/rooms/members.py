"""The members of a chat, a page at a time."""

from __future__ import annotations

from bisect import bisect_right

from snowfight.models.records import Room

PAGE = 200
"""Members of one page (wire contract, `GET /api/chat/{chatroom_name}/members`)."""


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
