"""The rows of the rooms table that a community looks after itself with."""

from __future__ import annotations

from typing import Any

from pynamodb.attributes import (
    BooleanAttribute,
    ListAttribute,
    NumberAttribute,
    UnicodeAttribute,
)

from snowfight.storage.rows.row import RoomsTableRow


class CommunityRow(RoomsTableRow):
    sign_up = UnicodeAttribute(null=True)
    domains: ListAttribute[Any] = ListAttribute(null=True)
    words: ListAttribute[Any] = ListAttribute(null=True)
    slow_seconds = NumberAttribute(null=True)
    new_minutes = NumberAttribute(null=True)
    challenge = BooleanAttribute(null=True)
    contact = UnicodeAttribute(null=True)


class OwnersRow(RoomsTableRow):
    owners = NumberAttribute(null=True)


class BlockRow(RoomsTableRow):
    by_me = BooleanAttribute(null=True)
    by_them = BooleanAttribute(null=True)
    """Who blocked whom: the same block stands in the partitions of both."""


class ReportRow(RoomsTableRow):
    report = UnicodeAttribute()
    """models.moderation.Report as it is told, as JSON."""

    email = UnicodeAttribute(null=True)
    """Where a reporter without an account wants to be told."""

    name = UnicodeAttribute(null=True)
    expires_at = NumberAttribute(null=True)


class AuthorReportRow(RoomsTableRow):
    """That there is a report of what a user wrote; its sort key is the report's."""

    expires_at = NumberAttribute(null=True)


class ReportedRow(RoomsTableRow):
    report = UnicodeAttribute()
    """Which report that is."""

    expires_at = NumberAttribute()


class AuditRow(RoomsTableRow):
    actor = UnicodeAttribute()
    action = UnicodeAttribute()
    target = UnicodeAttribute(null=True)
    room = UnicodeAttribute(null=True)
    seq = NumberAttribute(null=True)
    reason = UnicodeAttribute(null=True)
    report = UnicodeAttribute(null=True)
    until = NumberAttribute(null=True)
    expires_at = NumberAttribute()


class DecisionRow(RoomsTableRow):
    kind = UnicodeAttribute()
    text = UnicodeAttribute()
    room = UnicodeAttribute(null=True)
    seq = NumberAttribute(null=True)
    expires_at = NumberAttribute()


class BannedAddressRow(RoomsTableRow):
    expires_at = NumberAttribute(null=True)
    """When the ban ends; none: it has no end."""


class InviteRow(RoomsTableRow):
    uses = NumberAttribute()
    """How often it may be taken up yet."""

    made_by = UnicodeAttribute()
    expires_at = NumberAttribute()
