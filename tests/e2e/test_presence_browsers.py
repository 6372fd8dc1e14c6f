"""Three people in three browsers, one of them with two tabs, another's browser killed: who is here, as each sees it."""

from __future__ import annotations

import re
import secrets
from contextlib import AsyncExitStack, suppress
from pathlib import Path

from playwright.async_api import Browser, Error, Locator, Page, async_playwright, expect

from tests.e2e.browsing import arrive, composer
from tests.e2e.client import Person
from tests.e2e.conftest import FLAGS

PATIENCE = 60_000
"""Milliseconds until everybody must have been told: some turns of five seconds, and a busy machine."""


WORDS = {"online": "online", "inactive": "away", "offline": "offline"}
"""What a dot says to whoever does not see it."""


def status(page: Page, username: str, word: str) -> Locator:
    """A member in the line above the chat, with that status."""
    line = page.get_by_test_id("member-line")
    return line.locator(f"span:has(> [data-status={word}])").filter(has_text=re.compile(f"^{WORDS[word]}{username}$"))


async def group_of(base: str, owner: str, *others: str) -> str:
    """The address of a new group with everybody in it."""
    async with AsyncExitStack() as stack:
        person = await stack.enter_async_context(Person(base, owner))
        await person.sign_in()
        made = await person.ok(
            "POST", "/api/chat/new", {"groupchat_name": f"Snow {secrets.token_hex(3)}", "open": True}
        )
        name: str = made["chat"]["name"]
        for other in others:
            friend = await stack.enter_async_context(Person(base, other))
            await friend.sign_in()
            await friend.ok("POST", f"/api/chat/{name}/join", {})
        return f"{base}/chat/{name}"


async def test_a_tab_that_closes_is_no_departure_and_a_browser_that_dies_is_one(
    browser: Browser, base: str, shell: Path | None
) -> None:
    async with AsyncExitStack() as stack:
        playwright = await stack.enter_async_context(async_playwright())
        doomed = await playwright.chromium.launch(executable_path=shell, args=FLAGS)
        # Given Ann, Bob with two tabs, and Cem, who all show their group
        ann, anns_name = await arrive(browser, base, stack, "ann")
        bob, bobs_name = await arrive(browser, base, stack, "bob")
        cem, cems_name = await arrive(doomed, base, AsyncExitStack(), "cem")
        group = await group_of(base, anns_name, bobs_name, cems_name)
        second_tab = await bob.context.new_page()
        for page in (ann, bob, second_tab, cem):
            await page.goto(group)
            await expect(composer(page)).to_be_enabled()
        for name in (bobs_name, cems_name):
            await expect(status(ann, name, "online")).to_be_visible(timeout=PATIENCE)
        # When Cem's browser dies without a word, and Bob closes one of his tabs
        with suppress(Error):  # that is how it answers
            await (await doomed.new_browser_cdp_session()).send("Browser.crash")
        await second_tab.close()
        # Then Cem is gone, for Ann and for Bob, and Bob is still here
        for page in (ann, bob):
            await expect(status(page, cems_name, "offline")).to_be_visible(timeout=PATIENCE)
        await expect(status(ann, bobs_name, "online")).to_be_visible()
        await expect(status(bob, anns_name, "online")).to_be_visible()
        # When he closes the other one too, then he is gone
        await bob.close()
        await expect(status(ann, bobs_name, "offline")).to_be_visible(timeout=PATIENCE)
