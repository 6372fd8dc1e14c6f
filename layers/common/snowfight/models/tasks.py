"""What one function asks another to do: bring a frame to a part of a large audience, keep the search index."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from snowfight.models.base import MAX_INTEGER
from snowfight.models.names import RoomName

WIDTH = 40
"""Workers that one function asks at most; each asks as many again, so two steps reach 1,600."""


class ShardTask(BaseModel):
    """Bring `frame` to the shards from `first` up to `end` of an audience.

    `viewers` show the chat `room`, `everybody` is who is here. Only connections that came from `since` on and before
    `until` (milliseconds since 1970) are meant, and none that shows the chat `unless`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    audience: Literal["viewers", "everybody"] = "viewers"
    room: RoomName
    first: Annotated[int, Field(ge=0)] = 0
    end: Annotated[int, Field(ge=1)]
    frame: str
    since: int | None = None
    until: int | None = None
    unless: RoomName | None = None
    about: str | None = None
    """The message that the frame tells of, by its `client_id`, or several by their chat and numbers: what the logs of
    all functions have in common."""

    def split(self) -> list[ShardTask]:
        """At most WIDTH tasks, as even as can be, that together are this one."""
        shards = self.end - self.first
        parts = min(WIDTH, shards)
        edges = [self.first + shards * part // parts for part in range(parts + 1)] if parts else []
        return [self.model_copy(update={"first": first, "end": end}) for first, end in pairwise(edges)]

    def rest(self) -> ShardTask | None:
        """Everything but the first shard; None where there is no more."""
        return self.model_copy(update={"first": self.first + 1}) if self.end > self.first + 1 else None


class IndexTask(BaseModel):
    """Of a chat `room`: index what its log has grown by; build the `file` anew that begins at that number; or, `anew`,
    all of its files, from `file` on. Without a room: of every chat that has an index, all files `anew`, or look after
    them; `after` names the chat and the file behind which to go on. `describe`: say which SQLite there is, and do
    nothing.
    """

    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True)

    room: RoomName | None = None
    file: Annotated[int, Field(ge=1, le=MAX_INTEGER)] | None = None
    anew: bool = False
    after: tuple[str, str] | None = None
    describe: bool = False
