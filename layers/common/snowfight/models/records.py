"""What is kept, as storage hands it to the domain: facts without keys, limits or AWS types."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.user import GONE, Author

if TYPE_CHECKING:
    from snowfight.models.chat import Kind, Level
    from snowfight.models.file import StoredFile
    from snowfight.models.message import LoggedCall
    from snowfight.models.notices import MailStop
    from snowfight.models.server_frames import ChangeKind
    from snowfight.models.user import Role


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
    """Groups that the user has come into since they were first counted (storage.rooms.members); None: never counted."""
    max_joins: int = 0
    """Up to where that may grow."""
    has_keywords: bool = False
    """Whether the user has set keywords."""
    has_devices: bool = False
    """Whether a browser of the user's is pushed to."""
    sessions_since: datetime | None = None
    """Tokens and tickets issued before this moment are no longer good (password reset)."""
    mail_stopped: MailStop | None = None
    """Why nothing but codes is mailed to the address."""
    invite: str | None = None
    """The invitation to a group that the user signed up with, until their address is proven."""
    role: Role = "member"
    created: datetime | None = None
    """When the account was made; None: before that was kept."""
    muted: Sanction | None = None
    """The last mute, over or not."""
    banned: Sanction | None = None
    """The last ban. It stands, over or not, until it is lifted or the user signs in after its end: so whoever asks
    whether an account is open needs no clock."""
    has_blocks: bool = False
    """Whether the user has blocked somebody, or was blocked: most messages ask no further."""
    bot: bool = False
    """Whether a program speaks by it: a bot, or a hook."""
    maker: str | None = None
    """Who made the bot or hook; None: a person's, or a bot that came with an import."""
    hook_of: str | None = None
    """The chat that the hook writes into, whose account it is: nothing else may be done by it."""
    bots: int = 0
    """How many the user has made."""
    imported: bool = False
    """Whether it came with an import, and nobody has taken it over yet: nobody can sign in to it."""

    def muted_at(self, now: datetime) -> Sanction | None:
        """The mute that holds."""
        return self.muted if self.muted and self.muted.holds(now) else None

    def banned_at(self, now: datetime) -> Sanction | None:
        """The ban that holds."""
        return self.banned if self.banned and self.banned.holds(now) else None

    def admits(self, since: datetime) -> bool:
        """Whether what the user was given at `since`, a token or a ticket, is still good."""
        return self.is_open and not self.imported and not self.has_ended(since)

    def has_ended(self, since: datetime) -> bool:
        """Whether a session from `since` was ended together with all the others of then."""
        return self.sessions_since is not None and since < self.sessions_since

    @property
    def is_open(self) -> bool:
        """Whether its user may do anything at all: it is neither deleted nor banned."""
        return not self.deleted and self.banned is None

    @property
    def reach(self) -> Reach:
        return Reach(self.has_devices and self.is_open, self.email_verified and self.is_open)

    @property
    def author(self) -> Author:
        """The account as others see it next to its messages."""
        if self.deleted:
            return GONE
        return Author(username=self.username, display_name=self.display_name, avatar_url=self.avatar_url, bot=self.bot)


@dataclass(frozen=True)
class PostingRules:
    """What owners have decided of what people may write."""

    words: tuple[str, ...] = ()
    """Those that no text may have."""
    slow_seconds: int = 0
    """Between two messages of a user in the public chat."""
    new_minutes: int = 0
    """For so long an account counts as new."""


@dataclass(frozen=True)
class Sanction:
    """A mute or a ban: until when, None without end; and the reason that its subject was given."""

    until: datetime | None
    statement: str

    def holds(self, now: datetime) -> bool:
        return self.until is None or now < self.until


