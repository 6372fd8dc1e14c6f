"""What presence still has to look at, and when it last told anybody.

A mark says that something changed, never what: whoever takes it up looks for itself, so a mark may be put twice, late,
or for nothing. It is struck off only if it was not put anew meanwhile.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
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
    """When counts and statuses were last told, and the kind of counts that was; how many users were here then, and
    which turn it was."""

    kind: str = ""
    counts_at: datetime = NEVER
    statuses_at: datetime = NEVER
    users: int = 0
    turn: str = ""
    has_died: bool = False
    """Whether whoever had that turn has not left it to the next: they are at it, or have died."""


class PresenceTurns:
    """The `DUE`, `CHANGED`, `WATCHED` and `TICK` rows of the ephemeral table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def mark(self, shelf: Shelf, names: Iterable[str], now: datetime) -> None:
        """Put marks; one that is there is put anew."""
        self.put(shelf, {name: new_version(now) for name in names}, now)

    def put(self, shelf: Shelf, versions: Mapping[str, str], now: datetime) -> None:
        """Put marks of those versions."""
        for name, version in versions.items():
            MarkRow(shelf, name, version=version, expires_at=int((now + KEPT).timestamp())).save()

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

    def take(self, state: ScheduleState, now: datetime) -> ScheduleState | None:
        """Become the one who tells presence, and keep `state`, which is what was read, but for what is told now; None
        while somebody else is, or where somebody has been since that was read, or was at it then and has left it.

        It is kept before the first post, so that dying in the middle does not cost it twice. Where DynamoDB's answer is
        lost the request is made again, and would be refused if the first came through: the turn's name tells that it is
        its own. Where no answer comes at all, nobody shall wait for a turn nobody has.
        """
        mine = replace(state, turn=secrets.token_hex(8))
        over = ScheduleRow.busy_until < milliseconds(now)
        free = over if state.has_died else ScheduleRow.busy_until.does_not_exist()
        as_read = ScheduleRow.turn == state.turn if state.turn else ScheduleRow.turn.does_not_exist()
        actions = [
            ScheduleRow.busy_until.set(milliseconds(now + BUSY)),
            ScheduleRow.turn.set(mine.turn),
            ScheduleRow.woken.remove(),
            *_told(mine),
            _kept(now),
        ]
        try:
            self._database.update(_row(), actions, (free & as_read) | (ScheduleRow.turn == mine.turn))
        except Refused:
            return None
        except Exception:
            self._end(mine, [])
            raise
        return mine

    def free(self, state: ScheduleState, now: datetime, *, wake: bool = False) -> None:
        """Leave it to the next, and keep what was told; with `wake` the presence function is called once more."""
        self._end(state, [*_told(state), _kept(now), _woken() if wake else ScheduleRow.woken.remove()])

    def _end(self, state: ScheduleState, also: Sequence[Action]) -> None:
        with suppress(Refused):
            self._database.update(_row(), [ScheduleRow.busy_until.remove(), *also], ScheduleRow.turn == state.turn)

    def wake(self, now: datetime) -> None:
        """Have the stream call the presence function once more."""
        self._database.update(_row(), [_woken(), _kept(now)])


def new_version(now: datetime) -> str:
    """Of a mark that is put now."""
    return f"{milliseconds(now):015d}{secrets.token_hex(4)}"


def put_at(version: str) -> datetime:
    """When a mark of that version was put."""
    return from_milliseconds(int(version[:15]))


def _row() -> ScheduleRow:
    return ScheduleRow("TICK", "TICK")


def _state(row: ScheduleRow) -> ScheduleState:
    counts_at, statuses_at = (from_milliseconds(int(at or 0)) for at in (row.counts_at, row.statuses_at))
    return ScheduleState(
        row.kind or "", counts_at, statuses_at, int(row.users or 0), row.turn or "", has_died=bool(row.busy_until)
    )


def _told(state: ScheduleState) -> list[Action]:
    return [
        ScheduleRow.kind.set(state.kind),
        ScheduleRow.counts_at.set(milliseconds(state.counts_at)),
        ScheduleRow.statuses_at.set(milliseconds(state.statuses_at)),
        ScheduleRow.users.set(state.users),
    ]


def _woken() -> Action:
    """What the stream's filter lets through (infra/background/presence.py): nothing else that is written here does."""
    return ScheduleRow.woken.set(secrets.token_hex(8))


def _kept(now: datetime) -> Action:
    return ScheduleRow.expires_at.set(int((now + KEPT).timestamp()))
