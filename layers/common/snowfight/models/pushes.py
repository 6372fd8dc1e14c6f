"""What the server says over the WebSocket."""

from __future__ import annotations

from typing import Literal

from snowfight.models.base import Answer, Time
from snowfight.models.message import Message
from snowfight.models.user import Member, Status


class Ack(Answer):
    """The message is stored, and found by everybody who looks; a retry gets the same ack."""

    type: Literal["ack"] = "ack"
    client_id: str
    room: str
    seq: int
    created: Time


class MessageHandler(Answer):
    """A message, to every connection that shows its chat, the sender's own included."""

    type: Literal["message_handler"] = "message_handler"
    room: str
    message: Message


class Joined(Answer):
    """Answers `join`; `members` for private chats and small groups: those of others are read in pages over HTTP."""

    type: Literal["joined"] = "joined"
    room: str
    last_seq: int
    online_count: int
    members: list[Member] | None = None


class Pong(Answer):
    """Answers `ping`: the last seq of each named chat in which the client is behind."""

    type: Literal["pong"] = "pong"
    behind: dict[str, int]


class System(Answer):
    """Something happened to a group or its members; made on the fly, never stored."""

    type: Literal["system"] = "system"
    room: str
    event: Literal["joined", "left", "added", "removed", "renamed", "deleted"]
    username: str
    created: Time


class OnlineCount(Answer):
    """How many users have a chat open."""

    type: Literal["online_count_handler"] = "online_count_handler"
    room: str
    online_count: int


class StatusChange(Answer):
    username: str
    status: Status


class OnlineStatus(Answer):
    """How many users are here, and whose status changed among those the receiver shares a chat with."""

    type: Literal["online_status_handler"] = "online_status_handler"
    online_count: int
    changes: list[StatusChange]


class ChatIndicators(Answer):
    """For the chat drop-down: users online, unread messages and last seq by chat."""

    type: Literal["chat_indicators"] = "chat_indicators"
    chat_counts: dict[str, int]
    unread: dict[str, int]
    last_seqs: dict[str, int]


class ReadHandler(Answer):
    """Another member has read up to `seq`."""

    type: Literal["read_handler"] = "read_handler"
    room: str
    username: str
    seq: int
