"""What tells presence, put together once for each function instance."""

from __future__ import annotations

from datetime import timedelta

from snowfight.aws.address import region_of_this_function
from snowfight.clock import SystemClock
from snowfight.delivery.management_api import ManagementGateway
from snowfight.delivery.shard_workers import LambdaWorkers
from snowfight.domain.fanout.fanout import Fanout
from snowfight.domain.fanout.shards import Sharding
from snowfight.domain.presence.broadcast import PresenceBroadcast
from snowfight.domain.presence.interval import PresenceInterval
from snowfight.domain.presence.online_counts import OnlineCounts
from snowfight.domain.presence.schedule import PresenceSchedule
from snowfight.domain.presence.statuses import Statuses
from snowfight.domain.presence.sweep import PresenceSweep
from snowfight.settings import from_environment
from snowfight.storage.database import Database
from snowfight.storage.presence.connections import Connections
from snowfight.storage.presence.online_counts import Counts
from snowfight.storage.presence.schedule import PresenceTurns
from snowfight.storage.rooms.rooms import Rooms
from snowfight.transport.metrics import Meter

settings = from_environment()
_clock = SystemClock()
_database = Database(settings)
_database.warm()
_rooms = Rooms(_database)
_connections = Connections(_database)
_counts = Counts(_database)
_turns = PresenceTurns(_database)
_gateway = ManagementGateway(settings.callback_url, region_of_this_function())
_workers = LambdaWorkers(settings.worker_function, region_of_this_function())
_fanout = Fanout(_connections, _gateway, _clock, _workers)
meter = Meter(_fanout.delivery_metrics)
_budget = PresenceInterval(timedelta(seconds=settings.presence_interval), settings.presence_users_per_second)
_broadcast = PresenceBroadcast(_connections, _counts, _fanout, _workers, _clock, _budget)
_sharding = Sharding(_rooms, _connections, _clock, settings.viewers_per_worker)

presence_schedule = PresenceSchedule(
    _turns,
    _counts,
    OnlineCounts(_rooms, _connections, _counts, _turns, _broadcast, _sharding, _clock),
    Statuses(_rooms, _connections, _counts, _fanout, _turns, _clock),
    _clock,
    _budget,
)
sweep = PresenceSweep(_rooms, _connections, _counts, _turns, presence_schedule, prober=_gateway, clock=_clock)
