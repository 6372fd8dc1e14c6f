"""A whole chat in one process: the real domain and storage on moto's tables, the world outside replaced."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from uuid import UUID

from functions.http_api.job_runner import JobRunner
from snowfight.delivery.gateway import Gateway
from snowfight.domain.accounts.accounts import AccountService
from snowfight.domain.accounts.avatars import Avatars
from snowfight.domain.accounts.deletion import Deletion
from snowfight.domain.accounts.export import Export
from snowfight.domain.accounts.passwords import Passwords
from snowfight.domain.accounts.profiles import Profiles
from snowfight.domain.accounts.sessions import Sessions
from snowfight.domain.accounts.verification import Verification
from snowfight.domain.accounts.verification_mail import CodeMails
from snowfight.domain.fanout.fanout import Fanout
from snowfight.domain.files.cleanup import FileCleanup
from snowfight.domain.files.file_messages import FileMessages
from snowfight.domain.files.links import FileLinkReader
from snowfight.domain.files.message_expiry import MessageExpiry
from snowfight.domain.files.upload_checks import UploadChecks
from snowfight.domain.files.uploads import Folders, UploadService
from snowfight.domain.jobs.queue import Jobs
from snowfight.domain.messages.history import History
from snowfight.domain.messages.retelling import Retelling
from snowfight.domain.messages.retention import Retention
from snowfight.domain.messages.sending import Sending
from snowfight.domain.presence.connections import Connecting, TicketIssuer
from snowfight.domain.rooms.chat_list import ChatLists
from snowfight.domain.rooms.group_limits import GroupLimits
from snowfight.domain.rooms.groups import Groups
from snowfight.domain.rooms.heartbeat import Heartbeat
from snowfight.domain.rooms.private_chats import PrivateChats
from snowfight.domain.rooms.read_receipts import ReadReceipts
from snowfight.domain.rooms.subscriptions import Subscriptions
from snowfight.models.client_frames import Join, Send
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Account, Link
from snowfight.settings import Settings
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.accounts.codes import Codes
from snowfight.storage.accounts.tickets import Tickets
from snowfight.storage.database import Database
from snowfight.storage.files.uploads import Uploads
from snowfight.storage.jobs.purge import Purge
from snowfight.storage.jobs.queue import JobRows
from snowfight.storage.messages.log import Messages
from snowfight.storage.presence.connections import Connections
from snowfight.storage.presence.online_counts import Counts
from snowfight.storage.rate_limits import RateLimits
from snowfight.storage.rooms.members import Members
from snowfight.storage.rooms.open_groups import OpenGroups
from snowfight.storage.rooms.rooms import Rooms
from tests.support.clock import ManualClock
from tests.support.files import FakeFiles
from tests.support.gateway import RecordingGateway
from tests.support.identity import FakeIdentity, FakeMail
from tests.support.tables import SETTINGS


@dataclass
class Chat:
    """Everything a test may want to look at, and the shortest ways to make things happen."""

    settings: Settings = SETTINGS
    clock: ManualClock = field(default_factory=ManualClock)
    gateway: RecordingGateway = field(default_factory=RecordingGateway)
    identity: FakeIdentity = field(default_factory=FakeIdentity)
    mail: FakeMail = field(default_factory=FakeMail)
    files: FakeFiles = field(default_factory=FakeFiles)
    database: Database | None = None

    def __post_init__(self) -> None:
        self.database = self.database or Database(self.settings)
        self.rooms = Rooms(self.database)
        self.messages = Messages(self.database, pause=lambda _seconds: None)
        self.accounts = Accounts(
            self.database, burst=self.settings.rate_burst, per_second=self.settings.rate_per_second
        )
        self.connections = Connections(self.database)
        self.counts = Counts(self.database)
        self.tickets = Tickets(self.database)
        self.codes = Codes(self.database)
        self.folders = Folders.of("test")
        self.uploads = Uploads(self.database)
        self.rate_limits = RateLimits(self.database, pause=lambda _seconds: None)
        self.upload_service = UploadService(
            *(self.rooms, self.uploads, self.rate_limits, self.files, self.folders, self.clock),
            limit=self.settings.upload_limit,
        )
        self.upload_checks = UploadChecks(
            self.uploads, self.accounts, self.files, self.clock, self.settings.upload_limit
        )
        self.retention = Retention(self.messages, self.clock, self.settings.retention_days)
        self.file_link_reader = FileLinkReader(
            self.rooms, self.messages, self.accounts, self.files, self.retention, self.clock
        )
        self.file_cleanup = FileCleanup(self.files, self.folders, self.uploads, self.rate_limits, self.clock)
        self.fanout = Fanout(self.connections, self.gateway, self.clock)
        self.sessions = Sessions(self.identity, self.accounts, self.rate_limits, self.clock)
        self.code_mails = CodeMails(self.mail, self.rate_limits, self.clock, self.settings.codes_per_hour)
        self.verification = Verification(
            self.identity, self.accounts, self.sessions, self.codes, self.code_mails, self.clock
        )
        self.account_service = AccountService(
            self.identity,
            self.accounts,
            self.sessions,
            Avatars(self.accounts, self.upload_checks, self.uploads, self.files, self.folders),
            self.rate_limits,
            self.clock,
            self.settings.sign_ups_per_address,
        )
        self.ticket_issuer = TicketIssuer(self.tickets, self.accounts, self.clock, self.settings.site_origins)
        self.connecting = Connecting(self.connections)
        self.members = Members(self.database)
        self.purge = Purge(self.database)
        self.jobs = Jobs(JobRows(self.database), self.members, self.purge, self.clock)
        self.passwords = Passwords(
            *(self.identity, self.accounts, self.fanout, self.code_mails, self.jobs, self.clock),
            pause=lambda _seconds: None,
        )
        self.history = History(self.rooms, self.messages, self.accounts, self.retention, self.jobs)
        self.subscriptions = Subscriptions(
            self.rooms, self.messages, self.accounts, self.connections, self.counts, self.clock
        )
        self.heartbeat = Heartbeat(self.rooms, Retelling(self.rooms, self.messages, self.accounts, self.fanout))
        self.chat_lists = ChatLists(
            self.rooms,
            self.accounts,
            self.subscriptions,
            OpenGroups(self.database),
            self.history,
            self.retention,
        )
        self.limits = GroupLimits(self.rooms, self.accounts, self.rate_limits, self.clock)
        self.private_chats = PrivateChats(
            self.rooms, self.members, self.accounts, self.limits, self.clock, pause=lambda _seconds: None
        )
        self.profiles = Profiles(self.rooms, self.accounts, self.connections, self.clock)
        self.read_receipts = ReadReceipts(
            self.rooms, self.subscriptions, self.accounts, self.fanout, self.jobs, self.clock
        )
        self.groups = Groups(
            self.rooms,
            self.members,
            self.accounts,
            connections=self.connections,
            fanout=self.fanout,
            jobs=self.jobs,
            limits=self.limits,
            clock=self.clock,
            pause=lambda _seconds: None,
        )
        self.deletion = Deletion(
            self.identity, self.accounts, self.rooms, self.groups, self.fanout, self.jobs, self.file_cleanup
        )
        self.expiry = MessageExpiry(self.rooms, self.messages, self.retention, self.purge, self.file_cleanup, self.jobs)
        self.job_runner = JobRunner(
            self.jobs, self.deletion, self.passwords, self.read_receipts, self.file_cleanup, self.expiry
        )
        self.export = Export(self.accounts, self.rooms, self.messages, self.retention)
        self.sending = self.sending_through(self.gateway)
        self.file_messages = FileMessages(self.sending, self.upload_checks, self.uploads, self.folders)
        self._numbers = count(1)

    def sending_through(self, gateway: Gateway) -> Sending:
        """The send path with another gateway."""
        return Sending(
            self.rooms,
            self.messages,
            self.accounts,
            Fanout(self.connections, gateway, self.clock),
            self.retention,
            self.clock,
            self.settings.message_length,
        )

    def user(self, username: str, *, verified: bool = False) -> str:
        """An account, without a password."""
        email = f"{username}@example.org"
        self.accounts.create(Account(username, username.title(), email, email_verified=verified))
        return username

    def connect(self, username: str, *rooms: str) -> Link:
        """A connection of the user, old enough to be forgotten, that shows `rooms`."""
        link = Link(f"{username}-{next(self._numbers)}", username, self.clock.now())
        self.connecting.opened(link)
        self.gateway.open.add(link.connection_id)
        for room in rooms:
            self.subscriptions.join(link, Join(type="join", room=room))
        self.clock.advance(minutes=1)
        return link

    def work(self) -> None:
        """Do a round of every job that is due."""
        for job in self.jobs.due():
            self.job_runner.run(job, has_time=lambda: True)

    def client_id(self) -> str:
        """A UUID that no other message of the test has."""
        return str(UUID(int=next(self._numbers), version=4))

    def say(self, link: Link, body: str = "hello", *, room: str = PUBLIC_CHAT, client_id: str | None = None) -> str:
        """Send a text over a connection; returns its client_id."""
        client_id = client_id or self.client_id()
        self.sending.send(link, Send(type="message", room=room, client_id=client_id, body=body))
        return client_id
