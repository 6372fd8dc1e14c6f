"""What presence still has to look at, and when it last told anybody.

A mark says that something changed, never what: whoever takes it up looks for itself, so a mark may be put twice, late,
or for nothing. It is struck off only if it was not put anew meanwhile.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from pynamodb.expressions.update import Action

from snowfight.clock import from_milliseconds, milliseconds
from snowfight.storage.database import Database, Refused
from snowfight.storage.rows.ephemeral import MarkRow, ScheduleRow

NEVER = from_milliseconds(0)

Shelf = Literal["DUE", "CHANGED", "WATCHED"]

KEPT = timedelta(days=1)
BUSY = timedelta(seconds=60)
"""Whoever tells presence has so long before another takes over: longer than the function lives."""


@dataclass(frozen=True)
class ScheduleState:
    """When counts and statuses were last told, and the kind of counts that was."""

    kind: str = ""
    counts_at: datetime = NEVER
    statuses_at: datetime = NEVER


class PresenceTurns:
    """The `DUE`, `CHANGED`, `WATCHED` and `TICK` rows of the ephemeral table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def mark(self, shelf: Shelf, names: Iterable[str], now: datetime) -> None:
        """Put marks; one that is there is put anew."""
        for name in names:
            row = MarkRow(shelf, name, version=f"{milliseconds(now):015d}{secrets.token_hex(4)}")
            row.expires_at = int((now + KEPT).timestamp())
            row.save()

    def marks(self, shelf: Shelf, limit: int | None = None) -> dict[str, str]:
        """The marks and their versions, the longest waiting first."""
        rows = MarkRow.query(shelf, consistent_read=True, limit=limit)
        found = {row.sk: row.version for row in rows}
        return dict(sorted(found.items(), key=lambda item: item[1]))

    def strike(self, shelf: Shelf, name: str, version: str | None = None) -> None:
        """Strike a mark off, with a version only if it is still that one."""
        try:
            self._database.delete(MarkRow(shelf, name), MarkRow.version == version if version else None)
        except Refused:
            return

    def pending(self) -> bool:
        """Whether anything has to be looked at."""
        return bool(self.marks("DUE", 1) or self.marks("CHANGED", 1))

    def get(self) -> ScheduleState:
        """When presence was last told."""
        for row in self._database.get_many([_row()]):
            if isinstance(row, ScheduleRow):
                return _state(row)
        return ScheduleState()

    def take(self, now: datetime) -> ScheduleState | None:
        """Become the one who tells presence; None while somebody else is.

        Where DynamoDB's answer is lost the request is made again, and would be refused if the first came through: the
        turn's name tells that it is its own. Where no answer comes at all, nobody shall wait for a turn nobody has.
        """
        turn = secrets.token_hex(8)
        free = (
            ScheduleRow.busy_until.does_not_exist()
            | (ScheduleRow.busy_until < milliseconds(now))
            | (ScheduleRow.turn == turn)
        )
        actions = [ScheduleRow.busy_until.set(milliseconds(now + BUSY)), ScheduleRow.turn.set(turn), _kept(now)]
        try:
            item = self._database.update(_row(), actions, free)
        except Refused:
            return None
        except Exception:
            self._give_up(turn)
            raise
        return _state(ScheduleRow.from_raw_data(item))

    def _give_up(self, turn: str) -> None:
        with suppress(Refused):
            self._database.update(_row(), [ScheduleRow.busy_until.remove()], ScheduleRow.turn == turn)

    def keep(self, state: ScheduleState) -> None:
        """Presence is told now; kept before the first post, so that dying in the middle does not cost it twice."""
        actions = [
            ScheduleRow.kind.set(state.kind),
            ScheduleRow.counts_at.set(milliseconds(state.counts_at)),
            ScheduleRow.statuses_at.set(milliseconds(state.statuses_at)),
        ]
        self._database.update(_row(), actions)

    def free(self) -> None:
        """Leave it to the next."""
        self._database.update(_row(), [ScheduleRow.busy_until.remove()])

    def wake(self, now: datetime) -> None:
        """Have the stream call the presence function once more."""
        self._database.update(_row(), [ScheduleRow.woken.set(secrets.token_hex(8)), _kept(now)])


def put_at(version: str) -> datetime:
    """When a mark of that version was put."""
    return from_milliseconds(int(version[:15]))


def _row() -> ScheduleRow:
    return ScheduleRow("TICK", "TICK")


def _state(row: ScheduleRow) -> ScheduleState:
    counts_at, statuses_at = (from_milliseconds(int(at or 0)) for at in (row.counts_at, row.statuses_at))
    return ScheduleState(row.kind or "", counts_at, statuses_at)


def _kept(now: datetime) -> Action:
    return ScheduleRow.expires_at.set(int((now + KEPT).timestamp()))
