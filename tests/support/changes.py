"""Changes to messages: the shortest ways to make them, and to look at what they make."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from snowfight.domain.changes.changes import Outcome
from snowfight.errors import SnowfightError
from snowfight.models.client_frames import Delete, Edit, Pin, React
from snowfight.models.message import ChangePage, ChangeQuery, HistoryQuery, Message, Reaction
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from tests.support.chat import Chat
from tests.support.tables import rows


def edit(chat: Chat, link: Link, seq: int, body: str, *, room: str = PUBLIC_CHAT, known: str | None = None) -> Outcome:
    """A new text; `known` is the `edited` of the message as the wire has it."""
    frame = {"type": "edit", "room": room, "seq": seq, "client_id": chat.client_id(), "body": body, "known": known}
    return chat.change(link, Edit.model_validate(frame))


def delete(chat: Chat, link: Link, seq: int, *, room: str = PUBLIC_CHAT) -> Outcome:
    return chat.change(link, Delete(type="delete", room=room, seq=seq, client_id=chat.client_id()))


def react(
    chat: Chat,
    link: Link,
    seq: int,
    emoji: str = "👍",
    *,
    on: bool = True,
    room: str = PUBLIC_CHAT,
    client_id: str | None = None,
) -> Outcome:
    client_id = client_id or chat.client_id()
    return chat.change(link, React(type="react", room=room, seq=seq, client_id=client_id, emoji=emoji, on=on))


def pin(chat: Chat, link: Link, seq: int, *, on: bool = True, room: str = PUBLIC_CHAT) -> Outcome:
    return chat.change(link, Pin(type="pin", room=room, seq=seq, client_id=chat.client_id(), on=on))


def refusal(action: Callable[[], object]) -> str:
    """The code of the error that the action ends with."""
    with pytest.raises(SnowfightError) as refused:
        action()
    return refused.value.code


def shown(chat: Chat, username: str, room: str = PUBLIC_CHAT) -> list[Message]:
    """The newest messages, as the user's history has them."""
    return chat.history.page(username, room, HistoryQuery(limit=200)).messages


def message(chat: Chat, username: str, seq: int, room: str = PUBLIC_CHAT) -> Message:
    [found] = [each for each in shown(chat, username, room) if each.seq == seq]
    return found


def reactions(chat: Chat, seq: int, username: str = "ann", room: str = PUBLIC_CHAT) -> dict[str, list[str]]:
    """The names of each emoji on a message, in the order of its chips."""
    return {each.emoji: each.usernames for each in message(chat, username, seq, room).reactions}


def chip(chat: Chat, seq: int, username: str = "ann", room: str = PUBLIC_CHAT, emoji: str = "👍") -> Reaction:
    """One emoji on a message, as the user sees it."""
    [found] = [each for each in message(chat, username, seq, room).reactions if each.emoji == emoji]
    return found


def changes(chat: Chat, username: str, room: str = PUBLIC_CHAT, **query: int) -> ChangePage:
    """One page of what has changed; `query` as on the wire, but for `first`, which is `from` there."""
    return chat.changes.pages.changes(username, room, ChangeQuery.model_validate(_wired(query)))


def _wired(query: dict[str, int]) -> dict[str, int]:
    return {"from" if name == "first" else name: value for name, value in query.items()}


def frames(chat: Chat, link: Link, kind: str = "change_handler") -> list[dict[str, Any]]:
    """The frames of one type that a connection was sent."""
    return chat.gateway.frames(link.connection_id, kind)


def revs(chat: Chat, room: str = PUBLIC_CHAT) -> list[int]:
    """The numbers of the chat's log of changes, which has no holes."""
    found = sorted(int(row["seq"]["N"]) for row in rows("messages") if row["room"]["S"] == f"CHANGES#{room}")
    assert all(later == earlier + 1 for earlier, later in pairwise(found))
    return found


def leftovers(room: str) -> list[str]:
    """Keys of what changes have written about a chat's messages, beside the messages."""
    prefixes = (f"{room}#", f"REACTIONS#{room}#", f"ROOM#{room} PINS")
    keys = [f"{row['pk']['S']} {row['sk']['S']}" for row in rows("rooms")]
    mine = [key for key in keys if key.startswith(prefixes[1:]) or key.partition(" ")[2].startswith(prefixes[0])]
    return mine + [f"change {row['seq']['N']}" for row in rows("messages") if row["room"]["S"] == f"CHANGES#{room}"]
