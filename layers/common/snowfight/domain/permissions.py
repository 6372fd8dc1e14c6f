"""Who may do what: one table, asked by every entry point."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from snowfight.errors import NoSuchChat, NotAdmin, NotAMember, NotLeavable, NotYours, SnowfightError
from snowfight.models.chat import Kind
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import CustomEmoji, Room
from snowfight.models.user import Role, is_moderator


class Action(Enum):
    VIEW = "view messages"
    SEND = "send messages"
    UPLOAD = "upload files"
    REACT = "react to messages"
    PIN = "pin messages"
    DELETE_OTHERS = "delete other people's messages"
    MENTION_ALL = "mention everybody"
    EDIT = "edit settings, add and remove members"
    INTEGRATE = "make hooks and subscriptions"
    DELETE = "delete the chat"
    LEAVE = "leave the chat"


class Who(Enum):
    EVERYBODY = "every user"
    MEMBER = "members"
    ADMIN = "the admin"
    FEW = "the admin, and every member of a chat of few"
    MODERATORS = "moderators and owners"
    KEEPERS = "the admin, and moderators and owners who are members"
    NOBODY = "nobody"


MATRIX: dict[Action, dict[Kind, Who]] = {
    Action.VIEW: {"public": Who.EVERYBODY, "private": Who.MEMBER, "group": Who.MEMBER},
    Action.SEND: {"public": Who.EVERYBODY, "private": Who.MEMBER, "group": Who.MEMBER},
    Action.UPLOAD: {"public": Who.EVERYBODY, "private": Who.MEMBER, "group": Who.MEMBER},
    Action.REACT: {"public": Who.EVERYBODY, "private": Who.MEMBER, "group": Who.MEMBER},
    Action.PIN: {"public": Who.MODERATORS, "private": Who.MEMBER, "group": Who.KEEPERS},
    Action.DELETE_OTHERS: {"public": Who.MODERATORS, "private": Who.NOBODY, "group": Who.KEEPERS},
    Action.MENTION_ALL: {"public": Who.MODERATORS, "private": Who.MEMBER, "group": Who.FEW},
    Action.EDIT: {"public": Who.NOBODY, "private": Who.NOBODY, "group": Who.ADMIN},
    Action.INTEGRATE: {"public": Who.MODERATORS, "private": Who.NOBODY, "group": Who.ADMIN},
    Action.DELETE: {"public": Who.NOBODY, "private": Who.NOBODY, "group": Who.ADMIN},
    Action.LEAVE: {"public": Who.NOBODY, "private": Who.NOBODY, "group": Who.MEMBER},
}
"""Reference, Access Control Matrix; wire contract, parts 2, 3, 7 and 8."""

MAX_FEW = 20
"""Members of a group in which each may mention everybody (wire contract, part 3)."""


Admit = Callable[[Room | None, str], Room]
"""The room, where the user of that name may do what is asked; raises what speaks against it."""


def allow(action: Action, room: Room | None, username: str, role: Role = "member") -> Room:
    """The room, where `username` may do `action` in it, who has that role in the deployment.

    Raises NoSuchChat where there is no such room, or where its existence is none of the user's business; NotAMember in
    an open group that the user has not joined; NotAdmin or NotLeavable where membership alone is not enough.
    """
    if room is None:
        raise NoSuchChat
    state = room.state
    inside = state.name == PUBLIC_CHAT or username in room.members
    if not inside:
        raise NotAMember if state.open else NoSuchChat
    if not _is_among(MATRIX[action][state.kind], room, username, role):
        raise _refusal(action)
    return room


def _is_among(who: Who, room: Room, username: str, role: Role) -> bool:
    is_admin = username == room.state.admin
    match who:
        case Who.EVERYBODY | Who.MEMBER:
            return True
        case Who.ADMIN:
            return is_admin
        case Who.FEW:
            return is_admin or len(room.members) <= MAX_FEW
        case Who.MODERATORS:
            return is_moderator(role)
        case Who.KEEPERS:
            return is_admin or is_moderator(role)
        case Who.NOBODY:
            return False


def allow_removal(emoji: CustomEmoji, username: str, role: Role) -> None:
    """Raises NotYours where the user may not take that emoji away: whoever added it may, and moderators."""
    if emoji.username != username and not is_moderator(role):
        raise NotYours


def allow_frame(action: Action, room: Room | None, username: str, role: Role = "member") -> Room:
    """As `allow`, for what comes over a WebSocket, where everybody outside is told NoSuchChat."""
    try:
        return allow(action, room, username, role)
    except NotAMember:
        raise NoSuchChat from None


def _refusal(action: Action) -> SnowfightError:
    return NotLeavable() if action is Action.LEAVE else NotAdmin()
