"""What takes users out of calls: whoever is banned, and two who part. Put together with the first that there is."""

from __future__ import annotations

from functions.moderation.wiring import (
    accounts,
    clock,
    database,
    fanout,
    messages,
    rate_limits,
    retention,
    rooms,
)
from snowfight.domain.blocking import Blocking
from snowfight.domain.calls.arrivals import Capacity
from snowfight.domain.calls.dependencies import Dependencies
from snowfight.domain.calls.looking import CallLooking
from snowfight.domain.calls.moves import CallMoves
from snowfight.domain.calls.parting import CallParting
from snowfight.domain.calls.telling import CallTelling
from snowfight.storage.moderation.blocks import BlockRows

_on = Dependencies(
    database=database,
    rooms=rooms,
    messages=messages,
    accounts=accounts,
    limits=rate_limits,
    fanout=fanout,
    retention=retention,
    blocking=Blocking(lambda: BlockRows(database)),
    clock=clock,
    capacity=Capacity(0, 0),  # nobody comes into a call here
    notices=False,  # the watcher tells of missed ones
)
_moves, _telling = CallMoves(_on.rows, clock), CallTelling(_on)
looking = CallLooking(_on, _moves, _telling)
parting = CallParting(_on, _moves, _telling)
