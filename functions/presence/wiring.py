"""What tells presence, put together once for each function instance."""

from __future__ import annotations

from datetime import timedelta

from snowfight.aws.address import region_of_this_function
from snowfight.clock import SystemClock
from snowfight.delivery.management import ManagementGateway
from snowfight.delivery.workers import LambdaWorkers
from snowfight.domain.budget import Budget
from snowfight.domain.counting import Counting
from snowfight.domain.crier import Crier
from snowfight.domain.fanout import Fanout
from snowfight.domain.sharding import Sharding
from snowfight.domain.statuses import Statuses
from snowfight.domain.sweeping import Sweeping
from snowfight.domain.ticking import Ticking
from snowfight.settings import from_environment
from snowfight.storage.connections import Connections
from snowfight.storage.counts import Counts
from snowfight.storage.database import Database
from snowfight.storage.rooms import Rooms
from snowfight.storage.ticks import Ticks
from snowfight.transport.metrics import Meter

settings = from_environment()
_clock = SystemClock()
_database = Database(settings)
_database.warm()
_rooms = Rooms(_database)
_connections = Connections(_database)
_counts = Counts(_database)
_ticks = Ticks(_database)
_gateway = ManagementGateway(settings.callback_url, region_of_this_function())
_workers = LambdaWorkers(settings.worker_function, region_of_this_function())
_fanout = Fanout(_connections, _gateway, _clock, _workers)
meter = Meter(_fanout.tally)
_budget = Budget(timedelta(seconds=settings.presence_interval), settings.presence_users_per_second)
_crier = Crier(_connections, _counts, _fanout, _workers, _clock, _budget)
_sharding = Sharding(_rooms, _connections, _clock, settings.viewers_per_worker)

ticking = Ticking(
    _ticks,
    _counts,
    Counting(_rooms, _connections, _counts, _ticks, _crier, _sharding, _clock),
    Statuses(_rooms, _connections, _counts, _fanout, _ticks, _clock),
    _clock,
    _budget,
)
sweeping = Sweeping(_rooms, _connections, _counts, _ticks, ticking, prober=_gateway, clock=_clock)
