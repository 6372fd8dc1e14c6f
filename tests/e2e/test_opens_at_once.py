"""What the browser keeps of the chats: the page shows it before the network answers, and it goes when its user goes."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, Error, Page, Route, expect

from tests.e2e.browsing import come, composer, go, say, until
from tests.e2e.client import PASSWORD

AT_ONCE = 300
"""Milliseconds from when the page's own scripts have run to the first message."""
TRIES = 5
"""Page loads of which the fastest counts: what others do on the machine is no fault of the page."""
FIRST_MESSAGE = """(() => {
  const look = () => {
    const message = document.querySelector('[data-testid=message]');
    if (message?.checkVisibility()) performance.mark('first message');
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()"""
SINCE_SCRIPTS = """() => {
  const [navigation] = performance.getEntriesByType('navigation');
  const [message] = performance.getEntriesByName('first message');
  return message.startTime - navigation.domContentLoadedEventStart;
}"""
KEPT = """() => new Promise((resolve) => {
  const opening = indexedDB.open('snowfight.chats');
  opening.onupgradeneeded = () => opening.transaction.abort();
  opening.onerror = () => resolve('');
  opening.onsuccess = () => {
    const database = opening.result;
    const rows = database.transaction('rooms').objectStore('rooms').getAll();
    rows.onsuccess = () => {
      database.close();
      resolve(JSON.stringify(rows.result));
    };
  };
})"""
LISTED = KEPT.replace("'rooms'", "'lists'")
IN_CHARGE = "() => navigator.serviceWorker.ready.then(({ active }) => active.state)"


async def _reads(browser: Browser, base: str, stack: AsyncExitStack, text: str) -> Page:
    """Somebody who has said `text`, in a browser that has kept it, and the client besides."""
    page, _ = await come(browser, base, stack, "ann")
    await say(page, text)
    await expect(page.get_by_text(text).first).to_be_visible()
    await until(page, f"({KEPT})().then((kept) => kept.includes({text!r}))")
    await until(page, f"({LISTED})().then((kept) => kept.includes('public-chat'))")
    await page.evaluate(IN_CHARGE)
    return page


