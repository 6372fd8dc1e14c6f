"""Ours on the local stack. Its client sends again what is not acknowledged, and asks for what it missed."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Sequence, Set
from dataclasses import dataclass, field

import aiohttp

from bench.peers.chats import PATIENCE, Chat, Guest
from bench.peers.outbox import Outbox
from tests.e2e.client import Json, Person, new_name

ROOM = "public-chat"
PEOPLE = 50
"""Users that the guests are: to make one takes the emulator longest."""

PAGE = 200


@dataclass(eq=False)
class Ours(Guest):
    """A page of ours: it knows how far it has got in the log and in the log of changes."""

    chat: Snowfight
    person: Person
    http: aiohttp.ClientSession
    socket: aiohttp.ClientWebSocketResponse = field(init=False)
    slowest: float = 0.0
    """How long an acknowledgement took lately, in seconds."""
    start: int = 0
    """The first message that is shown."""
    end: int = 0
    """How far the log is known, and the changes."""
    rev: int = 0
    _ponged: asyncio.Event = field(default_factory=asyncio.Event)

    async def connect(self) -> tuple[int, int]:
        """Join the chat; returns the numbers of its last message and of its last change."""
        ticket = (await self._call("POST", "/api/ws-ticket"))["ticket"]
        url = f"{self.person.base.replace('http', 'ws', 1)}/ws?ticket={ticket}"
        self.socket = await self.http.ws_connect(url, max_msg_size=2**20)
        await self.send({"type": "join", "room": ROOM})
        self.requests += 1  # the connection itself
        async for message in self.socket:
            self.heard(message.data.encode())
            frame = json.loads(message.data)
            if frame["type"] == "joined":
                return frame["last_seq"], frame["last_rev"]
        raise ConnectionError("the chat cannot be joined")

    async def come_back(self) -> None:
        last_seq, last_rev = await self.connect()
        while self.end < last_seq:
            page = await self._call("GET", f"/api/chat/older/{ROOM}?after={self.end}&limit={PAGE}")
            self.take(page["messages"])
        while self.rev < last_rev:
            place = f"after={self.rev}&from={self.start}&limit={PAGE}"
            page = await self._call("GET", f"/api/chat/changes/{ROOM}?{place}")
            if page["reset"]:
                raise ConnectionError("the changes are no longer all kept")
            self.take(page["messages"])
            self.rev = page["rev"]

    async def leave(self) -> None:
        await self.socket.close()

    async def listen(self) -> None:
        async for message in self.socket:
            self.heard(message.data.encode())
            self._hear(json.loads(message.data))

    def take(self, messages: Sequence[Json]) -> None:
        for message in messages:
            seq = message["seq"]
            self.start = min(self.start or seq, seq)
            self.end = max(self.end, seq)
            if message["deleted"]:
                self.hide(f"{seq}")
            else:
                self.show(f"{seq}", message["body"])

    async def say(self, text: str) -> None:
        await self.chat.outbox.add(self, {"room": ROOM, "type": "message", "body": text})

    async def edit(self, key: str, text: str) -> None:
        await self.chat.outbox.add(self, {"room": ROOM, "type": "edit", "seq": int(key), "body": text, "known": None})

    async def delete(self, key: str) -> None:
        await self.chat.outbox.add(self, {"room": ROOM, "type": "delete", "seq": int(key)})

    async def send(self, frame: Json) -> None:
        self.requests += 1
        await self.socket.send_json(frame)

    async def catch_up(self, texts: Set[str]) -> None:
        place, has_older = "", True
        while has_older and not texts <= self.seen.keys():
            page = await self._call("GET", f"/api/chat/older/{ROOM}?limit={PAGE}{place}")
            self.take(page["messages"])
            has_older, place = page["has_older"], f"&before={page['messages'][0]['seq']}"

    async def answered(self) -> float:
        self._ponged.clear()
        began = time.perf_counter()
        await self.send({"type": "ping"})
        await asyncio.wait_for(self._ponged.wait(), PATIENCE)
        return time.perf_counter() - began

    def _hear(self, frame: Json) -> None:
        match frame["type"]:
            case "message_handler":
                self.take([frame["message"]])
            case "messages_handler":
                self.take(frame["messages"])
            case "change_handler":
                self.take([frame["message"]])
                self.rev = max(self.rev, frame["rev"])
            case "ack" | "changed":
                self.chat.outbox.acknowledged(frame["client_id"])
            case "error":
                self.chat.outbox.refused(frame)
            case "pong":
                self._ponged.set()
            case _:
                pass

    async def _call(self, method: str, path: str) -> Json:
        self.requests += 1
        headers = {"Authorization": f"Bearer {self.person.token}"}
        async with self.http.request(method, f"{self.person.base}{path}", headers=headers) as answer:
            answer.raise_for_status()
            body = await answer.read()
        self.heard(body)
        return json.loads(body)


class Snowfight(Chat):
    """The public chat of ours, and what its guests have to say."""

    def __init__(self, http: aiohttp.ClientSession, base: str) -> None:
        self._http = http
        self._base = base
        self._people: list[Person] = []
        self._entered = 0
        self.outbox = Outbox()

    async def enter(self) -> Guest:
        guest = Ours("", chat=self, person=await self._person(), http=self._http)
        guest.name = guest.person.username
        guest.end, guest.rev = await guest.connect()
        return guest

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

    @property
    def again(self) -> int:
        return self.outbox.again

    async def resend(self) -> None:
        await self.outbox.resend()
