"""Given many who send at one moment, when their functions race, then nobody loses, starves, or gets more than others.

In virtual time, with every request some milliseconds long; tests/e2e/test_contention.py does it against an emulator.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from statistics import median
from typing import Any
from uuid import UUID

import pytest

from snowfight.models.base import Answer
from snowfight.models.client_frames import React, Send
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.problem import ErrorFrame
from snowfight.models.records import Account, Link
from tests.fault.changes import react
from tests.fault.cloud import Cloud, Instance, Weather
from tests.support.dynamodb import Write, bound_elsewhere
from tests.support.stage import START

SENDERS = 50
MOST_TRIES = 20
"""Of one message for its number; with fifty at once the median needs four."""

MINUTE = 60.0


class Crowd:
    """People who are all there, and what became of what they say."""

    def __init__(self, cloud: Cloud) -> None:
        self.cloud = cloud
        self.refused: list[str] = []
        self.numbered: list[int] = []
        self.charged: list[str] = []
        cloud.tables.on_commit = self._committed

    def enter(self, name: str, connections: int = 1) -> list[Link]:
        links = [Link(f"{name}-{number}", name, START) for number in range(connections)]

        def enter(instance: Instance) -> None:
            instance.accounts.create(Account(name, name.title()))
            for link in links:
                instance.connections.open(link)
                instance.connections.view(link, PUBLIC_CHAT)

        self.cloud.at_once(enter)
        for link in links:
            self.cloud.gateway.edge.states[link.connection_id] = "open"
            self.cloud.gateway.listeners[link.connection_id] = lambda _frame: None
        return links

    def say(self, link: Link, number: int) -> None:
        client_id = str(UUID(int=number, version=4))
        frame = Send(type="message", room=PUBLIC_CHAT, client_id=client_id, body=f"hello {number}")

        def send(instance: Instance) -> None:
            instance.sending.send(link, frame)

        self.cloud.invoke(send, self._answered, frame.model_dump())

    def change(self, link: Link, number: int, frame: dict[str, Any]) -> None:
        client_id = str(UUID(int=number, version=4))
        model = React.model_validate({**frame, "client_id": client_id})

        def change(instance: Instance) -> None:
            instance.changes.service.serve(link, client_id, instance.changes.requests.of(model))

        self.cloud.invoke(change, self._answered, model.model_dump())

    def tries(self, operation: str = "PutItem") -> list[int]:
        """Of each message, or change, for its number; a message's receipt is put before it."""
        receipts = operation == "PutItem"
        return [send.requests[operation] - receipts for send in self.cloud.sends]

    def log(self) -> list[int]:
        rows = [row for row in self.cloud.tables.rows("messages") if row["room"]["S"] == PUBLIC_CHAT]
        return sorted(int(row["seq"]["N"]) for row in rows)

    def answered(self, kind: str) -> list[dict[str, Any]]:
        """Frames of that type that were delivered."""
        return [each.frame for each in self.cloud.gateway.delivered if each.frame["type"] == kind]

    def _answered(self, answer: Answer | None) -> None:
        if isinstance(answer, ErrorFrame):
            self.refused.append(answer.code)

    def _committed(self, write: Write) -> None:
        if write.after is None:
            return
        if "client_id" in write.after and write.before is None:
            self.numbered.append(int(write.after["seq"]["N"]))
        if "budget" in write.after:
            self.charged.append(write.after["pk"]["S"])


@pytest.fixture
def crowd(monkeypatch: pytest.MonkeyPatch) -> Iterator[Crowd]:
    with bound_elsewhere():
        cloud = Cloud(seed=1)
        cloud.patch(monkeypatch)
        yield Crowd(cloud)
        cloud.stage.end()


@pytest.mark.parametrize("conflict", [0.0, 0.3])
def test_fifty_who_write_at_once_get_fifty_numbers_in_the_order_of_their_commits(crowd: Crowd, conflict: float) -> None:
    # Given fifty people, and a DynamoDB in which replies' transactions get into the way
    links = [link for number in range(SENDERS) for link in crowd.enter(f"user{number}")]
    crowd.cloud.weather = Weather(conflict=conflict)
    # When each says something at the same moment
    for number, link in enumerate(links):
        crowd.say(link, number)
    crowd.cloud.stage.play(MINUTE)
    # Then
    assert crowd.refused == []
    assert crowd.log() == crowd.numbered == list(range(1, SENDERS + 1))
    assert max(crowd.tries()) <= MOST_TRIES
    assert median(crowd.tries()) <= MOST_TRIES / 3


