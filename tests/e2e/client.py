"""A client of the wire contract, written from the contract alone: HTTP, cookies, the mailbox and the WebSocket."""

from __future__ import annotations

import asyncio
import itertools
import json
import re
import secrets
import time
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

import aiohttp

Json = dict[str, Any]

PASSWORD = "a snowball for you"
GUARD = {"X-Requested-With": "snowfight"}
PATIENCE = 30.0
"""Seconds that a frame may take before a test gives up, where other things keep the processors busy."""

_names = itertools.count(1)


def new_name(prefix: str = "u") -> str:
    """A username that no other test of this run has."""
    return f"{prefix}{next(_names)}_{secrets.token_hex(3)}"


class Person:
    """Somebody with a browser of their own: a cookie jar, a bearer token, and connections."""

    def __init__(self, base: str, username: str) -> None:
        self.base = base
        self.username = username
        self.email = f"{username}@example.org"
        self.token: str | None = None
        self._http = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._http.close()

    async def call(
        self, method: str, path: str, body: object = None, *, headers: dict[str, str] | None = None
    ) -> tuple[int, Any]:
        """Status and answer of one call."""
        sent = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        url = f"{self.base}{path}"
        async with self._http.request(method, url, json=body, headers={**sent, **(headers or {})}) as answer:
            kind = answer.headers.get("Content-Type", "")
            is_json = kind.partition(";")[0].endswith("json")
            return answer.status, await (answer.json(content_type=None) if is_json else answer.text())

    async def ok(self, method: str, path: str, body: object = None, **options: Any) -> Any:
        """The answer of a call that must succeed."""
        status, answer = await self.call(method, path, body, **options)
        assert 200 <= status < 300, (method, path, status, answer)
        return answer

    async def sign_up(self) -> Self:
        await self.ok(
            "POST", "/api/auth/signup", {"username": self.username, "email": self.email, "password": PASSWORD}
        )
        return await self.sign_in()

    async def sign_in(self, password: str = PASSWORD) -> Self:
        session = await self.ok("POST", "/api/auth/login", {"username": self.username, "password": password})
        self.token = session["token"]
        return self

    async def mail(self, pattern: str = r"\b(\d{6})\b") -> str:
        """What `pattern` finds in the newest mail to this person."""
        for letter in await self.ok("GET", "/_local/mailbox"):
            to = letter["to"] if isinstance(letter["to"], str) else ",".join(letter["to"])
            found = re.search(pattern, letter["body"])
            if self.email in to and found:
                return found.group(1)
        raise AssertionError(f"no mail to {self.email}")

    async def verify(self) -> Self:
        """Prove the e-mail address."""
        await self.ok("POST", "/api/auth/verify-email/send")
        code = await self.mail()
        session = await self.ok("POST", "/api/auth/verify-email", {"code": code}, headers=GUARD)
        assert session["user"]["email_verified"] is True
        self.token = session["token"]
        return self

    async def connect(self, **options: Any) -> Connection:
        """A WebSocket of this person."""
        ticket = (await self.ok("POST", "/api/ws-ticket"))["ticket"]
        return await self.connect_with(ticket, **options)

    async def connect_with(self, ticket: str, **options: Any) -> Connection:
        """A WebSocket on a given ticket; raises aiohttp.WSServerHandshakeError where it is refused."""
        url = f"{self.base.replace('http', 'ws', 1)}/ws?ticket={ticket}"
        return Connection(await self._http.ws_connect(url, max_msg_size=2**20, **options))


class Connection:
    """One WebSocket: what came over it is kept, in order."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.frames: list[Json] = []
        self._news = asyncio.Event()
        self._reader = asyncio.create_task(self._read())

    async def _read(self) -> None:
        async for message in self.socket:
            if message.type is aiohttp.WSMsgType.TEXT and (frame := _frame(message.data)):
                self.frames.append(frame)
                self._news.set()
        self._news.set()

    async def send(self, frame: Json) -> None:
        await self.socket.send_json(frame)

    async def say(
        self, body: str, room: str = "public-chat", client_id: str | None = None, reply_to: int | None = None
    ) -> str:
        client_id = client_id or str(uuid4())
        frame = {"type": "message", "room": room, "client_id": client_id, "body": body}
        await self.send(frame if reply_to is None else frame | {"reply_to": reply_to})
        return client_id

    async def join(self, room: str = "public-chat") -> Json:
        await self.send({"type": "join", "room": room})
        return await self.frame("joined", room=room)

    async def frame(self, kind: str, *, since: int = 0, **fields: Any) -> Json:
        """The first frame (from number `since` on) of that type with those fields, waited for."""
        deadline = time.monotonic() + PATIENCE
        while True:
            self._news.clear()
            for frame in self.frames[since:]:
                if frame["type"] == kind and fields.items() <= frame.items():
                    return frame
            left = deadline - time.monotonic()
            assert left > 0, f"no {kind} with {fields} among {self.frames}"
            assert not self._reader.done(), f"closed with {self.socket.close_code}: no {kind} among {self.frames}"
            try:
                await asyncio.wait_for(self._news.wait(), left)
            except TimeoutError:
                continue

    def after(self, frame: Json) -> int:
        """The number behind that of a frame that came, one of several that are equal too: some are told twice."""
        return next(number for number, each in enumerate(self.frames, 1) if each is frame)

    async def message(self, body: str) -> Json:
        """The message with that body, waited for."""
        deadline = time.monotonic() + PATIENCE
        seen = 0
        while True:
            frame = await self.frame("message_handler", since=seen)
            seen = self.after(frame)
            if frame["message"]["body"] == body:
                return frame["message"]
            assert time.monotonic() < deadline

    async def answered(self) -> None:
        """Return when everything sent before has been served: frames of one connection are answered in turn."""
        since = len(self.frames)
        await self.send({"type": "ping"})
        await self.frame("pong", since=since)

    async def ended(self) -> None:
        """Return when the server has ended the connection."""
        async with asyncio.timeout(PATIENCE):
            await self._reader

    async def close(self) -> None:
        await self.socket.close()
        await self._reader


def _frame(text: str) -> Json | None:
    """A frame of the contract; None for whatever else a gateway says, which the client ignores too."""
    try:
        frame: Any = json.loads(text)
    except ValueError:
        return None
    return frame if isinstance(frame, dict) and "type" in frame else None
