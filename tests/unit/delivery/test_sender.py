"""Given broadcasts that share connections, when answers come or do not, then …"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from snowfight.delivery import http_connection_pool, sender
from snowfight.delivery.broadcast import Broadcast
from snowfight.delivery.concurrency_limit import AT_FIRST, LEAST, MOST
from snowfight.delivery.gateway import Report
from snowfight.delivery.http_connection import Channel
from snowfight.delivery.management_api import ManagementGateway
from tests.support.endpoint import Asked, Reply, Running, reply
from tests.unit.delivery.conftest import CREDENTIALS, Gateways


def numbers(count: int) -> list[str]:
    return [str(number) for number in range(count)]


def ending(name: str, then: Reply) -> Callable[[Asked], Reply]:
    """Answers connections whose ids end so with that reply, others with 200."""
    return lambda asked: then if asked.path.endswith(name) else reply(200)


def test_a_broadcast_that_is_a_little_larger_makes_no_connections(running: Running, gateways: Gateways) -> None:
    # Given four connections that are kept
    running.endpoint.answer = lambda _: replace(reply(200), after=0.005)
    gateway = gateways()
    gateway.broadcast(numbers(4), b"{}")
    # When seven are to be told
    gateway.broadcast(numbers(7), b"{}")
    # Then those four tell them, since that takes less than to make another
    assert len({asked.connection for asked in running.endpoint.asked}) == 4


def test_where_all_connections_are_held_up_another_one_is_made(running: Running, gateways: Gateways) -> None:
    # Given a kept connection, and somebody whose post is not answered
    running.endpoint.answer = ending("slow", Reply(b"", "hang"))
    gateway = gateways()
    gateway.broadcast(["first"], b"{}")
    # When that one keeps it busy
    started = time.monotonic()
    report = gateway.broadcast(["slow", "next"], b"{}", seconds=0.5)
    # Then the next one is told all the same, soon
    assert (report.delivered, report.unreached) == (1, ["slow"])
    assert time.monotonic() - started < sender.POST_SECONDS


def test_connections_that_are_being_made_are_given_up_with_the_last_broadcast(running: Running) -> None:
    # Given somebody who takes connections, and never shakes hands
    url = f"https://127.0.0.1:{running.endpoint.port}/ws"
    gateway = ManagementGateway(url, "us-east-1", lambda: CREDENTIALS)
    # When a broadcast has no more time
    started = time.monotonic()
    assert gateway.broadcast(numbers(3), b"{}", seconds=0.05).unreached == numbers(3)
    # Then nothing goes on behind it
    assert asyncio.all_tasks(gateway._channels._running()) == set()
    assert gateway._sender._handshakes == set()
    assert time.monotonic() - started < http_connection_pool.CONNECT_SECONDS
    gateway.stop()


def test_a_broadcast_that_comes_while_connections_are_given_up_makes_its_own(
    gateways: Gateways, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a connection that nobody makes, and another broadcast that comes in the moment in which it is given up
    gateway = gateways()
    opened, later = gateway._channels.open, list[asyncio.Task[Report]]()

    async def first_hangs() -> Channel:
        if later:
            return await opened()
        try:
            await asyncio.Event().wait()
        finally:
            other = Broadcast(["next"], lambda _: b"POST /ws/next HTTP/1.1\r\nContent-Length: 0\r\n\r\n")
            later.append(asyncio.get_running_loop().create_task(gateway._sender.run(other, 1.0)))
            await asyncio.sleep(0)
        raise AssertionError("unreachable")

    monkeypatch.setattr(gateway._channels, "open", first_hangs)
    # When
    assert gateway.broadcast(["first"], b"{}", seconds=0.02).unreached == ["first"]

    async def of_the_other() -> Report:
        return await later[0]

    # Then
    assert gateway._channels.run(of_the_other()).delivered == 1


def test_no_more_connections_are_made_at_once_than_may_be(
    running: Running, gateways: Gateways, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a gateway that counts those that begin
    gateway = gateways()
    opened, most = gateway._channels.open, 0

    async def counted() -> object:
        nonlocal most
        most = max(most, len(gateway._sender._handshakes))
        return await opened()

    monkeypatch.setattr(gateway._channels, "open", counted)
    # When very many are to be told
    running.endpoint.answer = lambda _: replace(reply(200), after=0.02)
    assert gateway.broadcast(numbers(300), b"{}").delivered == 300
    # Then they are made some at a time
    assert most == sender.HANDSHAKES


def test_as_many_posts_as_the_limit_allows_are_under_way_and_no_more(running: Running, gateways: Gateways) -> None:
    # Given posts that take a while
    running.endpoint.answer = lambda _: replace(reply(200), after=0.01)
    # When many are made
    assert gateways().broadcast(numbers(1500), b"{}").delivered == 1500
    # Then more are under way than at first, and never more than may be
    assert AT_FIRST // 2 < running.endpoint.busiest <= MOST


def test_refusals_make_it_careful_in_the_next_broadcast_too(running: Running, gateways: Gateways) -> None:
    # Given a gateway that refuses everybody for a while
    running.endpoint.answer = lambda _: reply(429)
    gateway = gateways()
    assert gateway.broadcast(numbers(200), b"{}", seconds=0.5).delivered == 0
    # When there is something to tell again
    running.endpoint.answer = lambda _: replace(reply(200), after=0.02)
    running.endpoint.busiest = 0
    assert gateway.broadcast(numbers(150), b"{}").delivered == 150
    # Then fewer are asked at once than of a gateway that never refused
    assert LEAST // 2 < running.endpoint.busiest < AT_FIRST


def test_who_hangs_holds_up_no_other_broadcast_for_longer_than_a_post(
    running: Running, gateways: Gateways, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a large broadcast, none of whose posts is answered
    monkeypatch.setattr(sender, "POST_SECONDS", 0.2)
    all_busy = threading.Event()

    def answer(asked: Asked) -> Reply:
        if running.endpoint.busiest and "/small" in asked.path:
            return reply(200)
        all_busy.set()
        return Reply(b"", "hang")

    running.endpoint.answer = answer
    gateway = gateways(channels=4)
    with ThreadPoolExecutor(1) as threads:
        large = threads.submit(gateway.broadcast, numbers(400), b"{}", seconds=2.0)
        assert all_busy.wait(5)
        # When somebody else has something to say
        report = gateway.broadcast(["small1", "small2", "small3"], b"{}", seconds=1.5)
        # Then it is said in turn, while the large one still hangs
        assert (report.delivered, report.unreached) == (3, [])
        assert not large.done()
        assert large.result().unreached == numbers(400)


def test_a_broadcast_without_time_asks_nobody(running: Running, gateways: Gateways) -> None:
    gateway = gateways()
    gateway.broadcast(["first"], b"{}")
    assert gateway.broadcast(["late"], b"{}", seconds=0.0).unreached == ["late"]
    assert running.endpoint.ids() == ["first"]


def test_connections_whose_answers_are_not_waited_for_are_closed(running: Running, gateways: Gateways) -> None:
    # Given somebody whose post is not answered, until the broadcast is over
    running.endpoint.answer = lambda _: Reply(b"", "hang")
    assert gateways().broadcast(["slow"], b"{}", seconds=0.1).unreached == ["slow"]

    # Then the server sees its connection end, so no later answer is taken for another's
    async def ended() -> None:
        await asyncio.wait_for(asyncio.gather(*running.endpoint._open.values()), 1)

    asyncio.run_coroutine_threadsafe(ended(), running.loop).result()


def test_those_that_are_gone_are_found_without_a_frame(running: Running, gateways: Gateways) -> None:
    running.endpoint.answer = ending("gone", reply(410))
    assert gateways().gone(["here", "gone", "there"]) == ["gone"]
    assert {asked.method for asked in running.endpoint.asked} == {"GET"}
