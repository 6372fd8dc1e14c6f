"""AWS on a stage: function instances that may die, a DynamoDB that may stumble, a gateway that may be anything.

All code of the product that runs here is the real one, from the domain down to PynamoDB.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

import pytest
from botocore.exceptions import ReadTimeoutError

from snowfight.delivery.gateway import BROADCAST_SECONDS, Report
from snowfight.delivery.shard_workers import CALL_SECONDS
from snowfight.domain.blocking import Blocking
from snowfight.domain.changes.clearing import MessageClearing
from snowfight.domain.changes.dependencies import Dependencies
from snowfight.domain.changes.parts import ChangeParts
from snowfight.domain.fanout.fanout import Fanout
from snowfight.domain.fanout.shard_worker import ShardWorker
from snowfight.domain.fanout.shards import Sharding
from snowfight.domain.files.cleanup import FileCleanup
from snowfight.domain.files.uploads import Folders
from snowfight.domain.jobs.queue import Jobs
from snowfight.domain.mentions.recording import MentionRecords
from snowfight.domain.messages.dependencies import MessageDependencies
from snowfight.domain.messages.history import History
from snowfight.domain.messages.mentioning import Mentioning
from snowfight.domain.messages.noticing import Noticing
from snowfight.domain.messages.outcomes import OutcomeUnknown
from snowfight.domain.messages.reader_views import ReaderViews
from snowfight.domain.messages.retelling import Retelling
from snowfight.domain.messages.retention import Retention
from snowfight.domain.messages.sending import Sending
from snowfight.domain.moderation.written_down import deletion
from snowfight.domain.notices.waking import NoticeWaker
from snowfight.domain.posting.checks import PostingChecks
from snowfight.domain.presence.connections import ConnectionLifecycle
from snowfight.domain.rooms.heartbeat import Heartbeat
from snowfight.domain.rooms.members import MemberPages
from snowfight.domain.rooms.subscriptions import Subscriptions
from snowfight.domain.search.links import has_link
from snowfight.errors import Internal, SnowfightError
from snowfight.models.base import Answer
from snowfight.models.records import PostingRules
from snowfight.models.tasks import ShardTask
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.database import Database
from snowfight.storage.dynamodb_client import READ_TIMEOUT
from snowfight.storage.files.uploads import Uploads
from snowfight.storage.jobs.purge import Purge
from snowfight.storage.jobs.queue import JobRows
from snowfight.storage.messages.changes import Changes
from snowfight.storage.messages.log import Messages
from snowfight.storage.messages.log_ends import LogEnds
from snowfight.storage.messages.reactions import Reactions
from snowfight.storage.moderation.blocks import BlockRows
from snowfight.storage.presence.connections import Connections
from snowfight.storage.presence.online_counts import Counts
from snowfight.storage.rate_limits import RateLimits
from snowfight.storage.rooms.members import Members
from snowfight.storage.rooms.paces import Paces
from snowfight.storage.rooms.rooms import Rooms
from snowfight.transport.websocket import error_frame
from tests.support.dynamodb import Call, MemoryConnection, Tables, carried, failure
from tests.support.fake_gateway import Bucket, FakeGateway
from tests.support.files import FakeFiles
from tests.support.stage import Killed, Life, Stage, StageClock, Task
from tests.support.tables import SETTINGS

FUNCTION_SECONDS = 29.0
SDK_ATTEMPTS = 3
POST_ATTEMPTS = 4
POST_SECONDS = 3.0
WRITES = {"message", "edit", "delete", "react", "pin"}
"""Frames of which each is either done for everybody, once, or not at all."""


Serve = Callable[[], dict[str, Any]]
Gatekeeper = Callable[[str, Call, Serve], dict[str, Any] | None]


@dataclass
class Weather:
    """How badly the cloud behaves. Each is a probability but for `delay`, in seconds, and `rate`, posts a second."""

    kill: float = 0.0
    """That a function is killed at one of its steps."""
    throttle: float = 0.0
    lost: float = 0.0
    """That DynamoDB does what it is asked, and its answer gets lost."""
    silent: float = 0.0
    """That DynamoDB neither does nor answers it."""
    late: float = 0.0
    """That DynamoDB does it seconds after everybody has given up."""
    conflict: float = 0.0
    """That a row is in somebody's transaction."""
    post_fails: float = 0.0
    """That a post is answered 5xx, or is taken and its answer lost, or hangs."""
    rate: float = 0.0
    drop: float = 0.0
    double: float = 0.0
    delay: float = 0.02


