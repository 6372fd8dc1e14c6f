"""Somebody searches in a browser: finds what was said, goes there and comes back, narrows it, leaves nothing behind."""

from __future__ import annotations

import re
from contextlib import AsyncExitStack
from urllib.parse import parse_qs, urlsplit

from playwright.async_api import Browser, Locator, Page, expect

from tests.e2e.browsing import come, composer, until
from tests.e2e.client import Person, new_name

MANY = 36
"""Messages: more than a chat opens with, and than a page of results."""


async def newcomer(base: str) -> str:
    async with Person(base, new_name("bob")) as person:
        await person.sign_up()
        return person.username


async def said(base: str, author: str, other: str, texts: list[str]) -> str:
    """Somebody has said this to somebody else, at most twenty texts at once; the name of the chat of the two."""
    async with Person(base, author) as person:
        await person.sign_in()
        found = await person.ok("POST", f"/api/chat/private/{other}")
        room: str = found["chat"]["name"]
        connection = await person.connect()
        for text in texts:
            await connection.frame("ack", client_id=await connection.say(text, room=room))
        await connection.close()
        return room


def field(page: Page) -> Locator:
    return page.get_by_role("searchbox")


def results(page: Page) -> Locator:
    return page.get_by_test_id("search-result")


async def test_what_was_said_is_found_gone_to_and_come_back_from(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        # Given Ann and Bob, who have said much to each other
        ann, anns_name = await come(browser, base, stack, "ann")
        bob = await newcomer(base)
        texts = [f"snowball number {number}" for number in range(1, MANY + 1)]
        await said(base, anns_name, bob, texts[: MANY // 2])
        room = await said(base, bob, anns_name, texts[MANY // 2 :])
        await ann.goto(f"{base}/chat/{room}")
        await expect(composer(ann)).to_be_focused()
        # When she presses the key and types, then it is found as she types, with the match lit up
        await ann.keyboard.press("Control+f")
        await expect(field(ann)).to_be_focused()
        await field(ann).press_sequentially("SNOWB")
        await expect(results(ann).first).to_contain_text(f"snowball number {MANY}")
        await expect(results(ann).first.locator("mark")).to_have_text("snowb")
        await expect(ann.get_by_role("heading", name=bob)).to_be_visible()
        # When she scrolls, then the next page comes
        await expect(results(ann)).to_have_count(20)
        await results(ann).nth(19).scroll_into_view_if_needed()
        await expect(results(ann)).not_to_have_count(20)
        # When she goes to an old one, then she is there, in the middle of the history
        wanted = results(ann).filter(has_text=re.compile("number 7$"))
        await wanted.get_by_role("link").click()
        await expect(ann).to_have_url(re.compile(f"/chat/{room}/7$"))
        await expect(ann.get_by_role("log").get_by_text("snowball number 7", exact=True)).to_be_in_viewport()
        # When she goes back, then she is where she was in the results, and Escape leads out to the chat
        await ann.go_back()
        await expect(wanted.get_by_role("link")).to_be_focused()
        await expect(wanted).to_be_in_viewport()
        await ann.keyboard.press("Escape")
        await expect(composer(ann)).to_be_focused()


async def test_a_search_is_narrowed_kept_and_forgotten(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        # Given Ann, who has heard the same word from two people
        ann, anns_name = await come(browser, base, stack, "ann")
        bob, carl = await newcomer(base), await newcomer(base)
        await said(base, bob, anns_name, ["the marmot of Bob", "a ||marmot in hiding||"])
        await said(base, carl, anns_name, ["the marmot of Carl"])
        await ann.goto(f"{base}/chat/public-chat")
        await expect(ann.get_by_role("complementary").get_by_text(carl).first).to_be_visible()
        # When she searches everywhere, then both are found, and a spoiler stays one
        await ann.keyboard.press("Control+Shift+f")
        await field(ann).press_sequentially("marmot")
        await expect(results(ann)).to_have_count(3)
        await expect(results(ann).filter(has_text="(spoiler)").locator("mark")).to_have_text("(spoiler)")
        await expect(ann.get_by_text("in hiding")).to_have_count(0)
        # When she narrows it to one of them by the completed name, then the words and a chip say so, after a reload too
        await field(ann).press_sequentially(f" from:{bob[:-2]}")
        await expect(ann.get_by_role("option").filter(has_text=bob)).to_be_visible()
        await field(ann).press("Enter")
        for _ in ("typed", "reloaded"):
            await expect(results(ann)).to_have_count(2)
            await expect(ann.get_by_test_id("filter")).to_contain_text(bob)
            assert parse_qs(urlsplit(ann.url).query)["q"] == [f"from:{bob} marmot"]
            await ann.reload()
        # When she means it, and searches anew, then it is offered again; when she logs out, it is gone
        await field(ann).press("Enter")
        await ann.goto(f"{base}/search")
        await expect(ann.get_by_test_id("recent-search")).to_contain_text("marmot")
        await ann.get_by_role("button", name="Your account").click()
        await ann.get_by_role("button", name="Log out").click()
        await expect(ann.get_by_label("Username")).to_be_visible()
        await until(ann, "!Object.keys(localStorage).some((name) => name.includes('searches'))")
