"""Who may do what: one table, asked by every entry point."""

from __future__ import annotations

from enum import Enum

from snowfight.errors import NoSuchChat, NotAdmin, NotAMember, NotLeavable, NotYours, SnowfightError
from snowfight.models.chat import Kind
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import CustomEmoji, Room


class Action(Enum):
    VIEW = "view messages"
    SEND = "send messages"
    UPLOAD = "upload files"
    REACT = "react to messages"
    PIN = "pin messages"
    DELETE_OTHERS = "delete other people's messages"
    MENTION_ALL = "mention everybody"
    EDIT = "edit settings, add and remove members"
    DELETE = "delete the chat"
    LEAVE = "leave the chat"


class Who(Enum):
    EVERYBODY = "every user"
    MEMBER = "members"
    ADMIN = "the admin"
    FEW = "the admin, and every member of a chat of few"
    NOBODY = "nobody"


MATRIX: dict[Action, dict[Kind, Who]] = {
    Action.VIEW: {"public": Who.EVERYBODY, "private": Who.MEMBER, "group": Who.MEMBER},
    Action.SEND: {"public": Who.EVERYBODY, "private": Who.MEMBER, "group": Who.MEMBER},
    Action.UPLOAD: {"public": Who.EVERYBODY, "private": Who.MEMBER, "group": Who.MEMBER},
    Action.REACT: {"public": Who.EVERYBODY, "private": Who.MEMBER, "group": Who.MEMBER},
    Action.PIN: {"public": Who.NOBODY, "private": Who.MEMBER, "group": Who.ADMIN},
    Action.DELETE_OTHERS: {"public": Who.NOBODY, "private": Who.NOBODY, "group": Who.ADMIN},
    Action.MENTION_ALL: {"public": Who.NOBODY, "private": Who.MEMBER, "group": Who.FEW},
    Action.EDIT: {"public": Who.NOBODY, "private": Who.NOBODY, "group": Who.ADMIN},
    Action.DELETE: {"public": Who.NOBODY, "private": Who.NOBODY, "group": Who.ADMIN},
    Action.LEAVE: {"public": Who.NOBODY, "private": Who.NOBODY, "group": Who.MEMBER},
}
"""Reference, Access Control Matrix."""

MAX_FEW = 20
"""Members of a group in which each may mention everybody (wire contract, part 3)."""


def allow(action: Action, room: Room | None, username: str) -> Room:
    """The room, where `username` may do `action` in it.

    Raises NoSuchChat where there is no such room, or where its existence is none of the user's business; NotAMember in
    an open group that the user has not joined; NotAdmin or NotLeavable where membership alone is not enough.
    """
    if room is None:
        raise NoSuchChat
    state = room.state
    inside = state.name == PUBLIC_CHAT or username in room.members
    if not inside:
        raise NotAMember if state.open else NoSuchChat
    who = MATRIX[action][state.kind]
    if who is Who.FEW:
        who = Who.MEMBER if len(room.members) <= MAX_FEW else Who.ADMIN
    if who is Who.NOBODY or (who is Who.ADMIN and username != state.admin):
        raise _refusal(action)
    return room


def allow_removal(emoji: CustomEmoji, username: str) -> None:
    """Raises NotYours where the user may not take that emoji away: whoever added it may."""
    if emoji.username != username:
        raise NotYours


def allow_frame(action: Action, room: Room | None, username: str) -> Room:
    """As `allow`, for what comes over a WebSocket, where everybody outside is told NoSuchChat."""
    try:
        return allow(action, room, username)
    except NotAMember:
        raise NoSuchChat from None


def _refusal(action: Action) -> SnowfightError:
    return NotLeavable() if action is Action.LEAVE else NotAdmin()
