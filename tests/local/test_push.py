"""The stand-in for push services, pushed to by the sender that the functions use, and by whoever does it wrongly."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from local.push import app as stand_in
from local.push.app import application
from local.settings import PUSH
from snowfight.clock import SystemClock
from snowfight.delivery.web_push.encryption import sealed
from snowfight.delivery.web_push.endpoints import LOCAL_PATH, PushEndpoints
from snowfight.delivery.web_push.push import Push, PushResult
from snowfight.delivery.web_push.sender import HttpPushServices
from snowfight.delivery.web_push.vapid import Vapid
from tests.support.clock import ManualClock
from tests.support.push_browser import PushBrowser, unbase64url

KEY = bytes(range(1, 33))
CONTACT = "mailto:chat@example.com"
Headers = dict[str, str]


class Device:
    """A browser with an endpoint at the stand-in."""

    def __init__(self, server: TestServer, name: str) -> None:
        self.browser = PushBrowser()
        self.origin = str(server.make_url("")).rstrip("/")
        self.endpoint = f"{self.origin}{PUSH}/{name}"
        self.headers = {
            "TTL": "60",
            "Urgency": "normal",
            "Topic": "t" * 32,
            "Content-Encoding": "aes128gcm",
            "Authorization": Vapid(KEY, CONTACT).authorization(self.origin),
        }
        self.body = sealed(b"hello", unbase64url(self.browser.p256dh), unbase64url(self.browser.auth))

    def push(self, payload: str) -> Push:
        return Push(self.browser.subscription(self.endpoint), payload, "t" * 32, "high")


@pytest.fixture
async def server() -> AsyncIterator[TestServer]:
    app = web.Application()
    app.add_subapp(PUSH, application())
    server = TestServer(app)
    await server.start_server()
    yield server
    await server.close()


@pytest.fixture
def device(server: TestServer) -> Device:
    return Device(server, "ann/phone")


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def posted(session: aiohttp.ClientSession, device: Device, headers: Headers, body: bytes) -> int:
    async with session.post(device.endpoint, headers=headers, data=body) as answer:
        return answer.status


async def listed(session: aiohttp.ClientSession, device: Device) -> list[dict[str, object]]:
    async with session.get(device.endpoint) as answer:
        return list(await answer.json())


async def told_to_answer(session: aiohttp.ClientSession, device: Device, status: object) -> int:
    async with session.post(f"{device.endpoint}/fail", json={"status": status}) as answer:
        return answer.status


async def sent(device: Device, *pushes: Push) -> list[PushResult]:
    services = HttpPushServices(Vapid(KEY, CONTACT), PushEndpoints((device.origin,)))

    def work() -> list[PushResult]:
        try:
            return services.send(pushes)
        finally:
            services.stop()

    return await asyncio.to_thread(work)


async def test_what_the_functions_push_is_taken_and_listed_newest_first(
    session: aiohttp.ClientSession, device: Device, server: TestServer
) -> None:
    # Given a device with pushes of one topic, and another device
    for text in ("first", "second"):
        assert await sent(device, device.push(text)) == [PushResult("sent", status=201)]
    other = Device(server, "bob")
    await sent(other, other.push("for bob"))
    # When
    found = await listed(session, device)
    # Then
    texts = [device.browser.read(base64.b64decode(str(entry["body"]))) for entry in found]
    assert texts == [b"second", b"first"]
    for entry in found:
        assert entry.keys() == {"headers", "body", "received", "status"}
        assert entry["status"] == 201
        assert datetime.fromisoformat(str(entry["received"])) <= datetime.now(UTC)
        headers = entry["headers"]
        assert isinstance(headers, dict)
        assert (headers["TTL"], headers["Urgency"], headers["Topic"]) == ("86400", "high", "t" * 32)
    assert await listed(session, Device(server, "nobody")) == []


async def test_an_answer_says_where_the_message_is(session: aiohttp.ClientSession, device: Device) -> None:
    async with session.post(device.endpoint, headers=device.headers, data=device.body) as answer:
        assert answer.status == 201
        assert answer.headers["Location"].startswith(device.endpoint)


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        *(({"TTL": value}, 400) for value in ("", "-1", "soon")),
        ({"Urgency": "urgent"}, 400),
        *(({"Topic": value}, 400) for value in ("", "t" * 33, "a b", "a+b/")),
        *(({"Content-Encoding": value}, 400) for value in ("", "aesgcm")),
        *(({"Authorization": value}, 401) for value in ("", "Bearer x", "vapid t=x", "vapid t=a.b.c, k=BBBB")),
    ],
)
async def test_headers_that_are_wrong_are_refused_and_listed(
    session: aiohttp.ClientSession, device: Device, wrong: Headers, status: int
) -> None:
    assert await posted(session, device, {**device.headers, **wrong}, device.body) == status
    assert [entry["status"] for entry in await listed(session, device)] == [status]


async def test_without_a_ttl_a_push_is_refused_and_without_the_rest_it_is_not(
    session: aiohttp.ClientSession, device: Device
) -> None:
    def without(name: str) -> Headers:
        return {key: value for key, value in device.headers.items() if key != name}

    statuses = [await posted(session, device, without(name), device.body) for name in ("TTL", "Topic", "Urgency")]
    assert statuses == [400, 201, 201]
    assert await posted(session, device, without("Content-Encoding"), b"") == 201


def another_audience(device: Device) -> str:
    return Vapid(KEY, "mailto:a@example.com").authorization("https://fcm.googleapis.com")


def over(device: Device) -> str:
    return Vapid(KEY, "mailto:a@example.com", later(hours=-13)).authorization(device.origin)


def too_long(device: Device) -> str:
    return Vapid(KEY, "mailto:a@example.com", later(hours=13)).authorization(device.origin)


def nobody(device: Device) -> str:
    return Vapid(KEY, "a@example.com").authorization(device.origin)


def signed_by_another(device: Device) -> str:
    other = Vapid(bytes(range(2, 34)), "mailto:a@example.com").public_key
    return device.headers["Authorization"].partition(", k=")[0] + f", k={other}"


def later(**hours: float) -> ManualClock:
    return ManualClock(SystemClock().now() + timedelta(**hours))


@pytest.mark.parametrize("forged", [another_audience, over, too_long, nobody, signed_by_another])
async def test_who_cannot_prove_who_they_are_is_forbidden(
    session: aiohttp.ClientSession, device: Device, forged: Callable[[Device], str]
) -> None:
    assert await posted(session, device, {**device.headers, "Authorization": forged(device)}, device.body) == 403


async def test_a_body_that_no_browser_could_read_is_refused(session: aiohttp.ClientSession, device: Device) -> None:
    body = device.body
    no_point = body[:22] + bytes(64) + body[86:]
    small_record = body[:16] + (18).to_bytes(4) + body[20:]
    for wrong, status in (
        (b"hello", 400),
        (body[:100], 400),
        (body[:20] + b"\0" + body[21:], 400),
        (no_point, 400),
        (small_record, 400),
        (body + bytes(4097 - len(body)), 413),
        (body + bytes(4096 - len(body)), 201),
    ):
        assert await posted(session, device, device.headers, wrong) == status


@pytest.mark.parametrize(("status", "outcome"), [(410, "gone"), (503, "failed"), (403, "refused")])
async def test_it_answers_as_it_is_told_to_until_that_is_undone(
    session: aiohttp.ClientSession, device: Device, server: TestServer, status: int, outcome: str
) -> None:
    assert await told_to_answer(session, device, status) == 200
    other = Device(server, "bob")
    assert [result.outcome for result in await sent(device, device.push("a"), other.push("b"))] == [outcome, "sent"]
    await told_to_answer(session, device, 201)
    assert [result.outcome for result in await sent(device, device.push("c"))] == ["sent"]
    assert [entry["status"] for entry in await listed(session, device)] == [201, status]


@pytest.mark.parametrize("order", ["often", 42, 1000, None])
async def test_what_is_no_status_is_no_order(session: aiohttp.ClientSession, device: Device, order: object) -> None:
    assert await told_to_answer(session, device, order) == 400
    assert await posted(session, device, device.headers, device.body) == 201


async def test_what_is_listed_has_an_end(session: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stand_in, "KEPT", 2)
    app = web.Application()
    app.add_subapp(PUSH, application())
    server = TestServer(app)
    await server.start_server()
    small = Device(server, "small")
    statuses = [await posted(session, small, {**small.headers, "TTL": ttl}, small.body) for ttl in ("1", "x", "2")]
    assert statuses == [201, 400, 201]
    assert [entry["status"] for entry in await listed(session, small)] == [201, 400]
    await server.close()


def test_the_functions_let_its_address_in() -> None:
    assert f"{PUSH}/" == LOCAL_PATH


async def test_a_notice_without_a_topic_of_its_own_is_refused(device: Device) -> None:
    [result] = await sent(device, replace(device.push("x"), topic="a b"))
    assert result.status == 400
