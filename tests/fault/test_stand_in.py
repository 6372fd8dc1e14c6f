"""Given DynamoDB in memory, when the storage works on it, then it answers request by request what moto answers."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from botocore.exceptions import ClientError
from pynamodb.connection import Connection

from snowfight.errors import SnowfightError
from snowfight.models.records import Account, Entry, Link, RoomState
from snowfight.storage.database import Database
from snowfight.storage.jobs.purge import Purge
from snowfight.storage.jobs.queue import Job, JobRows
from snowfight.storage.rooms.contested import Contested
from snowfight.storage.rooms.members import Change
from tests.support.chat import Chat
from tests.support.dynamodb import MemoryConnection, Tables, bound_elsewhere
from tests.support.phone_calls import Phones
from tests.support.tables import REGION, SETTINGS, empty_tables

STEPS = 120
NAMES = ["ann", "bob", "eve"]
ROOMS = ["public-chat", "den", "attic"]


class Twins(MemoryConnection):
    """Asks both, and compares."""

    def __init__(self) -> None:
        super().__init__(Tables())
        self._moto = Connection(region=REGION)
        self.compared = 0
        self.carry = self._both

    def _both(self, operation: str, call: dict[str, Any], serve: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        client: Any = self._moto.client
        theirs = _outcome(lambda: client._make_api_call(operation, dict(call)))
        mine = _outcome(serve)
        assert _plain(mine) == _plain(theirs), (operation, call)
        self.compared += 1
        if isinstance(mine, ClientError):
            raise mine
        return mine


def _outcome(do: Callable[[], Any]) -> Any:
    try:
        return do()
    except ClientError as error:
        return error


def _plain(outcome: Any) -> Any:
    """What counts of an answer, in an order that does not."""
    if isinstance(outcome, ClientError):
        response: dict[str, Any] = dict(outcome.response)
        reasons = [(reason["Code"], _plain(reason.get("Item"))) for reason in response.get("CancellationReasons", [])]
        return (response["Error"]["Code"], reasons, _plain(response.get("Item")))
    if isinstance(outcome, dict):
        unimportant = {"ResponseMetadata", "ConsumedCapacity", "ItemCollectionMetrics"}
        return {name: _plain(value) for name, value in outcome.items() if name not in unimportant}
    if isinstance(outcome, list):
        return sorted((_plain(value) for value in outcome), key=repr)
    return outcome


@pytest.fixture
def twins(aws: None) -> Iterator[Twins]:
    empty_tables()
    with bound_elsewhere():
        yield Twins()


class Actor:
    """Does what comes to its mind to a chat's storage."""

    def __init__(self, connection: MemoryConnection, seed: int) -> None:
        self.dice = random.Random(seed)
        random.seed(seed)
        self.chat = Chat(database=Database(SETTINGS, connection))
        self.storage = self.chat.rooms, self.chat.connections, self.chat.messages, self.chat.accounts
        self.links = [Link(f"{name}-{n}", name, self.chat.clock.now()) for name in NAMES for n in range(2)]

    def act(self) -> None:
        deeds = [self.account, self.connection, self.view, self.message, self.reading, self.membership, self.rest]
        with suppress(SnowfightError, Contested):
            self.dice.choice(deeds)()
        self.chat.clock.advance(milliseconds=self.dice.choice([0, 1, 400, 5000]))

    def account(self) -> None:
        name, accounts, now = self.dice.choice(NAMES), self.chat.accounts, self.chat.clock.now()
        match self.dice.randrange(8):
            case 0:
                accounts.create(Account(name, name.title(), f"{name}@example.org"))
            case 1 if accounts.get(name):
                accounts.refund(name) if accounts.charge(name, now).taken else accounts.end_sessions(name, now)
            case 2 if accounts.get(name):
                accounts.rename(name, self.dice.choice(["A", "🐒"]))
            case 3 if self.dice.random() < 0.1 and (found := accounts.get(name)) and not found.deleted:
                accounts.delete(name)
            case _:
                accounts.charge(name, now)

    def connection(self) -> None:
        link, connections = self.dice.choice(self.links), self.chat.connections
        match self.dice.randrange(6):
            case 0 | 1:
                connections.open(link)
            case 2:
                connections.close(link)
            case 3:
                connections.users.forget(link)
            case 4:
                connections.users.mark(link, self.dice.choice(["active", "inactive"]), self.chat.clock.now())
            case _:
                connections.users.statuses(NAMES, self.chat.clock.now())
                connections.users.links_of(NAMES, self.chat.clock.now())

    def view(self) -> None:
        link, room, connections = self.dice.choice(self.links), self.dice.choice(ROOMS), self.chat.connections
        self.dice.choice([connections.view, connections.unview])(link, room)
        connections.viewers.of(room, self.chat.clock.now())

    def message(self) -> None:
        room, name = self.dice.choice(ROOMS), self.dice.choice(NAMES)
        client_id = str(UUID(int=self.dice.randrange(6), version=4))
        seq = self.dice.randrange(1, self.chat.messages.newest(room) + 2)
        entry = Entry(room, seq, client_id, name, self.chat.clock.now(), self.dice.choice(["", "hi", "🐒" * 300]))
        appended = self.chat.messages.append(entry)
        self.chat.messages.after(room, self.dice.randrange(3), self.dice.randrange(1, 4))
        self.chat.messages.before(room, self.dice.choice([None, 1, 3]), self.dice.randrange(1, 4))
        self.chat.messages.get([(room, appended.receipt.seq), (room, 99)])
        states = self.chat.rooms.states([room])
        state = states.get(room) or replace(RoomState.public(), name=room)
        self.chat.rooms.advance(state, appended.receipt.seq, name, entry.created)

    def reading(self) -> None:
        room, name, seq = self.dice.choice(ROOMS), self.dice.choice(NAMES), self.dice.randrange(6)
        now = self.chat.clock.now()
        match self.dice.randrange(3):
            case 0:
                self.chat.rooms.read_positions.read(name, room, seq)
            case 1:
                self.chat.rooms.read_positions.read_aloud(name, room, seq, now)
            case _:
                self.chat.rooms.read_positions.take_read_turn(name, room, now)
        self.chat.rooms.memberships.page(name, 100)

    def membership(self) -> None:
        room, name, now = self.dice.choice(ROOMS[1:]), self.dice.choice(NAMES), self.chat.clock.now()
        members = self.chat.members
        found = self.chat.rooms.load(room)
        if found is None:
            state = RoomState(room, "group", title="Den", admin="ann", open=self.dice.random() < 0.5, invite="x")
            members.create(state, ["ann", "bob"], now)
        elif name not in found.members:
            members.join(found.state, name, now)
        elif self.dice.random() < 0.3:
            members.change(found.state, Change(title=self.dice.choice("XY"), open=self.dice.random() < 0.5), now)
        elif name != found.state.admin:
            members.leave(found, name, None, now)
        elif self.dice.random() < 0.2:
            members.close(found.state, now)

    def rest(self) -> None:
        database = Database(SETTINGS, self.chat.rooms._database.connection)
        jobs, purge, room = JobRows(database), Purge(database), self.dice.choice(ROOMS[1:])
        match self.dice.randrange(5):
            case 0:
                jobs.put(Job("delete-chat", room, self.chat.clock.now()))
            case 1:
                for job in jobs.due(self.chat.clock.now()):
                    jobs.drop(self.dice.choice([job, replace(job, due=job.due + timedelta(seconds=1))]))
            case 2 if not purge.is_alive(room):
                purge.messages(room, lambda _files: None)
                purge.members(room)
                purge.meta(room)
            case 3:
                self.chat.tickets.put("ticket", "ann", self.chat.clock.now())
            case _:
                self.chat.tickets.take("ticket", self.chat.clock.now())


