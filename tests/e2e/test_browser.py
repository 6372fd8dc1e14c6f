"""Two people, two browsers: sign up, verify, talk, scroll back, lose the network and find everything again."""

from __future__ import annotations

import re
import secrets

from playwright.async_api import Browser, expect

from tests.e2e.browsing import join, new_page, open_page, prove_address, say, settled, sign_up
from tests.e2e.client import Person, new_name


async def test_two_browsers_talk_in_the_public_chat(browser: Browser, base: str) -> None:
    first, ann = await open_page(browser, base)
    second, bob = await open_page(browser, base)
    # Given two who sign up in the browser
    await expect(ann).to_have_url(re.compile("/login"))
    await sign_up(ann, base, new_name("ann"))
    await sign_up(bob, base, new_name("bob"))
    # When they talk
    mark = secrets.token_hex(4)
    await say(ann, f"hello from Ann {mark}")
    await expect(bob.get_by_text(f"hello from Ann {mark}", exact=True)).to_be_visible()
    await say(bob, f"merhaba, ğüşiöç 🐒 {mark}")
    # Then each sees both, once, and still after a reload
    for page in (ann, bob):
        await expect(page.get_by_text(f"merhaba, ğüşiöç 🐒 {mark}", exact=True)).to_have_count(1)
        await expect(page.get_by_text(f"hello from Ann {mark}", exact=True)).to_have_count(1)
    await ann.reload()
    await expect(ann.get_by_text(f"merhaba, ğüşiöç 🐒 {mark}", exact=True)).to_be_visible()
    await first.close()
    await second.close()


async def test_markup_is_shown_and_never_run(browser: Browser, base: str) -> None:
    context, ann = await new_page(browser)
    await join(ann, base, new_name("ann"))
    mark = secrets.token_hex(4)
    text = f"<img src=x onerror=\"document.title='{mark}'\"><b>{mark}</b>"
    await say(ann, text)
    await expect(ann.get_by_text(text, exact=True)).to_be_visible()
    assert mark not in await ann.title()
    await context.close()


async def test_what_is_written_offline_is_sent_once_and_what_was_missed_is_fetched(browser: Browser, base: str) -> None:
    context, ann = await new_page(browser)
    await join(ann, base, new_name("ann"))
    async with Person(base, new_name("bob")) as bob:
        await bob.sign_up()
        connection = await bob.connect()
        await connection.join()
        mark = secrets.token_hex(4)
        # Given Ann without a network
        await context.set_offline(True)
        await say(ann, f"into the void {mark}")
        await connection.frame("ack", client_id=await connection.say(f"you missed this {mark}"))
        # When it comes back
        await context.set_offline(False)
        # Then both messages are there for both, each once
        await connection.message(f"into the void {mark}")
        await expect(ann.get_by_text(f"you missed this {mark}", exact=True)).to_have_count(1)
        await expect(ann.get_by_text(f"into the void {mark}", exact=True)).to_have_count(1)
        page = await bob.ok("GET", "/api/chat/older/public-chat?limit=30")
        assert [m["body"] for m in page["messages"]].count(f"into the void {mark}") == 1
        await connection.close()
    await context.close()


async def test_scrolling_up_loads_history(browser: Browser, base: str) -> None:
    # Given two full pages of messages, from four people: one may send twenty at once
    first = last = ""
    for _ in range(4):
        async with Person(base, new_name("bob")) as bob:
            await bob.sign_up()
            connection = await bob.connect()
            for number in range(18):
                await connection.frame("ack", client_id=await connection.say(f"flake {number} of {bob.username}"))
            await connection.close()
            first = first or f"flake 0 of {bob.username}"
            last = f"flake 17 of {bob.username}"
    context, ann = await new_page(browser)
    await join(ann, base, new_name("ann"))
    # When Ann scrolls up from the end, page by page
    log = ann.get_by_role("log", name="Messages")
    await log.press("End")
    await expect(ann.get_by_text(last, exact=True)).to_be_in_viewport()
    for _ in range(200):
        if await ann.get_by_text(first, exact=True).count():
            break
        await log.press("PageUp")
        await settled(ann)
        await expect(ann.get_by_text("Loading older messages…")).not_to_be_in_viewport()
    # Then the oldest is there
    await expect(ann.get_by_text(first, exact=True).first).to_be_attached()
    await context.close()


async def test_the_address_is_verified_in_the_browser(browser: Browser, base: str) -> None:
    context, page = await new_page(browser)
    name = new_name("ann")
    await join(page, base, name)
    await expect(page.get_by_role("link", name="Verify email")).to_have_count(1)
    await prove_address(page, base, name)
    await expect(page.get_by_role("link", name="Verify email")).to_have_count(0)
    await context.close()


async def test_logging_out_ends_the_session(browser: Browser, base: str) -> None:
    context, page = await new_page(browser)
    await join(page, base, new_name("ann"))
    await page.get_by_role("button", name="Your account").click()
    await page.get_by_role("button", name="Log out").click()
    await expect(page).to_have_url(re.compile("/login"))
    await page.goto(f"{base}/chat/public-chat")
    await expect(page).to_have_url(re.compile("/login"))
    await context.close()
