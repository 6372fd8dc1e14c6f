"""What the routes are made of, put together once for each function instance."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from snowfight.aws.address import region_of_this_function
from snowfight.clock import SystemClock
from snowfight.delivery.management_api import ManagementGateway
from snowfight.delivery.shard_workers import LambdaWorkers
from snowfight.domain.blocking import Blocking
from snowfight.domain.bots.authentication import BotAuthentication
from snowfight.domain.bots.bots import BotService
from snowfight.domain.bots.deletion import BotDeletion
from snowfight.domain.fanout.fanout import Fanout
from snowfight.domain.jobs.queue import Jobs
from snowfight.domain.messages.retention import Retention
from snowfight.domain.presence.connections import TicketIssuer
from snowfight.settings import from_environment
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.accounts.tickets import Tickets
from snowfight.storage.bots.bots import BotRows
from snowfight.storage.database import Database
from snowfight.storage.jobs.purge import Purge
from snowfight.storage.jobs.queue import JobRows
from snowfight.storage.messages.log import Messages
from snowfight.storage.presence.connections import Connections
from snowfight.storage.rate_limits import RateLimits
from snowfight.storage.rooms.members import Members
from snowfight.storage.rooms.rooms import Rooms
from snowfight.transport.metrics import Meter

if TYPE_CHECKING:
    from snowfight.domain.bots.writing import BotWriting
    from snowfight.domain.changes.pages import ChangePages
    from snowfight.domain.messages.history import History
    from snowfight.domain.rooms.chat_list import ChatLists

settings = from_environment()
clock = SystemClock()
database = Database(settings)
database.warm()
accounts = Accounts(database, burst=settings.rate_burst, per_second=settings.rate_per_second)
rooms = Rooms(database)
messages = Messages(database)
connections = Connections(database)
gateway = ManagementGateway(settings.callback_url, region_of_this_function())
workers = LambdaWorkers(settings.worker_function, region_of_this_function())
fanout = Fanout(connections, gateway, clock, workers)
meter = Meter(fanout.delivery_metrics)
retention = Retention(messages, clock, settings.retention_days)
blocking = Blocking(lambda: import_module("snowfight.storage.moderation.blocks").BlockRows(database))
jobs = Jobs(JobRows(database), Members(database), Purge(database), clock)
_rows = BotRows(database, accounts)
bots = BotService(accounts, _rows, BotDeletion(_rows, jobs, fanout), RateLimits(database), clock)
authentication = BotAuthentication(_rows, clock)
ticket_issuer = TicketIssuer(Tickets(database), accounts, clock, settings.site_origins)


def writing() -> BotWriting:
    """What writes for bots: loaded when the first does."""
    return cast("BotWriting", import_module("functions.bots.writing").writing)


def change_pages() -> ChangePages:
    """What reads changes: loaded when a bot catches up."""
    return cast("ChangePages", import_module("functions.bots.changes").parts.pages)


def history() -> History:
    """What reads messages: loaded when a bot does."""
    return cast("History", import_module("functions.bots.chats").history)


def chat_lists() -> ChatLists:
    """What lists chats: loaded when a bot asks for its own."""
    return cast("ChatLists", import_module("functions.bots.chats").chat_lists)
