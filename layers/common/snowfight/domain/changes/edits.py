"""Editing a message: by its author, for a time, and never over an edit that one has not seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from snowfight.clock import from_milliseconds, milliseconds
from snowfight.domain.changes.plan import Decide, Plan, Situation
from snowfight.errors import NotEditable, NotYours, Stale, TooLate
from snowfight.models.records import Entry, Room

Resolved = Callable[[Room, Entry], Entry]

ONE = timedelta(milliseconds=1)


def edit(body: str, known: datetime | None, hours: float | None, resolved: Resolved) -> Decide:
    """A new text, a valid one, where `known` is when the sender saw the message edited last; `hours` None: for ever;
    `resolved` says whom it mentions.

    The same text as is there is no change, whatever is known. Raises NotYours, NotEditable, TooLate, Stale.
    """

    def decide(now: Situation) -> Plan | None:
        entry = now.entry
        if entry.call is not None:
            raise NotEditable
        if entry.author != now.username:
            raise NotYours
        if entry.file is not None:
            raise NotEditable
        if entry.body == body:
            return None
        if hours is not None and now.now >= entry.created + timedelta(hours=hours):
            raise TooLate
        if entry.edited is not None and (known is None or _moment(known) < entry.edited):
            raise Stale
        edited = max(now.now, entry.edited + ONE) if entry.edited else now.now
        return Plan("edit", resolved(now.room, replace(entry, body=body, edited=edited, rev=now.rev)))

    return decide


def _moment(known: datetime) -> datetime:
    """What a client tells in whatever detail, in ours."""
    return from_milliseconds(milliseconds(known))
