"""The two chats as one client sees them: how to come in, what to send, and how to get what was missed."""

from __future__ import annotations

import asyncio
import json
import random
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from uuid import uuid4

import aiohttp

from tests.e2e.client import Json, Person, new_name

ROOM = "public-chat"
PEOPLE = 50
"""Users that the guests of ours are: to make one takes the emulator longest."""

SHORTEST, LONGEST, FADING = 4.0, 30.0, 7 / 8
"""When our client sends again what nobody acknowledged, in seconds, and how it forgets a slow answer (web/src/sync)."""


@dataclass
class Guest:
    """Somebody in a chat; `seen` is when each text came first."""

    name: str
    socket: aiohttp.ClientWebSocketResponse
    hear: Callable[[Json], str | None]
    person: Person | None = None
    seen: dict[str, float] = field(default_factory=dict[str, float])
    slowest: float = 0.0
    """How long an acknowledgement took lately, in seconds."""

    async def listen(self) -> None:
        async for message in self.socket:
            text = self.hear(json.loads(message.data))
            if text is not None:
                self.seen.setdefault(text, time.perf_counter())


@dataclass
class Unsent:
    """What our client has to say and has no acknowledgement of: when it goes out (again), and when it first did."""

    guest: Guest
    frame: Json
    due: float = 0.0
    asked: float = 0.0
    attempts: int = 0


class Peer(Protocol):
    """A chat that runs, with one room."""

    async def enter(self) -> Guest:
        """Another guest, who hears everything that is said from now on."""
        ...

    async def say(self, guest: Guest, text: str) -> None: ...

    async def resend(self) -> None:
        """Send again what the chat's client would by now."""
        ...

    async def catch_up(self, guests: Sequence[Guest], texts: set[str]) -> None:
        """Do what the chat's client does to get what it missed."""
        ...


class Channels:
    """Django's. Its client neither sends again nor asks for what it missed."""

    def __init__(self, http: aiohttp.ClientSession, port: int, redis_port: int) -> None:
        self._http = http
        self._port = port
        self._redis_port = redis_port

    async def enter(self) -> Guest:
        socket = await self._http.ws_connect(f"ws://127.0.0.1:{self._port}/ws")
        return Guest("ann", socket, lambda frame: frame["body"])

    async def say(self, guest: Guest, text: str) -> None:
        await guest.socket.send_json({"author": guest.name, "body": text})

    async def resend(self) -> None:
        return

    async def catch_up(self, guests: Sequence[Guest], texts: set[str]) -> None:  # noqa: ARG002
        return

    async def requests(self) -> tuple[int, int]:
        """How many SQL statements and commands to Redis there have been."""
        async with self._http.get(f"http://127.0.0.1:{self._port}/") as answer:
            queries = (await answer.json())["queries"]
        with socket.create_connection(("127.0.0.1", self._redis_port)) as redis:
            redis.sendall(b"INFO stats\r\n")
            info = redis.recv(65_536).decode()
        return queries, int(info.partition("total_commands_processed:")[2].split()[0])


class Ours:
    """Ours. Its client sends again what is not acknowledged, and asks for what it missed."""

    def __init__(self, http: aiohttp.ClientSession, base: str) -> None:
        self._http = http
        self._base = base
        self._people: list[Person] = []
        self._entered = 0
        self._unsent: list[Unsent] = []
        self.again = 0
        """How often something was sent again."""

    async def enter(self) -> Guest:
        person = await self._person()
        ticket = (await person.ok("POST", "/api/ws-ticket"))["ticket"]
        url = f"{self._base.replace('http', 'ws', 1)}/ws?ticket={ticket}"
        guest = Guest(person.username, await self._http.ws_connect(url, max_msg_size=2**20), self._hear, person)
        await guest.socket.send_json({"type": "join", "room": ROOM})
        async for message in guest.socket:
            if json.loads(message.data)["type"] == "joined":
                return guest
        raise ConnectionError("the chat cannot be joined")

    async def _person(self) -> Person:
        """Who comes next: PEOPLE users, with several connections each where there are more guests than that."""
        self._entered += 1
        if self._entered > PEOPLE:
            return self._people[self._entered % PEOPLE]
        person = await Person(self._base, new_name("guest")).sign_up()
        self._people.append(person)
        return person

    async def leave(self) -> None:
        """Close what the people have open."""
        for person in self._people:
            await person.__aexit__(None, None, None)

    async def say(self, guest: Guest, text: str) -> None:
        """As the client's outbox: of one guest's texts one at a time is under way."""
        frame = {"type": "message", "room": ROOM, "client_id": str(uuid4()), "body": text}
        self._unsent.append(Unsent(guest, frame))
        await self.resend()

    async def ping(self, guest: Guest) -> float:
        """Seconds of a frame that has nothing to do but to be answered."""
        self._ponged = asyncio.Event()
        began = time.perf_counter()
        await guest.socket.send_json({"type": "ping"})
        await self._ponged.wait()
        return time.perf_counter() - began

    async def resend(self) -> None:
        now = time.perf_counter()
        first = {unsent.guest.socket: unsent for unsent in reversed(self._unsent)}
        for unsent in first.values():
            if unsent.due <= now:
                self.again += unsent.attempts > 0
                unsent.asked = unsent.asked or now
                wait = max(SHORTEST, 2 * unsent.guest.slowest) * 2.0**unsent.attempts
                unsent.due = now + min(LONGEST, wait) * random.uniform(1, 1.25)
                unsent.attempts += 1
                await unsent.guest.socket.send_json(unsent.frame)

    async def catch_up(self, guests: Sequence[Guest], texts: set[str]) -> None:
        for guest in guests:
            if guest.person is None or texts <= guest.seen.keys():
                continue
            before: int | None = None
            while not texts <= guest.seen.keys():
                place = f"&before={before}" if before is not None else ""
                page = await guest.person.ok("GET", f"/api/chat/older/{ROOM}?limit=200{place}")
                for message in page["messages"]:
                    guest.seen.setdefault(message["body"], time.perf_counter())
                if not page["has_older"]:
                    break
                before = page["messages"][0]["seq"]

    def _hear(self, frame: Json) -> str | None:
        match frame["type"]:
            case "message_handler":
                return frame["message"]["body"]
            case "ack":
                for unsent in self._under(frame):
                    self._unsent.remove(unsent)
                    guest = unsent.guest
                    guest.slowest = max(time.perf_counter() - unsent.asked, guest.slowest * FADING)
            case "error":
                for unsent in self._under(frame):
                    unsent.asked = 0.0
                    unsent.due = time.perf_counter() + (frame.get("retry_after") or 1.0)
            case "pong":
                self._ponged.set()
            case _:
                pass
        return None

    def _under(self, frame: Json) -> list[Unsent]:
        """What of the unsent an answer is about."""
        return [each for each in self._unsent if each.frame["client_id"] == frame.get("client_id")]
