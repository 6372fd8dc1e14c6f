"""A whole chat in one process: the real domain and storage on moto's tables, the world outside replaced."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import count
from uuid import UUID

from functions.http_api.doors import door_of
from functions.http_api.job_runner import Endings, JobRunner
from snowfight.delivery.gateway import Gateway
from snowfight.domain.accounts.accounts import AccountService
from snowfight.domain.accounts.avatars import Avatars
from snowfight.domain.accounts.claiming import Claiming
from snowfight.domain.accounts.deletion import Deletion, Traces
from snowfight.domain.accounts.door import Door
from snowfight.domain.accounts.export import Export
from snowfight.domain.accounts.passwords import Passwords
from snowfight.domain.accounts.profiles import Profiles
from snowfight.domain.accounts.sessions import Sessions
from snowfight.domain.accounts.start import Starts
from snowfight.domain.accounts.unclaimed import UnclaimedAccounts
from snowfight.domain.accounts.user_settings import SettingsService
from snowfight.domain.accounts.verification import Verification
from snowfight.domain.accounts.verification_mail import CodeMails
from snowfight.domain.blocking import Blocking
from snowfight.domain.bots.deletion import BotDeletion
from snowfight.domain.changes.broadcast import ChangeBroadcast
from snowfight.domain.changes.changes import Outcome
from snowfight.domain.changes.clearing import MessageClearing
from snowfight.domain.changes.dependencies import Dependencies
from snowfight.domain.changes.parts import ChangeParts
from snowfight.domain.emoji.custom_emoji import CustomEmojis
from snowfight.domain.fanout.fanout import Fanout
from snowfight.domain.files.cleanup import FileCleanup
from snowfight.domain.files.file_messages import FileMessages
from snowfight.domain.files.links import FileLinkReader
from snowfight.domain.files.message_expiry import MessageExpiry
from snowfight.domain.files.upload_admission import UploadAdmission
from snowfight.domain.files.upload_checks import UploadChecks
from snowfight.domain.files.uploads import Folders, UploadService
from snowfight.domain.jobs.queue import Jobs
from snowfight.domain.mentions.keywords import KeywordService
from snowfight.domain.mentions.pages import MentionPages
from snowfight.domain.mentions.recording import MentionRecords
from snowfight.domain.messages.dependencies import MessageDependencies
from snowfight.domain.messages.history import History
from snowfight.domain.messages.mentioning import Mentioning
from snowfight.domain.messages.noticing import Noticing
from snowfight.domain.messages.reader_views import ReaderViews
from snowfight.domain.messages.retelling import Retelling
from snowfight.domain.messages.retention import Retention
from snowfight.domain.messages.sending import Sending
from snowfight.domain.messages.thread_pages import ThreadPages
from snowfight.domain.moderation.blocks import Apart, BlockClearing, BlockService
from snowfight.domain.moderation.ejection import Ejection
from snowfight.domain.moderation.written_down import deletion
from snowfight.domain.notices.waking import NoticeWaker
from snowfight.domain.posting.checks import PostingChecks
from snowfight.domain.presence.connections import ConnectionLifecycle, TicketIssuer
from snowfight.domain.presence.contacts import Contacts
from snowfight.domain.presence.partings import Partings
from snowfight.domain.rooms.chat_list import ChatLists
from snowfight.domain.rooms.chat_summaries import ChatSummaries
from snowfight.domain.rooms.group_limits import GroupLimits
from snowfight.domain.rooms.groups import Groups
from snowfight.domain.rooms.heartbeat import Heartbeat
from snowfight.domain.rooms.members import MemberPages
from snowfight.domain.rooms.notify_levels import NotifyLevels
from snowfight.domain.rooms.private_chats import PrivateChats
from snowfight.domain.rooms.read_receipts import ReadReceipts
from snowfight.domain.rooms.room_changes import RoomChanges
from snowfight.domain.rooms.subscriptions import Subscriptions
from snowfight.domain.rooms.typing import TypingNotices
from snowfight.domain.rooms.unread_marks import UnreadMarks
from snowfight.domain.search.links import has_link
from snowfight.models.client_frames import Delete, Edit, Join, Pin, React, Send
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Account, Link, PostingRules
from snowfight.settings import Settings
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.accounts.claims import Claims, hashed_address
from snowfight.storage.accounts.codes import Codes
from snowfight.storage.accounts.tickets import Tickets
from snowfight.storage.accounts.user_settings import UserSettingsRows
from snowfight.storage.bots.bots import BotRows
from snowfight.storage.database import Database
from snowfight.storage.emoji.custom_emoji import EmojiRows
from snowfight.storage.files.uploads import Uploads
from snowfight.storage.jobs.purge import Purge
from snowfight.storage.jobs.queue import JobRows
from snowfight.storage.mentions.keywords import KeywordRows
from snowfight.storage.mentions.rows import MentionRows
from snowfight.storage.messages.changes import Changes
from snowfight.storage.messages.log import Messages
from snowfight.storage.messages.log_ends import LogEnds
from snowfight.storage.messages.reactions import Reactions
from snowfight.storage.messages.threads import Threads
from snowfight.storage.moderation.blocks import BlockRows
from snowfight.storage.presence.connections import Connections
from snowfight.storage.presence.online_counts import Counts
from snowfight.storage.rate_limits import RateLimits
from snowfight.storage.rooms.members import Members
from snowfight.storage.rooms.open_groups import OpenGroups
from snowfight.storage.rooms.paces import Paces
from snowfight.storage.rooms.rooms import Rooms
from snowfight.storage.rooms.typing import TypingRows
from tests.support.clock import ManualClock
from tests.support.files import FakeFiles
from tests.support.gateway import RecordingGateway
from tests.support.identity import FakeIdentity, FakeMail, keyed_hashes
from tests.support.phone_calls import CallParts
from tests.support.tables import SETTINGS


@dataclass(frozen=True)
class ChangeJobs:
    broadcast: ChangeBroadcast
    clearing: MessageClearing


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
    rules: PostingRules = field(default_factory=PostingRules)
    """What owners have decided of what people may write."""

    def __post_init__(self) -> None:
        self.identity.clock, self.database = self.clock, self.database or Database(self.settings)
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
            *(self.uploads, self.rate_limits, self.files, self.folders, self.clock),
            limit=self.settings.upload_limit,
        )
        self.upload_checks = UploadChecks(
            self.uploads, self.accounts.budgets, self.files, self.clock, self.settings.upload_limit
        )
        self.custom_emojis = CustomEmojis(
            EmojiRows(self.database, pause=lambda _seconds: None),
            *(self.accounts, self.upload_checks, self.uploads, self.files, self.folders, self.clock),
        )
        self.retention = Retention(self.messages, self.clock, self.settings.retention_days)
        self.file_link_reader = FileLinkReader(
            self.rooms, self.messages, self.accounts, self.files, self.retention, self.clock
        )
        self.file_cleanup = FileCleanup(self.files, self.folders, self.uploads, self.rate_limits, self.clock)
        self.fanout = Fanout(self.connections, self.gateway, self.clock)
        self.sessions = Sessions(self.identity, self.accounts, self.rate_limits, self.clock)
        self.code_mails = CodeMails(self.mail, self.rate_limits, self.clock, self.settings.codes_per_hour)
        self.account_service = AccountService(
            self.identity,
            self.accounts,
            self.sessions,
            Avatars(self.accounts, self.upload_checks, self.uploads, self.files, self.folders),
            lambda: self.door,
            self.clock,
        )
        self.ticket_issuer = TicketIssuer(self.tickets, self.accounts, self.clock, self.settings.site_origins)
        self.connection_lifecycle = ConnectionLifecycle(self.connections)
        self.members = Members(self.database)
        self.purge = Purge(self.database)
        self.jobs = Jobs(JobRows(self.database), self.members, self.purge, self.clock)
        self.passwords = Passwords(
            *(self.identity, self.accounts, self.fanout, self.code_mails, self.jobs, self.clock),
            pause=lambda _seconds: None,
        )
        self.reactions = Reactions(self.database)
        self.views = ReaderViews(self.accounts, self.reactions, self.messages)
        self.history = History(self.rooms, self.messages, self.views, self.retention, self.jobs)
        self.log_ends = LogEnds(self.database, self.messages, Changes(self.database))
        self.subscriptions = Subscriptions(
            *(self.rooms, self.messages, self.member_pages, self.connections, self.counts, self.log_ends, self.clock)
        )
        self.changes = self.changes_through(self.gateway)
        self.heartbeat = self._heartbeat(Retelling(self.message_dependencies(self.fanout)))
        self.chat_lists = ChatLists(
            self.rooms,
            self.member_pages,
            OpenGroups(self.database),
            self.history,
            ChatSummaries(
                *(self.subscriptions, self.history, self.views, self.retention, self.blocking, self.clock),
                lambda states: self.calls.chat_calls.of(states),  # noqa: PLW0108  (made when there is a call)
            ),
        )
        self.limits = GroupLimits(self.rooms.memberships, self.accounts, self.rate_limits, self.clock)
        room_changes = RoomChanges(
            *(self.rooms, self.members, self.accounts, self.limits, self.clock, self.keywords.entered),
            pause=lambda _seconds: None,
        )
        self.private_chats = PrivateChats(room_changes, self.blocking)
        self.groups = Groups(
            *(room_changes, self.connections, self.fanout, self.jobs),
            self._look_at_call,
        )
        self.verification = Verification(
            *(self.identity, self.accounts, self.sessions, self.codes, self.code_mails, self.clock),
            join=self.groups.join,
        )
        self.profiles = Profiles(self.rooms, self.accounts, self.connections.users, self.blocking, self.clock)
        self.read_receipts = ReadReceipts(
            self.rooms, self.subscriptions, self.accounts.budgets, self.fanout, self.jobs, self.clock
        )
        self.deletion = Deletion(
            self.identity,
            self.accounts,
            self.rooms,
            self.groups,
            self.fanout,
            self.jobs,
            Traces(
                self.file_cleanup,
                (
                    *(self.changes.withdrawal.withdraw, self.keywords.forget, self.mention_records.forget),
                    BlockClearing(self.blocks, pause=lambda _seconds: None).forget,
                ),
                self.bot_deletion.forget,
            ),
        )
        self.expiry = MessageExpiry(self.rooms, self.messages, self.retention, self.purge, self.file_cleanup, self.jobs)
        self.change_jobs = ChangeJobs(
            self.changes.broadcast, MessageClearing(self.reactions, self.file_cleanup, self.jobs)
        )
        self.job_runner = JobRunner(
            self.jobs,
            Endings(self.deletion, self.passwords, self.ejection.finish),
            self.read_receipts,
            self.file_cleanup,
            self.expiry,
            lambda: self.change_jobs,
        )
        self.export = Export(self.accounts, self.rooms, self.messages, self.reactions, self.retention)
        self.sending = self.sending_through(self.gateway)
        self.file_messages = FileMessages(self.sending, self.upload_checks, self.uploads, self.folders)
        self._numbers = count(1)

    @cached_property
    def starts(self) -> Starts:
        return Starts(self.sessions, self.rooms.memberships, self.chat_lists, self.ticket_issuer)

    @cached_property
    def door(self) -> Door:
        assert self.database is not None
        return door_of(
            *(self.database, self.rooms, self.accounts, self.rate_limits, self.clock, keyed_hashes()),
            sign_ups=self.settings.sign_ups_per_address,
        )

    @cached_property
    def claiming(self) -> Claiming:
        assert self.database is not None
        unclaimed = UnclaimedAccounts(
            self.accounts, Claims(self.database), self.door.banned, partial(hashed_address, keyed_hashes().of)
        )
        codes = Codes(self.database, "CLAIM")
        return Claiming(
            *(self.identity, unclaimed, codes, self.code_mails, self.rate_limits, self.clock),
            pause=lambda seconds: self.clock.advance(seconds=seconds),
        )

    @cached_property
    def blocks(self) -> BlockRows:
        assert self.database is not None
        return BlockRows(self.database)

    @cached_property
    def blocking(self) -> Blocking:
        return Blocking(lambda: self.blocks)

    @cached_property
    def block_service(self) -> BlockService:
        contacts = Contacts(self.rooms, self.connections, self.blocking, self.clock)
        partings = Partings(contacts, self.connections.users, self.counts, self.fanout, self.clock)
        apart = Apart(self.rooms, partings, self._hang_up)
        return BlockService(
            *(self.blocks, self.accounts, apart, self.rate_limits, self.clock), pause=lambda _seconds: None
        )

    @cached_property
    def member_pages(self) -> MemberPages:
        return MemberPages(self.accounts, self.connections.users, self.blocking, self.clock)

    @cached_property
    def upload_admission(self) -> UploadAdmission:
        return UploadAdmission(self.rooms, self.checks, self.blocking, self.files, self.clock)

    @cached_property
    def calls(self) -> CallParts:
        return CallParts(self)

    @cached_property
    def typing(self) -> TypingNotices:
        assert self.database is not None
        return TypingNotices(
            TypingRows(self.database), self.connections.viewers, self.fanout, self.blocking, self.clock
        )

    @cached_property
    def user_settings(self) -> SettingsService:
        assert self.database is not None
        return SettingsService(UserSettingsRows(self.database), self.rate_limits, self.clock, self.keywords.replace)

    @cached_property
    def notify_levels(self) -> NotifyLevels:
        return NotifyLevels(self.rooms, self.clock)

    @cached_property
    def unread_marks(self) -> UnreadMarks:
        return UnreadMarks(self.rooms, self.messages, self.accounts.budgets, self.clock)

    @cached_property
    def thread_pages(self) -> ThreadPages:
        return ThreadPages(self.rooms, self.messages, Threads(), self.views, self.retention)

    @cached_property
    def mentioning(self) -> Mentioning:
        return Mentioning(lambda: self.mention_records)

    @cached_property
    def mention_records(self) -> MentionRecords:
        assert self.database is not None
        return MentionRecords(self.database, self.accounts, self.blocking, self.notice_waker.mentioned)

    @cached_property
    def notice_waker(self) -> NoticeWaker:
        assert self.database is not None
        return NoticeWaker(self.database, self.connections.users, self.accounts, self.clock, on=True)

    @cached_property
    def noticing(self) -> Noticing:
        return Noticing(self.accounts, self.notice_waker)

    @cached_property
    def keyword_rows(self) -> KeywordRows:
        assert self.database is not None
        return KeywordRows(self.database)

    @cached_property
    def keywords(self) -> KeywordService:
        assert self.database is not None
        settings = UserSettingsRows(self.database)
        return KeywordService(self.accounts, self.rooms.memberships, settings, self.keyword_rows)

    @cached_property
    def mention_pages(self) -> MentionPages:
        return MentionPages(self.rooms, self.messages, MentionRows(), self.views, self.retention, self.clock)

    @cached_property
    def checks(self) -> PostingChecks:
        assert self.database is not None
        return PostingChecks(lambda: self.rules, Paces(self.database), has_link, self.accounts.get)

    @cached_property
    def ejection(self) -> Ejection:
        return Ejection(
            *(self.accounts, self.fanout, self.jobs, self._leave_call),
            lambda maker: [bot.username for bot in self.bot_rows.of(maker)],
        )

    @cached_property
    def bot_rows(self) -> BotRows:
        assert self.database is not None
        return BotRows(self.database, self.accounts)

    @cached_property
    def bot_deletion(self) -> BotDeletion:
        return BotDeletion(self.bot_rows, self.jobs, self.fanout)

    def _leave_call(self, username: str) -> None:
        self.calls.looking.expel(username)

    def _hang_up(self, room: str, username: str) -> None:
        self.calls.parting.hang_up(room, username)

    def _look_at_call(self, room: str) -> None:
        self.calls.looking.look(room)

    def _heartbeat(self, retelling: Retelling) -> Heartbeat:
        changes = self.changes.retelling.catch_up
        return Heartbeat(self.rooms.log_progress, retelling.catch_up, changes, retelling.look)

    def sending_through(self, gateway: Gateway) -> Sending:
        """The send path with another gateway."""
        fanout = Fanout(self.connections, gateway, self.clock)
        return Sending(self.message_dependencies(fanout), self.clock, self.settings.message_length)

    def message_dependencies(self, fanout: Fanout) -> MessageDependencies:
        """What messages are sent with, by another fan-out."""
        return MessageDependencies(
            *(self.rooms, self.messages, self.accounts, fanout, self.retention, self.mentioning, self.checks),
            self.blocking,
            lambda: self.noticing,
            clock=self.clock,
            pause=lambda seconds: self.clock.advance(seconds=seconds),
        )

    def changes_through(self, gateway: Gateway) -> ChangeParts:
        """What changes messages, with another gateway."""
        fanout = Fanout(self.connections, gateway, self.clock)
        assert self.database is not None
        return ChangeParts(
            Dependencies(
                *(self.database, self.rooms, self.messages, self.accounts),
                *(fanout, self.retention, self.jobs, self.mentioning, self.blocking, self.clock, self.checks, deletion),
            ),
            self.settings.message_length,
            self.settings.edit_hours,
            pause=lambda _seconds: None,
        )

    def change(self, link: Link, frame: Edit | Delete | React | Pin) -> Outcome:
        """Serve a frame that changes a message."""
        return self.changes.service.serve(link, frame.client_id, self.changes.requests.of(frame))

    def user(self, username: str, *, verified: bool = False) -> str:
        """An account, without a password."""
        email = f"{username}@example.org"
        self.accounts.create(Account(username, username.title(), email, email_verified=verified))
        return username

    def cookie(self, username: str) -> str:
        """The refresh token of somebody who signs up at Cognito, with or without an account, and in."""
        self.identity.sign_up(username, f"{username}@example.org", username)
        refresh = self.identity.sign_in(username, username).refresh
        assert refresh is not None
        return refresh

    def connect(self, username: str, *rooms: str) -> Link:
        """A connection of the user, old enough to be forgotten, that shows `rooms`."""
        link = Link(f"{username}-{next(self._numbers)}", username, self.clock.now())
        self.connection_lifecycle.opened(link)
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

    def say(
        self,
        link: Link,
        body: str = "hello",
        *,
        room: str = PUBLIC_CHAT,
        client_id: str | None = None,
        reply_to: int | None = None,
    ) -> str:
        """Send a text over a connection; returns its client_id."""
        client_id = client_id or self.client_id()
        self.sending.send(link, Send(type="message", room=room, client_id=client_id, body=body, reply_to=reply_to))
        return client_id
