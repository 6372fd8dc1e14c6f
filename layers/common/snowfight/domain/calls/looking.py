"""Looking at a chat's call for what no frame moves: time, and who is in the chat no more."""

from __future__ import annotations

from datetime import datetime

from snowfight.domain.calls.dependencies import Dependencies
from snowfight.domain.calls.moves import CallMoves
from snowfight.domain.calls.telling import CallTelling
from snowfight.domain.calls.transitions import closed, unrung, without
from snowfight.errors import CallOver
from snowfight.models.calls.call import Call
from snowfight.models.records import Room


class CallLooking:
    def __init__(self, on: Dependencies, moves: CallMoves, telling: CallTelling) -> None:
        self._rooms = on.rooms
        self._rows = on.rows
        self._moves = moves
        self._telling = telling

    def look(self, name: str) -> Call | None:
        """The chat's newest call as it is now, which is told; None where there is none."""
        newest = self._rows.seen(name).newest
        if newest is None or newest.call.phase == "over":
            return newest.call if newest else None
        room = self._rooms.load(name)
        try:
            move = self._moves.move(name, newest.call.id, lambda call, now: _among(room, call, now))
        except CallOver:
            return None
        self._telling.moved(room, move)
        return move.after

    def expel(self, username: str) -> None:
        """Take a user out of the call that they are in, if there is one."""
        where = self._rows.calling(username)
        if where is None:
            return
        room, call = where
        try:
            move = self._moves.move(room, call, lambda found, now: without(found, [username], now))
        except CallOver:
            return
        self._telling.moved(self._rooms.load(room), move)


def _among(room: Room | None, call: Call, now: datetime) -> Call:
    """The call among those who are in the chat now."""
    if room is None:
        return closed(call, now)
    outside = {*call.came, *call.rung} - {*room.members}
    return unrung(without(call, outside, now), outside, now) if outside else call
