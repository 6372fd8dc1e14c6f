"""Messages, and pages of them."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from snowfight.models.base import MAX_INTEGER, Answer, Time
from snowfight.models.file import File
from snowfight.models.user import Author

MAX_SEQ = MAX_INTEGER


NAMED = 50
"""Users that a message names for each emoji; who else reacted is read in pages (wire contract, part 2)."""


class Reaction(Answer):
    """An emoji on a message: how often, who used it first, and whether the reader did (null in frames)."""

    emoji: str
    count: int
    usernames: list[str]
    me: bool | None = None


REPLIERS = 5
"""Latest repliers whom a thread's first message names (wire contract, part 3)."""

QUOTED = 140
"""Code points of a message that a reply to it quotes."""


class Quote(Answer):
    """The message that a reply is one to, as it is now; of a deleted one `body` and `filename` are null."""

    seq: int
    author: Author
    body: str | None = None
    filename: str | None = None
    deleted: Time | None = None


class ThreadSummary(Answer):
    """The replies of a thread that are not deleted; its latest repliers, each once, the newest first."""

    count: int
    last_seq: int
    usernames: list[str]


Outcome = Literal["answered", "missed", "declined", "cancelled"]


class CallSummary(Answer):
    """A call that is over: what became of it, whole seconds from the first accept to the end, whoever was ever in it,
    and who was rung and neither came nor declined (wire contract, part 6)."""

    video: bool
    outcome: Outcome
    seconds: int
    participants: list[str]
    missed: list[str]


class LoggedCall(CallSummary):
    """The same as the log keeps it: `id` is the call's."""

    id: str

    @property
    def view(self) -> CallSummary:
        return CallSummary(**self.model_dump(exclude={"id"}))


class Message(Answer):
    """A message in its current state. A deleted one keeps its `seq`: `deleted` is set, `body` and `file` are null.

    `rev` is the number of the last change that touched it, 0 if none did; a state with a smaller one is older.
    """

    room: str
    seq: int
    id: str
    client_id: str
    author: Author
    body: str | None = None
    file: File | None = None
    created: Time
    edited: Time | None = None
    deleted: Time | None = None
    deleted_by: str | None = None
    pinned: bool = False
    reactions: list[Reaction] = Field(default_factory=list[Reaction])
    rev: int = 0
    reply_to: int | None = None
    thread: int | None = None
    """The first message of the chain of replies that this one belongs to; null for what is no reply."""
    replies: ThreadSummary | None = None
    quoted: Quote | None = None
    mentions: list[str] = Field(default_factory=list[str])
    mentions_all: bool = False
    call: CallSummary | None = None
    """What it tells, where the message is the end of a call."""


class MessagePage(Answer):
    """Answer of `GET /api/chat/older/{chatroom_name}`, oldest first; `rev` is the chat's last change that it surely
    shows: what changed after it is asked for."""

    messages: list[Message]
    has_older: bool
    has_newer: bool
    rev: int


class ChangePage(Answer):
    """Answer of `GET /api/chat/changes/{chatroom_name}`: messages in their current state, in the order of their last
    change; go on behind `rev` while there is `more`. `reset`: what lies behind is no longer known, load anew."""

    messages: list[Message]
    rev: int
    more: bool
    reset: bool


class PinList(Answer):
    """Answer of `GET /api/chat/pins/{chatroom_name}`, the newest pin first."""

    messages: list[Message]


class ReactionPage(Answer):
    """Answer of `GET /api/chat/reactions/{chatroom_name}/{seq}`: who used the emoji, who did first at the beginning;
    `cursor` leads on, null: that was all."""

    usernames: list[str]
    cursor: str | None


class ThreadPage(Answer):
    """Answer of `GET /api/chat/thread/{chatroom_name}/{seq}`: a thread's beginning and its replies, oldest first."""

    root: Message
    messages: list[Message]
    has_newer: bool
    rev: int


class MentionPage(Answer):
    """Answer of `GET /api/mentions`: what mentioned the caller, newest first; `cursor` leads on, null: that was all."""

    messages: list[Message]
    cursor: str | None


class HistoryQuery(BaseModel):
    """Query of `GET /api/chat/older/{chatroom_name}`: at most one of `offset`, `before`, `after` and `around`."""

    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True)

    offset: Annotated[int | None, Field(ge=0, le=MAX_SEQ)] = None
    before: Annotated[int | None, Field(ge=0, le=MAX_SEQ)] = None
    after: Annotated[int | None, Field(ge=0, le=MAX_SEQ)] = None
    around: Annotated[int | None, Field(ge=0, le=MAX_SEQ)] = None
    limit: Annotated[int, Field(ge=1, le=200)] = 30

    @model_validator(mode="after")
    def _one_anchor(self) -> Self:
        if sum(anchor is not None for anchor in (self.offset, self.before, self.after, self.around)) > 1:
            raise ValueError("only one of offset, before, after and around can be asked for")
        return self


class ChangeQuery(BaseModel):
    """Query of `GET /api/chat/changes/{chatroom_name}`; `from` is the first message that the reader shows."""

    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True)

    after: Annotated[int, Field(ge=0, le=MAX_SEQ)] = 0
    first: Annotated[int, Field(ge=0, le=MAX_SEQ, alias="from")] = 1
    limit: Annotated[int, Field(ge=1, le=200)] = 100


class ThreadQuery(BaseModel):
    """Query of `GET /api/chat/thread/{chatroom_name}/{seq}`."""

    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True)

    after: Annotated[int, Field(ge=0, le=MAX_SEQ)] = 0
    limit: Annotated[int, Field(ge=1, le=200)] = 30


class MentionQuery(BaseModel):
    """Query of `GET /api/mentions`; `cursor` is an earlier answer's."""

    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True)

    cursor: Annotated[str, Field(pattern=r"^[0-9]{1,40}$")] | None = None


class ReactionQuery(BaseModel):
    """Query of `GET /api/chat/reactions/{chatroom_name}/{seq}`; `cursor` is an earlier answer's."""

    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True)

    emoji: Annotated[str, Field(min_length=1, max_length=64)]
    cursor: Annotated[str, Field(pattern=r"^[0-9]{1,16}$")] | None = None
