"""Who may do what: one table, asked by every entry point."""

from __future__ import annotations

from enum import Enum

from snowfight.errors import NoSuchChat, NotAdmin, NotAMember, NotLeavable, SnowfightError
from snowfight.models.chat import Kind
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Room


class Action(Enum):
    VIEW = "view messages"
    SEND = "send messages"
    UPLOAD = "upload files"
    EDIT = "edit settings, add and remove members"
    DELETE = "delete the chat"
    LEAVE = "leave the chat"


class Who(Enum):
    EVERYBODY = "every user"
    MEMBER = "members"
    ADMIN = "the admin"
    NOBODY = "nobody"


MATRIX: dict[Action, dict[Kind, Who]] = {
    Action.VIEW: {"public": Who.EVERYBODY, "private": Who.MEMBER, "group": Who.MEMBER},
    Action.SEND: {"public": Who.EVERYBODY, "private": Who.MEMBER, "group": Who.MEMBER},
    Action.UPLOAD: {"public": Who.EVERYBODY, "private": Who.MEMBER, "group": Who.MEMBER},
    Action.EDIT: {"public": Who.NOBODY, "private": Who.NOBODY, "group": Who.ADMIN},
    Action.DELETE: {"public": Who.NOBODY, "private": Who.NOBODY, "group": Who.ADMIN},
    Action.LEAVE: {"public": Who.NOBODY, "private": Who.NOBODY, "group": Who.MEMBER},
}
"""Reference, Access Control Matrix."""


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
    if who is Who.NOBODY or (who is Who.ADMIN and username != state.admin):
        raise _refusal(action)
    return room


def _refusal(action: Action) -> SnowfightError:
    return NotLeavable() if action is Action.LEAVE else NotAdmin()