class Fate(Enum):
    """What becomes of a request to DynamoDB that is not simply answered."""

    THROTTLED = "refused, there is too much to do"
    CONFLICT = "refused, a row is in somebody's transaction"
    SILENT = "neither done nor answered"
    LATE = "done seconds after everybody has given up"
    LOST = "done, and its answer lost"


class Invocation(Life):
    """One run of a function. With a `fuse` it dies at its so many'th step; a step is a request, before and after."""

    def __init__(self, began: float, fuse: int | None = None) -> None:
        self.began = began
        self.steps = 0
        self.requests = Counter[str]()
        self._fuse = fuse

    def step(self) -> bool:
        """Take a step; False where it was the last."""
        self.steps += 1
        self.dead = self.dead or self.steps == self._fuse
        return not self.dead


@dataclass
class Instance:
    """What one function instance has put together, as functions/message/wiring.py does."""

    database: Database
    stage: Stage
    gateway: CloudGateway
    workers: CloudWorkers

    def __post_init__(self) -> None:
        clock = StageClock(self.stage)
        self.rooms = Rooms(self.database)
        self.messages = Messages(self.database, pause=self.stage.sleep, timer=lambda: self.stage.now)
        self.accounts = Accounts(self.database)
        self.connections = Connections(self.database)
        self.members = Members(self.database)
        self.fanout = Fanout(self.connections, self.gateway, clock, self.workers)
        self.shard_worker = ShardWorker(self.connections, self.fanout, self.workers, clock)
        self.sharding = Sharding(self.rooms, self.connections.viewers, clock, per_worker=1)
        self.retention = Retention(self.messages, clock, SETTINGS.retention_days)
        self.job_rows = JobRows(self.database)
        self.jobs = Jobs(self.job_rows, self.members, Purge(self.database), clock)
        waker = NoticeWaker(self.database, self.connections.users, self.accounts, clock, on=True)
        self.blocking = Blocking(lambda: BlockRows(self.database))
        records = MentionRecords(self.database, self.accounts, self.blocking, waker.mentioned)
        mentioning = Mentioning(lambda: records)
        noticing = Noticing(self.accounts, waker)
        checks = PostingChecks(PostingRules, Paces(self.database), has_link)
        on = MessageDependencies(
            *(self.rooms, self.messages, self.accounts, self.fanout, self.retention, mentioning, checks, self.blocking),
            lambda: noticing,
            clock=clock,
            pause=self.stage.sleep,
        )
        self.sending = Sending(on, clock, SETTINGS.message_length)
        member_pages = MemberPages(self.accounts, self.connections.users, self.blocking, clock)
        self.subscriptions = Subscriptions(
            *(self.rooms, self.messages, member_pages, self.connections, Counts(self.database)),
            *(LogEnds(self.database, self.messages, Changes(self.database)), clock),
        )
        reactions = Reactions(self.database)
        self.changes = ChangeParts(
            Dependencies(
                *(
                    self.database,
                    self.rooms,
                    self.messages,
                    self.accounts,
                    self.fanout,
                    self.retention,
                    self.jobs,
                    mentioning,
                    self.blocking,
                    clock,
                    checks,
                    deletion,
                )
            ),
            SETTINGS.message_length,
            SETTINGS.edit_hours,
            pause=self.stage.sleep,
            timer=lambda: self.stage.now,
        )
        files = FileCleanup(
            *(FakeFiles(), Folders.of("test"), Uploads(self.database), RateLimits(self.database), clock)
        )
        self.clearing = MessageClearing(reactions, files, self.jobs)
        self.telling = on.telling
        retelling = Retelling(on)
        self.heartbeat = Heartbeat(
            *(self.rooms.log_progress, retelling.catch_up, self.changes.retelling.catch_up),
            retelling.look,
        )
        views = ReaderViews(self.accounts, reactions, self.messages)
        self.history = History(self.rooms, self.messages, views, self.retention, self.jobs)
        self.connection_lifecycle = ConnectionLifecycle(self.connections)


@dataclass(frozen=True)
class Delivered:
    """A frame that the gateway took for a connection, and when the function that posted it had begun."""

    connection_id: str
    frame: dict[str, Any]
    began: float


