"""Given fifty people in one chat, on an emulated DynamoDB, when all write at once, then the log is as it has to be."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any
from uuid import uuid4

import botocore.session
import pytest
from pynamodb.connection import Connection

from local import state
from local.ministack import ROOT_KEY, MiniStack
from local.settings import REGION, Settings
from snowfight.clock import SystemClock
from snowfight.errors import RateLimited, Unavailable
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Account, Entry, Link
from snowfight.storage.database import Database
from snowfight.storage.files.uploads import Also
from snowfight.storage.messages.log import Messages
from tests.support.chat import Chat
from tests.support.dynamodb import bound_elsewhere
from tests.support.tables import KEYS, SETTINGS, create

SENDERS = 50
EACH = 2
MOST_TRIES = 30
"""Of one message for its number; the median needs a few."""


class CountingMessages(Messages):
    """Counts each thread's tries for a number, message by message."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.tries: Counter[str] = Counter()

    def _put(self, entry: Entry, also: Also | None, root: Entry | None) -> None:
        self.tries[entry.client_id] += 1
        super()._put(entry, also, root)


@pytest.fixture
async def emulator(tmp_path: Path) -> AsyncIterator[str]:
    """MiniStack alone; yields its address."""
    settings = Settings(port=0, folder=tmp_path)
    with state.locked(settings) as lock:
        ministack = MiniStack(settings, lock)
        await ministack.start(tmp_path / "running", None)
        yield ministack.gateway
        await ministack.stop()


@pytest.fixture
def client(emulator: str) -> Any:
    """A DynamoDB client with the three tables; their streams tell in which order things were written."""
    session = botocore.session.get_session()
    session.set_credentials(ROOT_KEY["AWS_ACCESS_KEY_ID"], ROOT_KEY["AWS_SECRET_ACCESS_KEY"])
    made = session.create_client("dynamodb", region_name=REGION, endpoint_url=emulator)
    create(made)
    for table in KEYS:
        made.update_table(
            TableName=table, StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"}
        )
    return made


@pytest.fixture
def chat(emulator: str, client: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Chat]:
    """A chat on the emulator, with as many threads as fifty functions would have."""
    connection = Connection(
        REGION,
        emulator,
        max_pool_connections=4 * SENDERS,
        aws_access_key_id=ROOT_KEY["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=ROOT_KEY["AWS_SECRET_ACCESS_KEY"],
        read_timeout_seconds=60,
    )
    with bound_elsewhere(), ThreadPoolExecutor(4 * SENDERS) as pool:
        monkeypatch.setattr("snowfight.storage.database.pool", pool)
        chat = Chat(database=Database(SETTINGS, connection))
        chat.messages = CountingMessages(chat.rooms._database)
        chat.sending = chat.sending_through(chat.gateway)
        yield chat


def at_once(deeds: list[Any]) -> list[Any]:
    """Do all at the same moment, each in a thread of its own."""
    start = threading.Barrier(len(deeds))

    def do(deed: Any) -> Any:
        start.wait()
        return deed()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(do, deeds))


def acknowledged(say: Callable[[], object]) -> None:
    """Say it again, as a client does, where the server had no time for it."""
    while True:
        try:
            say()
        except Unavailable:
            continue
        return


def written(emulator: str, client: Any, table: str) -> list[dict[str, Any]]:
    """The new rows of a table, in the order in which they were written."""
    session = botocore.session.get_session()
    session.set_credentials(ROOT_KEY["AWS_ACCESS_KEY_ID"], ROOT_KEY["AWS_SECRET_ACCESS_KEY"])
    streams: Any = session.create_client("dynamodbstreams", region_name=REGION, endpoint_url=emulator)
    arn = client.describe_table(TableName=table)["Table"]["LatestStreamArn"]
    rows: list[dict[str, Any]] = []
    for shard in streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]:
        iterator = streams.get_shard_iterator(
            StreamArn=arn, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]
        while records := (page := streams.get_records(ShardIterator=iterator))["Records"]:
            rows += [record["dynamodb"]["NewImage"] for record in records]
            iterator = page["NextShardIterator"]
    return rows


def test_fifty_who_write_at_once_get_numbers_without_a_hole_in_the_order_of_their_commits(
    chat: Chat, emulator: str, client: Any
) -> None:
    # Given
    links = [Link(f"user{number}-1", f"user{number}", SystemClock().now()) for number in range(SENDERS)]
    for link in links:
        chat.accounts.create(Account(link.username, link.username))
        chat.connection_lifecycle.opened(link)
        chat.gateway.open.add(link.connection_id)

    def say(link: Link) -> None:
        for client_id in [str(uuid4()) for _ in range(EACH)]:
            acknowledged(lambda client_id=client_id: chat.say(link, client_id=client_id))

    # When
    at_once([lambda link=link: say(link) for link in links])
    # Then
    seqs = [entry.seq for entry in chat.messages.after(PUBLIC_CHAT, 0, 1000)]
    assert seqs == list(range(1, SENDERS * EACH + 1))
    assert [int(row["seq"]["N"]) for row in written(emulator, client, "messages")] == seqs
    acks = [frame for link in links for frame in chat.gateway.frames(link.connection_id, "ack")]
    assert sorted(ack["seq"] for ack in acks) == seqs
    assert isinstance(chat.messages, CountingMessages)
    tries = chat.messages.tries.values()
    print(f"tries for a number: median {median(tries)}, most {max(tries)}")
    assert max(tries) <= MOST_TRIES


def test_the_rate_is_exact_however_many_connections_ask_at_once(chat: Chat, emulator: str, client: Any) -> None:
    # Given one user with fifty connections
    chat.accounts.create(Account("ann", "Ann"))
    links = [Link(f"ann-{number}", "ann", SystemClock().now()) for number in range(SENDERS)]
    chat.gateway.open |= {link.connection_id for link in links}
    numbers = count()

    def say(link: Link) -> bool:
        try:
            chat.say(link, f"hello {next(numbers)}", client_id=str(uuid4()))
        except RateLimited:
            return False
        return True

    # When
    taken = at_once([lambda link=link: say(link) for link in links])
    # Then twenty are taken, each for one successful write
    assert sum(taken) == 20
    assert chat.messages.newest(PUBLIC_CHAT) == 20
    charged = [row for row in written(emulator, client, "rooms") if "budget" in row]
    assert len(charged) == 20
