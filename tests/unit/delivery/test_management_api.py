"""Given API Gateway's management API as it behaves, when frames are posted to connections, then …"""

from __future__ import annotations

import asyncio
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from botocore.credentials import ReadOnlyCredentials

from snowfight.delivery import broadcast, http_connection_pool
from snowfight.delivery.broadcast import ATTEMPTS
from snowfight.delivery.management_api import ManagementGateway
from snowfight.delivery.sender import POST_SECONDS
from tests.support.certificate import certified
from tests.support.clock import ManualClock
from tests.support.endpoint import Asked, Endpoint, Reply, Running, reply, serving
from tests.unit.delivery.conftest import CREDENTIALS, Gateways


@pytest.fixture
def gateway(gateways: Gateways) -> ManagementGateway:
    return gateways()


def by_attempt(*replies: Reply) -> Callable[[Asked], Reply]:
    """Answers each connection id's first post with the first reply, and so on; the last one stays."""
    posts: Counter[str] = Counter()

    def answer(asked: Asked) -> Reply:
        posts[asked.path] += 1
        return replies[min(posts[asked.path], len(replies)) - 1]

    return answer


def test_every_connection_gets_the_frame_once_signed(running: Running, gateway: ManagementGateway) -> None:
    # When
    report = gateway.broadcast(["a=", "b/+", "a="], b'{"type":"pong"}')
    # Then
    assert (report.delivered, report.gone, report.unreached, report.retries) == (2, [], [], 0)
    asked = running.endpoint.asked
    assert {ask.path for ask in asked} == {"/ws/%40connections/a%3D", "/ws/%40connections/b%2F%2B"}
    for ask in asked:
        assert (ask.method, ask.body) == ("POST", b'{"type":"pong"}')
        assert ask.headers["host"] == f"127.0.0.1:{running.endpoint.port}"
        assert ask.headers["x-amz-security-token"] == "token"
        assert ask.headers["authorization"].startswith(
            "AWS4-HMAC-SHA256 Credential=AKID/20260131/us-east-1/execute-api/"
        )


def test_nobody_is_reached_without_a_request(running: Running, gateway: ManagementGateway) -> None:
    assert gateway.broadcast([], b"{}").delivered == 0
    assert running.endpoint.asked == []


def test_who_is_gone_is_told_apart_and_asked_once(running: Running, gateway: ManagementGateway) -> None:
    running.endpoint.answer = lambda asked: reply(410 if asked.path.endswith("gone") else 200)
    report = gateway.broadcast(["here", "gone"], b"{}")
    assert (report.delivered, report.gone, report.unreached) == (1, ["gone"], [])
    assert sorted(running.endpoint.ids()) == ["gone", "here"]


@pytest.mark.parametrize(
    "first",
    [
        reply(429),
        reply(500),
        reply(503, body=b"x"),
        Reply(b"", "reset"),
        Reply(b"HTTP/1.1 2", "close"),
        Reply(b"?\r\n\r\n"),
    ],
    ids=["429", "500", "503", "reset", "cut", "no HTTP"],
)
def test_what_passes_is_tried_again(running: Running, gateway: ManagementGateway, first: Reply) -> None:
    running.endpoint.answer = by_attempt(first, reply(200))
    report = gateway.broadcast(["a", "b"], b"{}")
    assert (report.delivered, report.unreached, report.retries) == (2, [], 2)


def test_who_stays_unreachable_is_given_up_and_not_called_gone(running: Running, gateway: ManagementGateway) -> None:
    running.endpoint.answer = lambda asked: reply(500 if asked.path.endswith("ill") else 200)
    report = gateway.broadcast(["ill", "well"], b"{}")
    assert (report.delivered, report.gone, report.unreached) == (1, [], ["ill"])
    assert running.endpoint.ids().count("ill") == ATTEMPTS
    assert report.retries == ATTEMPTS - 1


@pytest.mark.parametrize("status", [400, 403, 404, 413])
def test_a_refusal_for_good_is_not_tried_again(running: Running, gateway: ManagementGateway, status: int) -> None:
    running.endpoint.answer = lambda _: reply(status)
    report = gateway.broadcast(["a"], b"{}")
    assert (report.unreached, report.retries) == (["a"], 0)
    assert len(running.endpoint.asked) == 1


def test_a_broadcast_ends_at_its_deadline_whoever_hangs(running: Running, gateway: ManagementGateway) -> None:
    # Given one connection whose post is never answered
    running.endpoint.answer = lambda asked: Reply(b"", "hang") if asked.path.endswith("slow") else reply(200)
    # When
    started = time.monotonic()
    report = gateway.broadcast(["slow", "a", "b"], b"{}", seconds=0.5)
    # Then
    assert time.monotonic() - started < POST_SECONDS
    assert (report.delivered, report.unreached) == (2, ["slow"])


