"""Given API Gateway's management API, when a frame is for a few connections, then …"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import pytest

from snowfight.aws.credentials import Keys
from snowfight.delivery import direct_gateway
from snowfight.delivery.direct_gateway import FEW, DirectGateway
from snowfight.delivery.gateway import BROADCAST_SECONDS, Report
from snowfight.delivery.management_api import ManagementGateway
from tests.support.endpoint import Asked, Endpoint, Reply, Running, reply, serving

FRAME = b'{"type":"pong"}'


@dataclass
class Sender:
    """Says that it told all whom it was asked to tell but those in `dead`; `asked` has whom, and in what time."""

    dead: frozenset[str] = frozenset()
    asked: list[tuple[list[str], float]] = field(default_factory=list[tuple[list[str], float]])
    closed: list[str] = field(default_factory=list[str])

    def broadcast(self, connection_ids: Iterable[str], frame: bytes, *, seconds: float = BROADCAST_SECONDS) -> Report:
        assert frame == FRAME
        ids = list(connection_ids)
        self.asked.append((ids, seconds))
        unreached = [each for each in ids if each in self.dead]
        return Report(len(ids) - len(unreached), [], unreached, retries=1)

    def close(self, connection_ids: Iterable[str]) -> None:
        self.closed += connection_ids


@pytest.fixture
def running() -> Iterator[Running]:
    with serving(Endpoint()) as running:
        yield running


def direct(running: Running, sender: Sender) -> DirectGateway:
    return DirectGateway(sender, running.endpoint.url, "us-east-1", lambda: Keys("AKID", "secret", "token"))


def answering(told: dict[str, Reply]) -> Callable[[Asked], Reply]:
    """Answers the posts to some connections so, and takes all others."""
    return lambda asked: told.get(asked.path.rpartition("/")[2], reply(200))


def test_each_gets_the_frame_once_and_nobody_else_is_asked(running: Running) -> None:
    sender = Sender()
    # When
    report = direct(running, sender).broadcast(["a=", "b/+", "a="], FRAME)
    # Then
    assert report == Report(2)
    assert [(asked.method, asked.path, asked.body) for asked in running.endpoint.asked] == [
        ("POST", "/ws/%40connections/a%3D", FRAME),
        ("POST", "/ws/%40connections/b%2F%2B", FRAME),
    ]
    assert sender.asked == []


def test_it_is_asked_for_as_the_sender_does(running: Running) -> None:
    sender = ManagementGateway(running.endpoint.url, "us-east-1", lambda: Keys("AKID", "secret", "token"))
    for gateway in (direct(running, Sender()), sender):
        gateway.broadcast(["a="], FRAME)
    sender.stop()
    ours, theirs = running.endpoint.asked
    same = ("method", "path", "body")
    assert [getattr(ours, name) for name in same] == [getattr(theirs, name) for name in same]
    assert ours.headers.keys() == theirs.headers.keys()


def test_posts_are_under_way_at_once(running: Running) -> None:
    # Given a gateway that answers nobody before all have asked
    running.endpoint.answer = lambda _: Reply(reply(200).data, after=0.05)
    assert direct(running, Sender()).broadcast("abcd", FRAME) == Report(4)
    assert running.endpoint.busiest == FEW


def test_connections_are_kept(running: Running) -> None:
    gateway = direct(running, Sender())
    for _ in range(3):
        gateway.broadcast(["a"], FRAME)
    assert {asked.connection for asked in running.endpoint.asked} == {0}


def test_many_are_the_senders(running: Running) -> None:
    sender = Sender()
    assert direct(running, sender).broadcast("abcde", FRAME, seconds=3.0) == Report(5, retries=1)
    assert sender.asked == [(list("abcde"), 3.0)]
    assert running.endpoint.asked == []


def test_nobody_at_all_is_told_at_once(running: Running) -> None:
    assert direct(running, Sender()).broadcast([], FRAME) == Report()


def test_who_is_gone_is_said_to_be(running: Running) -> None:
    running.endpoint.answer = answering({"a": reply(410)})
    assert direct(running, Sender()).broadcast("ab", FRAME) == Report(1, ["a"])


@pytest.mark.parametrize("answer", [reply(429), reply(503), Reply(b"", "close"), Reply(b"nonsense\r\n\r\n", "close")])
def test_whom_a_first_post_did_not_settle_is_left_to_the_sender(running: Running, answer: Reply) -> None:
    running.endpoint.answer = answering({"a": answer, "b": answer})
    sender = Sender(dead=frozenset("b"))
    # When
    report = direct(running, sender).broadcast("abc", FRAME)
    # Then
    assert report == Report(2, [], ["b"], retries=3)
    [(ids, seconds)] = sender.asked
    assert ids == ["a", "b"]
    assert BROADCAST_SECONDS - 1 < seconds <= BROADCAST_SECONDS


def test_who_hangs_holds_nobody_up_for_longer_than_one_post(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(direct_gateway, "POST_SECONDS", 0.2)
    running.endpoint.answer = answering({each: Reply(b"", "hang") for each in "abc"})
    sender = Sender()
    # When
    report = direct(running, sender).broadcast("abcd", FRAME)
    # Then what had been answered meanwhile was taken, and the time of all together was that of one
    assert report == Report(4, retries=4)
    [(ids, seconds)] = sender.asked
    assert ids == ["a", "b", "c"]
    assert seconds > BROADCAST_SECONDS - 3 * 0.2


def test_who_cannot_be_connected_to_holds_nobody_up_four_times(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given that no connection comes about, which takes longer than a first post may
    tries: list[object] = []

    def connect(address: object, _seconds: float) -> socket.socket:
        tries.append(address)
        time.sleep(0.02)
        raise TimeoutError

    monkeypatch.setattr(socket, "create_connection", connect)
    monkeypatch.setattr(direct_gateway, "POST_SECONDS", 0.01)
    sender = Sender()
    # When
    report = direct(running, sender).broadcast(["a", "b", "c", "d"], FRAME)
    # Then
    assert len(tries) == 1
    assert report.delivered == 4
    assert sender.asked[0][0] == ["a", "b", "c", "d"]


def test_a_connection_whose_last_answer_that_was_is_not_used_again(running: Running) -> None:
    running.endpoint.answer = lambda _: reply(200, headers="Connection: close\r\n", then="close")
    sender = Sender()
    gateway = direct(running, sender)
    assert [gateway.broadcast(["a"], FRAME) for _ in range(2)] == [Report(1), Report(1)]
    assert sender.asked == []


def test_a_kept_connection_that_has_ended_costs_nobody_their_frame(running: Running) -> None:
    sender = Sender()
    gateway = direct(running, sender)
    gateway.broadcast("ab", FRAME)
    running.hang_up()
    assert gateway.broadcast("ab", FRAME).delivered == 2
    assert {each for ids, _ in sender.asked for each in ids} <= {"a", "b"}


def test_where_nobody_listens_the_sender_is_asked(running: Running) -> None:
    sender = Sender()
    gateway = direct(running, sender)
    with serving(Endpoint()) as other:
        closed = other.endpoint.url
    gateway = DirectGateway(sender, closed, "us-east-1", lambda: Keys("AKID", "secret"))
    assert gateway.broadcast(["a"], FRAME).delivered == 1
    assert [ids for ids, _ in sender.asked] == [["a"]]


def test_connections_are_ended_by_the_sender(running: Running) -> None:
    sender = Sender()
    direct(running, sender).close(["a"])
    assert sender.closed == ["a"]
