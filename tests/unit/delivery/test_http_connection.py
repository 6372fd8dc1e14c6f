"""Given one connection to a server, when requests are sent over it, then …"""

from __future__ import annotations

import asyncio
import gc
from pathlib import Path

import pytest

from snowfight.aws.address import Address
from snowfight.delivery.http_connection import Broken, Channel, Unreachable
from tests.support.certificate import certified
from tests.support.endpoint import Asked, Endpoint, Reply, reply, serving

REQUEST = b"POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi"
SECONDS = 5.0
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"


async def opened(endpoint: Endpoint) -> Channel:
    return await Channel.open(Address.of(f"http://127.0.0.1:{endpoint.port}"), None, SECONDS)


async def test_answers_come_in_order_over_one_connection() -> None:
    # Given a server whose answers differ in every way that HTTP allows
    replies = [reply(200), reply(410, body=b'{"message":"Gone"}'), Reply(CHUNKED), reply(429, body=b"x" * 5000)]
    endpoint = Endpoint(lambda _: replies[len(endpoint.asked) - 1])
    with serving(endpoint):
        channel = await opened(endpoint)
        # When
        statuses = [(await channel.request(REQUEST, SECONDS)).status for _ in replies]
        # Then
        assert statuses == [200, 410, 200, 429]
        assert {asked.connection for asked in endpoint.asked} == {0}
        assert {asked.body for asked in endpoint.asked} == {b"hi"}
        assert not channel.closed
        channel.abort()


async def test_an_answer_may_come_byte_by_byte() -> None:
    with serving(Endpoint(lambda _: Reply(CHUNKED, slowly=True))) as running:
        channel = await opened(running.endpoint)
        assert (await channel.request(REQUEST, SECONDS)).status == 200
        channel.abort()


async def test_a_connection_that_the_answer_closes_is_closed() -> None:
    endpoint = Endpoint(lambda _: reply(200, headers="Connection: close\r\n", then="close"))
    with serving(endpoint):
        channel = await opened(endpoint)
        assert (await channel.request(REQUEST, SECONDS)).status == 200
        assert channel.closed
        with pytest.raises(Broken):
            await channel.request(REQUEST, SECONDS)


@pytest.mark.parametrize(
    "given",
    [
        Reply(b"", "reset"),
        Reply(b"", "close"),
        Reply(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab", "close"),
        Reply(b"HTTP/1.1 200", "reset"),
        Reply(b"220 mail.example.org ESMTP\r\n\r\n", "keep"),
    ],
    ids=["reset", "closed", "half a body", "half a head", "no HTTP"],
)
async def test_a_connection_that_breaks_says_so(given: Reply) -> None:
    with serving(Endpoint(lambda _: given)) as running:
        channel = await opened(running.endpoint)
        with pytest.raises(Broken):
            await channel.request(REQUEST, SECONDS)
        assert channel.closed


async def test_a_connection_is_given_up_when_its_answer_is_no_longer_waited_for() -> None:
    # Given a server that does not answer
    with serving(Endpoint(lambda _: Reply(b"", "hang"))) as running:
        channel = await opened(running.endpoint)
        # When the waiting ends
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.01):
                await channel.request(REQUEST, SECONDS)
        # Then its late answer cannot be taken for the next one's
        assert channel.closed


async def test_a_connection_is_given_up_when_its_answer_does_not_come_in_time() -> None:
    with serving(Endpoint(lambda _: Reply(b"", "hang"))) as running:
        channel = await opened(running.endpoint)
        with pytest.raises(TimeoutError):
            await channel.request(REQUEST, 0.01)
        assert channel.closed


async def test_a_connection_whose_answers_came_in_time_is_kept_however_long_it_rests() -> None:
    # Given requests that were answered long before their time was up
    with serving(Endpoint()) as running:
        channel = await opened(running.endpoint)
        for _ in range(2):
            assert (await channel.request(REQUEST, 0.05)).status == 200
        # When that time is up
        loop, over = asyncio.get_running_loop(), asyncio.Event()
        loop.call_at(channel._expires + 0.01, over.set)
        await over.wait()
        # Then it is as good as before
        assert (await channel.request(REQUEST, SECONDS)).status == 200
        channel.abort()


async def test_an_answer_with_which_the_session_ends_is_one_all_the_same(tmp_path: Path) -> None:
    # Given a server that ends each session with its first answer, without saying so in the answer
    certificate = certified(tmp_path)
    endpoint = Endpoint(lambda _: reply(200, then="close"), tls=certificate.server())
    with serving(endpoint):
        channel = await Channel.open(Address.of(endpoint.url), certificate.client(), SECONDS)
        # When both are read at once
        transport = channel._transport
        assert transport is not None
        transport.pause_reading()
        asked = asyncio.ensure_future(channel.request(REQUEST, SECONDS))
        await asyncio.sleep(0.1)
        transport.resume_reading()
        # Then nobody has to be asked again
        assert (await asked).status == 200
        assert channel.closed


async def test_a_connection_over_which_more_came_than_was_asked_for_is_given_up() -> None:
    def twice(_: Asked) -> Reply:
        return Reply(reply(200).data + reply(500).data)

    with serving(Endpoint(twice)) as running:
        channel = await opened(running.endpoint)
        assert (await channel.request(REQUEST, SECONDS)).status == 200
        assert channel.closed


async def test_a_server_that_is_not_there_is_unreachable() -> None:
    with serving(Endpoint()) as running:
        port = running.endpoint.port
    with pytest.raises(Unreachable, match=r".+"):
        await Channel.open(Address.of(f"http://127.0.0.1:{port}"), None, SECONDS)


async def test_a_connection_over_which_something_comes_unasked_is_given_up() -> None:
    with serving(Endpoint()) as running:
        channel = await opened(running.endpoint)
        channel.get_buffer(-1)[:5] = b"HTTP/"
        channel.buffer_updated(5)
        assert channel.closed


async def test_a_handshake_that_nobody_waits_for_any_more_leaves_nothing_behind(tmp_path: Path) -> None:
    # Given a server that never shakes hands
    unheard: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _loop, context: unheard.append(context))
    with serving(Endpoint()) as running:
        # When connecting takes too long
        with pytest.raises(Unreachable):
            await Channel.open(
                Address.of(f"https://127.0.0.1:{running.endpoint.port}"), certified(tmp_path).client(), 0.02
            )
        for _ in range(3):
            await asyncio.sleep(0)
    gc.collect()
    # Then no failure is left that nobody hears of
    assert unheard == []
