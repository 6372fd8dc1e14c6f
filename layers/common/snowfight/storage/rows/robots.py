"""The rows of bots, hooks and subscriptions, and of what was imported; all in the rooms table but for the last."""

from __future__ import annotations

from typing import Any

from pynamodb.attributes import BooleanAttribute, JSONAttribute, ListAttribute, NumberAttribute, UnicodeAttribute

from snowfight.storage.rows.row import MessagesTableRow, RoomsTableRow


class BotRow(RoomsTableRow):
    created = NumberAttribute()
    token = UnicodeAttribute()
    """The id of the newest token."""

    expires = NumberAttribute()
    last_used = NumberAttribute(null=True)
    """When the bot last came with a token, milliseconds since 1970; at most an hour old."""


class TokenRow(RoomsTableRow):
    username = UnicodeAttribute()
    maker = UnicodeAttribute()
    digest = UnicodeAttribute()
    """SHA-256 of the secret: that has 256 bits of chance, so no slower one is needed."""

    expires_at = NumberAttribute()


class HookRow(RoomsTableRow):
    name = UnicodeAttribute()
    username = UnicodeAttribute()
    maker = UnicodeAttribute()
    digest = UnicodeAttribute()
    created = NumberAttribute()
    last_used = NumberAttribute(null=True)


class SubscriptionRow(RoomsTableRow):
    url = UnicodeAttribute()
    kinds: ListAttribute[str] = ListAttribute()
    """Of events: `message`, `change`, `member`."""

    bots = BooleanAttribute(null=True)
    maker = UnicodeAttribute()
    secret = UnicodeAttribute()
    seq = NumberAttribute()
    rev = NumberAttribute()
    member = NumberAttribute()
    """Up to where the three logs were sent."""

    turn = UnicodeAttribute(null=True)
    busy_until = NumberAttribute(null=True)
    """Whose turn it is to send, and until when."""

    failures = NumberAttribute(null=True)
    failing_since = NumberAttribute(null=True)
    due = NumberAttribute(null=True)
    """When what failed is tried again."""

    last_status = NumberAttribute(null=True)
    disabled = BooleanAttribute(null=True)
    paced = NumberAttribute(null=True)
    """The theoretical arrival time of what bots say, milliseconds since 1970 (domain.events.pace)."""


class ImportedRow(RoomsTableRow):
    room = UnicodeAttribute()
    progress = JSONAttribute(null=True)


class ImportedPersonRow(RoomsTableRow):
    """Somebody who came with an import: the same person is the same account in a later one."""

    username = UnicodeAttribute()
    claim = UnicodeAttribute(null=True)
    """By the hash of which address the account is taken over; none: the export knew none, or it is a proven one's."""


class ClaimRow(RoomsTableRow):
    pass


class WakeRow(MessagesTableRow):
    due = NumberAttribute()
    turns = NumberAttribute(null=True)
    expires_at = NumberAttribute()


class MemberEventRow(MessagesTableRow):
    """Its `seq` is the number of the last of its events."""

    events: ListAttribute[Any] = ListAttribute()
    """Of one change of members: what happened and to whom, in order."""

    created = NumberAttribute()
    expires_at = NumberAttribute()