class Reach(NamedTuple):
    """How a user can be told who does not look: on a device, by mail."""

    by_push: bool
    by_mail: bool


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
    slow_seconds: int = 0
    """Between two messages of a member of the group."""
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
    last_rev: int = 0
    """The number of the chat's newest change that was told."""
    deletions: tuple[int, ...] = ()
    """The numbers of its newest deleted messages, falling."""
    mentions_all: tuple[int, ...] = ()
    """In a large group the numbers of the newest messages that mention everybody, falling."""
    keywords: int = 0
    """Another with every change to somebody's keywords there; 0: nobody ever had any."""
    call: str | None = None
    """The call that rings or goes on there; may be over already."""
    events: int = 0
    """How many subscriptions there are that what happens in the chat is sent to."""
    member_events: int = 0
    """The number of the newest event of members that was kept for those."""
    told: int | None = None
    """With a very large audience: up to where its messages are told, while there are others."""
    teller: str | None = None
    """Whose turn it is to tell those others …"""
    tells_at: datetime | None = None
    """… and when."""
    quiet_at: datetime | None = None
    """From when on a message may be told at once there."""

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
    bots: frozenset[str] = frozenset()
    """Those of the members that are bots."""

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
    mark: UnreadMark | None = None
    mentions: tuple[int, ...] = ()
    """The numbers of the newest messages there that mention the user."""
    passed_over: tuple[int, ...] = ()
    """The numbers of those that mention everybody there, and not the user."""
    notify: Level | None = None
    """What the user is told of when they do not look; None: as their settings say."""
    notify_until: datetime | None = None
    """From then on `notify` counts no longer; None: until it is changed."""

    def notify_at(self, now: datetime) -> Level | None:
        """What holds of `notify` now."""
        return self.notify if self.notify_until is None or now < self.notify_until else None


@dataclass(frozen=True)
class UnreadMark:
    """From where on a user has marked a chat unread, how far it reached then, and the newest of their own messages
    there."""

    seq: int
    end: int
    own: tuple[int, ...] = ()


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
    deleted_by: str | None = None
    pinned: bool = False
    reactions: tuple[ReactionGroup, ...] = ()
    """In the order in which each emoji was first used and has been there since."""
    rev: int = 0
    """The number of the last change that touched it."""
    reply_to: int | None = None
    quotes: str | None = None
    """Who wrote the message that this one is a reply to."""
    thread: int | None = None
    """The first message of the chain of replies that it belongs to; None for what is no reply."""
    replies: Replies | None = None
    mentions: tuple[str, ...] = ()
    mentions_all: bool = False
    call: LoggedCall | None = None


@dataclass(frozen=True)
class Replies:
    """The replies of a thread that are not deleted: how many, the newest, and who wrote the latest
    (models.message.REPLIERS), each once, newest first."""

    count: int
    last_seq: int
    usernames: tuple[str, ...]


@dataclass(frozen=True)
class ReactionGroup:
    """An emoji on a message: how often it is there, and the names of the first (models.message.NAMED), oldest first."""

    emoji: str
    count: int
    usernames: tuple[str, ...]


@dataclass(frozen=True)
class Reacted:
    """What one user has put on a message: each emoji and the number of the change by which it came; and the client ids
    of the user's newest frames about it, in order, by which a late repeat of one is known."""

    room: str
    seq: int
    username: str
    emoji: dict[str, int] = field(default_factory=dict[str, int])
    client_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change:
    """A line of a chat's second log: its `rev`'th change touched message `seq`."""

    room: str
    rev: int
    seq: int
    kind: ChangeKind
    username: str
    emoji: str | None = None
    on: bool | None = None


@dataclass(frozen=True)
class CustomEmoji:
    """An emoji that a user has added; a `removed` one stays, so that its name is never free again."""

    name: str
    username: str
    public_id: str
    """What the picture is called where files are kept."""
    url: str
    created: datetime
    removed: datetime | None = None


@dataclass(frozen=True)
class Link:
    """A live connection of a user, as the gateway knows it, and when it was opened."""

    connection_id: str
    username: str
    opened: datetime


@dataclass(frozen=True)
class PushSubscription:
    """Where a browser of a user is pushed to, and by which keys what is pushed there is encrypted (RFC 8291)."""

    endpoint: str
    p256dh: str
    auth: str
    session: str
    signed_in: datetime
    """What the session is called that it ends with, and when that began."""
    created: datetime
    language: str | None = None
