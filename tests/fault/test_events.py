"""Given receivers, senders and writers with moods, whatever happens in whatever order, then each subscription is told
everything, nothing before what came before it, and once it is well, nothing waits."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from snowfight.models.chat import EditGroup, NewGroup
from snowfight.models.client_frames import React
from snowfight.models.names import PUBLIC_CHAT
from snowfight.storage.database import Database
from tests.support.chat import Chat
from tests.support.dynamodb import MemoryConnection, bound_elsewhere
from tests.support.event_sender import FakeReceivers, Post, Sender
from tests.support.tables import SETTINGS
from tests.support.wire import Killed, Wire

RUNS = 30
STEPS = 60
HOSTS = ("a", "b")


class Storm:
    """A group whose events go to two receivers, and what goes wrong there, by the dice of `seed`."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.left: int | None = None
        connection = MemoryConnection()
        connection.carry = self._carry
        self.chat = Chat(database=Database(SETTINGS, connection))
        self.sender = Sender(self.chat, FakeReceivers(answer=self._answer))
        self.taken: dict[str, list[Post]] = {host: [] for host in HOSTS}
        self.is_well = False
        for name in ("ann", "bob"):
            self.chat.user(name, verified=True)
        self.link = self.chat.connect("ann", PUBLIC_CHAT)
        self.room = self.chat.groups.create("ann", NewGroup(groupchat_name="Fort", open=True))
        self.chat.groups.edit("ann", self.room, EditGroup(add_members=["bob"]))
        self.chat.say(self.link, "before", room=self.room)
        for host in HOSTS:
            self.sender.subscribe(self.room, url=f"https://{host}.example.org/")
        self.start = self.chat.rooms.states([self.room])[self.room]
        self.pending: list[list[Any]] = []

    def _carry(self, _operation: str, _call: object, serve: Any) -> Any:
        """Whoever has no request left is dead, before or after the last one was served."""
        if self.left is None:
            return serve()
        if self.left <= 0:
            if self.dice.random() < 0.5:
                serve()
            raise Killed
        self.left -= 1
        return serve()

    def _answer(self, post: Post) -> int | None:
        self.chat.clock.advance(milliseconds=self.dice.choice([5, 50, 9_000]))
        mood = "well" if self.is_well else self.dice.choice(["well", "well", "fails", "silent", "lost"])
        if mood == "fails":
            return self.dice.choice([301, 404, 500, 503])
        if mood == "silent":
            return None
        self.taken[post.url[8]].append(post)
        return None if mood == "lost" else 200

    def step(self) -> None:
        """Somebody does something, a sender wakes, or time passes."""
        deed = self.dice.choice(["say", "say", "react", "join", "leave", "send", "send", "send", "sweep", "time"])
        if deed == "time":
            self.chat.clock.advance(seconds=self.dice.choice([1, 6, 70, 400, 4_000]))
            return
        self.left = self.dice.randrange(25) if self.dice.random() < 0.4 else None
        try:
            getattr(self, f"_{deed}")()
        except Killed:
            pass
        except Exception as error:
            if isinstance(error.__cause__, Killed):
                raise
        finally:
            self.left = None

    def _say(self) -> None:
        """Who dies over it tries again."""
        client_id = self.chat.client_id()
        try:
            self.chat.say(self.link, "hello", room=self.room, client_id=client_id)
        finally:
            self.left = None
            self.chat.clock.advance(seconds=10)
            self.chat.say(self.link, "hello", room=self.room, client_id=client_id)

    def _react(self) -> None:
        on = self.dice.random() < 0.6
        seq = self.dice.randint(1, self.chat.messages.newest(self.room))
        frame = React(type="react", room=self.room, seq=seq, emoji="🐒", on=on, client_id=self.chat.client_id())
        try:
            self.chat.change(self.link, frame)
        finally:
            self.left = None
            self.chat.clock.advance(seconds=10)
            self.chat.change(self.link, frame)

    def _join(self) -> None:
        self.chat.groups.join("bob", self.room, None)

    def _leave(self) -> None:
        room = self.chat.rooms.load(self.room)
        if room and "bob" in room.members:
            self.chat.groups.leave("bob", self.room)

    def _send(self) -> None:
        """The stream brings what waits, or once more what a sender has died of; now and then to two at once."""
        records = self.pending.pop() if self.pending else self.sender.waits()
        try:
            self.sender.turns.take_all(records, lambda: True, lambda _seconds: None)
        except BaseException:
            self.pending.append(records)
            raise

    def _sweep(self) -> None:
        self.sender.sweep()

    def settle(self) -> None:
        """Everybody is well, and time passes."""
        self.is_well, self.left = True, None
        for _ in range(12):
            while self.pending:
                self._send()
            self.chat.clock.advance(minutes=3)
            self.sender.run()
            self.sender.sweep()
        for subscription in self.sender.rows.of(self.room):
            if subscription.disabled or subscription.failures:
                self.sender.subscriptions.enable("ann", self.room, subscription.id, None)
        for _ in range(3):
            self.chat.clock.advance(minutes=3)
            self.sender.run()

    def expected(self) -> dict[str, list[int]]:
        """What each log has beyond the start."""
        state = self.chat.rooms.states([self.room])[self.room]
        return {
            "m": list(range(self.start.last_seq + 1, self.chat.messages.newest(self.room) + 1)),
            "c": list(range(self.start.last_rev + 1, state.last_rev + 1)),
            "p": list(range(2, state.member_events + 1)),
        }


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("snowfight.domain.events.looking._pool", Wire())  # threads of its own do their work at once
    monkeypatch.setattr("snowfight.storage.database.pool", Wire())
    with bound_elsewhere():
        yield


@pytest.mark.parametrize("seed", range(RUNS))
def test_every_event_is_told_in_order_and_none_is_passed_over(seed: int) -> None:
    storm = Storm(seed)
    for _ in range(STEPS):
        storm.step()
    storm.settle()
    expected = storm.expected()
    for host, posts in storm.taken.items():
        marks = [post.id.rpartition("_")[2] for post in posts]
        first = list(dict.fromkeys(marks))
        for letter, numbers in expected.items():
            assert [int(mark[1:]) for mark in first if mark[0] == letter] == numbers, (host, letter)
        # What is told again is what was told last: nothing goes back
        for before, after in pairwise(marks):
            assert first.index(after) in (first.index(before), first.index(before) + 1)
        # A change comes after its message
        for post in posts:
            if post.event["type"] == "message.changed" and post.event["data"]["seq"] > storm.start.last_seq:
                created = first.index(f"m{post.event['data']['seq']}")
                assert created < first.index(post.id.rpartition("_")[2])
