"""What people do in a browser, step by step."""

from __future__ import annotations

import asyncio
import re
from contextlib import AsyncExitStack
from typing import Literal

from playwright.async_api import Browser, BrowserContext, Locator, Page, expect

from tests.e2e.client import PASSWORD, PATIENCE, Person, new_name

POLL = 50
"""Milliseconds between two looks: a page that is looked at all the time has none for itself."""


async def new_page(
    browser: Browser, *, service_workers: Literal["allow", "block"] = "allow"
) -> tuple[BrowserContext, Page]:
    context = await browser.new_context(viewport={"width": 1200, "height": 800}, service_workers=service_workers)
    return context, await context.new_page()


async def open_page(browser: Browser, address: str) -> tuple[BrowserContext, Page]:
    context, page = await new_page(browser)
    await page.goto(address)
    return context, page


async def sign_up(page: Page, base: str, username: str) -> None:
    """As people do it, by the form."""
    await page.goto(f"{base}/signup")
    await page.get_by_label("Username").fill(username)
    await page.get_by_label("Email").fill(f"{username}@example.org")
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="Sign up").click()
    await expect(page).to_have_url(re.compile("/chat/public-chat"))
    await expect(composer(page)).to_be_enabled()


async def log_in(page: Page, username: str) -> None:
    """By the form of the page that asks for it."""
    await page.get_by_label("Username").fill(username)
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="Log in").click()


async def join(page: Page, base: str, username: str) -> None:
    """Somebody new is in the public chat. They sign up without the form, for tests that are about what comes after."""
    account = {"username": username, "email": f"{username}@example.org", "password": PASSWORD}
    await _post(page, f"{base}/api/auth/signup", account)
    await enter(page, base, username)


async def enter(page: Page, base: str, username: str, path: str = "/chat/public-chat") -> None:
    """Somebody with an account is at a page of a chat, and connected: their browser has what a log-in leaves in it."""
    await _post(page, f"{base}/api/auth/login", {"username": username, "password": PASSWORD})
    nothing = f"{base}/nothing"
    await page.route(nothing, lambda route: route.fulfill(content_type="text/html", body=""))
    await page.goto(nothing)
    await page.unroute(nothing)
    await page.evaluate("localStorage.setItem('snowfight.signed-in', 'true')")
    await go(page, f"{base}{path}")
    await expect(composer(page)).to_be_enabled()


async def _post(page: Page, url: str, body: dict[str, str]) -> None:
    """A call of the page's browser, which keeps the cookies of the answer."""
    answer = await page.context.request.post(url, data=body)
    assert answer.ok, (url, answer.status, await answer.text())


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
    """Somebody new in the public chat, in a browser of their own, which `stack` closes."""
    context, page = await new_page(browser)
    stack.push_async_callback(context.close)
    name = new_name(prefix)
    await join(page, base, name)
    return page, name


async def arrive(browser: Browser, base: str, stack: AsyncExitStack, prefix: str) -> tuple[Page, str]:
    """The same, of somebody who has proven their address as well."""
    async with Person(base, new_name(prefix)) as person:
        await (await person.sign_up()).verify()
    return await at(browser, base, stack, person.username, "/chat/public-chat"), person.username


async def at(browser: Browser, base: str, stack: AsyncExitStack, username: str, path: str) -> Page:
    """Somebody with an account at a page of a chat, in a browser of their own, which `stack` closes."""
    context, page = await new_page(browser)
    stack.push_async_callback(context.close)
    await enter(page, base, username, path)
    return page


def composer(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Message")


async def say(page: Page, text: str) -> None:
    await composer(page).fill(text)
    await composer(page).press("Enter")


async def until(page: Page, expression: str, seconds: float = PATIENCE) -> None:
    """Wait until it is true in the page. (Playwright's own way evaluates text again and again, which the page's policy
    forbids.)"""
    async with asyncio.timeout(seconds):
        while not await page.evaluate(expression):
            await page.wait_for_timeout(POLL)


async def go(page: Page, address: str) -> None:
    """Open an address, and wait until the page is connected: what happens from now on is told to it."""
    told = asyncio.Event()
    page.on("websocket", lambda socket: socket.on("framereceived", lambda _: told.set()))
    await page.goto(address)
    async with asyncio.timeout(PATIENCE):
        await told.wait()


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
