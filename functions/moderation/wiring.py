"""What the routes are made of, put together once for each function instance."""

from __future__ import annotations

from snowfight.aws.address import region_of_this_function
from snowfight.clock import SystemClock
from snowfight.delivery.management_api import ManagementGateway
from snowfight.domain.fanout.fanout import Fanout
from snowfight.domain.moderation.authority import Authority
from snowfight.domain.moderation.decision_notices import DecisionNotices
from snowfight.domain.moderation.inviting import Inviting
from snowfight.integrations.keyed_hashes import KeyedHashes
from snowfight.integrations.mail import SesMail
from snowfight.settings import from_environment
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.database import Database
from snowfight.storage.messages.log import Messages
from snowfight.storage.moderation.audit_log import AuditLog
from snowfight.storage.moderation.banned_addresses import BANNED_ADDRESS, BannedAddresses
from snowfight.storage.moderation.community_settings import CommunitySettingsRows
from snowfight.storage.moderation.decisions import Decisions
from snowfight.storage.moderation.invites import Invites
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
fanout = Fanout(Connections(database), gateway, clock)
meter = Meter(fanout.delivery_metrics)
community = CommunitySettingsRows(database)
audit_log = AuditLog()
decisions = Decisions()
authority = Authority(accounts.get_many)
_site = next(iter(settings.site_origins), "")
decision_notices = DecisionNotices(fanout, SesMail(settings.sender_address), _site)
inviting = Inviting(authority, Invites(database), rate_limits, clock, _site)
keyed_hashes = KeyedHashes(settings.secret_parameter)
banned_addresses = BannedAddresses(lambda address: keyed_hashes.of(BANNED_ADDRESS, address))