class Cloud:
    """Everything behind the WebSocket."""

    def __init__(self, seed: int, weather: Weather | None = None) -> None:
        self.dice = random.Random(seed)
        random.seed(seed)
        self.stage = Stage()
        self.weather = weather or Weather()
        self.tables = Tables()
        self._connection = MemoryConnection(self.tables)
        self._connection.carry = self._carry
        self.database = Database(SETTINGS, self._connection)
        self.gateway = CloudGateway(self)
        self.workers = CloudWorkers(self)
        self.fuses: list[int] = []
        """Where the next sends are to die; for who wants to choose it, as are `fates`."""
        self.fates: list[Fate | None] = []
        """What becomes of each request of the sends, in order."""
        self.sends: list[Invocation] = []
        self.requests: list[str] = []
        self.gatekeeper: Gatekeeper = lambda _operation, _call, _serve: None
        """May serve a request itself, when it wants to."""

        self._idle: list[Instance] = []

    def patch(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Let the product wait and do two things at once on this stage."""
        monkeypatch.setattr("snowfight.storage.database.pool", self.stage)
        for module in ("accounts.accounts", "database"):
            monkeypatch.setattr(f"snowfight.storage.{module}.time", _Time(self.stage))

    def chance(self, probability: float) -> bool:
        return probability > 0 and self.dice.random() < probability

    def invoke(
        self,
        work: Callable[[Instance], Answer | None],
        then: Callable[[Answer | None], None],
        raw: dict[str, Any] | None = None,
    ) -> Task[None]:
        """Run `work` in a function; `then` gets what it answers, never anything where it dies."""
        sends = raw is not None and raw["type"] in WRITES
        fuse = self.dice.randrange(1, 25) if self.chance(self.weather.kill) else None
        if sends and self.fuses:
            fuse = self.fuses.pop(0)
        invocation = Invocation(self.stage.now, fuse)
        if sends:
            self.sends.append(invocation)
        instance = self._idle.pop() if self._idle else Instance(self.database, self.stage, self.gateway, self.workers)

        def run() -> None:
            answer = _answered(work, instance, raw)
            self._idle.append(instance)
            then(answer)

        task = self.stage.start(run, invocation)
        self.stage.at(FUNCTION_SECONDS, lambda: _end(invocation))
        return task

    def at_once(self, work: Callable[[Instance], object]) -> None:
        """Do something to the storage beside the stage: no time, no faults."""
        self._connection.carry = carried
        work(Instance(self.database, self.stage, self.gateway, self.workers))
        self._connection.carry = self._carry

    def _carry(self, operation: str, call: Call, serve: Serve) -> dict[str, Any]:
        """A call of the SDK: tried again where botocore does."""
        if (answer := self.gatekeeper(operation, call, serve)) is not None:
            return answer
        error: Exception = AssertionError()
        for attempt in range(SDK_ATTEMPTS):
            if attempt:
                self.stage.sleep(self.dice.uniform(0, 0.05 * 2**attempt))
            self.requests.append(operation)
            if isinstance(self.stage.life, Invocation):
                self.stage.life.requests[operation] += 1
            try:
                return self._request(operation, call, serve)
            except (Throttled, ReadTimeoutError) as passing:
                error = passing
        raise failure("ThrottlingException", operation) if isinstance(error, Throttled) else error

    def _request(self, operation: str, call: Call, serve: Serve) -> dict[str, Any]:
        self._step()
        stage, dice = self.stage, self.dice
        there, fate = dice.expovariate(500), self._fate()
        if fate is Fate.THROTTLED:
            stage.sleep(there)
            raise Throttled
        if fate is Fate.CONFLICT and (refused := _conflict(operation, call, dice)):
            stage.sleep(there)
            raise refused
        if fate is Fate.LATE:
            stage.at(dice.uniform(READ_TIMEOUT, 4 * READ_TIMEOUT), lambda: _outcome(serve))
        if fate in {Fate.SILENT, Fate.LATE}:
            stage.sleep(READ_TIMEOUT)
            raise ReadTimeoutError(endpoint_url="dynamodb")
        outcomes: list[dict[str, Any] | Exception] = []
        for part in self._parts(operation, call, serve):
            stage.at(there, lambda part=part: outcomes.append(_outcome(part)))
            there += dice.expovariate(500)
        if fate is Fate.LOST:
            stage.sleep(READ_TIMEOUT)
            raise ReadTimeoutError(endpoint_url="dynamodb")
        stage.sleep(there)
        self._step()
        return _merged(outcomes)

    def _parts(self, operation: str, call: Call, serve: Serve) -> list[Serve]:
        """What happens at one moment each: a batch of keys is read row by row, and others may write in between."""
        if operation != "BatchGetItem":
            return [serve]
        keys = [(table, key) for table, request in call["RequestItems"].items() for key in request["Keys"]]
        self.dice.shuffle(keys)
        middle = len(keys) // 2
        return [lambda some=some: self._read(some) for some in (keys[:middle], keys[middle:]) if some]

    def _read(self, keys: list[tuple[str, dict[str, Any]]]) -> dict[str, Any]:
        requests: dict[str, dict[str, Any]] = {}
        for table, key in keys:
            requests.setdefault(table, {"Keys": []})["Keys"].append(key)
        return self.tables.serve("BatchGetItem", {"RequestItems": requests}, "")

    def _fate(self) -> Fate | None:
        if self.fates and self.stage.life in self.sends:
            return self.fates.pop(0)
        weather = self.weather
        chances = (
            (weather.throttle, Fate.THROTTLED),
            (weather.conflict, Fate.CONFLICT),
            (weather.silent, Fate.SILENT),
            (weather.late, Fate.LATE),
            (weather.lost, Fate.LOST),
        )
        return next((fate for probability, fate in chances if self.chance(probability)), None)

    def _step(self) -> None:
        life = self.stage.life
        if isinstance(life, Invocation) and not life.step():
            raise Killed


@dataclass(frozen=True)
class CloudWorkers:
    """Workers of large audiences, each an invocation; now and then nobody takes a task, and some die over theirs."""

    cloud: Cloud

    def call(self, tasks: Sequence[ShardTask]) -> list[ShardTask]:
        dropped, called = self._invoke(tasks)
        stage, deadline = self.cloud.stage, self.cloud.stage.now + CALL_SECONDS
        while stage.now < deadline and not all(task.done for _, task in called):
            stage.sleep(0.01)
        late = [shard_task for shard_task, task in called if not task.done]
        return dropped + late + self.start([shard_task for shard_task, task in called if task.done and task.life.dead])

    def start(self, tasks: Sequence[ShardTask]) -> list[ShardTask]:
        dropped, _ = self._invoke(tasks)
        self.cloud.stage.sleep(0.01)
        return dropped

    def _invoke(self, tasks: Sequence[ShardTask]) -> tuple[list[ShardTask], list[tuple[ShardTask, Task[None]]]]:
        """Those that nobody took, and the others with what runs them."""
        dropped = [shard_task for shard_task in tasks if self.cloud.chance(self.cloud.weather.throttle)]
        taken = [shard_task for shard_task in tasks if shard_task not in dropped]
        return dropped, [
            (
                shard_task,
                self.cloud.invoke(
                    lambda instance, shard_task=shard_task: _run(instance, shard_task), lambda _answer: None
                ),
            )
            for shard_task in taken
        ]


def _run(instance: Instance, shard_task: ShardTask) -> None:
    instance.shard_worker.run(shard_task)


class CloudGateway:
    """The Gateway of the product on a stage, with the manners of our sender and a gateway that has none."""

    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud
        self.edge = FakeGateway(deliver=self._deliver)
        self.delivered: list[Delivered] = []
        self.listeners: dict[str, Callable[[bytes], None]] = {}
        self._posting = Invocation(0.0)
        self._bucket = Bucket(0.0, burst=5)

    def broadcast(self, connection_ids: Iterable[str], frame: bytes, *, seconds: float = BROADCAST_SECONDS) -> Report:
        report, stage = Report(), self._cloud.stage
        wanted = sorted(set(connection_ids))
        life = stage.life
        invocation = life if isinstance(life, Invocation) else Invocation(stage.now)
        deadline = stage.now + seconds
        left = len(wanted)

        def done(wake: Callable[[], None]) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                wake()

        def arrange(wake: Callable[[], None]) -> None:
            for connection_id in wanted:
                post = Post(self, self._cloud, invocation, connection_id, frame, deadline, report)
                post.begin(lambda: done(wake))

        if wanted:
            stage.wait_until(arrange)
        return report

    def close(self, connection_ids: Iterable[str]) -> None:
        for connection_id in connection_ids:
            self.edge.delete(connection_id)

    def post(self, connection_id: str, frame: bytes, invocation: Invocation) -> int:
        """What the edge answers now."""
        self._posting = invocation
        self._bucket.rate = self._cloud.weather.rate
        self.edge.bucket = self._bucket if self._bucket.rate else None
        return self.edge.post(connection_id, frame, self._cloud.stage.now)

    def _deliver(self, connection_id: str, frame: bytes) -> None:
        self.delivered.append(Delivered(connection_id, json.loads(frame), self._posting.began))
        self.listeners[connection_id](frame)


@dataclass
class Post:
    """One connection's part of a broadcast: tried until it is taken, refused for good, or time is up."""

    gateway: CloudGateway
    cloud: Cloud
    invocation: Invocation
    connection_id: str
    frame: bytes
    deadline: float
    report: Report
    attempt: int = 0
    done: Callable[[], None] = field(default=lambda: None)

    def begin(self, done: Callable[[], None]) -> None:
        self.done = done
        self.cloud.stage.at(self.cloud.dice.expovariate(200), self._try)

    def _try(self) -> None:
        cloud, stage = self.cloud, self.cloud.stage
        if not self.invocation.step():
            return self.done()
        self.attempt += 1
        there, back = cloud.dice.expovariate(200), cloud.dice.expovariate(200)
        fails = cloud.chance(cloud.weather.post_fails)
        if fails and cloud.chance(0.5):
            return stage.at(there, lambda: self._failed(cloud.dice.choice([0.0, POST_SECONDS])))

        def arrive() -> None:
            status = self.gateway.post(self.connection_id, self.frame, self.invocation)
            if fails:
                stage.at(POST_SECONDS, lambda: self._failed(0.0))
            else:
                stage.at(back, lambda: self._answered(status))

        return stage.at(there, arrive)

    def _answered(self, status: int) -> None:
        self.invocation.step()
        if status == 429:
            return self._failed(0.0)
        if status == 200:
            self.report.delivered += 1
        elif status == 410:
            self.report.gone.append(self.connection_id)
        else:
            self.report.unreached.append(self.connection_id)
        return self.done()

    def _failed(self, after: float) -> None:
        stage = self.cloud.stage
        wait = after + self.cloud.dice.uniform(0, 0.05 * 2**self.attempt)
        if self.attempt == POST_ATTEMPTS or stage.now + wait > self.deadline:
            self.report.unreached.append(self.connection_id)
            stage.at(min(after, max(0.0, self.deadline - stage.now)), self.done)
        else:
            self.report.retries += 1
            stage.at(wait, self._try)


class Throttled(Exception):
    """DynamoDB has too much to do."""


@dataclass(frozen=True)
class _Time:
    """The module `time` as the storage uses it."""

    stage: Stage

    def sleep(self, seconds: float) -> None:
        self.stage.sleep(seconds)


def _end(invocation: Invocation) -> None:
    invocation.dead = True


def _answered(
    work: Callable[[Instance], Answer | None], instance: Instance, raw: dict[str, Any] | None
) -> Answer | None:
    """As transport.websocket answers, without its logging."""
    try:
        return work(instance)
    except SnowfightError as error:
        return error_frame(error, raw)
    except OutcomeUnknown:
        return None
    except Exception:  # noqa: BLE001
        return error_frame(Internal(), raw)


def _outcome(serve: Serve) -> dict[str, Any] | Exception:
    try:
        return serve()
    except Exception as error:  # noqa: BLE001  (it is the answer)
        return error


def _merged(outcomes: list[dict[str, Any] | Exception]) -> dict[str, Any]:
    """The answer to a request that was served in parts; raises what one of them raised."""
    answers: list[dict[str, Any]] = []
    for outcome in outcomes:
        if isinstance(outcome, Exception):
            raise outcome
        answers.append(outcome)
    if len(answers) == 1:
        return answers[0]
    found: dict[str, list[Any]] = {}
    for answer in answers:
        for table, items in answer["Responses"].items():
            found.setdefault(table, []).extend(items)
    return {"Responses": found, "UnprocessedKeys": {}}


def _conflict(operation: str, call: Call, dice: random.Random) -> Exception | None:
    """DynamoDB's refusal of a write to a row that is in another transaction."""
    if operation == "TransactWriteItems":
        codes = [dice.choice(["None", "TransactionConflict"]) for _ in call["TransactItems"]]
        codes[dice.randrange(len(codes))] = "TransactionConflict"
        reasons = [{"Code": code} for code in codes]
        return failure("TransactionCanceledException", operation, CancellationReasons=reasons)
    tables = {SETTINGS.rooms_table, SETTINGS.messages_table}
    if operation in {"PutItem", "UpdateItem"} and call["TableName"] in tables:
        return failure("TransactionConflictException", operation)
    return None
