"""Given a public chat of more viewers than one shard, when much changes at once, then its frames leave nothing out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from uuid import UUID

import pytest

from snowfight.domain.changes.frames import gathered
from snowfight.domain.messages.views import message_of
from snowfight.models.client_frames import React
from snowfight.models.message import HistoryQuery
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Account, Entry, Link, RoomState
from snowfight.models.user import Author
from tests.fault.audit import Audit, shown_state
from tests.fault.changes import react
from tests.fault.cloud import Cloud, Instance
from tests.fault.jobs import JobStream
from tests.fault.log import Log
from tests.support.dynamodb import bound_elsewhere
from tests.support.expressions import Item
from tests.support.stage import START

MESSAGES = 30
BODY = "So long that ten of them do not fit into one frame. " * 70
NEWEST = HistoryQuery(limit=200)


class Square:
    """The public chat in two shards, with long messages, people who react, and one who watches."""

    def __init__(self) -> None:
        self.cloud = Cloud(seed=1)
        self.audit = Audit(self.cloud)
        self.frames: list[dict[str, object]] = []
        self.log = Log("watcher")
        self.unkept: list[str] = []
        jobs = JobStream(self.cloud)
        self.cloud.tables.on_commit = jobs.committed
        self._names = [f"user{number}" for number in range(10)]
        self._reacted = 0
        self.cloud.at_once(self._furnish)

    def watch(self) -> None:
        """Load what there is, and see what comes."""

        def load(instance: Instance) -> None:
            page = instance.history.page("watcher", PUBLIC_CHAT, NEWEST).model_dump(mode="json")
            self.log.page(page["messages"], page["rev"])

        self.cloud.at_once(load)
        self.cloud.gateway.listeners["watcher"] = self._heard

    def split(self) -> None:
        """There are more viewers now than one shard has."""
        self.cloud.at_once(lambda i: i.rooms.resize(i.rooms.states([PUBLIC_CHAT])[PUBLIC_CHAT], 2, 2, START))

    def react(self, seconds: float, times: int) -> None:
        """Let users react to messages at random within so many seconds."""
        dice, stage = self.cloud.dice, self.cloud.stage
        for _ in range(times):
            stage.at(dice.uniform(0, seconds), self._react)
        stage.play(stage.now + seconds)

    def differences(self) -> list[str]:
        """What the watcher sees and is not so."""
        shown = [shown_state(message) for message in self.log.state()]
        stored = [self.audit.stored_state(row, "watcher") for row in self._rows()]
        wrong = [f"{one} is shown, not {other}" for one, other in zip(shown, stored, strict=True) if one != other]
        return [*wrong, "the watcher has to ask"] if self.log.is_stale else wrong

    def _unkept(self) -> list[str]:
        """Messages that are not shown as they have been since a change that the watcher believes to have."""
        shown = {message["seq"]: message["rev"] for message in self.log.messages}
        rows = {int(row["seq"]["N"]): int(row["rev"]["N"]) for row in self._rows() if "rev" in row}
        return [f"{seq} at {rev}" for seq, rev in rows.items() if shown[seq] < rev <= (self.log.rev or 0)]

    def _rows(self) -> list[Item]:
        return [row for row in self.cloud.tables.rows("messages") if row["room"]["S"] == PUBLIC_CHAT]

    def _react(self) -> None:
        self._reacted += 1
        name = self._names[self._reacted % len(self._names)]
        seq = self.cloud.dice.randrange(1, MESSAGES + 1)
        client_id = str(UUID(int=self._reacted, version=4))
        frame = react(PUBLIC_CHAT, seq, on=self.cloud.dice.random() < 0.7)
        model = React.model_validate({**frame, "client_id": client_id})

        def serve(instance: Instance) -> None:
            instance.changes.service.serve(Link(name, name, START), client_id, instance.changes.requests.of(model))

        self.cloud.invoke(serve, lambda _answer: None)

    def _furnish(self, instance: Instance) -> None:
        for name in ("watcher", *self._names):
            link = Link(name, name, START)
            instance.accounts.create(Account(name, name.title()))
            instance.connections.open(link)
            instance.connections.view(link, PUBLIC_CHAT)
            self.cloud.gateway.edge.states[name] = "open"
            self.cloud.gateway.listeners[name] = lambda _frame: None
        for seq in range(1, MESSAGES + 1):
            client_id = str(UUID(int=seq, version=4))
            instance.messages.append(Entry(PUBLIC_CHAT, seq, client_id, "user0", START, BODY))
        instance.rooms.advance(RoomState.public(), MESSAGES, "user0", START)

    def _heard(self, data: bytes) -> None:
        frame = json.loads(data)
        self.frames.append(frame)
        if frame["type"] == "changes_handler":
            self.log.gathered(frame)
            self.unkept += self._unkept()
        elif frame["type"] == "change_handler":
            self.log.change(frame)


@pytest.fixture
def square(monkeypatch: pytest.MonkeyPatch) -> Iterator[Square]:
    with bound_elsewhere():
        square = Square()
        square.cloud.patch(monkeypatch)
        yield square
        square.cloud.stage.end()


def test_frames_of_gathered_changes_leave_nothing_out_however_many_they_are(square: Square) -> None:
    square.split()
    square.watch()
    square.react(seconds=5, times=500)
    square.cloud.stage.play(square.cloud.stage.now + 60)
    assert square.differences() == []
    assert square.unkept == []


def test_a_frame_claims_no_more_than_the_changes_that_it_was_made_of() -> None:
    # Given changes up to the third, two of whose messages have changed again since, and not all of them fit
    author = Author(username="ann", display_name="Ann")
    states = ((1, 2), (2, 5), (3, 6))
    entries = [Entry(PUBLIC_CHAT, seq, "", "ann", START, "x" * 14_000, rev=rev) for seq, rev in states]
    # When
    frame = gathered(PUBLIC_CHAT, 0, 3, [message_of(entry, author) for entry in entries])
    # Then it does not tell of the fourth, which may have been of another message
    assert ([message.seq for message in frame.messages], frame.rev) == ([1, 2], 3)
