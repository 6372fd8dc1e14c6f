"""A real round trip: two accounts sign up, one writes to the other, both are deleted.

What stays is what stays of anybody who leaves: the names are taken, and their private chat holds one message.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from typing import Any, Self
from uuid import uuid4

import aiohttp

from ops.findings import Finding, fail, ok

PATIENCE = 15.0
"""Seconds that an answer may take."""

_TIMEOUT = aiohttp.ClientTimeout(total=PATIENCE)


class Refused(Exception):
    """A step did not work; the message says which, and what came instead."""


class Guest:
    """An account that lives for one trip."""

    def __init__(self, site: str, email: str) -> None:
        self.name = f"doctor_{secrets.token_hex(4)}"
        self._site = site
        self._email = email
        self._password = secrets.token_urlsafe(24)
        self._http = aiohttp.ClientSession(timeout=_TIMEOUT)
        self._token = ""

    async def __aenter__(self) -> Self:
        account = {"username": self.name, "password": self._password}
        await self.call("sign-up", "POST", "/api/auth/signup", {**account, "email": self._email})
        self._token = (await self.call("log-in", "POST", "/api/auth/login", account))["token"]
        return self

    async def __aexit__(self, *_: object) -> None:
        try:
            if self._token:
                await self.call("deletion", "POST", "/api/me/delete", {"password": self._password})
        finally:
            await self._http.close()

    async def call(self, step: str, method: str, path: str, body: object = None) -> Any:
        """The answer of a call; raises Refused with `step` where there is no good one."""
        headers = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        async with self._http.request(method, f"{self._site}{path}", json=body, headers=headers) as answer:
            if not answer.ok:
                raise Refused(f"{step}: {answer.status} {(await answer.text())[:200]}")
            return await answer.json() if answer.content_type == "application/json" else None

    async def connect(self) -> aiohttp.ClientWebSocketResponse:
        ticket = (await self.call("ticket", "POST", "/api/ws-ticket"))["ticket"]
        return await self._http.ws_connect(f"{self._site.replace('http', 'ws', 1)}/ws?ticket={ticket}")


async def _frame(step: str, socket: aiohttp.ClientWebSocketResponse, kind: str, client_id: str) -> None:
    """Return when the frame about that message came; raises Refused."""
    async for message in socket:
        frame: dict[str, Any] = message.json() if message.type is aiohttp.WSMsgType.TEXT else {}
        if frame.get("type") == "error":
            raise Refused(f"{step}: {frame.get('code')}")
        if frame.get("type") == kind and client_id in {
            frame.get("client_id"),
            frame.get("message", {}).get("client_id"),
        }:
            return
    raise Refused(f"{step}: the connection was closed with {socket.close_code}")


async def _travel(site: str, email: str) -> Finding:
    async with AsyncExitStack() as stack:
        health = await stack.enter_async_context(aiohttp.ClientSession(timeout=_TIMEOUT))
        async with health.get(f"{site}/api/health") as answer:
            if not answer.ok:
                return fail("round trip", f"health: {answer.status}")
        writer = await stack.enter_async_context(Guest(site, email))
        reader = await stack.enter_async_context(Guest(site, email))
        chat = (await writer.call("private chat", "POST", f"/api/chat/private/{reader.name}"))["chat"]["name"]
        sockets = [await stack.enter_async_context(await guest.connect()) for guest in (writer, reader)]
        client_id = str(uuid4())
        started = time.monotonic()
        await sockets[0].send_json({"type": "message", "room": chat, "client_id": client_id, "body": "Are you there?"})
        await _frame("delivery", sockets[1], "message_handler", client_id)
        took = time.monotonic() - started
        await _frame("acknowledgement", sockets[0], "ack", client_id)
    return ok("round trip", f"signed up, connected, wrote, and was read after {took * 1000:.0f} ms")


def travel(site: str, email: str) -> Finding:
    """Make the trip at `site`; the accounts' address is `email`, which gets no mail."""
    return carried_out("round trip", _travel(site, email))


def carried_out(subject: str, work: Coroutine[Any, Any, Finding]) -> Finding:
    """What the work found, or why it could not be done; it has a minute and a half."""
    try:
        return asyncio.run(asyncio.wait_for(work, 6 * PATIENCE))
    except Refused as error:
        return fail(subject, str(error))
    except TimeoutError:
        return fail(subject, f"no answer within {PATIENCE:.0f} s")
    except (ValueError, KeyError, TypeError) as error:
        return fail(subject, f"an answer that is none of the chat's: {type(error).__name__} {error}")
    except aiohttp.ClientError as error:
        return fail(subject, f"{type(error).__name__}: {error}")