@pytest.mark.parametrize("seed", range(3))
def test_whatever_the_storage_asks_it_answers_as_moto_does(twins: Twins, seed: int) -> None:
    actor = Actor(twins, seed)
    for _ in range(STEPS):
        actor.act()
    assert twins.compared > STEPS


def test_a_call_is_kept_as_moto_keeps_it(twins: Twins) -> None:
    chat = Chat(database=Database(SETTINGS, twins))
    for name in ("ann", "bob"):
        chat.user(name)
    room, phones = chat.private_chats.with_user("ann", "bob"), Phones(chat)
    ann, bob = phones.device("ann", room), phones.device("bob", room)
    for _ in range(2):
        bob.call = ann.start()["call"]
        bob.accept()
        phones.wait(room, 61, ann)
        ann.leave()
    assert len(phones.logged("ann", room)) == 2
    assert twins.compared > STEPS


def test_a_transaction_happens_once_however_often_its_request_arrives() -> None:
    # Given a transaction that was made, and whose answer was lost
    tables = Tables()
    put = {"Put": {"TableName": "messages", "Item": {"room": {"S": "den"}, "seq": {"N": "1"}}}}
    put["Put"]["ConditionExpression"] = "attribute_not_exists (room)"  # pyright: ignore[reportArgumentType]
    first = tables.serve("TransactWriteItems", {"TransactItems": [put]}, "token")
    # When the same request comes again, then it is answered as before, and another one is not
    assert tables.serve("TransactWriteItems", {"TransactItems": [put]}, "token") == first
    with pytest.raises(ClientError):
        tables.serve("TransactWriteItems", {"TransactItems": [put]}, "another")
