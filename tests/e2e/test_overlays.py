"""What lies over the page: its code comes while nobody waits for it, and no key is lost until it is there."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

from playwright.async_api import Browser, Page, Route, expect

from tests.e2e.browsing import composer, join, new_page
from tests.e2e.client import new_name

CODE = "**/assets/overlays-*.js"
SEARCH = "A chat or a username"


async def person(browser: Browser, base: str, stack: AsyncExitStack) -> Page:
    """Somebody whose browser keeps nothing of the client."""
    context, page = await new_page(browser, service_workers="block")
    stack.push_async_callback(context.close)
    await join(page, base, new_name("ann"))
    return page


async def test_what_is_typed_before_the_chat_switcher_is_there_is_typed_into_it(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        page = await person(browser, base, stack)
        comes = asyncio.Event()

        async def later(route: Route) -> None:
            await comes.wait()
            await route.continue_()

        await page.route(CODE, later)
        await page.reload()
        # Given somebody in the middle of a message
        await composer(page).press_sequentially("see you ")
        # When they go for another chat before the switcher's code has come
        await page.keyboard.press("Control+k")
        await page.keyboard.type("pubx")
        await page.keyboard.press("Backspace")
        comes.set()
        # Then it has all their keys, the message has none, and gets the focus back
        await expect(page.get_by_role("combobox", name=SEARCH)).to_have_value("pub")
        await page.keyboard.type("lic")
        await expect(page.get_by_role("combobox", name=SEARCH)).to_have_value("public")
        await page.keyboard.press("Escape")
        await expect(composer(page)).to_be_focused()
        await expect(composer(page)).to_have_value("see you ")


async def test_the_code_of_what_lies_over_the_page_is_fetched_when_the_page_is_at_rest(
    browser: Browser, base: str
) -> None:
    async with AsyncExitStack() as stack:
        page = await person(browser, base, stack)
        async with page.expect_response(CODE):
            await page.reload()
        await page.wait_for_load_state("networkidle")
        # Then there is nothing to wait for, even without a network
        await page.context.set_offline(True)
        await page.keyboard.press("Control+k")
        await expect(page.get_by_role("combobox", name=SEARCH)).to_be_focused()
