"""What the routes are made of, put together once for each function instance."""

from __future__ import annotations

from snowfight.aws.address import region_of_this_function
from snowfight.clock import SystemClock
from snowfight.delivery.management_api import ManagementGateway
from snowfight.domain.fanout.fanout import Fanout
from snowfight.domain.moderation.authority import Authority
from snowfight.domain.moderation.decision_notices import DecisionNotices
from snowfight.integrations.mail import SesMail
from snowfight.settings import from_environment
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.database import Database
from snowfight.storage.messages.log import Messages
from snowfight.storage.moderation.audit_log import AuditLog
from snowfight.storage.moderation.community_settings import CommunitySettingsRows
from snowfight.storage.moderation.decisions import Decisions
from snowfight.storage.presence.connections import Connections
from snowfight.storage.rate_limits import RateLimits
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
gateway = ManagementGateway(settings.callback_url, region_of_this_function())
connections = Connections(database)
fanout = Fanout(connections, gateway, clock)
meter = Meter(fanout.delivery_metrics)
community = CommunitySettingsRows(database)
audit_log = AuditLog()
decisions = Decisions()
authority = Authority(accounts.get_many)
decision_notices = DecisionNotices(fanout, SesMail(settings.sender_address), next(iter(settings.site_origins), ""))
