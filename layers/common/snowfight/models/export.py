"""The lines of a user's export, each a JSON object that says of which kind it is."""

from __future__ import annotations

from typing import Literal

from snowfight.models.base import Answer, Time
from snowfight.models.chat import Kind
from snowfight.models.message import Message
from snowfight.models.user import User


class UserLine(User):
    """Who they are; the first line of all."""

    kind: Literal["user"] = "user"


class ChatLine(Answer):
    """A chat that the user is in, or was in until `left`."""

    kind: Literal["chat"] = "chat"
    name: str
    chat_kind: Kind | None
    title: str | None
    joined: Time | None
    left: Time | None


class MessageLine(Message):
    """What they wrote, each message once."""

    kind: Literal["message"] = "message"


class ReactionLine(Answer):
    """A reaction of theirs to a message, their own or somebody else's."""

    kind: Literal["reaction"] = "reaction"
    room: str
    seq: int
    emoji: str
