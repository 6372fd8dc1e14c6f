"""The rows of the rooms table: chats with their members, users with their chats."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from pynamodb.attributes import (
    BinaryAttribute,
    BooleanAttribute,
    JSONAttribute,
    ListAttribute,
    NumberAttribute,
    NumberSetAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
)

from snowfight.storage.rows import RawItem
from snowfight.storage.rows.row import RoomsTableRow, Row

AUTHOR_MARK = "@"


class _Sorted(Row):
    """A row whose class shows in its sort key, so that one Query may return rows of several classes."""

    SORT_PREFIX: ClassVar[str] = ""

    @classmethod
    def from_raw_data(cls, data: RawItem) -> Self:
        sort = data["sk"]["S"]
        for row_class in cls.__subclasses__():
            if sort.startswith(row_class.SORT_PREFIX):
                return row_class.from_raw_data(data)
        return super().from_raw_data(data)


class RoomsRow(_Sorted):
    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]  (PynamoDB fills in the rest)
        table_name = "rooms"

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)


class MetaRow(RoomsRow):
    SORT_PREFIX = "META"

    title = UnicodeAttribute(null=True)
    admin = UnicodeAttribute(null=True)
    open = BooleanAttribute(null=True)
    invite = UnicodeAttribute(null=True)
    retention_days = NumberAttribute(null=True)
    slow_seconds = NumberAttribute(null=True)
    deleting = BooleanAttribute(null=True)
    pair = UnicodeSetAttribute(null=True)
    member_count = NumberAttribute(null=True)
    last_seq = NumberAttribute(null=True)
    active = NumberAttribute(null=True)
    shards = NumberAttribute(null=True)
    filling = NumberAttribute(null=True)
    resized = NumberAttribute(null=True)
    last_rev = NumberAttribute(null=True)
    """How far the chat's log of changes has got."""

    deletions = BinaryAttribute(legacy_encoding=False, null=True)
    """The numbers of the newest messages that were deleted (storage.messages.packed_numbers)."""

    keywords = NumberAttribute(null=True)
    """Another with every change to somebody's keywords (storage.mentions.keywords)."""

    mentions_all = BinaryAttribute(legacy_encoding=False, null=True)
    """In a large group the numbers of the newest messages that mention everybody, packed alike."""

    call = UnicodeAttribute(null=True)
    """The call that rings or goes on there (storage.calls)."""

    events = NumberAttribute(null=True)
    """How many subscriptions there are that events of the chat are sent to (storage.events)."""

    member_events = NumberAttribute(null=True)
    """The number of the newest event of members that was kept for them."""

    hooks = NumberAttribute(null=True)
    """How many hooks write into the chat (storage.hooks)."""

    announced_rev = NumberAttribute(null=True)
    announced_from = NumberAttribute(null=True)
    announced_at = NumberAttribute(null=True)
    """Where changes are gathered: up to where they were told last, from behind which, and when."""

    told = NumberAttribute(null=True)
    teller = UnicodeAttribute(null=True)
    tells_at = NumberAttribute(null=True)
    quiet_at = NumberAttribute(null=True)
    """Where messages are gathered: up to where they are told, who tells the rest, and when; and from when on one may go
    out at once (storage.rooms.telling_turns)."""

    sent: dict[str, int]
    """The newest seq of each of the latest authors, from one attribute an author: `@<username>`."""

    @classmethod
    def from_raw_data(cls, data: RawItem) -> Self:
        row = super().from_raw_data(data)
        row.sent = {name[1:]: int(value["N"]) for name, value in data.items() if name.startswith(AUTHOR_MARK)}
        return row


class MemberRow(RoomsRow):
    SORT_PREFIX = "MEMBER#"

    joined = NumberAttribute()
    bot = BooleanAttribute(null=True)


class PastRow(RoomsRow):
    SORT_PREFIX = "PAST#"


