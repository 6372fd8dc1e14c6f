"""What is kept, as storage hands it to the domain: facts without keys, limits or AWS types."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.user import GONE, Author

if TYPE_CHECKING:
    from snowfight.models.chat import Kind
    from snowfight.models.file import StoredFile


@dataclass(frozen=True)
class Account:
    """A user's profile. A `deleted` one stays, so that its name is never free again."""

    username: str
    display_name: str
    email: str = ""
    email_verified: bool = False
    avatar_url: str | None = None
    avatar_id: str | None = None
    """What the picture is called where files are kept."""
    deleted: bool = False
    joins: int | None = None
    """Groups that the user has come into since they were first counted (storage.members); None: never counted."""
    max_joins: int = 0
    """Up to where that may grow."""
    sessions_since: datetime | None = None
    """Tokens and tickets issued before this moment are no longer good (password reset)."""

    def admits(self, since: datetime) -> bool:
        """Whether what the user was given at `since`, a token or a ticket, is still good."""
        return not self.deleted and (self.sessions_since is None or since >= self.sessions_since)

    @property
    def author(self) -> Author:
        """The account as others see it next to its messages."""
        if self.deleted:
            return GONE
        return Author(username=self.username, display_name=self.display_name, avatar_url=self.avatar_url)


@dataclass(frozen=True)
class RoomState:
    """A chat and where its log stands.

    `last_seq` is the number of its newest acknowledged message. `sent` maps its latest authors to their own newest
    seq: nobody's own messages are unread, and one write a message has to serve that too (ADR 0004).
    """

    name: str
    kind: Kind
    title: str = ""
    admin: str | None = None
    open: bool = False
    invite: str | None = None
    retention_days: int | None = None
    """Messages are kept for so many days, if the group says so itself."""
    last_seq: int = 0
    active: datetime | None = None
    member_count: int = 0
    pair: tuple[str, str] | None = None
    sent: dict[str, int] = field(default_factory=dict[str, int])
    shards: int = 1
    """Parts that its viewers lie in, all of which are told."""
    filling: int = 1
    """The first parts, those that new viewers go to: fewer than `shards` while their number shrinks."""
    resized: datetime | None = None
    """When `filling` last changed."""

    @classmethod
    def public(cls) -> RoomState:
        """The public chat before anybody has written."""
        return cls(name=PUBLIC_CHAT, kind="public", title="Public chat", open=True)


@dataclass(frozen=True)
class Room:
    """A chat with its members, longest-standing first; the public chat lists none."""

    state: RoomState
    members: tuple[str, ...] = ()
    since: tuple[int, ...] = ()
    """When each of the members came, milliseconds since 1970."""

    @property
    def name(self) -> str:
        return self.state.name


@dataclass(frozen=True)
class Membership:
    """A chat that a user is or was in: since when, how far they have read, and when they left."""

    room: str
    read_seq: int = 0
    joined: datetime | None = None
    left: datetime | None = None
    title: str | None = None


@dataclass(frozen=True)
class Entry:
    """A message as the log keeps it: the author is a name, everything else of them is looked up."""

    room: str
    seq: int
    client_id: str
    author: str
    created: datetime
    body: str | None = None
    file: StoredFile | None = None
    edited: datetime | None = None
    deleted: datetime | None = None
    expires: datetime | None = None
    """When it ends by what held when it was stored; None: never."""


@dataclass(frozen=True)
class Link:
    """A live connection of a user, as the gateway knows it, and when it was opened."""

    connection_id: str
    username: str
    opened: datetime
