"""What the server says over the WebSocket."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from snowfight.models.base import Answer, Time
from snowfight.models.message import Message
from snowfight.models.user import Member, Status

MAX_FRAME = 32_768
"""Bytes of the largest frame (wire contract, `joined`): API Gateway bills a longer one as several, and ends a
connection that is posted more than 128 KB."""

MAX_CHANGES = 400
"""Statuses of one frame: 70 bytes each, at most."""

MAX_INDICATED = 150
"""Chats of one frame: 190 bytes each, at most."""


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

    @classmethod
    def of(cls, online_count: int, changes: Sequence[StatusChange]) -> Iterator[OnlineStatus]:
        """As many frames as the changes need; one where there are none."""
        for start in range(0, max(1, len(changes)), MAX_CHANGES):
            yield cls(online_count=online_count, changes=list(changes[start : start + MAX_CHANGES]))


class ChatIndicators(Answer):
    """For the chat drop-down: users online, unread messages and last seq by chat."""

    type: Literal["chat_indicators"] = "chat_indicators"
    chat_counts: dict[str, int]
    unread: dict[str, int]
    last_seqs: dict[str, int]

    @classmethod
    def of(
        cls, chat_counts: Mapping[str, int], unread: Mapping[str, int], last_seqs: Mapping[str, int]
    ) -> Iterator[ChatIndicators]:
        """As many frames as the chats of `chat_counts` need, in its order; the other two tell of some of those."""
        names = list(chat_counts)
        for start in range(0, len(names), MAX_INDICATED):
            page = names[start : start + MAX_INDICATED]
            counts, left, last = (
                {n: values[n] for n in page if n in values} for values in (chat_counts, unread, last_seqs)
            )
            yield cls(chat_counts=counts, unread=left, last_seqs=last)


class ReadHandler(Answer):
    """Another member has read up to `seq`."""

    type: Literal["read_handler"] = "read_handler"
    room: str
    username: str
    seq: int
