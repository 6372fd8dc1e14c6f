"""The rows of the three tables.

| table | partition key | sort key | row |
|---|---|---|---|
| rooms | `ROOM#<chat>` | `META` | the chat itself, and how far its log has got |
| rooms | `ROOM#<chat>` | `MEMBER#<username>` | a member, for everybody who asks who is in the chat |
| rooms | `ROOM#<chat>` | `PAST#<username>` | somebody who was a member |
| rooms | `USER#<username>` | `ACCOUNT` | a user's profile and send budget |
| rooms | `USER#<username>` | `ROOM#<chat>` | a chat that the user is or was in, and how far they have read in it |
| rooms | `OPEN` | `<title>#<chat>` | an open group, for those who look for one |
| rooms | `DELETED` | `<username>` | a user who is no more, for who makes a backup |
| messages | `<chat>` | number | a message |
| ephemeral | `ONLINE#<shard>` | `<username>` | the user's live connections |
| ephemeral | `CONNECTION#<id>` | `CONNECTION` | whose connection it is, and which chats it shows |
| ephemeral | `VIEW#<chat>#<shard>` | `<connection id>` | a connection that shows the chat |
| ephemeral | `COUNT#<chat>` | `COUNT` | how many users show the chat; of `site`, how many are here |
| ephemeral | `SAID#<topic>` | `SAID` | what connections were last told about a topic of presence |
| ephemeral | `DUE` | `<topic>` | a topic that has to be looked at |
| ephemeral | `CHANGED` | `<username>` | a user whose status has to be looked at |
| ephemeral | `WATCHED` | `<chat>` | a chat that somebody shows |
| ephemeral | `TICK` | `TICK` | when presence was last told; each write wakes its function |
| ephemeral | `RECEIPT#<chat>#<username>` | `<client_id>` | the number that a message got |
| ephemeral | `UPLOADS` | `<time and chance>` | an upload that was signed and is in no message, or in one that ends |
| ephemeral | `RATE#<subject>` | `<limit>` | when the subject lately did what a rate limit counts |
| ephemeral | `TICKET#<hash>` | `TICKET` | who may open one connection |
| ephemeral | `USER#<username>` | `EMAIL_CODE` | the code that proves an e-mail address |
| ephemeral | `JOBS` | `<kind>#<id>` | work that goes on after the answer: deleting a chat, an account |

`expires_at` (seconds since 1970) is looked at in every read: TTL only collects the garbage, days late.
"""

from __future__ import annotations

from typing import Any, ClassVar, Self

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    ListAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
)
from pynamodb.models import Model

RawItem = dict[str, dict[str, Any]]
AUTHOR_MARK = "@"


class _Sorted(Model):
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
    deleting = BooleanAttribute(null=True)
    pair = UnicodeSetAttribute(null=True)
    member_count = NumberAttribute(null=True)
    last_seq = NumberAttribute(null=True)
    active = NumberAttribute(null=True)
    shards = NumberAttribute(null=True)
    filling = NumberAttribute(null=True)
    resized = NumberAttribute(null=True)
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
    """Groups that the user has come into; never counted down (storage.members)."""

    max_joins = NumberAttribute(null=True)
    """Up to where that may grow; set anew from the user's memberships."""

    budget = NumberAttribute(null=True)
    """The theoretical arrival time of the send budget, milliseconds since 1970 (storage.accounts)."""

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

    left = NumberAttribute(null=True)
    title = UnicodeAttribute(null=True)
    """What the chat was called when the user left."""


class DeletedRow(Model):
    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]  (PynamoDB fills in the rest)
        table_name = "rooms"

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)


class OpenRow(Model):
    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]  (PynamoDB fills in the rest)
        table_name = "rooms"

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    room = UnicodeAttribute()
    title = UnicodeAttribute()


class MessageRow(Model):
    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]  (PynamoDB fills in the rest)
        table_name = "messages"

    room = UnicodeAttribute(hash_key=True)
    seq = NumberAttribute(range_key=True)
    client_id = UnicodeAttribute()
    author = UnicodeAttribute()
    created = NumberAttribute()
    body = UnicodeAttribute(null=True)
    file = JSONAttribute(null=True)
    edited = NumberAttribute(null=True)
    deleted = NumberAttribute(null=True)
    expires_at = NumberAttribute(null=True)


class EphemeralRow(Model):
    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]  (PynamoDB fills in the rest)
        table_name = "ephemeral"

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    expires_at = NumberAttribute()


class PresenceRow(EphemeralRow):
    active = UnicodeSetAttribute(null=True)
    idle = UnicodeSetAttribute(null=True)
    told = UnicodeAttribute(null=True)
    """The status that others were told last; none: offline."""


class ConnectionRow(EphemeralRow):
    username = UnicodeAttribute()
    opened = NumberAttribute()
    views = UnicodeSetAttribute(null=True)
    welcomed = BooleanAttribute(null=True)


class ViewRow(EphemeralRow):
    username = UnicodeAttribute()
    opened = NumberAttribute()
    joined = NumberAttribute()


class CountRow(EphemeralRow):
    online_count = NumberAttribute()
    counted = NumberAttribute(null=True)


class SaidRow(EphemeralRow):
    told = UnicodeAttribute()
    told_at = NumberAttribute()
    heard_until = NumberAttribute(null=True)


class MarkRow(EphemeralRow):
    version = UnicodeAttribute()


class TickRow(EphemeralRow):
    kind = UnicodeAttribute(null=True)
    counts_at = NumberAttribute(null=True)
    statuses_at = NumberAttribute(null=True)
    busy_until = NumberAttribute(null=True)
    turn = UnicodeAttribute(null=True)
    """Whose turn it is until then."""

    woken = UnicodeAttribute(null=True)


class ReceiptRow(EphemeralRow):
    seq = NumberAttribute()
    created = NumberAttribute()


class TicketRow(EphemeralRow):
    username = UnicodeAttribute()


class JobRow(EphemeralRow):
    kind = UnicodeAttribute()
    subject = UnicodeAttribute()
    due = NumberAttribute()
    runs = NumberAttribute()


class UploadRow(EphemeralRow):
    public_id = UnicodeAttribute()
    username = UnicodeAttribute()
    kind = UnicodeAttribute()
    filename = UnicodeAttribute()
    size = NumberAttribute()
    given = NumberAttribute()
    due = NumberAttribute(null=True)
    """When the message ends that the file is in."""


class RateRow(EphemeralRow):
    spent: ListAttribute[Any] = ListAttribute()
    """When each of what was counted was done, milliseconds since 1970."""


class CodeRow(EphemeralRow):
    digest = UnicodeAttribute()
    salt = UnicodeAttribute()
    tries = NumberAttribute()
    sent = NumberAttribute()
