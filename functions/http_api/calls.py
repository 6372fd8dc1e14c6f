"""What knows the calls of chats, and takes out of them who leaves: put together when the first chat has one."""

from __future__ import annotations

from functions.http_api.wiring import (
    account_rows,
    blocking,
    clock,
    database,
    fanout,
    messages,
    rate_limits,
    retention,
    rooms,
    settings,
)
from snowfight.domain.calls.arrivals import Capacity
from snowfight.domain.calls.chat_calls import ChatCalls
from snowfight.domain.calls.dependencies import Dependencies
from snowfight.domain.calls.looking import CallLooking
from snowfight.domain.calls.moves import CallMoves
from snowfight.domain.calls.telling import CallTelling

_on = Dependencies(
    database=database,
    rooms=rooms,
    messages=messages,
    accounts=account_rows,
    limits=rate_limits,
    fanout=fanout,
    retention=retention,
    blocking=blocking,
    clock=clock,
    capacity=Capacity(settings.call_video, settings.call_voice),
    notices=bool(settings.push_parameter),
)
chat_calls = ChatCalls(_on.rows, clock)
looking = CallLooking(_on, CallMoves(_on.rows, clock), CallTelling(_on))
