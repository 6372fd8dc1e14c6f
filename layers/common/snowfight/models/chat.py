"""Chats, as their members see them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from snowfight.blank import visible
from snowfight.models.base import OMITTED, Answer, Body, Moment, Time
from snowfight.models.message import MAX_SEQ, Message
from snowfight.models.user import Member, printable

Kind = Literal["public", "private", "group"]

Level = Literal["all", "mentions", "none"]
"""Of which messages of a chat a user is told when they do not look."""

Title = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=128),
    AfterValidator(printable),
    AfterValidator(visible),
]
"""What a group is called (reference, ChatRoom Model)."""

MAX_NAMED = 30
"""Users that one edit may add or remove: each takes three rows of a transaction of a hundred."""

MAX_RETENTION_DAYS = 36_500

MAX_SLOW_SECONDS = 3_600
"""Between two messages of a user (wire contract, part 7)."""

LAST_YEAR = 9999
"""That a time may lie in is the one before: in UTC it may be in the next."""

MAX_CURSOR = 1024
"""Bytes of a place in the list of open groups (DynamoDB's limit of a sort key)."""

Named = Annotated[str, StringConstraints(to_lower=True, min_length=1, max_length=64)]
"""Whatever an admin calls a user; one that cannot exist is `no_such_user`, not a malformed body."""

Names = Annotated[list[Named], Field(max_length=MAX_NAMED)]


class ChatCall(Answer):
    """A call that rings or goes on in a chat; of two with the same `call` the larger `version` is newer."""

    call: str
    state: Literal["ringing", "live"]
    video: bool
    started_by: str
    version: int


class Chat(Answer):
    """A chat as one user sees it; `name` is the chatroom_name, `other` the other user of a private chat."""

    name: str
    kind: Kind
    title: str
    admin: str | None = None
    open: bool = False
    retention_days: int | None = None
    """Messages are shown for so many days; null: for ever."""
    slow_seconds: Annotated[int | None, OMITTED] = None
    """Between two messages of a member of the group; left out where they write as they like."""
    member_count: int
    online_count: int
    last_seq: int
    last_rev: int
    read_seq: int
    unread: int
    last_message: Message | None = None
    other: Member | None = None
    unread_mentions: int = 0
    """Unread messages that mention the reader, up to 100."""
    unread_from: int | None = None
    """The message from which on the reader has marked the chat unread."""
    notify: Level | None = None
    """What the reader is told of when they do not look; null: as their settings say."""
    notify_until: Time | None = None
    call: ChatCall | None = None
    """What rings or goes on there."""


class ChatList(Answer):
    """Answer of `GET /api/chats`, newest activity first."""

    chats: list[Chat]


class ChatPage(Answer):
    """Answer of `GET /api/chat/{chatroom_name}`: the chat and its newest messages, oldest first.

    `members` are the first page of them, the longest-standing first; `members_cursor` leads to the next.
    """

    chat: Chat
    members: list[Member]
    members_cursor: str | None
    messages: list[Message]
    has_older: bool
    rev: int
    """The chat's last change that `messages` surely show (MessagePage)."""
    readers: dict[str, int] | None = None
    """How far each of the others has read, in private chats and groups of up to twenty."""


class MemberPage(Answer):
    """Answer of `GET /api/chat/{chatroom_name}/members`, and where to go on; null: that was all."""

    members: list[Member]
    cursor: str | None


class ChatAnswer(Answer):
    """A chat that was made, found or joined."""

    chat: Chat


class NewGroup(Body):
    """Body of `POST /api/chat/new`."""

    groupchat_name: Title
    open: bool = False


class EditGroup(Body):
    """Body of `POST /api/chat/{chatroom_name}/edit`; what is left out stays as it is."""

    groupchat_name: Title | None = None
    open: bool | None = None
    add_members: Names = Field(default_factory=list)
    remove_members: Names = Field(default_factory=list)
    reset_invite: bool = False
    retention_days: Annotated[int, Field(ge=0, le=MAX_RETENTION_DAYS)] | None = None
    """Messages are kept for so many days, if the deployment does not keep them for fewer; 0: as long as it does."""
    slow_seconds: Annotated[int, Field(ge=0, le=MAX_SLOW_SECONDS)] | None = None
    """Between two messages of a member, but for the admin and moderators; 0: as they like."""


class JoinGroup(Body):
    """Body of `POST /api/chat/{chatroom_name}/join`; an open group asks for no invitation."""

    invite: Annotated[str, Field(max_length=128)] | None = None


class Unread(Body):
    """Body of `POST /api/chat/{chatroom_name}/unread`: unread from that message on."""

    seq: Annotated[int, Field(ge=0, le=MAX_SEQ)]


def _near(moment: datetime) -> datetime:
    if moment.year >= LAST_YEAR:
        raise ValueError("is too far away")
    return moment


class NotifyLevel(Body):
    """Body of `POST /api/chat/{chatroom_name}/notify`; `level` null: as the user's settings say."""

    level: Level | None
    until: Annotated[Moment, AfterValidator(_near)] | None = None


class GroupSettings(Answer):
    """Answer of `/api/chat/{chatroom_name}/edit`: what the admin sees and changes; `members` are the first page."""

    chat: Chat
    members: list[Member]
    invite: str
    slow_seconds: int


class MemberQuery(BaseModel):
    """Query of `GET /api/chat/{chatroom_name}/members`; `cursor` is an earlier answer's."""

    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True)

    cursor: Annotated[str, Field(pattern=r"^([0-9]{1,15}\.[a-z0-9_]{1,20})?$")] | None = None


def _sortable(cursor: str) -> str:
    if len(cursor.encode()) > MAX_CURSOR:
        raise ValueError("is no earlier answer's")
    return cursor


class GroupQuery(BaseModel):
    """Query of `GET /api/groups`; `cursor` is an earlier answer's."""

    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True)

    query: Annotated[str, Field(max_length=128)] = ""
    cursor: Annotated[str, Field(max_length=1024), AfterValidator(_sortable)] | None = None


class GroupList(Answer):
    """Open groups by name, and where to go on; null: that was all."""

    groups: list[Chat]
    cursor: str | None
