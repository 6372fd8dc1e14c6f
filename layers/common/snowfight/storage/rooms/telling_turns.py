"""Whose turn it is to tell a very large audience what was said: a part of the chat's row (ADR 0075).

Nothing waits: there is neither `told` nor `teller`. Something does: everything up to `told` was told, and what comes
behind it is told at `tells_at` by `teller`, whoever that is by then. Without a teller it is the next who writes.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from snowfight.clock import milliseconds
from snowfight.models.records import RoomState
from snowfight.storage.database import Database, Refused
from snowfight.storage.rooms.records import meta_row, state_of
from snowfight.storage.rows.rooms import MetaRow

PAUSE = timedelta(seconds=1)
"""Between two frames of messages (wire contract, `messages_handler`)."""

GRACE = timedelta(milliseconds=800)
"""So much later than it was due a telling is somebody else's: with PAUSE less than two seconds after a death, and many
times what a teller takes that lives."""


def due_at(state: RoomState) -> datetime | None:
    """When what waits to be told is due; None where nothing waits."""
    due = [at for at in (state.tells_at, state.quiet_at) if at is not None]
    return max(due) if state.told is not None and due else None


def overdue_at(state: RoomState) -> datetime | None:
    """From when on what waits to be told is anybody's to tell; None where nothing waits."""
    due = due_at(state)
    return due + GRACE if due else None


@dataclass(frozen=True)
class Claim:
    """Somebody's wish to tell, `now`: at once where the chat is quiet, else in its turn, if nobody has that."""

    now: datetime
    teller: str = field(default_factory=lambda: secrets.token_hex(6))

    def is_at_once(self, state: RoomState, seq: int) -> bool:
        """Whether `seq` may be told now: nothing waits, nothing is missing before it, and a second has passed.

        Nobody can have claimed anything since `state` was read: that moves the log's end, and the write that is made of
        this holds only if nobody did.
        """
        is_quiet = state.quiet_at is None or state.quiet_at <= self.now
        return is_quiet and state.told is None and state.last_seq == seq - 1

    def actions(self, state: RoomState, seq: int) -> list[Action]:
        """What is written of it where the log gets to `seq`."""
        if self.is_at_once(state, seq):
            return [MetaRow.quiet_at.set(milliseconds(self.now + PAUSE))]
        due = max(self.now, state.quiet_at or self.now)
        return [
            MetaRow.told.set(MetaRow.told | (MetaRow.last_seq if state.last_seq else 0)),
            MetaRow.teller.set(MetaRow.teller | self.teller),
            MetaRow.tells_at.set(MetaRow.tells_at | milliseconds(due)),
        ]

    def came_through(self, state: RoomState, seq: int, author: str) -> bool:
        """Whether the row was written by this claim, though it refuses it now: DynamoDB's answer was lost."""
        is_known = state.sent.get(author) == seq and (state.told is None or state.told >= seq)
        return self.has_turn(state) or (is_known and state.quiet_at == self.now + PAUSE)

    def has_turn(self, state: RoomState) -> bool:
        return state.teller == self.teller


class TellingTurns:
    """Turns that are under way."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take_over(self, state: RoomState, claim: Claim) -> RoomState | None:
        """Have the turn that its teller has not taken in time, or that nobody has; None if somebody was faster."""
        actions = [MetaRow.teller.set(claim.teller), MetaRow.tells_at.set(milliseconds(claim.now))]
        as_seen = MetaRow.teller == state.teller if state.teller else MetaRow.teller.does_not_exist()
        return self._update(state.name, actions, MetaRow.told.exists() & (as_seen | (MetaRow.teller == claim.teller)))

    def end(self, state: RoomState, told: int, now: datetime) -> RoomState | None:
        """Everything up to `told` is told, and that is all there is; None if it is not, or not that teller's turn."""
        actions = [MetaRow.quiet_at.set(milliseconds(now + PAUSE)), MetaRow.told.remove(), *_GIVEN_UP]
        return self._update(state.name, actions, (MetaRow.teller == state.teller) & (MetaRow.last_seq == told))

    def go_on(self, state: RoomState, told: int, now: datetime, *, leave: bool = False) -> RoomState | None:
        """Everything up to `told` is told, and the rest in a second: by the same, or where they `leave`, by whoever
        writes next; None if it is not that teller's turn any more."""
        due = milliseconds(now + PAUSE)
        actions = [MetaRow.told.set(told), MetaRow.quiet_at.set(due)]
        actions += _GIVEN_UP if leave else [MetaRow.tells_at.set(due)]
        return self._update(state.name, actions, MetaRow.teller == state.teller)

    def _update(self, name: str, actions: Sequence[Action], condition: Condition) -> RoomState | None:
        try:
            item = self._database.update(meta_row(name), actions, condition)
        except Refused:
            return None
        return state_of(MetaRow.from_raw_data(item))


_GIVEN_UP = [MetaRow.teller.remove(), MetaRow.tells_at.remove()]
