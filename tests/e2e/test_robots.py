"""Somebody lets programs into their group, in a browser, and programs use what they are given there."""

from __future__ import annotations

from contextlib import AsyncExitStack

from playwright.async_api import Browser, Locator, Page, expect

from tests.e2e.browsing import arrive, composer
from tests.e2e.client import Person, new_name


async def _group(base: str, admin: str) -> str:
    async with Person(base, admin) as person:
        await person.sign_in()
        return (await person.ok("POST", "/api/chat/new", {"groupchat_name": "Lift watchers"}))["chat"]["name"]


def _said(page: Page, text: str) -> Locator:
    return page.get_by_test_id("message").filter(has_text=text)


async def _told(page: Page, label: str) -> str:
    """What is shown once, where the focus is."""
    field = page.get_by_label(label, exact=True)
    await expect(field).to_be_focused()
    return await field.input_value()


async def test_what_is_posted_to_a_hook_is_said_by_a_bot(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        page, name = await arrive(browser, base, stack, "ann")
        group = await _group(base, name)
        # Given a hook that Ann made for her group
        await page.goto(f"{base}/chat/{group}/edit/robots")
        await page.get_by_role("textbox", name="Name of a new hook").fill("Grafana")
        await page.get_by_role("button", name="Make a hook").click()
        address = await _told(page, "Address")
        await expect(page.get_by_test_id("hook")).to_contain_text("never used")
        # When a program posts to it
        answer = await page.context.request.post(address, data={"text": "*Down*: the lift"})
        assert (answer.status, await answer.text()) == (200, "ok")
        # Then it is said in the group, and marked
        await page.goto(f"{base}/chat/{group}")
        said = _said(page, "Down: the lift")
        await expect(said).to_contain_text("Grafana")
        await expect(said.get_by_text("BOT", exact=True)).to_be_visible()
        # And once the hook is deleted, it takes no more
        await page.goto(f"{base}/chat/{group}/edit/robots")
        await page.get_by_role("button", name="Delete the hook Grafana").click()
        await page.get_by_role("button", name="Delete hook").click()
        await expect(page.get_by_text("There is no hook yet.")).to_be_visible()
        assert (await page.context.request.post(address, data={"text": "Up"})).status == 404


async def test_a_bot_writes_where_it_was_taken_in(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        page, name = await arrive(browser, base, stack, "ann")
        group = await _group(base, name)
        bot = new_name("bot")
        # Given a bot that Ann made, and took into her group
        await page.goto(f"{base}/me/bots")
        await page.get_by_label("Username").fill(bot)
        await page.get_by_label("Display name").fill("Snow report")
        await page.get_by_role("button", name="Make bot").click()
        token = await _told(page, "Token")
        await page.goto(f"{base}/chat/{group}/edit/robots")
        await page.get_by_label("Add a bot").last.fill(bot)
        await page.get_by_role("button", name="Add", exact=True).click()
        await expect(page.get_by_text(f"@{bot} is in.")).to_be_visible()
        # When it writes
        await page.goto(f"{base}/chat/{group}")
        await expect(composer(page)).to_be_enabled()
        bearer = {"Authorization": f"Bearer {token}"}
        message = {"room": group, "body": "12 cm of fresh snow"}
        answer = await page.context.request.post(f"{base}/api/bot/message", data=message, headers=bearer)
        assert answer.status == 201
        # Then that is there, and marked
        said = _said(page, "12 cm of fresh snow")
        await expect(said.get_by_text("BOT", exact=True)).to_be_visible()
        # And its profile says what it is, and leads its maker to a private chat
        await said.get_by_test_id("person").click()
        await expect(page.get_by_test_id("profile-note")).to_contain_text("A program.")
        await page.get_by_role("button", name="Message", exact=True).click()
        await expect(page.get_by_role("heading", name="Snow report")).to_be_visible()


async def test_a_subscription_that_nobody_hears_says_so(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        page, name = await arrive(browser, base, stack, "ann")
        group = await _group(base, name)
        await page.goto(f"{base}/chat/{group}/edit/robots")
        # An address of a private network is refused
        await page.get_by_label("Address that is told").fill("https://10.0.0.1/")
        await page.get_by_role("button", name="Subscribe").click()
        await expect(page.get_by_text("Nothing can be sent there.")).to_be_visible()
        # Locally, one of this machine is not; nobody listens there
        await page.get_by_label("Address that is told").fill("http://127.0.0.1:9/")
        await page.get_by_role("button", name="Subscribe").click()
        assert (await _told(page, "Secret")).startswith("whsec_")
        subscription = page.get_by_test_id("subscription")
        await subscription.get_by_role("button", name="Test").click()
        await expect(subscription.get_by_text("Test: No answer")).to_be_visible()
