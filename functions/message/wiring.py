"""What serves which frame, put together once for each function instance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from aws_lambda_powertools import Logger

from snowfight.aws.address import region_of_this_function
from snowfight.clock import SystemClock
from snowfight.delivery.direct_gateway import DirectGateway
from snowfight.delivery.management_api import ManagementGateway
from snowfight.delivery.shard_workers import LambdaWorkers
from snowfight.domain.blocking import Blocking
from snowfight.domain.fanout.fanout import Fanout
from snowfight.domain.files.file_messages import FileMessages
from snowfight.domain.files.upload_checks import UploadChecks
from snowfight.domain.files.uploads import Folders
from snowfight.domain.fresh import Fresh
from snowfight.domain.jobs.queue import Jobs
from snowfight.domain.messages.dependencies import MessageDependencies
from snowfight.domain.messages.mentioning import Mentioning
from snowfight.domain.messages.outcomes import OutcomeUnknown
from snowfight.domain.messages.retelling import Retelling
from snowfight.domain.messages.retention import Retention
from snowfight.domain.messages.sending import Delivery, Sending
from snowfight.domain.posting.checks import PostingChecks
from snowfight.domain.presence.welcome import Welcome
from snowfight.domain.rooms.heartbeat import Heartbeat
from snowfight.domain.rooms.members import MemberPages
from snowfight.domain.rooms.read_receipts import ReadReceipts
from snowfight.domain.rooms.subscriptions import Subscriptions
from snowfight.integrations.cloudinary import CloudinaryFiles
from snowfight.models.base import Answer
from snowfight.models.client_frames import (
    Delete,
    Edit,
    FileUpload,
    Join,
    Leave,
    Pin,
    Ping,
    PresenceFrame,
    React,
    Read,
    Send,
    Typing,
)
from snowfight.models.records import Link, RoomState
from snowfight.models.server_frames import Joined
from snowfight.settings import from_environment
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.database import Database
from snowfight.storage.files.uploads import Uploads
from snowfight.storage.jobs.purge import Purge
from snowfight.storage.jobs.queue import JobRows
from snowfight.storage.messages.changes import Changes
from snowfight.storage.messages.log import INDEXED_EVERY, Messages
from snowfight.storage.messages.log_ends import LogEnds
from snowfight.storage.moderation.posting_rules import posting_rules
from snowfight.storage.presence.connections import Connections
from snowfight.storage.presence.online_counts import Counts
from snowfight.storage.rooms.members import Members
from snowfight.storage.rooms.paces import Paces
from snowfight.storage.rooms.rooms import Rooms
from snowfight.transport.metrics import Meter
from snowfight.transport.throttle import Throttle
from snowfight.transport.websocket import FrameRouter

logger = Logger()
settings = from_environment()
clock = SystemClock()
database = Database(settings)
database.warm()
rooms = Rooms(database)
messages = Messages(database)
accounts = Accounts(database, burst=settings.rate_burst, per_second=settings.rate_per_second)
connections = Connections(database)
counts = Counts(database)
_at_aws = (settings.callback_url, region_of_this_function())
gateway = DirectGateway(ManagementGateway(*_at_aws), *_at_aws)
blocking = Blocking(lambda: import_module("snowfight.storage.moderation.blocks").BlockRows(database))
log_ends = LogEnds(database, messages, Changes(database))
_member_pages = MemberPages(accounts, connections.users, blocking, clock)
subscriptions = Subscriptions(rooms, messages, _member_pages, connections, counts, log_ends, clock)
jobs = Jobs(JobRows(database), Members(database), Purge(database), clock)
workers = LambdaWorkers(settings.worker_function, region_of_this_function())
fanout = Fanout(connections, gateway, clock, workers)
meter = Meter(fanout.delivery_metrics)
retention = Retention(messages, clock, settings.retention_days)


def _rings(username: str, states: Sequence[RoomState]) -> Sequence[Answer]:
    """What rings for a user: loaded when somebody comes while there is a call."""
    rings: Sequence[Answer] = import_module("functions.message.calls").chat_calls.rings(username, states)
    return rings


welcome = Welcome(rooms, connections, counts, fanout, retention, clock, _rings)
read_receipts = ReadReceipts(rooms, subscriptions, accounts.budgets, fanout, jobs, clock)
mentioning = Mentioning(lambda: import_module("functions.message.mentions").records)


def _noticing() -> Any:
    """What tells those who do not look: loaded when there is one."""
    return import_module("functions.message.notices").noticing


def _has_link(text: str) -> bool:
    """Loaded when somebody new writes."""
    return bool(import_module("snowfight.domain.search.links").has_link(text))


rules = Fresh(lambda: posting_rules(database), clock)
checks = PostingChecks(rules.now, Paces(database), _has_link, accounts.get)
_on = MessageDependencies(
    *(rooms, messages, accounts, fanout, retention, mentioning, checks, blocking),
    _noticing if settings.push_parameter else None,
    clock=clock,
)
retelling = Retelling(_on)
heartbeat = Heartbeat(
    rooms.log_progress,
    retelling.catch_up,
    lambda state: _changes().catch_up(state),
    retelling.look,
)
sending = Sending(_on, clock, settings.message_length)
files = CloudinaryFiles(settings.cloudinary_parameter)
folders = Folders.of(settings.stage)
uploads = Uploads(database)
upload_checks = UploadChecks(uploads, accounts.budgets, files, clock, settings.upload_limit)
file_messages = FileMessages(sending, upload_checks, uploads, folders)


def _send(link: Link, frame: Send) -> None:
    _logged(frame, lambda: sending.send(link, frame))


def _post(link: Link, frame: FileUpload) -> None:
    _logged(frame, lambda: file_messages.post(link, frame))


def _logged(frame: Send | FileUpload, send: Callable[[], Delivery]) -> None:
    # The one id that browser, this function, and every worker that it calls know the message by.
    logger.set_correlation_id(str(frame.client_id))
    try:
        delivery = send()
    except OutcomeUnknown:
        logger.exception("the outcome of a send is unknown; the client's retry will tell")
        return
    if delivery.again:
        logger.info("sent again", extra={"room": frame.room, "seq": delivery.seq, **delivery.report.counts})
        return
    meter.sent(
        gathered=delivery.gathered,
        message="sent",
        correlation_id=str(frame.client_id),
        room=frame.room,
        seq=delivery.seq,
    )
    if delivery.seq % INDEXED_EVERY == 0:
        import_module("snowfight.delivery.index_tasks").index(settings.indexer_function, frame.room)


def _changes() -> Any:
    """What serves changes: loaded when there is one."""
    return import_module("functions.message.changes")


def _change(link: Link, frame: Edit | Delete | React | Pin) -> None:
    _changes().serve(link, frame)


def _typing(link: Link, frame: Typing) -> None:
    import_module("functions.message.typing").typing_notices.tell(link, frame)


def _join(link: Link, frame: Join) -> Joined | None:
    joined, seen = subscriptions.join(link, frame)
    if seen is None:
        return joined
    fanout.post([link], joined)
    welcome.welcome(link, seen)
    return None


def _presence(link: Link, frame: PresenceFrame) -> None:
    subscriptions.presence(link, frame)
    if welcome.is_due(link):
        welcome.welcome(link)


# Messages have a budget of their own, of which retries are free: here they count for little.
A_MESSAGE = 0.2
ROOMS_OF_A_PING = 20
"""Chats that a heartbeat may ask about for the weight of one frame."""

router = FrameRouter(Throttle(clock))
router.on("message", Send, _send, lambda _frame: A_MESSAGE)
router.on("file_upload", FileUpload, _post, lambda _frame: A_MESSAGE)
for kind, model in (("edit", Edit), ("delete", Delete), ("react", React), ("pin", Pin)):
    router.on(kind, model, _change, lambda _frame: A_MESSAGE)
router.on("join", Join, _join)
router.on("leave", Leave, subscriptions.leave)
router.on("read", Read, read_receipts.read)
router.on("typing", Typing, _typing)
router.on("presence", PresenceFrame, _presence)
router.on("ping", Ping, heartbeat.ping, lambda frame: 1 + (len(frame.seqs) + len(frame.revs)) / ROOMS_OF_A_PING)
