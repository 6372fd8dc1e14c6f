"""What the routes call, put together once for each function instance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from functions.http_api.job_runner import Endings, JobRunner
from snowfight.aws.address import region_of_this_function
from snowfight.clock import SystemClock
from snowfight.delivery.management_api import ManagementGateway
from snowfight.domain.accounts.accounts import AccountService
from snowfight.domain.accounts.avatars import Avatars
from snowfight.domain.accounts.deletion import Deletion, Traces
from snowfight.domain.accounts.passwords import Passwords
from snowfight.domain.accounts.profiles import Profiles
from snowfight.domain.accounts.sessions import Sessions
from snowfight.domain.accounts.verification import Verification
from snowfight.domain.accounts.verification_mail import CodeMails
from snowfight.domain.blocking import Blocking
from snowfight.domain.fanout.fanout import Fanout
from snowfight.domain.files.cleanup import FileCleanup
from snowfight.domain.files.links import FileLinkReader
from snowfight.domain.files.message_expiry import MessageExpiry
from snowfight.domain.files.upload_admission import UploadAdmission
from snowfight.domain.files.upload_checks import UploadChecks
from snowfight.domain.files.uploads import Folders, UploadService
from snowfight.domain.fresh import Fresh
from snowfight.domain.jobs.queue import Jobs
from snowfight.domain.messages.mentioning import Mentioning
from snowfight.domain.messages.retention import Retention
from snowfight.domain.posting.checks import PostingChecks
from snowfight.domain.presence.connections import TicketIssuer
from snowfight.domain.rooms.group_limits import GroupLimits
from snowfight.domain.rooms.groups import Groups
from snowfight.domain.rooms.members import MemberPages
from snowfight.domain.rooms.private_chats import PrivateChats
from snowfight.domain.rooms.read_receipts import ReadReceipts
from snowfight.domain.rooms.room_changes import RoomChanges
from snowfight.domain.rooms.subscriptions import Subscriptions
from snowfight.integrations.cloudinary import CloudinaryFiles
from snowfight.integrations.cognito import CognitoIdentity
from snowfight.integrations.mail import SesMail
from snowfight.models.records import Account
from snowfight.settings import from_environment
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.accounts.codes import Codes
from snowfight.storage.accounts.tickets import Tickets
from snowfight.storage.database import Database
from snowfight.storage.files.uploads import Uploads
from snowfight.storage.jobs.purge import Purge
from snowfight.storage.jobs.queue import Job, JobRows
from snowfight.storage.messages.changes import Changes
from snowfight.storage.messages.log import Messages
from snowfight.storage.messages.log_ends import LogEnds
from snowfight.storage.moderation.posting_rules import posting_rules
from snowfight.storage.presence.connections import Connections
from snowfight.storage.presence.online_counts import Counts
from snowfight.storage.rate_limits import RateLimits
from snowfight.storage.rooms.members import Members
from snowfight.storage.rooms.paces import Paces
from snowfight.storage.rooms.rooms import Rooms
from snowfight.transport.metrics import Meter

settings = from_environment()
clock = SystemClock()
database = Database(settings)
database.warm()
rooms = Rooms(database)
messages = Messages(database)
account_rows = Accounts(database)
connections = Connections(database)
_counts = Counts(database)
_members = Members(database)


def sign_up() -> Any:
    """What knows who may sign up: loaded when somebody asks."""
    return import_module("functions.http_api.sign_up")


def _admission(username: str, email: str) -> str:
    return str(sign_up().admit(username, email))


identity = CognitoIdentity(settings.user_pool_id, settings.user_pool_client_id, _admission)
gateway = ManagementGateway(settings.callback_url, region_of_this_function())
fanout = Fanout(connections, gateway, clock)
meter = Meter(fanout.delivery_metrics)
files = CloudinaryFiles(settings.cloudinary_parameter)
folders = Folders.of(settings.stage)
uploads = Uploads(database)
rate_limits = RateLimits(database)
blocking = Blocking(lambda: import_module("snowfight.storage.moderation.blocks").BlockRows(database))


def _has_link(text: str) -> bool:
    """Loaded when somebody new writes."""
    return bool(import_module("snowfight.domain.search.links").has_link(text))


rules = Fresh(lambda: posting_rules(database), clock)
checks = PostingChecks(rules.now, Paces(database), _has_link, account_rows.get)
upload_admission = UploadAdmission(rooms, checks, blocking, files, clock)
upload_service = UploadService(uploads, rate_limits, files, folders, clock, settings.upload_limit)
retention = Retention(messages, clock, settings.retention_days)
file_link_reader = FileLinkReader(rooms, messages, account_rows, files, retention, clock)
file_cleanup = FileCleanup(files, folders, uploads, rate_limits, clock)
upload_checks = UploadChecks(uploads, account_rows.budgets, files, clock, settings.upload_limit)
_avatars = Avatars(account_rows, upload_checks, uploads, files, folders)
code_mails = CodeMails(SesMail(settings.sender_address), rate_limits, clock, settings.codes_per_hour)


def _devices() -> Any:
    """The browsers that are pushed to: loaded when some are to be forgotten."""
    return import_module("functions.http_api.devices")


def _forget_devices(username: str, session: str) -> None:
    account = account_rows.get(username)
    if account is not None and account.has_devices:
        _devices().forget_session(username, session)


def _forget_all_devices(username: str, _has_time: Callable[[], bool]) -> bool:
    _devices().forget_all(username)
    return True


sessions = Sessions(identity, account_rows, rate_limits, clock, _forget_devices if settings.push_parameter else None)


accounts = AccountService(identity, account_rows, sessions, _avatars, lambda: sign_up().door, clock)
ticket_issuer = TicketIssuer(Tickets(database), account_rows, clock, settings.site_origins)
_purge = Purge(database)
jobs = Jobs(JobRows(database), _members, _purge, clock)
passwords = Passwords(identity, account_rows, fanout, code_mails, jobs, clock)
_log_ends = LogEnds(database, messages, Changes(database))
member_pages = MemberPages(account_rows, connections.users, blocking, clock)
subscriptions = Subscriptions(rooms, messages, member_pages, connections, _counts, _log_ends, clock)
profiles = Profiles(rooms, account_rows, connections.users, blocking, clock)
_limits = GroupLimits(rooms.memberships, account_rows, rate_limits, clock)


def _mentions() -> Any:
    """What knows whom messages mention: loaded when it is needed."""
    return import_module("functions.http_api.mentions")


def _entered(account: Account, room: str) -> None:
    if account.has_keywords:
        _mentions().keywords.entered(account, room)


def replace_keywords(username: str, keywords: Sequence[str]) -> None:
    """Make those the keywords of a user in all of their chats."""
    _mentions().keywords.replace(username, keywords)


_room_changes = RoomChanges(rooms, _members, account_rows, _limits, clock, _entered)
private_chats = PrivateChats(_room_changes, blocking)


def calls() -> Any:
    """What knows the calls that go on: loaded where there is one."""
    return import_module("functions.http_api.calls")


def _look_at_call(room: str) -> None:
    calls().looking.look(room)


groups = Groups(_room_changes, connections, fanout, jobs, _look_at_call)
verification = Verification(identity, account_rows, sessions, Codes(database), code_mails, clock, groups.join)


def claims() -> Any:
    """What lets people take over imported accounts: loaded when somebody does."""
    return import_module("functions.http_api.imported.claims").claiming


def changes() -> Any:
    """What serves changes to messages: loaded when it is needed."""
    return import_module("functions.http_api.changes")


def _withdraw(username: str, has_time: Callable[[], bool]) -> bool:
    return bool(changes().withdrawal.withdraw(username, has_time))


def _forget_mentions(username: str, has_time: Callable[[], bool]) -> bool:
    parts = _mentions()
    return bool(parts.keywords.forget(username, has_time) and parts.records.forget(username, has_time))


def _forget_blocks(username: str, has_time: Callable[[], bool]) -> bool:
    return bool(import_module("functions.http_api.traces").blocks.forget(username, has_time))


def _delete_bots(username: str, has_time: Callable[[], bool]) -> bool:
    """Loaded when a user is deleted who has made some."""
    return bool(import_module("functions.http_api.traces").bots.forget(username, has_time))


mentioning = Mentioning(lambda: _mentions().records)
deletion = Deletion(
    identity,
    account_rows,
    rooms,
    groups,
    fanout,
    jobs,
    Traces(file_cleanup, (_withdraw, _forget_mentions, _forget_all_devices, _forget_blocks), _delete_bots),
)
_read_receipts = ReadReceipts(rooms, subscriptions, account_rows.budgets, fanout, jobs, clock)
_expiry = MessageExpiry(rooms, messages, retention, _purge, file_cleanup, jobs)


def _eject(job: Job) -> bool:
    """Loaded when somebody was banned."""
    return bool(import_module("functions.http_api.ejection").ejection.finish(job))


job_runner = JobRunner(jobs, Endings(deletion, passwords, _eject), _read_receipts, file_cleanup, _expiry, changes)
