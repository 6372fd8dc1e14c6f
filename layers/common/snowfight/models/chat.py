"""Chats, as their members see them."""

from __future__ import annotations

from typing import Literal

from snowfight.models.base import Answer
from snowfight.models.message import Message
from snowfight.models.user import Member

Kind = Literal["public", "private", "group"]


class Chat(Answer):
    """A chat as one user sees it; `name` is the chatroom_name, `other` the other user of a private chat."""

    name: str
    kind: Kind
    title: str
    admin: str | None = None
    open: bool = False
    member_count: int
    online_count: int
    last_seq: int
    read_seq: int
    unread: int
    last_message: Message | None = None
    other: Member | None = None


class ChatList(Answer):
    """Answer of `GET /api/chats`, newest activity first."""

    chats: list[Chat]


class ChatPage(Answer):
    """Answer of `GET /api/chat/{chatroom_name}`: the chat and its newest messages, oldest first."""

    chat: Chat
    members: list[Member]
    messages: list[Message]
    has_older: bool
