"""A program that is told of events: an HTTP server on this machine, which answers as it is told."""

from __future__ import annotations

import asyncio
import json
import time
from base64 import b64decode, b64encode
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from hmac import digest
from typing import Any

from aiohttp import web

from tests.e2e.client import PATIENCE


@dataclass
class Receiver:
    """What it got, in order; `answer` says the status of the n-th request (from 0)."""

    answer: Callable[[int], int] = lambda _number: 204
    port: int = 0
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list[tuple[dict[str, str], bytes]])
    statuses: list[int] = field(default_factory=list[int])
    news: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/events"

    @property
    def events(self) -> list[dict[str, Any]]:
        """Those that it took."""
        return [json.loads(body) for (_, body), status in zip(self.got, self.statuses, strict=True) if status < 300]

    async def serve(self, request: web.Request) -> web.Response:
        body = await request.read()
        status = self.answer(len(self.got))
        self.got.append(({name.lower(): value for name, value in request.headers.items()}, body))
        self.statuses.append(status)
        self.news.set()
        return web.Response(status=status, headers={"Location": "/elsewhere"} if status // 100 == 3 else {})

    async def until(self, count: int) -> list[dict[str, Any]]:
        """The events that it took, once there are so many."""
        await self._until(lambda: len(self.events) >= count)
        return self.events

    async def until_of(self, room: str) -> None:
        """Return when it took an event of that chat."""
        await self._until(lambda: any(event["data"].get("room") == room for event in self.events))

    async def _until(self, came: Callable[[], bool]) -> None:
        async with asyncio.timeout(2 * PATIENCE):
            while not came():
                self.news.clear()
                await self.news.wait()

    def check(self, secret: str) -> None:
        """Everything that it got is signed with the secret, as Standard Webhooks has it."""
        key = b64decode(secret.removeprefix("whsec_"))
        for headers, body in self.got:
            content = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
            mac = b64encode(digest(key, content, sha256)).decode()
            assert headers["webhook-signature"] == f"v1,{mac}"
            assert abs(time.time() - int(headers["webhook-timestamp"])) < 300
            assert headers["content-type"] == "application/json"


@asynccontextmanager
async def receiving() -> AsyncGenerator[Receiver]:
    """One that serves on a free port until the block ends."""
    receiver = Receiver()
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", receiver.serve)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    receiver.port = runner.addresses[0][1]
    try:
        yield receiver
    finally:
        await runner.cleanup()
