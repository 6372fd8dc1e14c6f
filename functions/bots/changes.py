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
from snowfight.models.records import Room
from snowfight.transport.throttle import Throttle


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
    Throttle.of_what_is_free(clock).admits,
)