async def test_after_a_reload_the_chat_is_there_before_the_network_answers(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        # Given a reader whom the API does not answer for the time being, nor a socket
        page = await _reads(browser, base, stack, "here before the network")
        free = asyncio.Event()

        async def hold_back(route: Route) -> None:
            await free.wait()
            with suppress(Error):  # of a page that is gone
                await route.continue_()

        await page.context.route("**/api/**", hold_back)
        await page.route_web_socket("**/ws**", lambda _: None)
        await page.add_init_script(FIRST_MESSAGE)
        # When they load the page anew, then it shows what was said, and the list of chats, before anything is answered
        took: list[float] = []
        for _ in range(TRIES):
            await page.reload()
            await expect(page.get_by_text("here before the network").first).to_be_visible()
            took.append(await page.evaluate(SINCE_SCRIPTS))
        print("MEASURED", "first message after the scripts, in milliseconds:", [round(each) for each in took])
        assert min(took) <= AT_ONCE
        free.set()
        await page.context.unroute_all(behavior="ignoreErrors")


async def test_a_page_opens_with_one_call_and_one_frame(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        # Given a reader, and somebody who looks at what their page sends
        page = await _reads(browser, base, stack, "in one call")
        calls: list[str] = []
        frames: list[str] = []

        def sent(frame: str | bytes) -> None:
            frames.append(json.loads(frame)["type"])

        page.on("request", lambda request: calls.append(f"{request.method} {urlsplit(request.url).path}"))
        page.on("websocket", lambda socket: socket.on("framesent", sent))
        # When they open it anew, and are told what is new since
        await go(page, f"{base}/chat/public-chat")
        # Then what it shows first came at once, and the server knows from one frame that they are there
        assert calls.count("GET /api/auth/start") == 1
        assert not {
            "POST /api/auth/refresh",
            "POST /api/ws-ticket",
            "GET /api/chats",
            "GET /api/chat/public-chat",
        } & set(calls)
        assert frames[0] == "join"
        assert "presence" not in frames


async def test_without_a_network_it_reads_what_was_there_and_catches_up_on_return(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        # Given a reader who has no network any more
        page = await _reads(browser, base, stack, "to be read offline")
        await page.context.set_offline(True)
        # When they load the page anew, they read what was said
        await page.reload()
        await expect(page.get_by_text("to be read offline").first).to_be_visible()
        await expect(composer(page)).to_be_enabled()
        # And what they write then, and what others said, is there once the network is
        other, _ = await come(browser, base, stack, "bob")
        await say(other, "said meanwhile")
        await say(page, "written offline")
        await page.context.set_offline(False)
        await expect(page.get_by_text("said meanwhile").first).to_be_visible()
        await expect(other.get_by_text("written offline").first).to_be_visible()


async def _log_out(page: Page, _: str) -> None:
    await page.get_by_role("button", name="Your account").click()
    await page.get_by_role("button", name="Log out").click()


async def _delete_account(page: Page, base: str) -> None:
    await page.goto(f"{base}/me")
    await page.get_by_role("button", name="Delete my account").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("Password").fill(PASSWORD)
    await dialog.get_by_role("checkbox").check()
    await dialog.get_by_role("button", name="Delete for good").click()


@pytest.mark.parametrize("leave", [_log_out, _delete_account])
async def test_who_leaves_leaves_nothing_to_read(
    browser: Browser, base: str, leave: Callable[[Page, str], Awaitable[None]]
) -> None:
    async with AsyncExitStack() as stack:
        page = await _reads(browser, base, stack, "nothing for the next one")
        await leave(page, base)
        await expect(page).to_have_url(re.compile("/login"))
        await until(page, f"({KEPT})().then((kept) => kept === '[]')")
        await until(page, f"({LISTED})().then((kept) => kept === '[]')")
        assert "snowfight.signed-in" not in await page.evaluate("() => Object.keys(localStorage)")


async def test_a_session_that_has_ended_leaves_nothing_to_read(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        # Given a reader whose session the server knows no longer
        page = await _reads(browser, base, stack, "of an ended session")
        await page.context.clear_cookies()
        # When they load the page anew, they are led to the login page, which says why, and nothing is kept
        await page.reload()
        await expect(page).to_have_url(re.compile("/login"))
        await expect(page.get_by_text("of an ended session")).to_have_count(0)
        await until(page, f"({KEPT})().then((kept) => kept === '[]')")


async def test_what_retention_has_ended_since_is_not_shown(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        # Given a chat that is kept in a browser, and of which one message has expired since
        page = await _reads(browser, base, stack, "expired since")
        await say(page, "still to be read")
        await until(page, f"({KEPT})().then((kept) => kept.includes('still to be read'))")
        await page.goto(f"{base}/me")
        await page.evaluate(EXPIRE, "expired since")
        # When they open it without a network
        await page.context.set_offline(True)
        await page.goto(f"{base}/chat/public-chat")
        # Then it is there, without that one
        await expect(page.get_by_text("still to be read").first).to_be_visible()
        await expect(page.get_by_text("expired since")).to_have_count(0)


EXPIRE = """(text) => new Promise((resolve) => {
  const opening = indexedDB.open('snowfight.chats');
  opening.onsuccess = () => {
    const database = opening.result;
    const transaction = database.transaction(['lists', 'rooms'], 'readwrite');
    const lists = transaction.objectStore('lists');
    lists.getAll().onsuccess = ({ target: { result: [list] } }) => {
      for (const chat of list.chats) chat.retention_days = 1;
      lists.put(list);
    };
    const rooms = transaction.objectStore('rooms');
    rooms.getAll().onsuccess = ({ target: { result } }) => {
      for (const room of result) {
        const at = room.messages.findIndex(({ body }) => body === text);
        for (const message of room.messages.slice(0, at + 1)) message.created = '2020-01-01T00:00:00Z';
        rooms.put(room);
      }
    };
    transaction.oncomplete = () => {
      database.close();
      resolve();
    };
  };
})"""
"""Lets a day pass for all up to a message of that text."""
