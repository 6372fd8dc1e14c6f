"""What serves changes to messages: put together when the first of them comes, or is asked for."""

from __future__ import annotations

from functions.bots.posting import checks, mentioning
from functions.bots.wiring import (
    accounts,
    blocking,
    clock,
    database,
    fanout,
    jobs,
    messages,
    retention,
    rooms,
    settings,
)
from snowfight.domain.changes.dependencies import Dependencies
from snowfight.domain.changes.parts import ChangeParts
from snowfight.domain.moderation.written_down import deletion
from snowfight.domain.permissions import Action, allow
from snowfight.errors import RateLimited
from snowfight.models.records import Room
from snowfight.transport.throttle import Throttle

_unpaid = Throttle(clock, burst=20, per_second=2)
"""Calls that are refused or change nothing are free up to 20 in 10 s, as frames are (wire contract, part 2)."""


def _is_free(username: str) -> bool:
    try:
        _unpaid.take(username)
    except RateLimited:
        return False
    return True


def _admit(room: Room | None, username: str) -> Room:
    return allow(Action.REACT, room, username)


parts = ChangeParts(
    Dependencies(
        *(database, rooms, messages, accounts, fanout, retention, jobs, mentioning, blocking, clock),
        *(checks, deletion),
        admit=_admit,
        acknowledge=lambda _bot, _changed: None,  # the answer of the call does
    ),
    settings.message_length,
    settings.edit_hours,
    _is_free,
)