def test_after_the_deadline_nobody_else_is_asked(running: Running, gateways: Gateways) -> None:
    running.endpoint.answer = lambda _: Reply(b"", "hang")
    report = gateways(channels=1).broadcast(["a", "b", "c"], b"{}", seconds=0.05)
    assert report.unreached == ["a", "b", "c"]
    assert running.endpoint.ids() == ["a"]


def test_connections_are_kept_from_one_broadcast_to_the_next(running: Running, gateways: Gateways) -> None:
    gateway = gateways(channels=4)
    for _ in range(5):
        assert gateway.broadcast([str(number) for number in range(20)], b"{}").delivered == 20
    assert {asked.connection for asked in running.endpoint.asked} == {0, 1, 2, 3}
    assert running.endpoint.busiest <= 4


def test_kept_connections_that_the_server_has_closed_cost_no_attempt(running: Running, gateways: Gateways) -> None:
    # Given kept connections, which the server has closed meanwhile
    gateway = gateways(channels=4)
    gateway.broadcast(list("abcd"), b"{}")
    running.hang_up()
    # When
    report = gateway.broadcast(list("abcdefgh"), b"{}")
    # Then
    assert (report.delivered, report.retries) == (8, 0)


def test_a_kept_connection_that_breaks_under_a_request_is_replaced_at_once(
    running: Running, gateways: Gateways
) -> None:
    # Given a server that closes a connection on its second request, as one does whose idle time is just over
    running.endpoint.answer = lambda asked: (
        Reply(b"", "reset") if asked.connection == 0 and again(asked) else reply(200)
    )

    def again(asked: Asked) -> bool:
        return sum(one.connection == asked.connection for one in running.endpoint.asked) > 1

    gateway = gateways(channels=1)
    gateway.broadcast(["a"], b"{}")
    # When
    report = gateway.broadcast(["b"], b"{}")
    # Then
    assert (report.delivered, report.retries) == (1, 0)


def test_an_answer_that_closes_its_connection_and_one_in_chunks_are_taken(running: Running, gateways: Gateways) -> None:
    chunks = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
    running.endpoint.answer = lambda asked: (
        Reply(chunks) if asked.connection else reply(200, headers="Connection: close\r\n", then="close")
    )
    gateway = gateways(channels=1)
    report = gateway.broadcast(list("abc"), b"{}")
    assert (report.delivered, report.retries) == (3, 0)
    assert [asked.connection for asked in running.endpoint.asked] == [0, 1, 1]


def test_several_threads_may_broadcast_at_once(gateway: ManagementGateway) -> None:
    ids = [str(number) for number in range(50)]
    with ThreadPoolExecutor(8) as threads:
        reports = [threads.submit(gateway.broadcast, ids, b"{}") for _ in range(8)]
    assert [report.result().delivered for report in reports] == [50] * 8


def test_a_management_api_that_is_not_there_reaches_nobody_and_raises_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(broadcast, "_BACKOFF", 0.0)
    with serving(Endpoint()) as running:
        url = running.endpoint.url
    gateway = ManagementGateway(url, "us-east-1", lambda: CREDENTIALS)
    assert gateway.broadcast(["a"], b"{}").unreached == ["a"]
    gateway.close(["a"])
    gateway.stop()


def test_a_connection_is_ended_by_a_signed_delete(running: Running, gateway: ManagementGateway) -> None:
    running.endpoint.answer = by_attempt(reply(204), reply(410), reply(403))
    for _ in range(3):
        gateway.close(["a="])
    assert len(running.endpoint.asked) == 3
    assert {(ask.method, ask.path, ask.body) for ask in running.endpoint.asked} == {
        ("DELETE", "/ws/%40connections/a%3D", b"")
    }


def test_a_connection_that_cannot_be_ended_now_is_ended_later(running: Running, gateway: ManagementGateway) -> None:
    running.endpoint.answer = by_attempt(reply(429), reply(500), reply(204))
    gateway.close(["a", "b"])
    assert sorted(running.endpoint.ids()) == ["a"] * 3 + ["b"] * 3


def test_credentials_may_change_from_one_broadcast_to_the_next(running: Running) -> None:
    # Given a role whose credentials rotate
    rotating = iter([ReadOnlyCredentials("FIRST", "secret", "one"), ReadOnlyCredentials("SECOND", "other", None)])
    gateway = ManagementGateway(running.endpoint.url, "us-east-1", lambda: next(rotating), clock=ManualClock())
    # When
    gateway.broadcast(["a"], b"{}")
    gateway.broadcast(["a"], b"{}")
    gateway.stop()
    # Then each is signed with those of its time
    first, second = (asked.headers for asked in running.endpoint.asked)
    assert "Credential=FIRST/" in first["authorization"]
    assert first["x-amz-security-token"] == "one"
    assert "Credential=SECOND/" in second["authorization"]
    assert "x-amz-security-token" not in second


