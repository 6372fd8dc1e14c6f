"""Given Lambda as it behaves, when tasks are handed to workers, then …"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from snowfight.aws.credentials import Keys
from snowfight.delivery import http_connection_pool
from snowfight.delivery import shard_workers as module
from snowfight.delivery.shard_workers import LambdaWorkers
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.tasks import WIDTH, ShardTask
from tests.support.endpoint import Asked, Endpoint, Reply, Running, reply, serving

ERRANDS = ShardTask(room=PUBLIC_CHAT, end=3, frame="{}").split()
RAN = reply(200, body=b"null")
QUEUED = reply(202)
DIED = reply(200, body=b'{"errorMessage":"Runtime exited"}', headers="X-Amz-Function-Error: Unhandled\r\n")


@pytest.fixture
def running() -> Iterator[Running]:
    with serving(Endpoint(lambda asked: QUEUED if is_queued(asked) else RAN)) as running:
        yield running


@pytest.fixture
def workers(running: Running) -> Iterator[LambdaWorkers]:
    url = f"http://127.0.0.1:{running.endpoint.port}"
    workers = LambdaWorkers("worker", "eu-central-1", lambda: Keys("AKID", "secret", "token"), url=url)
    yield workers
    workers.stop()


def is_queued(asked: Asked) -> bool:
    return asked.headers.get("x-amz-invocation-type") == "Event"


def first_shard(asked: Asked) -> int:
    return json.loads(asked.body).get("first", 0)


def over_the_second(then: Reply) -> Callable[[Asked], Reply]:
    """A call of the second shard's task ends so; everything else is run or queued."""
    return lambda asked: QUEUED if is_queued(asked) else then if first_shard(asked) == 1 else RAN


def queued(running: Running) -> list[int]:
    return [first_shard(asked) for asked in running.endpoint.asked if is_queued(asked)]


def test_what_is_called_is_run_once_and_needs_no_queue(running: Running, workers: LambdaWorkers) -> None:
    assert workers.call(ERRANDS) == []
    asked = running.endpoint.asked
    assert sorted(first_shard(each) for each in asked) == [0, 1, 2]
    assert {each.path for each in asked} == {"/2015-03-31/functions/worker/invocations"}
    assert [ShardTask.model_validate_json(each.body) for each in sorted(asked, key=first_shard)] == ERRANDS
    assert queued(running) == []


def test_what_is_started_is_queued_and_signed_with_that(running: Running, workers: LambdaWorkers) -> None:
    assert workers.start(ERRANDS) == []
    assert sorted(queued(running)) == [0, 1, 2]
    for asked in running.endpoint.asked:
        signed = "SignedHeaders=host;x-amz-date;x-amz-invocation-type;x-amz-security-token"
        assert signed in asked.headers["authorization"]
        assert "/eu-central-1/lambda/aws4_request" in asked.headers["authorization"]


@pytest.mark.parametrize(
    "then", [reply(429), reply(500), DIED, Reply(b"", "reset")], ids=["no function free", "error", "died", "cut off"]
)
def test_an_errand_that_was_not_run_is_queued_and_no_other(
    running: Running, workers: LambdaWorkers, then: Reply
) -> None:
    running.endpoint.answer = over_the_second(then)
    assert workers.call(ERRANDS) == []
    assert queued(running) == [1]


def test_an_errand_that_nobody_takes_comes_back(running: Running, workers: LambdaWorkers) -> None:
    running.endpoint.answer = lambda asked: reply(503) if first_shard(asked) == 1 else RAN
    assert workers.call(ERRANDS) == [ERRANDS[1]]
    running.endpoint.answer = lambda asked: Reply(b"", "reset") if first_shard(asked) == 1 else QUEUED
    assert workers.start(ERRANDS) == [ERRANDS[1]]


def test_a_worker_that_takes_too_long_is_left_to_itself(
    running: Running, workers: LambdaWorkers, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given one that does not come to an end
    monkeypatch.setattr(module, "CALL_SECONDS", 0.2)
    running.endpoint.answer = over_the_second(Reply(b"", "hang"))
    # When it is called, then nobody waits for ever, and nobody runs it again
    assert workers.call(ERRANDS) == [ERRANDS[1]]
    assert queued(running) == []


def test_an_errand_that_never_reached_lambda_is_queued(
    running: Running, workers: LambdaWorkers, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a network in which one connection is not made in time
    connect, lost = asyncio.BaseEventLoop.create_connection, asyncio.Event()

    async def connects_but_once(loop: asyncio.BaseEventLoop, *args: Any, **named: Any) -> Any:
        if not lost.is_set():
            lost.set()
            await asyncio.Event().wait()
        return await connect(loop, *args, **named)

    monkeypatch.setattr(asyncio.BaseEventLoop, "create_connection", connects_but_once)
    monkeypatch.setattr(http_connection_pool, "CONNECT_SECONDS", 0.1)
    # When, then
    assert workers.call(ERRANDS) == []
    assert len(queued(running)) == 1


@pytest.mark.parametrize("trace", ["Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1", None])
def test_a_worker_is_part_of_the_trace_of_whoever_asks_it(
    running: Running, workers: LambdaWorkers, monkeypatch: pytest.MonkeyPatch, trace: str | None
) -> None:
    # Given the trace that Lambda names to the function, if it does
    if trace:
        monkeypatch.setenv("_X_AMZN_TRACE_ID", trace)
    else:
        monkeypatch.delenv("_X_AMZN_TRACE_ID", raising=False)
    # When
    workers.call(ERRANDS)
    workers.start(ERRANDS)
    # Then it goes along, unsigned: whoever passes a request on may change it
    assert [asked.headers.get("x-amzn-trace-id") for asked in running.endpoint.asked] == [trace] * 2 * len(ERRANDS)
    assert not any("trace" in asked.headers["authorization"] for asked in running.endpoint.asked)


def test_all_are_called_at_once(running: Running, workers: LambdaWorkers) -> None:
    tasks = ShardTask(room=PUBLIC_CHAT, end=500, frame="{}").split()
    running.endpoint.answer = lambda _: Reply(RAN.data, after=0.5)
    assert workers.call(tasks) == []
    assert running.endpoint.busiest == len(tasks) == WIDTH
