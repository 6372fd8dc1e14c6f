"""Given somebody who is called while no page of the site is open, when that is pushed, then they answer it there."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest_asyncio
from playwright.async_api import Browser, async_playwright, expect

from tests.e2e.browsing import composer
from tests.e2e.calls.conftest import LOOPBACK, MEDIA
from tests.e2e.client import Connection, Json, Person, new_name
from tests.e2e.conftest import FLAGS
from tests.e2e.pushing import Device, pushed_to
from tests.e2e.test_notices_browsers import switched_on


@pytest_asyncio.fixture(loop_scope="session")
async def calling_desktop(whole: Path) -> AsyncIterator[Browser]:
    """The Chromium that a desktop has, as the headless shell has no notifications, with a camera that it makes up."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=whole, args=[*FLAGS, LOOPBACK, *MEDIA])
        yield browser
        await browser.close()


@asynccontextmanager
async def caller(base: str, name: str) -> AsyncGenerator[tuple[Connection, str]]:
    """Somebody new who can call a user, and the chat of the two."""
    async with Person(base, new_name("bob")) as bob:
        await bob.sign_up()
        chat = await bob.ok("POST", f"/api/chat/private/{name}", {})
        connection = await bob.connect()
        yield connection, chat["chat"]["name"]
        await connection.close()


async def call(connection: Connection, room: str) -> Json:
    """Call somebody; what is pushed of it to them."""
    named = {"room": room, "call": str(uuid4())}
    await connection.send({"type": "call_start", **named, "device": str(uuid4()), "video": False})
    await connection.frame("call_state", call=named["call"], state="ringing")
    expires = (datetime.now(UTC) + timedelta(seconds=40)).isoformat()
    words = {"title": "Bob", "body": "Bob is calling", "icon": None, "url": f"/chat/{room}"}
    return {"kind": "call", **named, "state": "ringing", "expires": expires, "seq": None, "unread": 0, **words}


async def test_a_ring_is_declined_without_a_page_and_accepted_in_one(calling_desktop: Browser, base: str) -> None:
    async with pushed_to(calling_desktop, base, Device(base, new_name("ring"))) as (page, pushes):
        # Given Ann, who has switched notices on and closed the page
        name = await switched_on(page, base)
        context = page.context
        await page.close()
        async with caller(base, name) as (connection, room):
            # When Bob calls, then the ring stays and can be answered; when she declines, then he hears of it
            ring = await call(connection, room)
            await pushes.deliver(ring)
            shown = await pushes.shown("Bob is calling")
            assert [action["title"] for action in shown[0]["actions"]] == ["Accept", "Decline"]
            await pushes.click(room, "decline")
            await pushes.shown()
            await connection.frame("call_state", call=ring["call"], state="over", reason="declined")

            # When he calls again, and she accepts with a page open, then that goes there, and is in the call
            ring = await call(connection, room)
            await pushes.deliver(ring)
            await pushes.shown("Bob is calling")
            opened = await context.new_page()
            await opened.goto(f"{base}/chat/public-chat")
            await expect(composer(opened)).to_be_enabled()
            await pushes.click(room, "accept")
            await expect(opened).to_have_url(re.compile(f"/chat/{room}$"))
            await expect(opened.get_by_test_id("call-view")).to_be_visible()
            await connection.frame("call_state", call=ring["call"], state="live")
            await opened.get_by_role("button", name="Leave", exact=True).click()
