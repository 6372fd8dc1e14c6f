"""Which of many chats a user is told of: those in which something happened last."""

from __future__ import annotations

from collections.abc import Iterable

from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import RoomState

LISTED = 1000
"""Chats of one list (wire contract, `GET /api/chats`)."""


def newest(states: Iterable[RoomState]) -> list[RoomState]:
    """At most a thousand chats, newest activity first, the public one always among them: those that were quiet longest
    are left out."""
    known = {PUBLIC_CHAT: RoomState.public()} | {state.name: state for state in states}
    public = known.pop(PUBLIC_CHAT)
    others = sorted(known.values(), key=_activity, reverse=True)[: LISTED - 1]
    return sorted([public, *others], key=_activity, reverse=True)


def _activity(state: RoomState) -> float:
    return state.active.timestamp() if state.active else 0.0
