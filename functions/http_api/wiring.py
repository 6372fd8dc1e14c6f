"""What the routes call, put together once for each function instance."""

from __future__ import annotations

from snowfight.clock import SystemClock
from snowfight.domain.accounts import AccountService
from snowfight.domain.chats import Chats
from snowfight.domain.connecting import Ticketing
from snowfight.domain.history import History
from snowfight.domain.viewing import Viewing
from snowfight.outside.identity import CognitoIdentity
from snowfight.outside.mail import SesMail
from snowfight.settings import from_environment
from snowfight.storage.accounts import Accounts
from snowfight.storage.codes import Codes
from snowfight.storage.connections import Connections
from snowfight.storage.database import Database
from snowfight.storage.messages import Messages
from snowfight.storage.rooms import Rooms
from snowfight.storage.tickets import Tickets

settings = from_environment()
clock = SystemClock()
database = Database(settings)
database.warm()
_rooms = Rooms(database)
_messages = Messages(database)
_accounts = Accounts(database)
_connections = Connections(database)

accounts = AccountService(
    CognitoIdentity(settings.user_pool_id, settings.user_pool_client_id),
    _accounts,
    Codes(database),
    SesMail(settings.sender_address),
    clock,
)
ticketing = Ticketing(Tickets(database), clock, settings.site_origins)
history = History(_rooms, _messages, _accounts)
viewing = Viewing(_rooms, _messages, _accounts, _connections, clock)
chats = Chats(_rooms, _messages, _accounts, _connections, viewing, clock)
