"""How far a chat's log of changes has got, as its row says, and when that was announced where changes are gathered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from snowfight.clock import from_milliseconds, milliseconds
from snowfight.errors import Unavailable
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Change, RoomState
from snowfight.storage.database import Database, Refused
from snowfight.storage.messages.changes import Changes
from snowfight.storage.messages.packed_numbers import pack
from snowfight.storage.rooms.log_progress import Advance, wake_sender
from snowfight.storage.rooms.records import meta_row, state_of
from snowfight.storage.rows.rooms import MetaRow

ATTEMPTS = 5
"""Tries to tell how far a log has got; each lost one means that another change told something newer."""

MAX_BETWEEN = 1000
"""Changes between the row's and one's own that are looked through for deletions."""

DELETIONS = 200
"""Deletions by which unread counts fall (wire contract, part 2: the newest 200 of a room, at least)."""

PAUSE = timedelta(seconds=1)
"""Between two frames of gathered changes (wire contract, part 2, `changes_handler`)."""


@dataclass(frozen=True)
class Turn:
    """Changes behind `after` up to `rev` may be announced at `due`: now, where that is not later."""

    due: datetime
    after: int = 0
    rev: int = 0


class ChangePosition:
    """The part of the `META` rows that tells of changes."""

    def __init__(self, database: Database, changes: Changes) -> None:
        self._database = database
        self._changes = changes

    def advance(self, state: RoomState, change: Change, now: datetime) -> Advance:
        """The chat's log has reached `change`: told in one write, deletions with it.

        Whoever tells of a later change first tells of those before it too, so that no deletion is passed over. Raises
        Unavailable where the row stays contested. What subscriptions are sent is woken first, as by messages.
        """
        woken = wake_sender(self._database, state, now)
        for _attempt in range(ATTEMPTS):
            if state.last_rev >= change.rev:
                return Advance(state, moved=False)
            try:
                after = self._advance(state, change, now)
            except Refused as refused:
                found = MetaRow.from_raw_data(refused.item) if refused.item else None
                if found is None or found.deleting:
                    return Advance(state, moved=False)
                state = state_of(found)
            else:
                if not woken:
                    wake_sender(self._database, after, now)
                return Advance(after, moved=True)
        raise Unavailable

    def _advance(self, state: RoomState, change: Change, now: datetime) -> RoomState:
        untold = [change]
        if (missed := change.rev - state.last_rev - 1) > 0:
            untold += self._changes.after(state.name, state.last_rev, min(missed, MAX_BETWEEN), now)
        actions = [MetaRow.last_rev.set(change.rev)]
        if deleted := [each.seq for each in untold if each.kind == "delete"]:
            actions.append(MetaRow.deletions.set(pack([*deleted, *state.deletions], DELETIONS)))
        as_seen = MetaRow.last_rev == state.last_rev if state.last_rev else MetaRow.last_rev.does_not_exist()
        exists = MetaRow.deleting.does_not_exist()
        if state.name != PUBLIC_CHAT:
            exists = exists & MetaRow.pk.exists()
        item = self._database.update(meta_row(state.name), actions, as_seen & exists)
        return state_of(MetaRow.from_raw_data(item))

    def take_turn(self, name: str, now: datetime) -> Turn | None:
        """Mark that all that is known now is announced, or say when it may be; None where there is nothing new."""
        quiet = MetaRow.announced_at.does_not_exist() | (MetaRow.announced_at <= milliseconds(now - PAUSE))
        news = MetaRow.announced_rev.does_not_exist() | (MetaRow.announced_rev < MetaRow.last_rev)
        actions = [
            MetaRow.announced_from.set(MetaRow.announced_rev | 0),
            MetaRow.announced_rev.set(MetaRow.last_rev),
            MetaRow.announced_at.set(milliseconds(now)),
        ]
        try:
            row = MetaRow.from_raw_data(
                self._database.update(meta_row(name), actions, MetaRow.last_rev.exists() & quiet & news)
            )
        except Refused as refused:
            row = MetaRow.from_raw_data(refused.item) if refused.item else None
            if row is None or int(row.announced_rev or 0) >= int(row.last_rev or 0):
                return None
            return Turn(from_milliseconds(int(row.announced_at)) + PAUSE)
        return Turn(now, int(row.announced_from), int(row.announced_rev))

    def give_back(self, name: str, turn: Turn, rev: int) -> None:
        """Only what changed up to `rev` was announced in the turn."""
        try:
            self._database.update(meta_row(name), [MetaRow.announced_rev.set(rev)], MetaRow.announced_rev == turn.rev)
        except Refused:
            return
