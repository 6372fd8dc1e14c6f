"""Editing a message: by its author, for a time, and never over an edit that one has not seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from snowfight.clock import from_milliseconds, milliseconds
from snowfight.domain.changes.plan import Decide, Plan, Situation
from snowfight.domain.posting.checks import PostingChecks
from snowfight.errors import NotEditable, NotYours, Stale, TooLate
from snowfight.models.records import Entry, Room

Resolved = Callable[[Room, Entry], Entry]


@dataclass(frozen=True)
class Wording:
    """Says whom a text mentions, and whether somebody may say that there."""

    resolved: Resolved
    checks: PostingChecks


ONE = timedelta(milliseconds=1)


def edit(body: str, known: datetime | None, hours: float | None, wording: Wording) -> Decide:
    """A new text, a valid one, where `known` is when the sender saw the message edited last; `hours` None: for ever;
    `wording` says what it comes to.

    The same text as is there is no change, whatever is known. Raises NotYours, NotEditable, TooLate, Stale, and as
    `PostingChecks.may_say`.
    """

    def decide(now: Situation) -> Plan | None:
        entry = now.entry
        _must_be_own_text(now)
        if entry.body == body:
            return None
        if hours is not None and now.now >= entry.created + timedelta(hours=hours):
            raise TooLate
        if entry.edited is not None and (known is None or _moment(known) < entry.edited):
            raise Stale
        edited = max(now.now, entry.edited + ONE) if entry.edited else now.now
        after = wording.resolved(now.room, replace(entry, body=body, edited=edited, rev=now.rev))
        if now.account is not None:
            wording.checks.may_say(now.account, now.room.state, after, now.now)
        return Plan("edit", after)

    return decide


def _must_be_own_text(now: Situation) -> None:
    if now.entry.call is not None:
        raise NotEditable
    if now.entry.author != now.username:
        raise NotYours
    if now.entry.file is not None:
        raise NotEditable


def _moment(known: datetime) -> datetime:
    """What a client tells in whatever detail, in ours."""
    return from_milliseconds(milliseconds(known))