def test_a_connection_that_was_idle_for_long_is_not_used_again(
    running: Running, gateways: Gateways, monkeypatch: pytest.MonkeyPatch
) -> None:
    gateway = gateways(channels=1)
    gateway.broadcast(["a"], b"{}")
    monkeypatch.setattr(http_connection_pool, "IDLE_SECONDS", -1.0)
    assert gateway.broadcast(["b"], b"{}").retries == 0
    assert [asked.connection for asked in running.endpoint.asked] == [0, 1]


def test_only_whom_the_certificate_proves_is_talked_to(tmp_path: Path) -> None:
    certificate = certified(tmp_path)
    with serving(Endpoint(tls=certificate.server())) as running:
        trusting = ManagementGateway(running.endpoint.url, "us-east-1", lambda: CREDENTIALS, tls=certificate.client())
        doubting = ManagementGateway(running.endpoint.url, "us-east-1", lambda: CREDENTIALS)
        assert trusting.broadcast(["a", "b"], b"{}").delivered == 2
        assert doubting.broadcast(["c"], b"{}").unreached == ["c"]
        assert sorted(running.endpoint.ids()) == ["a", "b"]
        trusting.stop()
        doubting.stop()


def test_connecting_takes_no_longer_than_it_may(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given somebody who takes connections, and never shakes hands
    monkeypatch.setattr(http_connection_pool, "CONNECT_SECONDS", 0.02)
    gateway = ManagementGateway(f"https://127.0.0.1:{running.endpoint.port}/ws", "us-east-1", lambda: CREDENTIALS)
    # When
    started = time.monotonic()
    report = gateway.broadcast(["a"], b"{}")
    gateway.stop()
    # Then
    assert report.unreached == ["a"]
    assert report.retries == ATTEMPTS - 1
    assert time.monotonic() - started < 2


def test_two_broadcasts_share_the_connections_and_neither_waits_for_the_other(
    running: Running, gateways: Gateways
) -> None:
    # Given a large broadcast that is under way
    under_way = threading.Event()

    def answer(_: Asked) -> Reply:
        under_way.set()
        return replace(reply(200), after=0.005)

    running.endpoint.answer = answer
    gateway = gateways(channels=4)
    with ThreadPoolExecutor(1) as threads:
        large = threads.submit(gateway.broadcast, [f"large-{number}" for number in range(400)], b"{}")
        assert under_way.wait(5)
        # When somebody else has something to say
        assert gateway.broadcast(["small"], b"{}").delivered == 1
        # Then it is said long before the large one is through
        assert running.endpoint.ids().index("small") < 100
        assert large.result().delivered == 400
    assert running.endpoint.busiest <= 4


def test_being_told_to_slow_down_is_no_failure(running: Running, gateway: ManagementGateway) -> None:
    running.endpoint.answer = by_attempt(*[reply(429)] * (ATTEMPTS + 2), reply(200))
    report = gateway.broadcast(["a"], b"{}")
    assert (report.delivered, report.retries) == (1, ATTEMPTS + 2)


def test_who_was_told_to_slow_down_may_fail_as_often_as_anybody(running: Running, gateway: ManagementGateway) -> None:
    running.endpoint.answer = by_attempt(*[reply(429)] * ATTEMPTS, *[reply(500)] * (ATTEMPTS - 1), reply(200))
    assert gateway.broadcast(["a"], b"{}").delivered == 1


def test_who_waits_for_another_try_keeps_nobody_from_a_first(
    running: Running, gateways: Gateways, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(broadcast, "_BACKOFF", 60.0)
    monkeypatch.setattr(broadcast, "_BACKOFF_CAP", 60.0)
    monkeypatch.setattr("random.uniform", max)
    running.endpoint.answer = lambda asked: reply(503 if asked.path.endswith("ill") else 200)
    report = gateways(channels=1).broadcast(["ill", "a", "b"], b"{}", seconds=0.3)
    assert (report.delivered, report.unreached) == (2, ["ill"])


def test_nothing_stays_behind(running: Running) -> None:
    # Given broadcasts that ended in every way
    before = threading.active_count()
    gateway = ManagementGateway(running.endpoint.url, "us-east-1", lambda: CREDENTIALS, clock=ManualClock())
    running.endpoint.answer = lambda asked: Reply(b"", "hang") if asked.path.endswith("slow") else reply(503)
    gateway.broadcast(["slow", "ill"], b"{}", seconds=0.05)
    # Then no task is left, and once it is stopped, no thread and no connection
    assert asyncio.all_tasks(gateway._channels._running()) == set()
    gateway.stop()
    gateway.stop()
    assert threading.active_count() == before
    assert gateway._channels._idle == []
