"""The end of the call of a private chat whose two have nothing to say to each other any more."""

from __future__ import annotations

from datetime import datetime

from snowfight.domain.calls.dependencies import Dependencies
from snowfight.domain.calls.moves import CallMoves
from snowfight.domain.calls.telling import CallTelling
from snowfight.domain.calls.transitions import declined, without
from snowfight.models.calls.call import Call


class CallParting:
    def __init__(self, on: Dependencies, moves: CallMoves, telling: CallTelling) -> None:
        self._rooms = on.rooms
        self._rows = on.rows
        self._moves = moves
        self._telling = telling

    def hang_up(self, name: str, username: str) -> None:
        """The user hangs up, or does not come, on whatever device that is: the chat's call is over, which is told. The
        watcher puts it into the log. Raises Unavailable."""
        newest = self._rows.seen(name).newest
        if newest is None or newest.call.phase == "over":
            return

        def go(call: Call, now: datetime) -> Call:
            return declined(without(call, [username], now), username, now)

        self._telling.moved(self._rooms.load(name), self._moves.move(name, newest.call.id, go))
