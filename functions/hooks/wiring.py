"""What the routes are made of, put together once for each function instance."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from snowfight.aws.address import region_of_this_function
from snowfight.clock import SystemClock
from snowfight.delivery.management_api import ManagementGateway
from snowfight.delivery.shard_workers import LambdaWorkers
from snowfight.domain.blocking import Blocking
from snowfight.domain.fanout.fanout import Fanout
from snowfight.domain.fresh import Fresh
from snowfight.domain.hooks.hooks import HookService
from snowfight.domain.hooks.posting import HookPosting, as_hook
from snowfight.domain.messages.dependencies import MessageDependencies
from snowfight.domain.messages.mentioning import Mentioning
from snowfight.domain.messages.retention import Retention
from snowfight.domain.messages.sending import Sending
from snowfight.domain.posting.checks import PostingChecks
from snowfight.models.records import Link
from snowfight.models.server_frames import Ack
from snowfight.settings import from_environment
from snowfight.storage.database import Database
from snowfight.storage.hooks.accounts import HookAccounts
from snowfight.storage.hooks.hooks import HookRows
from snowfight.storage.messages.log import Messages
from snowfight.storage.moderation.posting_rules import posting_rules
from snowfight.storage.presence.connections import Connections
from snowfight.storage.rate_limits import RateLimits
from snowfight.storage.rooms.paces import Paces
from snowfight.storage.rooms.rooms import Rooms
from snowfight.transport.metrics import Meter

settings = from_environment()
clock = SystemClock()
database = Database(settings)
database.warm()
rooms = Rooms(database)
messages = Messages(database)
accounts = HookAccounts(database)
connections = Connections(database)
gateway = ManagementGateway(settings.callback_url, region_of_this_function())
fanout = Fanout(connections, gateway, clock, LambdaWorkers(settings.worker_function, region_of_this_function()))
meter = Meter(fanout.delivery_metrics)
blocking = Blocking(lambda: import_module("snowfight.storage.moderation.blocks").BlockRows(database))
_rows = HookRows(database)


def _mentions() -> Any:
    """What knows who looks for words: loaded when a text may mention everybody, or a chat has keywords."""
    return import_module("functions.hooks.mentions").mentions


def _noticing() -> Any:
    """What tells those who do not look: loaded when there is one."""
    return import_module("functions.hooks.notices").noticing


def _has_link(text: str) -> bool:
    return bool(import_module("snowfight.domain.search.links").has_link(text))


def _unacknowledged(_sender: Link, _ack: Ack) -> None:
    """The answer to the post says it."""


rules = Fresh(lambda: posting_rules(database), clock)
_checks = PostingChecks(rules.now, Paces(database), _has_link)
_on = MessageDependencies(
    *(rooms, messages, accounts, fanout, Retention(messages, clock, settings.retention_days)),
    *(Mentioning(_mentions), _checks, blocking),
    _noticing if settings.push_parameter else None,
    clock=clock,
)
_sending = Sending(_on, clock, settings.message_length, admit=as_hook, acknowledge=_unacknowledged)
posting = HookPosting(_rows, accounts, _sending, messages, _checks, clock, settings.message_length)
hooks = HookService(rooms, _rows, RateLimits(database), clock, next(iter(settings.site_origins), ""))
