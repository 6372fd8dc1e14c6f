"""Messages, and pages of them."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from snowfight.models.base import MAX_INTEGER, Answer, Time
from snowfight.models.file import File
from snowfight.models.user import Author

MAX_SEQ = MAX_INTEGER


class Message(Answer):
    """A message. A deleted one keeps its `seq`: `deleted` is set, `body` and `file` are null."""

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


class MessagePage(Answer):
    """Answer of `GET /api/chat/older/{chatroom_name}`, oldest first."""

    messages: list[Message]
    has_older: bool
    has_newer: bool


class HistoryQuery(BaseModel):
    """Query of `GET /api/chat/older/{chatroom_name}`: at most one of `offset`, `before` and `after`."""

    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True)

    offset: Annotated[int | None, Field(ge=0, le=MAX_SEQ)] = None
    before: Annotated[int | None, Field(ge=0, le=MAX_SEQ)] = None
    after: Annotated[int | None, Field(ge=0, le=MAX_SEQ)] = None
    limit: Annotated[int, Field(ge=1, le=200)] = 30

    @model_validator(mode="after")
    def _one_anchor(self) -> Self:
        if sum(anchor is not None for anchor in (self.offset, self.before, self.after)) > 1:
            raise ValueError("only one of offset, before and after can be asked for")
        return self
