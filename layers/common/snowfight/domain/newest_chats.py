"""Which of many chats a user is told of: those in which something happened last."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate
from typing import TYPE_CHECKING

from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import RoomState

if TYPE_CHECKING:
    from snowfight.models.chat import Chat

LISTED = 1000
"""Chats of one list (wire contract, `GET /api/chats`)."""

SHOWN = 500_000
"""Characters of last messages in one list: more than a thousand chats have, unless the deployment allows longer ones,
and with the worst of characters still below the 6 MB that a function may answer (Lambda quotas)."""


def newest(states: Iterable[RoomState]) -> list[RoomState]:
    """At most a thousand chats, newest activity first, the public one always among them: those that were quiet longest
    are left out."""
    known = {PUBLIC_CHAT: RoomState.public()} | {state.name: state for state in states}
    public = known.pop(PUBLIC_CHAT)
    others = sorted(known.values(), key=activity, reverse=True)[: LISTED - 1]
    return sorted([public, *others], key=activity, reverse=True)


def bounded(chats: list[Chat]) -> list[Chat]:
    """The chats, without the last messages of the longest quiet where all together would be too much of an answer."""
    total = list(accumulate(len(chat.last_message.body or "") if chat.last_message else 0 for chat in chats))
    return [
        chat if size <= SHOWN else chat.model_copy(update={"last_message": None})
        for chat, size in zip(chats, total, strict=True)
    ]


def activity(state: RoomState) -> float:
    """When something happened in the chat last, to sort by."""
    return state.active.timestamp() if state.active else 0.0
