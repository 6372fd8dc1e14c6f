"""What the routes call, put together once for each function instance."""

from __future__ import annotations

from functions.http_api.job_runner import JobRunner
from snowfight.aws.address import region_of_this_function
from snowfight.clock import SystemClock
from snowfight.delivery.management_api import ManagementGateway
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
from snowfight.domain.files.links import FileLinkReader
from snowfight.domain.files.message_expiry import MessageExpiry
from snowfight.domain.files.upload_checks import UploadChecks
from snowfight.domain.files.uploads import Folders, UploadService
from snowfight.domain.jobs.queue import Jobs
from snowfight.domain.messages.history import History
from snowfight.domain.messages.retention import Retention
from snowfight.domain.presence.connections import TicketIssuer
from snowfight.domain.rooms.chat_list import ChatLists
from snowfight.domain.rooms.group_limits import GroupLimits
from snowfight.domain.rooms.groups import Groups
from snowfight.domain.rooms.private_chats import PrivateChats
from snowfight.domain.rooms.read_receipts import ReadReceipts
from snowfight.domain.rooms.subscriptions import Subscriptions
from snowfight.integrations.cloudinary import CloudinaryFiles
from snowfight.integrations.identity_provider import CognitoIdentity
from snowfight.integrations.mail import SesMail
from snowfight.settings import from_environment
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
from snowfight.transport.metrics import Meter

settings = from_environment()
clock = SystemClock()
database = Database(settings)
database.warm()
rooms = Rooms(database)
_messages = Messages(database)
_accounts = Accounts(database)
_connections = Connections(database)
_counts = Counts(database)
_members = Members(database)
_identity = CognitoIdentity(settings.user_pool_id, settings.user_pool_client_id)
_fanout = Fanout(_connections, ManagementGateway(settings.callback_url, region_of_this_function()), clock)
meter = Meter(_fanout.delivery_metrics)
_files = CloudinaryFiles(settings.cloudinary_parameter)
_folders = Folders.of(settings.stage)
_uploads = Uploads(database)
_rate_limits = RateLimits(database)

upload_service = UploadService(rooms, _uploads, _rate_limits, _files, _folders, clock, settings.upload_limit)
_retention = Retention(_messages, clock, settings.retention_days)
file_link_reader = FileLinkReader(rooms, _messages, _accounts, _files, _retention, clock)
file_cleanup = FileCleanup(_files, _folders, _uploads, _rate_limits, clock)
_upload_checks = UploadChecks(_uploads, _accounts, _files, clock, settings.upload_limit)
_avatars = Avatars(_accounts, _upload_checks, _uploads, _files, _folders)
_code_mails = CodeMails(SesMail(settings.sender_address), _rate_limits, clock, settings.codes_per_hour)
sessions = Sessions(_identity, _accounts, _rate_limits, clock)
accounts = AccountService(_identity, _accounts, sessions, _avatars, _rate_limits, clock, settings.sign_ups_per_address)
verification = Verification(_identity, _accounts, sessions, Codes(database), _code_mails, clock)
ticket_issuer = TicketIssuer(Tickets(database), _accounts, clock, settings.site_origins)
_purge = Purge(database)
jobs = Jobs(JobRows(database), _members, _purge, clock)
passwords = Passwords(_identity, _accounts, _fanout, _code_mails, jobs, clock)
history = History(rooms, _messages, _accounts, _retention, jobs)
subscriptions = Subscriptions(rooms, _messages, _accounts, _connections, _counts, clock)
chat_lists = ChatLists(rooms, _accounts, subscriptions, OpenGroups(database), history, _retention)
profiles = Profiles(rooms, _accounts, _connections, clock)
_limits = GroupLimits(rooms, _accounts, _rate_limits, clock)
private_chats = PrivateChats(rooms, _members, _accounts, _limits, clock)
groups = Groups(
    rooms, _members, _accounts, connections=_connections, fanout=_fanout, jobs=jobs, limits=_limits, clock=clock
)
deletion = Deletion(_identity, _accounts, rooms, groups, _fanout, jobs, file_cleanup)
_read_receipts = ReadReceipts(rooms, subscriptions, _accounts, _fanout, jobs, clock)
_expiry = MessageExpiry(rooms, _messages, _retention, _purge, file_cleanup, jobs)
job_runner = JobRunner(jobs, deletion, passwords, _read_receipts, file_cleanup, _expiry)
export = Export(_accounts, rooms, _messages, _retention)
