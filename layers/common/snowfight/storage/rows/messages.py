"""The rows of the messages table: messages, their threads, what has changed, and whom they mentioned; what of them is
indexed for search, and where notices wait."""

from __future__ import annotations

from pynamodb.attributes import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute

from snowfight.storage.rows.row import MessagesTableRow


class MessageRow(MessagesTableRow):
    client_id = UnicodeAttribute()
    author = UnicodeAttribute()
    created = NumberAttribute()
    body = UnicodeAttribute(null=True)
    file = JSONAttribute(null=True)
    edited = NumberAttribute(null=True)
    deleted = NumberAttribute(null=True)
    deleted_by = UnicodeAttribute(null=True)
    pinned = BooleanAttribute(null=True)
    reactions = UnicodeAttribute(null=True)
    """JSON: for each emoji, in the order of its first use, the emoji, how often, and the first names with spaces."""

    rev = NumberAttribute(null=True)
    reply_to = NumberAttribute(null=True)
    quotes = UnicodeAttribute(null=True)
    thread = NumberAttribute(null=True)
    replies = UnicodeAttribute(null=True)
    """JSON, of a thread's first message: how many, the number of the newest, the latest repliers with spaces."""

    mentions = UnicodeAttribute(null=True)
    """Names with spaces."""

    mentions_all = BooleanAttribute(null=True)
    call = JSONAttribute(null=True)
    """What the message tells of a call that is over."""

    expires_at = NumberAttribute(null=True)


class ThreadRow(MessagesTableRow):
    author = UnicodeAttribute()
    expires_at = NumberAttribute(null=True)


class MentionRow(MessagesTableRow):
    chat = UnicodeAttribute()
    message = NumberAttribute()
    keyword = BooleanAttribute(null=True)
    """Nothing but a keyword of the user's is in it."""

    expires_at = NumberAttribute()


class ChangeRow(MessagesTableRow):
    message = NumberAttribute()
    kind = UnicodeAttribute()
    username = UnicodeAttribute()
    emoji = UnicodeAttribute(null=True)
    on = BooleanAttribute(null=True)
    expires_at = NumberAttribute()


class ManifestRow(MessagesTableRow):
    version = NumberAttribute()
    """One more with each new state."""

    splitter = NumberAttribute()
    files = UnicodeAttribute()
    """JSON: of each file its first and last number, its name, when its oldest and newest message were written, when the
    first of them ends, and its checksum."""


class DirtyRow(MessagesTableRow):
    rev = NumberAttribute()


class WaitingRow(MessagesTableRow):
    due = NumberAttribute()
    turns = NumberAttribute(null=True)
    """How often it was not yet time."""

    expires_at = NumberAttribute()
