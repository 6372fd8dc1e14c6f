"""What a client of Matrix does: one long poll after the other, and pages of what a poll was too short for."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from dataclasses import dataclass
from itertools import count
from typing import Any
from urllib.parse import quote, urlencode
from uuid import uuid4

import aiohttp

from bench.peers.chats import PATIENCE, Chat, Guest
from bench.peers.synapse.server import SECRET

Json = dict[str, Any]

CLIENT = "/_matrix/client/v3"
POLL = 30_000
"""Milliseconds that a poll waits for news."""

PAGE = 100
FILTER: Json = {"room": {"timeline": {"limit": 50}, "state": {"lazy_load_members": True}}}
TEXT = "m.room.message"
ROOM: Json = {"preset": "public_chat", "room_alias_name": "room"}


@dataclass(eq=False)
class Member(Guest):
    """Somebody in the room: `since` is how far they have got in all that concerns them."""

    chat: Matrix
    token: str = ""
    since: str = ""

    async def listen(self) -> None:
        while True:
            await self._sync(POLL)

    async def leave(self) -> None:
        """There is no connection but the poll."""

    async def come_back(self) -> None:
        await self._sync(0)

    async def say(self, text: str) -> None:
        await self._put(f"send/{TEXT}", {"msgtype": "m.text", "body": text})

    async def edit(self, key: str, text: str) -> None:
        content = {"msgtype": "m.text", "body": text}
        relation = {"rel_type": "m.replace", "event_id": key}
        await self._put(
            f"send/{TEXT}", {**content, "body": f"* {text}", "m.new_content": content, "m.relates_to": relation}
        )

    async def delete(self, key: str) -> None:
        await self._put(f"redact/{quote(key)}", {})

    async def call(self, method: str, path: str, body: Json | None = None) -> Json:
        """One call of the API; raises aiohttp.ClientResponseError."""
        self.requests += 1
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        url, patience = f"{self.chat.base}{path}", aiohttp.ClientTimeout(PATIENCE + POLL / 1000)
        async with self.chat.http.request(method, url, json=body, headers=headers, timeout=patience) as answer:
            answer.raise_for_status()
            said = await answer.read()
        self.heard(said)
        return json.loads(said)

    async def join(self) -> None:
        await self.call("POST", f"{CLIENT}/join/{quote(self.chat.room)}", {})
        await self._sync(0)

    async def _put(self, what: str, content: Json) -> None:
        await self.call("PUT", f"{CLIENT}/rooms/{quote(self.chat.room)}/{what}/{uuid4()}", content)

    async def _sync(self, wait: int) -> None:
        """Ask what is new since the last time, and for what was left out of the answer."""
        before = self.since
        place = {"since": before} if before else {}
        query = urlencode({"filter": json.dumps(FILTER), "timeout": wait, **place})
        answer = await self.call("GET", f"{CLIENT}/sync?{query}")
        joined = answer.get("rooms", {}).get("join", {}).get(self.chat.room)
        if joined:
            timeline = joined["timeline"]
            left_out = await self._between(before, timeline["prev_batch"]) if before and timeline["limited"] else []
            for event in [*left_out, *timeline["events"]]:
                self._apply(event)
        self.since = answer["next_batch"]

    async def _between(self, since: str, until: str) -> list[Json]:
        """The events between two places, oldest first."""
        self.chat.gaps += 1
        events: list[Json] = []
        place: str | None = until
        while place:
            query = urlencode({"dir": "b", "from": place, "to": since, "limit": PAGE})
            page = await self.call("GET", f"{CLIENT}/rooms/{quote(self.chat.room)}/messages?{query}")
            events += page["chunk"]
            place = page.get("end") if page["chunk"] else None
        return events[::-1]

    def _apply(self, event: Json) -> None:
        content = event.get("content", {})
        relation = content.get("m.relates_to", {})
        if event["type"] == "m.room.redaction":
            self.hide(event.get("redacts") or content.get("redacts", ""))
        elif relation.get("rel_type") == "m.replace":
            if relation["event_id"] in self.shown:
                self.show(relation["event_id"], content["m.new_content"]["body"])
        elif event["type"] == TEXT and "body" in content:
            self.show(event["event_id"], content["body"])


class Matrix(Chat):
    """One public room of one Synapse."""

    def __init__(self, http: aiohttp.ClientSession, port: int) -> None:
        self.http = http
        self.base = f"http://127.0.0.1:{port}"
        self.room = ""
        self.gaps = 0
        """How often a poll left something out."""
        self._opening = asyncio.Lock()
        self._numbers = count()

    @property
    def again(self) -> int:
        return self.gaps

    async def enter(self) -> Guest:
        member = Member(f"guest{next(self._numbers)}", chat=self)
        await self._register(member)
        async with self._opening:
            if not self.room:
                self.room = (await member.call("POST", f"{CLIENT}/createRoom", ROOM))["room_id"]
        await member.join()
        return member

    async def _register(self, member: Member) -> None:
        path = "/_synapse/admin/v1/register"
        nonce = (await member.call("GET", path))["nonce"]
        signed = f"{nonce}\0{member.name}\0{member.name}\0notadmin".encode()
        mac = hmac.new(SECRET.encode(), signed, hashlib.sha1).hexdigest()
        account = {"nonce": nonce, "username": member.name, "password": member.name, "admin": False, "mac": mac}
        member.token = (await member.call("POST", path, account))["access_token"]
