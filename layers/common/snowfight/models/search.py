"""Searches, and what they find."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from snowfight.models.base import Answer, Text, Time
from snowfight.models.message import Message

MAX_QUERY = 200
"""Code points of a search (wire contract, part 4)."""

MAX_CURSOR = 4096
"""Characters of a cursor: it names a hundred chats at most (domain.search.cursors)."""

Cursor = Annotated[str, Field(max_length=MAX_CURSOR, pattern=r"^[A-Za-z0-9_-]+$")]
"""An earlier answer's, as it was given."""


class SearchResult(Answer):
    """A message that was found, and its chat's title, null for a private one; `matches` are ranges of `message.body`,
    in UTF-16 code units."""

    message: Message
    title: str | None
    matches: list[tuple[int, int]]


class SearchPage(Answer):
    """Answer of `GET /api/search`, newest first; `cursor` leads on, null: that was all. Where the search is not
    `complete`, the time for one call was over, and everything back to `searched_to` was searched."""

    results: list[SearchResult]
    cursor: str | None
    complete: bool
    searched_to: Time | None


class FilePage(Answer):
    """Answer of `GET /api/chat/{chatroom_name}/files`, newest first; `cursor` leads on, null: that was all."""

    messages: list[Message]
    cursor: str | None


class SearchQuery(BaseModel):
    """Query of `GET /api/search`; without `room` all chats of the caller are searched."""

    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True)

    q: Annotated[Text, Field(min_length=1, max_length=MAX_QUERY)]
    room: str | None = None
    cursor: Cursor | None = None


class FileQuery(BaseModel):
    """Query of `GET /api/chat/{chatroom_name}/files`; without `kind` all files."""

    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True)

    kind: Literal["image", "file"] | None = None
    cursor: Cursor | None = None
