"""What a client may say over the WebSocket."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from snowfight.models.base import Frame, Moment
from snowfight.models.message import MAX_SEQ
from snowfight.models.names import ClientId, RoomName

Seq = Annotated[int, Field(ge=0, le=MAX_SEQ)]

MAX_PING_ROOMS = 200
"""Rooms that one `ping` may ask about: twice what the chat drop-down shows."""


class Send(Frame):
    """A message. Whether `body` is empty or too long is judged with the deployment's limit."""

    type: Literal["message"]
    room: RoomName
    client_id: ClientId
    body: str
    reply_to: Seq | None = None


class FileUpload(Frame):
    """A message that is a file; `file` is Cloudinary's own upload answer."""

    type: Literal["file_upload"]
    room: RoomName
    client_id: ClientId
    file: dict[str, Any]
    reply_to: Seq | None = None


class Edit(Frame):
    """A new text for a message; `known` is when it had last been edited as far as this client knows."""

    type: Literal["edit"]
    room: RoomName
    seq: Seq
    client_id: ClientId
    body: str
    known: Moment | None = None


class Delete(Frame):
    """A message is taken away, for everybody and for good."""

    type: Literal["delete"]
    room: RoomName
    seq: Seq
    client_id: ClientId


class React(Frame):
    """The sender's reaction to a message is put there or taken back; `emoji` is Unicode's, or `:name:`."""

    type: Literal["react"]
    room: RoomName
    seq: Seq
    client_id: ClientId
    emoji: str
    on: bool


class Pin(Frame):
    """A message is pinned to the chat, or is so no more."""

    type: Literal["pin"]
    room: RoomName
    seq: Seq
    client_id: ClientId
    on: bool


class Join(Frame):
    """Opens a chat in this connection."""

    type: Literal["join"]
    room: RoomName


class Leave(Frame):
    """Closes a chat in this connection; membership stays."""

    type: Literal["leave"]
    room: RoomName


class Read(Frame):
    """The user has read the chat up to `seq`."""

    type: Literal["read"]
    room: RoomName
    seq: Seq


class Typing(Frame):
    """The user is writing in the chat."""

    type: Literal["typing"]
    room: RoomName


class PresenceFrame(Frame):
    """The tab is shown and used, or hidden or idle."""

    type: Literal["presence"]
    state: Literal["active", "inactive"]


class Ping(Frame):
    """A heartbeat; `seqs` tells how far this client has got in each chat, `revs` the same of what has changed there."""

    type: Literal["ping"]
    seqs: Annotated[dict[RoomName, Seq], Field(max_length=MAX_PING_ROOMS)] = Field(default_factory=dict)
    revs: Annotated[dict[RoomName, Seq], Field(max_length=MAX_PING_ROOMS)] = Field(default_factory=dict)
