"""What people do in a browser, step by step."""

from __future__ import annotations

import re
from contextlib import AsyncExitStack
from typing import Literal

from playwright.async_api import Browser, BrowserContext, Locator, Page, expect

from tests.e2e.client import PASSWORD, Person, new_name


async def open_page(
    browser: Browser, base: str, *, service_workers: Literal["allow", "block"] = "allow"
) -> tuple[BrowserContext, Page]:
    context = await browser.new_context(viewport={"width": 1200, "height": 800}, service_workers=service_workers)
    page = await context.new_page()
    await page.goto(base)
    return context, page


async def sign_up(page: Page, base: str, username: str) -> None:
    await page.goto(f"{base}/signup")
    await page.get_by_label("Username").fill(username)
    await page.get_by_label("Email").fill(f"{username}@example.org")
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="Sign up").click()
    await expect(page).to_have_url(re.compile("/chat/public-chat"))
    await expect(composer(page)).to_be_enabled()


async def prove_address(page: Page, base: str, username: str) -> None:
    """Verify the e-mail address with the code that was mailed to it, and come back to the public chat."""
    await page.goto(f"{base}/verify")
    await page.get_by_role("button", name="Send code").click()
    await expect(page.get_by_label("Verification code")).to_be_visible()
    async with Person(base, username) as person:
        await page.get_by_label("Verification code").fill(await person.mail())
    await page.get_by_role("button", name="Verify", exact=True).click()
    await expect(page.get_by_text("Your email is verified")).to_be_visible()
    await page.goto(f"{base}/chat/public-chat")
    await expect(composer(page)).to_be_enabled()


async def come(browser: Browser, base: str, stack: AsyncExitStack, prefix: str) -> tuple[Page, str]:
    """Somebody who has signed up in a browser of their own, which `stack` closes."""
    context, page = await open_page(browser, base)
    stack.push_async_callback(context.close)
    name = new_name(prefix)
    await sign_up(page, base, name)
    return page, name


async def arrive(browser: Browser, base: str, stack: AsyncExitStack, prefix: str) -> tuple[Page, str]:
    """The same, of somebody who has proven their address as well."""
    page, name = await come(browser, base, stack, prefix)
    await prove_address(page, base, name)
    return page, name


def composer(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Message")


async def say(page: Page, text: str) -> None:
    await composer(page).fill(text)
    await composer(page).press("Enter")


async def settled(page: Page) -> None:
    """Wait until the conversation has come to rest: nothing moved for three frames on end."""
    await page.evaluate(
        """() => new Promise((done) => {
            let [before, same] = ['', 0];
            const look = () => {
                const { scrollTop, scrollHeight } = document.getElementById('messages');
                const now = `${scrollTop} of ${scrollHeight}`;
                same = now === before ? same + 1 : 0;
                before = now;
                if (same < 3) requestAnimationFrame(look);
                else done();
            };
            requestAnimationFrame(look);
        })"""
    )
