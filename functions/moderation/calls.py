"""What ends the call of two who part: put together with the first that there is."""

from __future__ import annotations

from functions.moderation.wiring import accounts, clock, database, fanout, messages, rate_limits, rooms, settings
from snowfight.domain.blocking import Blocking
from snowfight.domain.calls.arrivals import Capacity
from snowfight.domain.calls.dependencies import Dependencies
from snowfight.domain.calls.moves import CallMoves
from snowfight.domain.calls.parting import CallParting
from snowfight.domain.calls.telling import CallTelling
from snowfight.domain.messages.retention import Retention
from snowfight.storage.calls.calls import CallRows
from snowfight.storage.calls.room_calls import RoomCalls
from snowfight.storage.calls.watches import Watches
from snowfight.storage.moderation.blocks import BlockRows
from snowfight.storage.notices.waiting import WaitingNotices

_on = Dependencies(
    rooms=rooms,
    messages=messages,
    accounts=accounts,
    rows=CallRows(database),
    room_calls=RoomCalls(database),
    watches=Watches(database),
    waiting=WaitingNotices(database),
    limits=rate_limits,
    fanout=fanout,
    retention=Retention(messages, clock, settings.retention_days),
    blocking=Blocking(lambda: BlockRows(database)),
    clock=clock,
    capacity=Capacity(settings.call_video, settings.call_voice),
    notices=bool(settings.push_parameter),
)
parting = CallParting(_on, CallMoves(_on.rows, clock), CallTelling(_on))
