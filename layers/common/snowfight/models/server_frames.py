"""What the server says over the WebSocket."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal

from pydantic import Field

from snowfight.models.base import OMITTED, Answer, Time
from snowfight.models.message import Message, ThreadSummary
from snowfight.models.user import Member, Status

MAX_FRAME = 32_768
"""Bytes of the largest frame (wire contract, `joined`): API Gateway bills a longer one as several, and ends a
connection that is posted more than 128 KB."""

MAX_CHANGES = 400
"""Statuses of one frame: 70 bytes each, at most."""

MAX_INDICATED = 110
"""Chats of one frame: 290 bytes each, at most."""


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


class MessagesHandler(Answer):
    """Several messages at once, in order, to those who show the public chat, where they are very many and it is busy;
    at most one a second and connection."""

    type: Literal["messages_handler"] = "messages_handler"
    room: str
    messages: list[Message]


ChangeKind = Literal["edit", "delete", "react", "pin"]


class Changed(Answer):
    """The change is stored, and found by everybody who looks; so is what was so already, which changes nothing."""

    type: Literal["changed"] = "changed"
    client_id: str
    room: str
    seq: int
    rev: int


class ChangeHandler(Answer):
    """A message after a change, to the same connections as a message of the chat; `rev` orders changes."""

    type: Literal["change_handler"] = "change_handler"
    room: str
    rev: int
    seq: int
    kind: ChangeKind
    username: str
    emoji: Annotated[str | None, OMITTED] = None
    on: Annotated[bool | None, OMITTED] = None
    message: Message
    thread_replies: Annotated[ThreadSummary | None, OMITTED] = None
    """After a reply was deleted: what is left of its thread, as the first message has it."""


class ReplyDeleted(ChangeHandler):
    """The same of a reply that was deleted: `thread_replies` is there, null where none is left."""

    thread_replies: ThreadSummary | None = None


class ChangesHandler(Answer):
    """The current state of everything that changed from behind `after` up to `rev`, where a chat has very many viewers
    (wire contract, part 2); at most one a second and connection."""

    type: Literal["changes_handler"] = "changes_handler"
    room: str
    after: int
    rev: int
    messages: list[Message]


class Joined(Answer):
    """Answers `join`; `members` for private chats and small groups: those of others are read in pages over HTTP."""

    type: Literal["joined"] = "joined"
    room: str
    last_seq: int
    last_rev: int
    online_count: int
    members: list[Member] | None = None


class Pong(Answer):
    """Answers `ping`: the last seq of each named chat in which the client is behind, and, where it asked with `revs`,
    the last rev of each in which that is another than the client's."""

    type: Literal["pong"] = "pong"
    behind: dict[str, int]
    changed: Annotated[dict[str, int] | None, OMITTED] = None


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
    """How many users are here, and whose status changed among those the recipient shares a chat with."""

    type: Literal["online_status_handler"] = "online_status_handler"
    online_count: int
    changes: list[StatusChange]

    @classmethod
    def of(cls, online_count: int, changes: Sequence[StatusChange]) -> Iterator[OnlineStatus]:
        """As many frames as the changes need; one where there are none."""
        for start in range(0, max(1, len(changes)), MAX_CHANGES):
            yield cls(online_count=online_count, changes=list(changes[start : start + MAX_CHANGES]))


class ChatIndicators(Answer):
    """For the chat drop-down: users online, unread messages, last seq and last rev by chat."""

    type: Literal["chat_indicators"] = "chat_indicators"
    chat_counts: dict[str, int]
    unread: dict[str, int]
    last_seqs: dict[str, int]
    last_revs: dict[str, int]
    unread_mentions: dict[str, int] = Field(default_factory=dict[str, int])

    @classmethod
    def of(
        cls,
        chat_counts: Mapping[str, int],
        unread: Mapping[str, int],
        last_seqs: Mapping[str, int],
        last_revs: Mapping[str, int],
        unread_mentions: Mapping[str, int],
    ) -> Iterator[ChatIndicators]:
        """As many frames as the chats of `chat_counts` need, in its order; the others tell of some of those."""
        names = list(chat_counts)
        for start in range(0, len(names), MAX_INDICATED):
            page = names[start : start + MAX_INDICATED]
            told = (chat_counts, unread, last_seqs, last_revs, unread_mentions)
            counts, left, last, changed, mentions = ({n: values[n] for n in page if n in values} for values in told)
            yield cls(chat_counts=counts, unread=left, last_seqs=last, last_revs=changed, unread_mentions=mentions)


class TypingHandler(Answer):
    """Somebody is writing in a chat; shown for six seconds, or until a message of theirs comes."""

    type: Literal["typing_handler"] = "typing_handler"
    room: str
    username: str


class ReadHandler(Answer):
    """Another member has read up to `seq`."""

    type: Literal["read_handler"] = "read_handler"
    room: str
    username: str
    seq: int
