"""What both functions are made of, put together once for each function instance."""

from __future__ import annotations

from functools import cache

from snowfight.clock import SystemClock
from snowfight.delivery.web_push.endpoints import PushEndpoints
from snowfight.delivery.web_push.sender import HttpPushServices
from snowfight.delivery.web_push.vapid import Vapid
from snowfight.domain.messages.retention import Retention
from snowfight.domain.notices.pushing import Pusher
from snowfight.integrations.notice_secrets import NoticeSecrets
from snowfight.settings import from_environment
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.database import Database
from snowfight.storage.messages.log import Messages
from snowfight.storage.notices.noticed import NoticedRows
from snowfight.storage.notices.push_subscriptions import PushSubscriptions
from snowfight.storage.notices.retries import Retries
from snowfight.storage.rate_limits import RateLimits
from snowfight.storage.rooms.rooms import Rooms

settings = from_environment()
clock = SystemClock()
database = Database(settings)
database.warm()
accounts = Accounts(database)
rooms = Rooms(database)
messages = Messages(database)
rate_limits = RateLimits(database)
retention = Retention(messages, clock, settings.retention_days)
secrets = NoticeSecrets(settings.push_parameter)
subscriptions = PushSubscriptions(database)
noticed = NoticedRows(database)
retries = Retries(database)
endpoints = PushEndpoints.of(settings)


@cache
def vapid() -> Vapid:
    """The deployment to push services; raises PushOff."""
    return Vapid(secrets.vapid, f"mailto:{settings.sender_address}", clock)


@cache
def _push_services() -> HttpPushServices:
    return HttpPushServices(vapid(), endpoints, clock=clock)


pusher = Pusher(_push_services, secrets, subscriptions, noticed, retries, clock)