@pytest.mark.parametrize("conflict", [0.0, 0.3])
def test_fifty_who_react_to_one_message_at_once_are_all_there(crowd: Crowd, conflict: float) -> None:
    # Given fifty people who see a message
    links = [link for number in range(SENDERS) for link in crowd.enter(f"user{number}")]
    crowd.say(links[0], 1)
    crowd.cloud.stage.play(5.0)
    crowd.cloud.sends.clear()
    crowd.cloud.weather = Weather(conflict=conflict)
    # When each reacts to it at the same moment
    for number, link in enumerate(links):
        crowd.change(link, 100 + number, react(PUBLIC_CHAT, 1))
    crowd.cloud.stage.play(MINUTE)
    # Then each is told so, at a number of its own, and nobody is asked to try again
    assert crowd.refused == []
    assert sorted(frame["rev"] for frame in crowd.answered("changed")) == list(range(1, SENDERS + 1))
    [row] = [row for row in crowd.cloud.tables.rows("messages") if row["room"]["S"] == PUBLIC_CHAT]
    [[_, count, names]] = json.loads(row["reactions"]["S"])
    assert (count, sorted(names.split())) == (SENDERS, sorted(link.username for link in links))
    assert max(crowd.tries("TransactWriteItems")) <= MOST_TRIES
    assert median(crowd.tries("TransactWriteItems")) <= MOST_TRIES / 3


def test_who_reacts_over_many_connections_at_once_is_refused_by_none(crowd: Crowd) -> None:
    # Given somebody with ten connections, and a DynamoDB in which writes get into transactions' way
    links = crowd.enter("ann", connections=10)
    crowd.say(links[0], 1)
    crowd.cloud.stage.play(5.0)
    crowd.cloud.weather = Weather(conflict=0.3)
    # When the reaction is wanted over all of them, and then not wanted
    for on in (True, False):
        for number, link in enumerate(links):
            crowd.change(link, 100 + 10 * on + number, react(PUBLIC_CHAT, 1, on=on))
        crowd.cloud.stage.play(crowd.cloud.stage.now + MINUTE)
    # Then
    assert crowd.refused == []
    assert [frame["rev"] for frame in crowd.answered("changed")] == [1] * 10 + [2] * 10


def test_a_retry_that_races_its_first_try_is_stored_once_and_acknowledged_alike(crowd: Crowd) -> None:
    links = crowd.enter("ann", connections=10)
    for link in links:
        crowd.say(link, 7)
    crowd.cloud.stage.play(MINUTE)
    assert crowd.log() == [1]
    acks = [each.frame for each in crowd.cloud.gateway.delivered if each.frame["type"] == "ack"]
    assert len(acks) == len(links)
    assert all(ack == acks[0] for ack in acks)


def test_identical_frames_that_race_are_told_twice_at_most(crowd: Crowd) -> None:
    # Given somebody who watches, and one frame that comes over fifty connections at once
    [watching] = crowd.enter("bob")
    links = crowd.enter("ann", connections=SENDERS)
    for link in links:
        crowd.say(link, 7)
    crowd.cloud.stage.play(MINUTE)
    # Then each is acknowledged, and the others are told by its sender and by one of the retries at most
    delivered = crowd.cloud.gateway.delivered
    assert len([each for each in delivered if each.frame["type"] == "ack"]) == SENDERS
    deliveries = [each for each in delivered if each.connection_id == watching.connection_id]
    assert 1 <= len(deliveries) <= 2


def test_the_rate_is_exact_however_many_connections_ask_at_once(crowd: Crowd) -> None:
    # Given one user with fifty connections
    links = crowd.enter("ann", connections=SENDERS)
    # When all send at the same moment
    for number, link in enumerate(links):
        crowd.say(link, number)
    crowd.cloud.stage.play(MINUTE)
    # Then as many are taken as one connection could have sent, each for one successful write, the others for none
    assert len(crowd.log()) == 20
    assert crowd.refused == ["rate_limited"] * (SENDERS - 20)
    assert crowd.charged == ["USER#ann"] * 20


def test_the_rate_fills_again_at_its_pace(crowd: Crowd) -> None:
    links = crowd.enter("ann", connections=SENDERS)
    for number, link in enumerate(links):
        crowd.say(link, number)
    crowd.cloud.stage.play(10.0)
    for number, link in enumerate(links):
        crowd.say(link, 1000 + number)
    crowd.cloud.stage.play(MINUTE)
    assert len(crowd.log()) == 40


def test_one_stale_connection_among_thousands_is_forgotten_and_no_other(crowd: Crowd) -> None:
    # Given thousands who show the public chat, one of them gone without a word
    [ann] = crowd.enter("ann")
    others = [link for number in range(30) for link in crowd.enter(f"user{number}", connections=100)]
    stale = others[1234]
    crowd.cloud.gateway.edge.states[stale.connection_id] = "closed"
    crowd.cloud.stage.play(30.0)
    # When
    crowd.say(ann, 1)
    crowd.cloud.stage.play(MINUTE)
    # Then
    rows = crowd.cloud.tables.rows("ephemeral")
    viewing = {row["sk"]["S"] for row in rows if row["pk"]["S"].startswith("VIEW#")}
    present = {
        member.partition("|")[2]
        for row in rows
        for kind in ("active", "idle")
        for member in row.get(kind, {}).get("SS", [])
    }
    alive = {link.connection_id for link in [ann, *others] if link != stale}
    assert viewing == present == alive
    assert crowd.cloud.gateway.edge.gone == [stale.connection_id]
