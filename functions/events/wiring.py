"""What both functions use, put together once for each function instance."""

from __future__ import annotations

from snowfight.clock import SystemClock
from snowfight.delivery.outgoing.http_receivers import HttpReceivers
from snowfight.settings import LOCAL, from_environment
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.database import Database
from snowfight.storage.events.subscriptions import EventSubscriptionRows
from snowfight.storage.messages.changes import Changes
from snowfight.storage.messages.log import Messages
from snowfight.storage.rooms.event_wakes import EventWakes
from snowfight.storage.rooms.rooms import Rooms

settings = from_environment()
clock = SystemClock()
database = Database(settings)
database.warm()
accounts = Accounts(database)
rooms = Rooms(database)
messages = Messages(database)
changes = Changes(database)
rows = EventSubscriptionRows(database)
wakes = EventWakes(database)
receivers = HttpReceivers(local=settings.stage == LOCAL)
