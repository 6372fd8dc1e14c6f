"""What moves calls, put together once for each function instance."""

from __future__ import annotations

from importlib import import_module

from aws_lambda_powertools import Logger

from snowfight.aws.address import region_of_this_function
from snowfight.clock import SystemClock
from snowfight.delivery.management_api import ManagementGateway
from snowfight.domain.blocking import Blocking
from snowfight.domain.calls.arrivals import Capacity
from snowfight.domain.calls.call_messages import CallMessages
from snowfight.domain.calls.calls import Calls
from snowfight.domain.calls.dependencies import Dependencies
from snowfight.domain.calls.looking import CallLooking
from snowfight.domain.calls.moves import CallMoves
from snowfight.domain.calls.signals import CallSignals
from snowfight.domain.calls.telling import CallTelling
from snowfight.domain.calls.watching import CallWatching
from snowfight.domain.fanout.fanout import Fanout
from snowfight.domain.messages.retention import Retention
from snowfight.settings import from_environment
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.database import Database
from snowfight.storage.messages.log import Messages
from snowfight.storage.presence.connections import Connections
from snowfight.storage.rate_limits import RateLimits
from snowfight.storage.rooms.rooms import Rooms
from snowfight.transport.metrics import Meter

logger = Logger()
settings = from_environment()
clock = SystemClock()
database = Database(settings)
database.warm()
_messages = Messages(database)
_gateway = ManagementGateway(settings.callback_url, region_of_this_function())
fanout = Fanout(Connections(database), _gateway, clock)
meter = Meter(fanout.delivery_metrics)
_on = Dependencies(
    database=database,
    rooms=Rooms(database),
    messages=_messages,
    accounts=Accounts(database),
    limits=RateLimits(database),
    fanout=fanout,
    retention=Retention(_messages, clock, settings.retention_days),
    blocking=Blocking(lambda: import_module("snowfight.storage.moderation.blocks").BlockRows(database)),
    clock=clock,
    capacity=Capacity(settings.call_video, settings.call_voice),
    notices=bool(settings.push_parameter),
)
_moves = CallMoves(_on.rows, clock)
_telling = CallTelling(_on)
_messages_of_calls = CallMessages(_on)


def _log(room: str) -> None:
    """What fails here is done by the watcher: the call is over, whatever becomes of its message."""
    try:
        _messages_of_calls.log(room)
    except Exception:
        logger.exception("a call could not be logged", extra={"room": room})


calls = Calls(_on, _moves, _telling, _log)
signals = CallSignals(_on)
watching = CallWatching(_on, CallLooking(_on, _moves, _telling), _messages_of_calls)
