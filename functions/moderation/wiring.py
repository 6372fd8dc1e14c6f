"""What the routes are made of, put together once for each function instance."""

from __future__ import annotations

from importlib import import_module

from snowfight.aws.address import region_of_this_function
from snowfight.clock import SystemClock
from snowfight.delivery.management_api import ManagementGateway
from snowfight.domain.fanout.fanout import Fanout
from snowfight.domain.jobs.queue import Jobs
from snowfight.domain.messages.retention import Retention
from snowfight.domain.moderation.authority import Authority
from snowfight.domain.moderation.decision_notices import DecisionNotices
from snowfight.domain.moderation.ejection import Ejection
from snowfight.domain.moderation.inviting import Inviting
from snowfight.domain.moderation.roles import Roles
from snowfight.domain.moderation.sanctions import Rows, Sanctions
from snowfight.integrations.keyed_hashes import KeyedHashes
from snowfight.integrations.mail import SesMail
from snowfight.settings import from_environment
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.database import Database
from snowfight.storage.jobs.purge import Purge
from snowfight.storage.jobs.queue import JobRows
from snowfight.storage.messages.log import Messages
from snowfight.storage.moderation.audit_log import AuditLog
from snowfight.storage.moderation.banned_addresses import BANNED_ADDRESS, BannedAddresses
from snowfight.storage.moderation.community_settings import CommunitySettingsRows
from snowfight.storage.moderation.decisions import Decisions
from snowfight.storage.moderation.invites import Invites
from snowfight.storage.moderation.standings import Standings
from snowfight.storage.presence.connections import Connections
from snowfight.storage.rate_limits import RateLimits
from snowfight.storage.rooms.members import Members
from snowfight.storage.rooms.rooms import Rooms
from snowfight.transport.metrics import Meter

settings = from_environment()
clock = SystemClock()
database = Database(settings)
database.warm()
accounts = Accounts(database)
rooms = Rooms(database)
messages = Messages(database)
rate_limits = RateLimits(database)
connections = Connections(database)
gateway = ManagementGateway(settings.callback_url, region_of_this_function())
fanout = Fanout(connections, gateway, clock)
retention = Retention(messages, clock, settings.retention_days)
jobs = Jobs(JobRows(database), Members(database), Purge(database), clock)
meter = Meter(fanout.delivery_metrics)
community = CommunitySettingsRows(database)
audit_log = AuditLog()
decisions = Decisions()
authority = Authority(accounts.get_many)
_site = next(iter(settings.site_origins), "")
decision_notices = DecisionNotices(fanout, SesMail(settings.sender_address), _site)
inviting = Inviting(authority, Invites(database), rate_limits, clock, _site)
keyed_hashes = KeyedHashes(settings.secret_parameter)


def _leave_call(username: str) -> None:
    """Loaded when somebody is banned."""
    import_module("functions.moderation.calls").looking.expel(username)


def _bots(maker: str) -> list[str]:
    """Loaded when somebody is banned who has made some."""
    rows = import_module("snowfight.storage.bots.bots").BotRows(database, accounts)
    return [bot.username for bot in rows.of(maker)]


standings = Standings(database)
roles = Roles(standings, authority, clock)
sanctions = Sanctions(
    Rows(standings, audit_log, decisions, BannedAddresses(lambda address: keyed_hashes.of(BANNED_ADDRESS, address))),
    authority,
    decision_notices,
    Ejection(accounts, fanout, jobs, _leave_call, _bots),
    clock,
)
