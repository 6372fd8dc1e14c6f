"""Given a homeserver that leaves out what is too much, when a member polls, then they ask for it, and show all."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bench.peers.synapse.client import CLIENT, Json, Matrix, Member

ROOM = "!room:localhost"


def text(key: str, body: str) -> Json:
    return {"type": "m.room.message", "event_id": key, "content": {"msgtype": "m.text", "body": body}}


def edit(key: str, of: str, body: str) -> Json:
    relation = {"rel_type": "m.replace", "event_id": of}
    content = {"body": f"* {body}", "m.new_content": {"body": body}, "m.relates_to": relation}
    return {"type": "m.room.message", "event_id": key, "content": content}


def redaction(of: str) -> Json:
    return {"type": "m.room.redaction", "event_id": f"{of} redacted", "content": {"redacts": of}}


class Homeserver:
    """Says what it was told to, and keeps where it was asked from."""

    def __init__(self) -> None:
        self.polls: list[Json] = []
        self.pages: list[Json] = []
        self.asked: list[str] = []

    async def sync(self, request: web.Request) -> web.Response:
        self.asked.append(f"sync {request.query.get('since', '')}")
        return web.json_response(self.polls.pop(0))

    async def messages(self, request: web.Request) -> web.Response:
        self.asked.append(f"messages {request.query['from']} {request.query['to']}")
        return web.json_response(self.pages.pop(0))

    def poll(self, place: str, *events: Json, limited: bool = False) -> None:
        timeline = {"events": events, "limited": limited, "prev_batch": f"before {place}"}
        self.polls.append({"next_batch": place, "rooms": {"join": {ROOM: {"timeline": timeline}}}})


@pytest.fixture
def homeserver() -> Homeserver:
    return Homeserver()


@pytest.fixture
async def member(homeserver: Homeserver) -> AsyncIterator[Member]:
    application = web.Application()
    application.router.add_get(f"{CLIENT}/sync", homeserver.sync)
    application.router.add_get(f"{CLIENT}/rooms/{{room}}/messages", homeserver.messages)
    async with TestServer(application) as server, aiohttp.ClientSession() as http:
        chat = Matrix(http, server.port or 0)
        chat.room = ROOM
        yield Member("ann", chat=chat)


async def test_what_a_poll_left_out_is_asked_for_and_taken_oldest_first(homeserver: Homeserver, member: Member) -> None:
    homeserver.poll("1", text("a", "seen"), text("b", "seen, then deleted"))
    await member.come_back()
    homeserver.poll("2", text("d", "four"), redaction("b"), limited=True)
    homeserver.pages = [{"chunk": [edit("e", "c", "edited"), text("c", "three")], "end": "page 2"}, {"chunk": []}]

    await member.come_back()

    assert member.shown == {"a": "seen", "c": "edited", "d": "four"}
    assert homeserver.asked == ["sync ", "sync 1", "messages before 2 1", "messages page 2 1"]
    assert member.requests == len(homeserver.asked)
    assert member.chat.again == 1


async def test_of_the_first_poll_nothing_is_asked_for(homeserver: Homeserver, member: Member) -> None:
    homeserver.poll("1", text("a", "seen"), limited=True)

    await member.come_back()

    assert member.shown == {"a": "seen"}
    assert homeserver.asked == ["sync "]


async def test_an_edit_of_what_was_deleted_shows_nothing(homeserver: Homeserver, member: Member) -> None:
    homeserver.poll("1", text("a", "one"), redaction("a"), edit("b", "a", "two"))

    await member.come_back()

    assert member.shown == {}
