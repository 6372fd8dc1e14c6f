"""Given a management API with AWS's limits and moods, over TLS, when our sender broadcasts, then the report is true."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from botocore.credentials import ReadOnlyCredentials

from snowfight.delivery.management_api import ManagementGateway
from tests.support.certificate import certified
from tests.support.endpoint import Asked, Endpoint, Reply, reply, serving
from tests.support.fake_gateway import FRAME, PAYLOAD, TOO_BIG, Bucket, FakeGateway

MANY = 2000


class Edge:
    """The fake gateway behind a server; `mood` is the chance that a post goes wrong on the way."""

    def __init__(self) -> None:
        self.fake = FakeGateway(deliver=self._delivered)
        self.frames: dict[str, list[bytes]] = {}
        self.mood = 0.0
        self._dice = random.Random(1)

    def open(self, *connection_ids: str) -> None:
        self.fake.states |= dict.fromkeys(connection_ids, "open")

    def answer(self, asked: Asked) -> Reply:
        connection_id = unquote(asked.path.rsplit("/", 1)[1])
        trouble = self._dice.choice(["reset", "hang", "503", "late"]) if self._dice.random() < self.mood else ""
        if trouble == "503":
            return reply(503)
        if asked.method == "DELETE":
            status = self.fake.delete(connection_id)
        else:
            status = self.fake.post(connection_id, asked.body, time.monotonic())
        if trouble in {"reset", "hang"}:  # it was taken, but nobody is told
            return Reply(b"", "reset" if trouble == "reset" else "hang")
        return replace(reply(status), after=0.01 if trouble == "late" else 0.0)

    def _delivered(self, connection_id: str, frame: bytes) -> None:
        self.frames.setdefault(connection_id, []).append(frame)


@pytest.fixture
def edge() -> Edge:
    return Edge()


@pytest.fixture
def gateway(edge: Edge, tmp_path: Path) -> Iterator[ManagementGateway]:
    certificate = certified(tmp_path)
    credentials = ReadOnlyCredentials("AKID", "secret", "token")
    with serving(Endpoint(edge.answer, tls=certificate.server())) as running:
        gateway = ManagementGateway(running.endpoint.url, "us-east-1", lambda: credentials, tls=certificate.client())
        yield gateway
        gateway.stop()


def test_one_stale_connection_among_thousands_is_found_and_no_other(edge: Edge, gateway: ManagementGateway) -> None:
    ids = [f"{number:05}=" for number in range(MANY)]
    edge.open(*ids)
    edge.fake.states[ids[1234]] = "closed"
    report = gateway.broadcast(ids, b"{}", seconds=60)
    assert (report.delivered, report.gone, report.unreached) == (MANY - 1, [ids[1234]], [])


def test_a_connection_whose_handshake_has_not_ended_answers_as_one_that_is_gone(
    edge: Edge, gateway: ManagementGateway
) -> None:
    edge.fake.states["new"] = "newborn"
    assert gateway.broadcast(["new"], b"{}").gone == ["new"]
    edge.open("new")
    assert gateway.broadcast(["new"], b"{}").delivered == 1


def test_a_rate_that_is_exceeded_costs_time_and_nobody_their_frame(edge: Edge, gateway: ManagementGateway) -> None:
    # Given a gateway that takes 20 posts at once, and 300 a second after that
    ids = [str(number) for number in range(200)]
    edge.open(*ids)
    edge.fake.bucket = Bucket(rate=300, burst=20)
    # When
    report = gateway.broadcast(ids, b"{}", seconds=30)
    # Then
    assert (report.delivered, report.unreached) == (200, [])
    assert report.retries > 0


def test_a_gateway_in_a_bad_mood_loses_nobody_and_repeats_itself_at_worst(
    edge: Edge, gateway: ManagementGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("snowfight.delivery.sender.POST_SECONDS", 0.3)
    monkeypatch.setattr("snowfight.delivery.broadcast.ATTEMPTS", 12)
    ids = [str(number) for number in range(100)]
    edge.open(*ids)
    edge.mood = 0.3
    report = gateway.broadcast(ids, b"hello", seconds=60)
    assert (report.delivered, report.unreached, report.gone) == (100, [], [])
    taken = Counter(connection_id for connection_id, frames in edge.frames.items() for _ in frames)
    assert set(taken) == set(ids)
    assert report.retries > 0


@pytest.mark.parametrize("seed", range(3))
def test_several_broadcasts_at_once_have_true_reports_whatever_happens(
    edge: Edge, gateway: ManagementGateway, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    # Given a gateway with a rate and a mood, and people of whom some have gone
    monkeypatch.setattr("snowfight.delivery.sender.POST_SECONDS", 0.3)
    edge._dice = random.Random(seed)
    edge.mood = 0.2
    edge.fake.bucket = Bucket(rate=1000, burst=50)
    crowds = [[f"{crowd}-{number}" for number in range(60)] for crowd in range(6)]
    edge.open(*(each for crowd in crowds for each in crowd if not each.endswith("7")))
    # When everybody is told something at once
    with ThreadPoolExecutor(len(crowds)) as threads:
        telling = [threads.submit(gateway.broadcast, crowd, b"hello", seconds=20) for crowd in crowds]
        reports = [each.result() for each in telling]
    # Then each report is of its own crowd, everybody is in it once, and what it says is so
    for crowd, report in zip(crowds, reports, strict=True):
        told = set(crowd) - {*report.gone, *report.unreached}
        assert report.delivered == len(told)
        assert len(report.gone) + len(report.unreached) + report.delivered == len(crowd)
        assert told <= set(edge.frames)
        assert set(report.gone) <= {each for each in crowd if each.endswith("7")}
        assert len(report.unreached) <= 3  # who met with four mishaps


def test_a_payload_travels_in_frames_and_one_that_is_too_large_not_at_all(
    edge: Edge, gateway: ManagementGateway
) -> None:
    edge.open("a")
    assert gateway.broadcast(["a"], b"x" * PAYLOAD).delivered == 1
    assert [len(frame) for frame in edge.frames["a"]] == [FRAME] * 4
    report = gateway.broadcast(["a"], b"x" * (PAYLOAD + 1))
    assert (report.unreached, report.retries) == (["a"], 0)
    assert edge.fake.receive(b"x" * FRAME) is None
    assert edge.fake.receive(b"x" * (FRAME + 1)) == TOO_BIG


def test_a_broadcast_ends_in_time_however_many_hang(edge: Edge, gateway: ManagementGateway) -> None:
    # Given a gateway that answers nobody
    edge.mood = 1.0
    edge._dice = _Always("hang")  # pyright: ignore[reportAttributeAccessIssue]
    ids = [str(number) for number in range(500)]
    # When
    started = time.monotonic()
    report = gateway.broadcast(ids, b"{}", seconds=0.3)
    # Then
    assert report.unreached == ids
    assert time.monotonic() - started < 1.5


def test_a_connection_that_is_ended_is_gone(edge: Edge, gateway: ManagementGateway) -> None:
    edge.open("a")
    gateway.close(["a"])
    assert gateway.broadcast(["a"], b"{}").gone == ["a"]


class _Always(random.Random):
    """Dice that fall as they are told."""

    def __init__(self, what: str) -> None:
        super().__init__()
        self._what = what

    def random(self) -> float:
        return 0.0

    def choice(self, seq: object) -> str:  # pyright: ignore[reportIncompatibleMethodOverride]
        return self._what
