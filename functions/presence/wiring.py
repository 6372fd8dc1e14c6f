"""What tells presence, put together once for each function instance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from importlib import import_module

from snowfight.aws.address import region_of_this_function
from snowfight.clock import SystemClock
from snowfight.delivery.management_api import ManagementGateway
from snowfight.delivery.shard_workers import LambdaWorkers
from snowfight.domain.blocking import Blocking
from snowfight.domain.fanout.fanout import Fanout
from snowfight.domain.fanout.shards import Sharding
from snowfight.domain.presence.broadcast import PresenceBroadcast
from snowfight.domain.presence.contacts import Contacts
from snowfight.domain.presence.interval import PresenceInterval
from snowfight.domain.presence.online_counts import OnlineCounts
from snowfight.domain.presence.presence_rows import PresenceRows
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
clock = SystemClock()
database = Database(settings)
database.warm()
rooms = Rooms(database)
connections = Connections(database)
_counts = Counts(database)
_turns = PresenceTurns(database)
_rows = PresenceRows(rooms, connections, _counts, _turns)
_gateway = ManagementGateway(settings.callback_url, region_of_this_function())
_workers = LambdaWorkers(settings.worker_function, region_of_this_function())
fanout = Fanout(connections, _gateway, clock, _workers)
meter = Meter(fanout.delivery_metrics)
_blocking = Blocking(lambda: import_module("snowfight.storage.moderation.blocks").BlockRows(database))
_contacts = Contacts(rooms, connections, _blocking, clock)
_budget = PresenceInterval(timedelta(seconds=settings.presence_interval), settings.presence_users_per_second)
_broadcast = PresenceBroadcast(connections.users, fanout, _workers, clock)
sharding = Sharding(rooms, connections.viewers, clock, settings.viewers_per_worker)


def _looked_away(usernames: Sequence[str]) -> None:
    """Loaded with the first who do."""
    import_module("functions.presence.notices").waker.looked_away(usernames)


presence_schedule = PresenceSchedule(
    _turns,
    _counts,
    OnlineCounts(_rows, _broadcast, sharding, clock),
    Statuses(_rows, _contacts, fanout, clock, _looked_away if settings.push_parameter else None),
    clock,
    _budget,
)
sweep = PresenceSweep(_rows, presence_schedule, _gateway, clock)
