"""The rows of the ephemeral table: each ends by itself, at `expires_at`."""

from __future__ import annotations

from typing import Any

from pynamodb.attributes import (
    JSONAttribute,
    ListAttribute,
    MapAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
)

from snowfight.storage.rows.row import Row


class EphemeralRow(Row):
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

    opened = NumberAttribute(null=True)
    used = NumberAttribute(null=True)
    """When a connection was last opened to be used, and when one last said that it is (storage.presence.records)."""


class ConnectionRow(EphemeralRow):
    username = UnicodeAttribute()
    opened = NumberAttribute()
    views = UnicodeSetAttribute(null=True)
    welcomed_by = UnicodeAttribute(null=True)
    """The mark of the frame that the connection was welcomed for."""


class ViewRow(EphemeralRow):
    username = UnicodeAttribute()
    opened = NumberAttribute()
    joined = NumberAttribute()


class CountRow(EphemeralRow):
    online_count = NumberAttribute()
    counted = NumberAttribute(null=True)


class AnnouncementRow(EphemeralRow):
    told = UnicodeAttribute()
    told_at = NumberAttribute()
    heard_until = NumberAttribute(null=True)


class MarkRow(EphemeralRow):
    version = UnicodeAttribute()


class ScheduleRow(EphemeralRow):
    kind = UnicodeAttribute(null=True)
    counts_at = NumberAttribute(null=True)
    statuses_at = NumberAttribute(null=True)
    users = NumberAttribute(null=True)
    """How many were here when that was told."""

    busy_until = NumberAttribute(null=True)
    turn = UnicodeAttribute(null=True)
    """Whose turn it is until then."""

    woken = UnicodeAttribute(null=True)
    """There where somebody wants the presence function to be called: the stream lets such records through."""


class ReceiptRow(EphemeralRow):
    seq = NumberAttribute()
    created = NumberAttribute()


class TicketRow(EphemeralRow):
    username = UnicodeAttribute()


class JobRow(EphemeralRow):
    kind = UnicodeAttribute()
    subject = UnicodeAttribute()
    payload = JSONAttribute(null=True)
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


class PaceRow(EphemeralRow):
    at = NumberAttribute()
    """When the user last wrote in the chat, milliseconds since 1970."""

    client_id = UnicodeAttribute()


class CodeRow(EphemeralRow):
    digest = UnicodeAttribute()
    salt = UnicodeAttribute()
    tries = NumberAttribute()
    sent = NumberAttribute()
    held = NumberAttribute(null=True)
    """Until when nobody but who has shown it may use it, seconds since 1970."""


class SolvedRow(EphemeralRow):
    pass


class CallRow(EphemeralRow):
    call = UnicodeAttribute()
    state = UnicodeAttribute()
    """The call as JSON (storage.calls.records)."""

    write = UnicodeAttribute()
    """Another with every transition: what the next one is made of."""

    heard: MapAttribute[str, Any] = MapAttribute(default=dict)
    """By device, when it was heard of last, and by which connection: written by each on its own."""

    logged = NumberAttribute(null=True)
    """The number of the message that tells of the call, once it is over; 0 where none does."""


class CallingRow(EphemeralRow):
    room = UnicodeAttribute()
    call = UnicodeAttribute()


class NoticedRow(EphemeralRow):
    seq = NumberAttribute()
    at = NumberAttribute()


class RetryRow(EphemeralRow):
    username = UnicodeAttribute()
    room = UnicodeAttribute()
    seq = NumberAttribute()
    device = UnicodeAttribute()
    first = NumberAttribute()
    """When the push failed first."""


class MailRow(EphemeralRow):
    version = NumberAttribute()
    """Another with every change."""

    due = NumberAttribute(null=True)
    since = NumberAttribute(null=True)
    claimed = NumberAttribute(null=True)
    again = NumberAttribute(null=True)
    sent = NumberAttribute(null=True)
    lost = NumberAttribute(null=True)
    told = JSONAttribute(null=True)
    """What these say: storage.notices.mails.MailState; times in milliseconds since 1970."""


class DueMailRow(EphemeralRow):
    username = UnicodeAttribute()


class EventRetryRow(EphemeralRow):
    room = UnicodeAttribute()
