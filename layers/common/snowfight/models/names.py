"""Names: of users, chats and the messages that clients number themselves."""

from __future__ import annotations

import re
from typing import Annotated
from uuid import UUID, uuid5

from pydantic import AfterValidator, Field

PUBLIC_CHAT = "public-chat"
DELETED_USER = "deleted-user"

RESERVED = frozenset(
    {"new", "private", "upload", "older", "edit", "delete", "leave", "join", "file", "me", "admin", "system", "support"}
)
"""Usernames that nobody gets: they are words of our paths or would look official (wire contract, HTTP)."""

HOOK_PREFIX = "hook_"
"""What usernames of hooks begin with, and nobody else's."""

_USERNAME = re.compile(r"[A-Za-z0-9_]{3,20}")
_UUID = re.compile(r"[0-9A-Fa-f]{8}(-?)(?:[0-9A-Fa-f]{4}\1){3}[0-9A-Fa-f]{12}")
_RANDOM = 4
_PAIRS = UUID("0b3f4d5c-6c0e-4f3e-9a53-7f4c0a2c8d11")
"""The namespace of the names of private chats."""
_ROOM = re.compile(r"public-chat|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def username(text: str) -> str:
    """The canonical, lower-case form of a username; raises ValueError where it can be nobody's."""
    if not _USERNAME.fullmatch(text):
        raise ValueError("must be 3 to 20 letters a to z, digits or underscores")
    name = text.lower()
    if name in RESERVED:
        raise ValueError("is reserved")
    return name


def is_hook(name: str) -> bool:
    """Whether the username is one that only hooks have."""
    return name.startswith(HOOK_PREFIX)


def is_room(text: str) -> bool:
    """Whether `text` has the form of a chatroom_name: `public-chat` or a lower-case UUID."""
    return _ROOM.fullmatch(text) is not None


def is_group(name: str) -> bool:
    """Whether the chat is a group: their names are random (UUID, version 4), a private chat's follows from its pair."""
    return name != PUBLIC_CHAT and UUID(name).version == _RANDOM


def private_chat(one: str, other: str) -> str:
    """What the private chat of the two is called, always the same: two who ask for it at once make one chat."""
    first, second = sorted((one, other))
    return str(uuid5(_PAIRS, f"{first}|{second}"))


def _canonical_uuid(text: str) -> str:
    if not _UUID.fullmatch(text):
        raise ValueError("must be a UUID")
    return str(UUID(text))


Username = Annotated[str, Field(min_length=3, max_length=20), AfterValidator(username)]
ClientId = Annotated[str, AfterValidator(_canonical_uuid), Field(json_schema_extra={"format": "uuid"})]
"""The UUID that a client gives a message and keeps across retries."""
RoomName = Annotated[str, Field(max_length=32_768)]
"""Whatever a client calls a chat; one that cannot exist is `no_such_chat`, however long, not a malformed frame."""
