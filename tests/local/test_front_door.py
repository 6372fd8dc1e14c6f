"""The one origin, against a stand-in for the emulator."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from aiohttp import WSMsgType, web
from aiohttp.test_utils import TestServer

from local.front_door import limits
from local.front_door.server import LARGE_FRAMES, LARGEST_HEAD, FrontDoor
from local.ministack import free_port
from local.settings import Failure

OUTPUTS = {"SiteDomain": "d111.cloudfront.net", "WebSocketApi": "abc"}
MAIL = {
    "messages": {
        "000000000000": [
            {
                "To": ["a@example.com"],
                "Subject": "first",
                "BodyText": "1",
                "BodyHtml": None,
                "Headers": {"Subject": "first", "List-Unsubscribe": "<https://example.com>"},
                "Timestamp": 1_700_000_000.5,
            },
            {
                "To": ["b@example.com"],
                "Subject": "second",
                "BodyText": "",
                "BodyHtml": "<b>2</b>",
                "Source": "chat@example.com",
                "Timestamp": 1_700_000_001,
            },
        ]
    }
}


class Emulator:
    """Answers as MiniStack does, and remembers what it was asked."""

    def __init__(self) -> None:
        self.seen: list[web.Request] = []
        self.bodies: list[bytes] = []
        self.closed: asyncio.Queue[int | None] = asyncio.Queue()
        self.released = asyncio.Event()
        app = web.Application()
        app.router.add_get("/_ministack/ses/messages", self._mail)
        app.router.add_get("/_aws/execute-api/abc/ws", self._socket)
        app.router.add_route("*", "/{path:.*}", self._page)
        self.server = TestServer(app)

    async def _mail(self, _: web.Request) -> web.Response:
        return web.json_response(MAIL)

    async def _page(self, request: web.Request) -> web.Response:
        self.seen.append(request)
        self.bodies.append(await request.read())
        if "late" in request.query:
            await self.released.wait()
        if "size" in request.query:
            return web.Response(text="x" * int(request.query["size"]))
        response = web.Response(text="page", status=418, headers={"Strict-Transport-Security": "max-age=1"})
        response.headers.add("Set-Cookie", "a=1")
        response.headers.add("Set-Cookie", "b=2")
        return response

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        self.seen.append(request)
        if (refusal := request.query["ticket"]).isdigit():
            return web.json_response({"message": "no"}, status=int(refusal))
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        async for message in socket:
            if message.type is WSMsgType.TEXT and message.data == "close":
                await socket.close(code=4321)
            elif message.type is WSMsgType.TEXT and message.data.startswith("send "):
                await socket.send_str("x" * int(message.data.removeprefix("send ")))
            elif message.type is WSMsgType.TEXT:
                await socket.send_str(f"{len(message.data)}")
        await self.closed.put(socket.close_code)
        return socket


@pytest.fixture
async def emulator() -> AsyncIterator[Emulator]:
    emulator = Emulator()
    await emulator.server.start_server(max_line_size=LARGEST_HEAD, max_field_size=LARGEST_HEAD)
    yield emulator
    await emulator.server.close()


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
async def closed_door(port: int, tmp_path: Path) -> AsyncIterator[FrontDoor]:
    door = FrontDoor(port, tmp_path)
    await door.listen()
    yield door
    await door.close()


def open_to(emulator: Emulator, door: FrontDoor) -> FrontDoor:
    door.open(str(emulator.server.make_url("")).rstrip("/"), OUTPUTS)
    return door


@pytest.fixture
def door(closed_door: FrontDoor, emulator: Emulator) -> FrontDoor:
    return open_to(emulator, closed_door)


@asynccontextmanager
async def opened(emulator: Emulator, port: int, folder: Path) -> AsyncGenerator[FrontDoor]:
    """A front door that is made with the limits of now."""
    door = FrontDoor(port, folder)
    await door.listen()
    yield open_to(emulator, door)
    await door.close()


@pytest.fixture
async def browser(port: int) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
        yield session


@pytest.mark.usefixtures("closed_door")
@pytest.mark.parametrize("path", ["/api/health", "/", "/ws", "/_local/mailbox"])
async def test_until_the_stack_is_up_every_answer_is_503(browser: aiohttp.ClientSession, path: str) -> None:
    async with browser.get(path) as answer:
        assert answer.status == 503


@pytest.mark.usefixtures("closed_door")
async def test_a_port_that_is_taken_is_a_failure_in_words(port: int, tmp_path: Path) -> None:
    with pytest.raises(Failure, match=f"Port {port} is in use"):
        await FrontDoor(port, tmp_path).listen()


@pytest.mark.usefixtures("door")
async def test_requests_reach_the_distribution_as_they_came(browser: aiohttp.ClientSession, emulator: Emulator) -> None:
    headers = {"Origin": "http://o", "Cookie": "c=1", "X-Forwarded-For": "203.0.113.7"}
    async with browser.post("/api/x%2Fy/?a=1&a=2", data=b"body", headers=headers) as answer:
        status = answer.status

    [request] = emulator.seen
    assert status == 418
    assert request.raw_path == "/api/x%2Fy/?a=1&a=2"
    assert request.headers["Host"] == OUTPUTS["SiteDomain"]
    assert request.headers["X-Forwarded-Proto"] == "https"
    assert request.headers["X-Forwarded-For"] == "203.0.113.7, 127.0.0.1, 127.0.0.1"  # as told, the browser, the CDN
    assert (request.headers["Origin"], request.headers["Cookie"]) == ("http://o", "c=1")
    assert emulator.bodies == [b"body"]


@pytest.mark.usefixtures("door")
async def test_answers_keep_every_cookie_and_promise_no_tls(browser: aiohttp.ClientSession) -> None:
    async with browser.get("/") as answer:
        assert answer.headers.getall("Set-Cookie") == ["a=1", "b=2"]
        assert "Strict-Transport-Security" not in answer.headers


@pytest.mark.usefixtures("door")
@pytest.mark.parametrize(("path", "coding"), [("/assets/index.js", "gzip"), ("/api/chats", None)])
async def test_pages_are_compressed_as_the_cdn_does_it(
    browser: aiohttp.ClientSession, path: str, coding: str | None
) -> None:
    async with browser.get(path, headers={"Accept-Encoding": "gzip"}) as answer:
        assert (answer.headers.get("Content-Encoding"), await answer.text()) == (coding, "page")


@pytest.mark.usefixtures("door")
async def test_an_emulator_that_is_gone_is_503(browser: aiohttp.ClientSession, emulator: Emulator) -> None:
    await emulator.server.close()

    async with browser.get("/api/health") as answer:
        assert answer.status == 503


@pytest.mark.usefixtures("door")
async def test_the_mailbox_lists_the_newest_mail_first(browser: aiohttp.ClientSession) -> None:
    async with browser.get("/_local/mailbox") as answer:
        mail = await answer.json()

    assert mail == [
        {
            "to": "b@example.com",
            "subject": "second",
            "body": "<b>2</b>",
            "html": "<b>2</b>",
            "headers": {"From": "chat@example.com", "To": "b@example.com", "Subject": "second"},
            "sent": "2023-11-14T22:13:21.000Z",
        },
        {
            "to": "a@example.com",
            "subject": "first",
            "body": "1",
            "html": "",
            "headers": {"Subject": "first", "List-Unsubscribe": "<https://example.com>"},
            "sent": "2023-11-14T22:13:20.500Z",
        },
    ]


@pytest.mark.usefixtures("door")
@pytest.mark.parametrize("status", [401, 403])
async def test_a_refused_handshake_is_told_as_it_was(browser: aiohttp.ClientSession, status: int) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError) as refusal:
        await browser.ws_connect(f"/ws?ticket={status}")

    assert refusal.value.status == status


@pytest.mark.usefixtures("door")
async def test_ticket_and_origin_reach_the_api(browser: aiohttp.ClientSession, emulator: Emulator) -> None:
    socket = await browser.ws_connect("/ws?ticket=a%20b", origin="http://site")
    await socket.close()

    [request] = emulator.seen
    assert (request.query["ticket"], request.headers["Origin"]) == ("a b", "http://site")


@pytest.mark.usefixtures("door")
async def test_the_largest_frame_passes_and_a_larger_one_closes(
    browser: aiohttp.ClientSession, emulator: Emulator
) -> None:
    socket = await browser.ws_connect("/ws?ticket=good")
    await socket.send_str("x" * limits.FRAME)
    assert await socket.receive_str() == str(limits.FRAME)

    await socket.send_str("x" * (limits.FRAME + 1))
    await socket.receive()

    assert socket.close_code == aiohttp.WSCloseCode.MESSAGE_TOO_BIG
    assert await emulator.closed.get() == aiohttp.WSCloseCode.MESSAGE_TOO_BIG


@pytest.mark.usefixtures("door")
async def test_a_frame_that_is_billed_as_several_arrives_and_is_written_down(
    browser: aiohttp.ClientSession, tmp_path: Path
) -> None:
    socket = await browser.ws_connect("/ws?ticket=good", max_msg_size=0)

    for size in (limits.FRAME, limits.FRAME + 1, limits.MESSAGE):
        await socket.send_str(f"send {size}")
        assert len(await socket.receive_str()) == size

    written = [json.loads(line) for line in (tmp_path / LARGE_FRAMES).read_text().splitlines()]
    assert written == [{"bytes": size, "begins": "x" * 200} for size in (limits.FRAME + 1, limits.MESSAGE)]


@pytest.mark.usefixtures("door")
async def test_a_message_that_api_gateway_does_not_deliver_closes(
    browser: aiohttp.ClientSession, emulator: Emulator, tmp_path: Path
) -> None:
    socket = await browser.ws_connect("/ws?ticket=good", max_msg_size=0)

    await socket.send_str(f"send {limits.MESSAGE + 1}")
    await socket.receive()

    assert socket.close_code == aiohttp.WSCloseCode.MESSAGE_TOO_BIG
    assert await emulator.closed.get() == aiohttp.WSCloseCode.MESSAGE_TOO_BIG
    assert str(limits.MESSAGE + 1) in (tmp_path / LARGE_FRAMES).read_text()


@pytest.mark.usefixtures("door")
@pytest.mark.parametrize("limit", ["IDLE", "CONNECTION"])
async def test_a_connection_ends_when_nobody_uses_it_and_when_it_is_old(
    browser: aiohttp.ClientSession, emulator: Emulator, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(limits, limit, 0.2)
    socket = await browser.ws_connect("/ws?ticket=good")

    await socket.receive()

    assert socket.close_code == aiohttp.WSCloseCode.GOING_AWAY
    assert await emulator.closed.get() == aiohttp.WSCloseCode.GOING_AWAY


@pytest.mark.usefixtures("door")
async def test_frames_of_either_side_keep_a_connection(
    browser: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "IDLE", 1.0)
    loop = asyncio.get_running_loop()
    socket = await browser.ws_connect("/ws?ticket=good")
    opened = loop.time()

    while loop.time() < opened + 2 * limits.IDLE:
        await socket.send_str("x")
        assert await socket.receive_str() == "1"

    await socket.close()


@pytest.mark.usefixtures("door")
@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        (f"/{'x' * (limits.URL - 1)}", {}, 418),
        (f"/{'x' * limits.URL}", {}, 414),
        (f"/ws?ticket={'x' * limits.SOCKET_URL}", {"Upgrade": "websocket"}, 414),
        ("/api/chats", {"Cookie": "x" * (limits.REQUEST - 300)}, 418),
        ("/api/chats", {"Cookie": "x" * limits.REQUEST}, 431),
        ("/", {"Cookie": "x" * limits.REQUEST}, 418),
    ],
)
async def test_a_request_that_is_too_long_reaches_nobody(
    browser: aiohttp.ClientSession, emulator: Emulator, path: str, headers: dict[str, str], status: int
) -> None:
    async with browser.get(path, headers=headers) as answer:
        assert answer.status == status

    assert len(emulator.seen) == (status == 418)


@pytest.mark.parametrize(("size", "status"), [(100, 418), (101, 413)])
async def test_a_body_is_at_most_what_an_http_api_takes(
    emulator: Emulator,
    port: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    browser: aiohttp.ClientSession,
    size: int,
    status: int,
) -> None:
    monkeypatch.setattr(limits, "BODY", 100)
    async with opened(emulator, port, tmp_path), browser.post("/api/chat/new", data=b"x" * size) as answer:
        assert answer.status == status


@pytest.mark.usefixtures("door")
@pytest.mark.parametrize(("size", "status"), [(limits.ANSWER, 200), (limits.ANSWER + 1, 500)])
async def test_an_answer_is_at_most_what_a_function_may_give(
    browser: aiohttp.ClientSession, size: int, status: int
) -> None:
    async with browser.get(f"/api/chats?size={size}") as answer:
        assert answer.status == status


async def test_an_answer_that_takes_too_long_is_503(
    emulator: Emulator, port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, browser: aiohttp.ClientSession
) -> None:
    monkeypatch.setattr(limits, "WAIT", 0.2)
    async with opened(emulator, port, tmp_path), browser.get("/api/chats?late") as answer:
        assert answer.status == 503

    emulator.released.set()


@pytest.mark.usefixtures("door")
async def test_either_side_learns_how_the_other_closed(browser: aiohttp.ClientSession, emulator: Emulator) -> None:
    ours = await browser.ws_connect("/ws?ticket=good")
    await ours.close(code=4001)
    assert await emulator.closed.get() == 4001

    theirs = await browser.ws_connect("/ws?ticket=good")
    await theirs.send_str("close")
    await theirs.receive()
    assert theirs.close_code == 4321


async def test_idle_sockets_do_not_hold_the_door_open(
    door: FrontDoor, browser: aiohttp.ClientSession, emulator: Emulator
) -> None:
    await browser.ws_connect("/ws?ticket=good")

    async with asyncio.timeout(5):
        await door.close()

    assert await emulator.closed.get() == aiohttp.WSCloseCode.GOING_AWAY