class AccountRow(RoomsRow):
    SORT_PREFIX = "ACCOUNT"

    display_name = UnicodeAttribute()
    email = UnicodeAttribute()
    email_verified = BooleanAttribute()
    avatar_url = UnicodeAttribute(null=True)
    avatar_id = UnicodeAttribute(null=True)
    deleted = BooleanAttribute(null=True)
    sessions_since = NumberAttribute(null=True)
    joins = NumberAttribute(null=True)
    """Groups that the user has come into; never counted down (storage.rooms.members)."""

    keywords = BooleanAttribute(null=True)
    """Whether the user has some."""

    devices = BooleanAttribute(null=True)
    """Whether a browser of the user's is pushed to."""

    mail_stopped = UnicodeAttribute(null=True)
    """Why nothing but codes is mailed to the address."""

    invite = UnicodeAttribute(null=True)
    """The invitation to a group that the user signed up with, until their address is proven."""

    role = UnicodeAttribute(null=True)
    """None: a member."""

    created = NumberAttribute(null=True)
    muted: ListAttribute[Any] = ListAttribute(null=True)
    banned: ListAttribute[Any] = ListAttribute(null=True)
    """Until when (0: without end), and the reason that the user was given."""

    blocks = NumberAttribute(null=True)
    """Between how many others and the user there is a block, whoever blocked whom (storage.moderation.blocks)."""

    blocking = NumberAttribute(null=True)
    """How many the user has blocked."""

    max_joins = NumberAttribute(null=True)
    """Up to where that may grow; set anew from the user's memberships."""

    bot = BooleanAttribute(null=True)
    maker = UnicodeAttribute(null=True)
    hook_of = UnicodeAttribute(null=True)
    """Whether a program speaks by it, who made that, and the only chat that it writes into, if it is a hook."""

    bots = NumberAttribute(null=True)
    """How many bots the user has (storage.bots)."""

    imported = UnicodeAttribute(null=True)
    """Where the account came from, until somebody has taken it over: `<source>#<id there>`."""

    merged_into = UnicodeAttribute(null=True)
    """Whose account an operator has begun to make this one part of, or has: `make merge`."""

    budget = NumberAttribute(null=True)
    """The theoretical arrival time of the send budget, milliseconds since 1970 (storage.accounts.budgets)."""

    readings = NumberAttribute(null=True)
    checks = NumberAttribute(null=True)
    tickets = NumberAttribute(null=True)
    """The same of the budgets of telling how far one has read, of files checked at Cloudinary, and of tickets."""


class MembershipRow(RoomsRow):
    SORT_PREFIX = "ROOM#"

    joined = NumberAttribute(null=True)
    read_seq = NumberAttribute(null=True)
    told = NumberAttribute(null=True)
    """When the others were last told how far the user has read."""

    mark: ListAttribute[Any] = ListAttribute(null=True)
    """From which message on the user has marked the chat unread, its last one then, and their own newest up to that."""

    mentions = NumberSetAttribute(null=True)
    """The numbers of the newest messages that mention the user (storage.mentions.unread)."""

    passed_over = NumberSetAttribute(null=True)
    """The numbers of the newest messages that mention everybody there, and not the user: they come across a block."""

    left = NumberAttribute(null=True)
    title = UnicodeAttribute(null=True)
    """What the chat was called when the user left."""

    notify = UnicodeAttribute(null=True)
    notify_until = NumberAttribute(null=True)
    """What the user is told of when they do not look, and up to when; none: as their settings say."""

    typed = NumberAttribute(null=True)
    """When the others were last told that the user is writing."""


class SettingsRow(RoomsRow):
    SORT_PREFIX = "SETTINGS"

    typing = BooleanAttribute(null=True)
    receipts = BooleanAttribute(null=True)
    mail = BooleanAttribute(null=True)
    previews = BooleanAttribute(null=True)
    private = UnicodeAttribute(null=True)
    group = UnicodeAttribute(null=True)
    public = UnicodeAttribute(null=True)
    """What the user is told of in chats of that kind."""

    keywords: ListAttribute[Any] = ListAttribute(null=True)
    quiet = JSONAttribute(null=True)


class PinsRow(RoomsRow):
    SORT_PREFIX = "PINS"

    seqs: ListAttribute[Any] = ListAttribute()
    """In the order in which they were pinned."""


class ReactedRow(RoomsTableRow):
    emoji = JSONAttribute(default=dict)
    """Each emoji that is there, and the rev by which it came."""

    client_ids = BinaryAttribute(legacy_encoding=False)
    """Of the user's newest `react` frames for this message, 16 bytes each."""

    expires_at = NumberAttribute(null=True)


class ReactionRow(RoomsTableRow):
    username = UnicodeAttribute()
    expires_at = NumberAttribute(null=True)


class KeywordsRow(RoomsTableRow):
    words: ListAttribute[Any] = ListAttribute()


class DeletedRow(RoomsTableRow):
    pass


class OpenRow(RoomsTableRow):
    room = UnicodeAttribute()
    title = UnicodeAttribute()


class EmojiRow(RoomsTableRow):
    username = UnicodeAttribute()
    public_id = UnicodeAttribute()
    url = UnicodeAttribute()
    created = NumberAttribute()
    removed = NumberAttribute(null=True)


class EmojiListRow(RoomsTableRow):
    names = NumberAttribute()
    version = UnicodeAttribute()
    """Another with every change."""


class PushRow(RoomsTableRow):
    subscriptions: ListAttribute[Any] = ListAttribute()
    """Of each its endpoint, keys, session, time and language, the oldest first."""

    version = UnicodeAttribute()
    """Another with every change."""


class EndpointRow(RoomsTableRow):
    username = UnicodeAttribute()


class WatchRow(RoomsRow):
    SORT_PREFIX = "WATCH"

    call = UnicodeAttribute()
    due = NumberAttribute()
    turns = NumberAttribute(null=True)
    expires_at = NumberAttribute()
