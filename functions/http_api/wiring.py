"""What the routes call, put together once for each function instance."""

from __future__ import annotations

from snowfight.aws.address import region_of_this_function
from snowfight.clock import SystemClock
from snowfight.delivery.management import ManagementGateway
from snowfight.domain.accounts import AccountService
from snowfight.domain.avatars import Avatars
from snowfight.domain.chats import Chats
from snowfight.domain.checking import Checking
from snowfight.domain.code_mails import CodeMails
from snowfight.domain.connecting import Ticketing
from snowfight.domain.deletion import Deletion
from snowfight.domain.expiry import Expiry
from snowfight.domain.export import Export
from snowfight.domain.fanout import Fanout
from snowfight.domain.files import Cleaning, FileReader
from snowfight.domain.groups import Groups
from snowfight.domain.history import History
from snowfight.domain.jobs import Jobs
from snowfight.domain.limits import GroupLimits
from snowfight.domain.passwords import Passwords
from snowfight.domain.people import People
from snowfight.domain.private import PrivateChats
from snowfight.domain.reading import Reading
from snowfight.domain.retention import Retention
from snowfight.domain.rounds import Rounds
from snowfight.domain.sessions import Sessions
from snowfight.domain.uploads import Folders, Uploading
from snowfight.domain.verification import Verification
from snowfight.domain.viewing import Viewing
from snowfight.outside.cloudinary import CloudinaryFiles
from snowfight.outside.identity import CognitoIdentity
from snowfight.outside.mail import SesMail
from snowfight.settings import from_environment
from snowfight.storage.accounts import Accounts
from snowfight.storage.codes import Codes
from snowfight.storage.connections import Connections
from snowfight.storage.counts import Counts
from snowfight.storage.database import Database
from snowfight.storage.jobs import JobRows
from snowfight.storage.members import Members
from snowfight.storage.messages import Messages
from snowfight.storage.opens import OpenGroups
from snowfight.storage.purge import Purge
from snowfight.storage.rate_limits import RateLimits
from snowfight.storage.rooms import Rooms
from snowfight.storage.tickets import Tickets
from snowfight.storage.uploads import Uploads
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
meter = Meter(_fanout.tally)
_files = CloudinaryFiles(settings.cloudinary_parameter)
_folders = Folders.of(settings.stage)
_uploads = Uploads(database)
_rate_limits = RateLimits(database)

uploading = Uploading(rooms, _uploads, _rate_limits, _files, _folders, clock, settings.upload_limit)
_retention = Retention(_messages, clock, settings.retention_days)
reader = FileReader(rooms, _messages, _accounts, _files, _retention, clock)
cleaning = Cleaning(_files, _folders, _uploads, _rate_limits, clock)
_checking = Checking(_uploads, _accounts, _files, clock, settings.upload_limit)
_avatars = Avatars(_accounts, _checking, _uploads, _files, _folders)
_code_mails = CodeMails(SesMail(settings.sender_address), _rate_limits, clock, settings.codes_per_hour)
sessions = Sessions(_identity, _accounts, _rate_limits, clock)
accounts = AccountService(_identity, _accounts, sessions, _avatars, _rate_limits, clock, settings.sign_ups_per_address)
verification = Verification(_identity, _accounts, sessions, Codes(database), _code_mails, clock)
ticketing = Ticketing(Tickets(database), _accounts, clock, settings.site_origins)
_purge = Purge(database)
jobs = Jobs(JobRows(database), _members, _purge, clock)
passwords = Passwords(_identity, _accounts, _fanout, _code_mails, jobs, clock)
history = History(rooms, _messages, _accounts, _retention, jobs)
viewing = Viewing(rooms, _messages, _accounts, _connections, _counts, clock)
chats = Chats(rooms, _accounts, viewing, OpenGroups(database), history, _retention)
people = People(rooms, _accounts, _connections, clock)
_limits = GroupLimits(rooms, _accounts, _rate_limits, clock)
private_chats = PrivateChats(rooms, _members, _accounts, _limits, clock)
groups = Groups(
    rooms, _members, _accounts, connections=_connections, fanout=_fanout, jobs=jobs, limits=_limits, clock=clock
)
deletion = Deletion(_identity, _accounts, rooms, groups, _fanout, jobs, cleaning)
_reading = Reading(rooms, viewing, _accounts, _fanout, jobs, clock)
_expiry = Expiry(rooms, _messages, _retention, _purge, cleaning, jobs)
rounds = Rounds(jobs, deletion, passwords, _reading, cleaning, _expiry)
export = Export(_accounts, rooms, _messages, _retention)
