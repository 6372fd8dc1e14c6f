"""Given a chat with numbered messages and changes, when a page of ours is back, then it asks for what is missing."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bench.peers.ours import PAGE, ROOM, Ours, Snowfight
from tests.e2e.client import Json, Person


class Site:
    """A chat whose messages and changes are given."""

    def __init__(self) -> None:
        self.log: list[Json] = []
        self.rev = 0
        self.asked: list[str] = []
        self.frames: list[Json] = []
        """What is told who joins, and nothing after it."""

    def say(self, *bodies: str) -> None:
        for body in bodies:
            self.log.append({"seq": len(self.log) + 1, "body": body, "deleted": None, "rev": 0})

    def change(self, seq: int, body: str | None) -> None:
        self.rev += 1
        self.log[seq - 1] |= {"body": body, "deleted": None if body else "now", "rev": self.rev}

    async def ticket(self, _request: web.Request) -> web.Response:
        return web.json_response({"ticket": "snow"})

    async def socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.receive_json()
        await socket.send_json({"type": "joined", "last_seq": len(self.log), "last_rev": self.rev})
        for frame in self.frames:
            await socket.send_json(frame)
        if self.frames:
            return socket
        async for _ in socket:
            pass
        return socket

    async def older(self, request: web.Request) -> web.Response:
        after = int(request.query["after"])
        self.asked.append(f"older {after}")
        return web.json_response({"messages": self.log[after : after + int(request.query["limit"])]})

    async def changes(self, request: web.Request) -> web.Response:
        after, start = int(request.query["after"]), int(request.query["from"])
        self.asked.append(f"changes {after} {start}")
        changed = [each for each in self.log if each["rev"] > after and each["seq"] >= start]
        return web.json_response({"messages": changed, "rev": self.rev, "more": False, "reset": False})


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
async def page(site: Site) -> AsyncIterator[Ours]:
    """A page that is about to be opened."""
    application = web.Application()
    application.router.add_post("/api/ws-ticket", site.ticket)
    application.router.add_get("/ws", site.socket)
    application.router.add_get(f"/api/chat/older/{ROOM}", site.older)
    application.router.add_get(f"/api/chat/changes/{ROOM}", site.changes)
    async with TestServer(application) as server, aiohttp.ClientSession() as http:
        base = f"http://127.0.0.1:{server.port}"
        async with Person(base, "ann") as person:
            page = Ours("ann", chat=Snowfight(http, base), person=person, http=http)
            yield page
            await page.leave()


async def test_whoever_is_back_has_what_was_said_edited_and_deleted(site: Site, page: Ours) -> None:
    site.say("earlier")
    page.end, page.rev = await page.connect()
    site.say("one", "two")
    page.take(site.log[1:])
    await page.leave()
    site.say(*(f"away {number}" for number in range(PAGE + 50)))
    site.change(1, "earlier, edited")
    site.change(2, "one, edited")
    site.change(3, None)
    site.change(4, None)
    page.requests, page.tape = 0, bytearray()

    await page.come_back()

    assert site.asked == ["older 3", f"older {3 + PAGE}", "changes 0 2"]
    assert page.requests == 3 + len(site.asked)  # a ticket, a connection, joining
    assert page.shown["2"] == "one, edited"
    assert page.shown.keys() == {"2"} | {f"{seq}" for seq in range(5, len(site.log) + 1)}
    assert b"away 249" in page.tape


async def test_what_a_busy_chat_tells_in_one_frame_is_shown_without_asking(site: Site, page: Ours) -> None:
    site.say("one", "two")
    site.frames = [{"type": "messages_handler", "room": ROOM, "messages": site.log}]
    await page.connect()
    # When
    await page.listen()
    # Then
    assert (page.shown, page.end, site.asked) == ({"1": "one", "2": "two"}, 2, [])


async def test_where_nothing_happened_nothing_is_asked_for(site: Site, page: Ours) -> None:
    site.say("one")
    page.end, page.rev = await page.connect()
    await page.leave()

    await page.come_back()

    assert site.asked == []
