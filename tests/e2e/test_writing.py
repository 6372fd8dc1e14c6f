"""Writing in a browser: undoing, drafts, emoji, what Enter does."""

from __future__ import annotations

import asyncio
import re
from contextlib import AsyncExitStack

from playwright.async_api import Browser, Page, Route, expect

from tests.e2e.browsing import come, composer, join, log_in, new_page, say
from tests.e2e.client import PATIENCE, Person, new_name

COMPOSED = """(field, key) => {
    // Safari tells of the end of a composition before it tells of the key that ended it
    const press = {key, keyCode: 229, bubbles: true, cancelable: true};
    field.dispatchEvent(new CompositionEvent('compositionend', {bubbles: true}));
    return field.dispatchEvent(new KeyboardEvent('keydown', press));
}"""


async def read_seq(person: Person) -> int:
    """How far they have read the public chat."""
    chats = (await person.ok("GET", "/api/chats"))["chats"]
    return next(int(chat["read_seq"]) for chat in chats if chat["name"] == "public-chat")


async def come_back(page: Page, base: str, username: str) -> None:
    await log_in(page, username)
    await expect(page.get_by_role("button", name="Your account")).to_be_visible()
    await page.goto(f"{base}/chat/public-chat")
    await expect(composer(page)).to_be_enabled()


async def log_out(page: Page) -> None:
    await page.get_by_role("button", name="Your account").click()
    await page.get_by_role("button", name="Log out").click()
    await expect(page).to_have_url(re.compile("/login"))


async def test_drafts_wait_in_their_chat_and_an_emoji_goes_where_the_caret_is(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        page, _ = await come(browser, base, stack, "ann")
        # Given a text that is begun
        await composer(page).fill("a  for you")
        await composer(page).evaluate("(area) => area.setSelectionRange(2, 2)")
        # When an emoji is searched for and taken by the keyboard
        await page.get_by_role("button", name="Choose an emoji").click()
        await page.get_by_role("searchbox", name="Search emoji").fill("monkey")
        await expect(
            page.get_by_test_id("emoji-picker").get_by_role("button", name="monkey", exact=True)
        ).to_be_visible()
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("Enter")
        # Then it stands at the caret
        await expect(composer(page)).to_have_value("a 🐒 for you")
        # And the text is still there when they come back from elsewhere, by a few letters of the chat's name
        await page.keyboard.press("Control+k")
        await page.get_by_role("combobox").fill("sett")
        await page.keyboard.press("Enter")
        await expect(composer(page)).to_have_count(0)
        await page.keyboard.press("Control+k")
        await page.get_by_role("combobox").fill("pub")
        await expect(page.get_by_role("option", name="Public chat")).to_be_visible()
        await page.keyboard.press("Enter")
        await expect(composer(page)).to_have_value("a 🐒 for you")


async def test_undoing_takes_back_what_was_put_in_and_never_what_was_sent(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        page, _ = await come(browser, base, stack, "ann")
        field = composer(page)
        # Given marks around a word, an emoji that was chosen and one that was named
        await field.press_sequentially("one two")
        await page.keyboard.press("Control+Shift+ArrowLeft")
        await page.keyboard.press("Control+b")
        await expect(field).to_have_value("one **two**")
        await page.keyboard.press("End")
        await page.get_by_role("button", name="Choose an emoji").click()
        await page.get_by_role("searchbox", name="Search emoji").fill("monkey")
        await page.get_by_test_id("emoji-picker").get_by_role("button", name="monkey", exact=True).click()
        await expect(field).to_have_value("one **two**🐒")
        await field.press_sequentially(" :tada:")
        await expect(field).to_have_value("one **two**🐒 🎉")
        # When all is undone step by step, then each comes off, down to nothing
        await page.keyboard.press("Control+z")
        await expect(field).to_have_value("one **two**🐒 :tada:")
        seen = [await field.input_value()]
        while seen[-1] and len(seen) < 20:
            await page.keyboard.press("Control+z")
            seen.append(await field.input_value())
        assert "one **two**" in seen
        assert "one two" in seen
        assert seen[-1] == ""
        # What was undone can be had again, and a name that was brought back stays one
        await page.keyboard.press("Control+y")
        await field.fill("")
        mark = new_name("m")
        await field.press_sequentially(f"{mark} :tada:")
        await expect(field).to_have_value(f"{mark} 🎉")
        await page.keyboard.press("Control+z")
        await expect(field).to_have_value(f"{mark} :tada:")
        await page.keyboard.press("Enter")
        await expect(page.get_by_test_id("message").filter(has_text=mark)).to_contain_text(":tada:")
        # What was sent is not to be had again
        for keys in ("Control+z", "Control+z", "Control+y"):
            await page.keyboard.press(keys)
            await expect(field).to_have_value("")
        await field.press_sequentially("next")
        for _ in "next":  # a slow machine's browser takes letters back one by one
            await page.keyboard.press("Control+z")
        await expect(field).to_have_value("")


async def test_a_name_that_was_pasted_is_an_emoji_once_it_is_sent(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        page, _ = await come(browser, base, stack, "ann")
        mark = new_name("m")
        await say(page, f"{mark} :snowman::heart: at 10:30:45")
        await expect(page.get_by_test_id("message").filter(has_text=mark)).to_contain_text(f"{mark} ⛄❤️ at 10:30:45")


async def test_a_key_that_ends_a_composition_sends_nothing_and_leads_nowhere(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        page, _ = await come(browser, base, stack, "ann")
        await composer(page).fill("かな")
        assert await composer(page).evaluate(COMPOSED, "Enter"), "the key is the input method's"
        await expect(composer(page)).to_have_value("かな")
        await page.keyboard.press("Control+k")
        switcher = page.get_by_role("combobox")
        await switcher.fill("sett")
        for key in ("Enter", "Escape"):
            assert await switcher.evaluate(COMPOSED, key)
        await expect(switcher).to_be_visible()
        await page.keyboard.press("Enter")
        await expect(page).to_have_url(re.compile("/me$"))


async def test_drafts_outlive_the_page_and_a_session_that_ends_and_are_their_writers_alone(
    browser: Browser, base: str
) -> None:
    async with AsyncExitStack() as stack:
        page, ann = await come(browser, base, stack, "ann")
        bob = await stack.enter_async_context(Person(base, new_name("bob")))
        await bob.sign_up()
        # Given a text that is begun, when the page is loaded anew, then it is there
        await composer(page).fill("half a thought")
        await page.reload()
        await expect(composer(page)).to_have_value("half a thought")
        # And in another tab it is too, where it grows and shrinks with it, until it is sent from either
        other = await page.context.new_page()
        await other.goto(f"{base}/chat/public-chat")
        await expect(composer(other)).to_have_value("half a thought")
        await composer(other).press_sequentially(" more")
        await expect(composer(page)).to_have_value("half a thought more")
        await composer(page).press("Enter")
        await expect(composer(other)).to_have_value("")
        await other.close()
        await composer(page).fill("half a thought")

        # When the session ends by itself, then the page says so
        async def ended(route: Route) -> None:
            await route.fulfill(status=401, json={"message": "Unauthorized"})

        for call in ("**/api/auth/refresh", "**/api/groups*"):
            await page.route(call, ended)
        await page.get_by_role("link", name="Open groups").click()
        await expect(page.get_by_text("Your session has ended. Log in again; your drafts are kept.")).to_be_visible()
        await page.unroute_all()
        # Another who signs in there sees nothing of it
        await come_back(page, base, bob.username)
        await expect(composer(page)).to_have_value("")
        await log_out(page)
        await expect(page.get_by_text("Your session has ended")).to_have_count(0)
        # Its writer does, until they log out
        await come_back(page, base, ann)
        await expect(composer(page)).to_have_value("half a thought")
        await log_out(page)
        await come_back(page, base, ann)
        await expect(composer(page)).to_have_value("")


async def test_a_phones_enter_begins_a_line_unless_the_user_wants_it_to_send(browser: Browser, base: str) -> None:
    # Given a phone, and a deployment with messages of at most ten characters
    context = await browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    page = await context.new_page()
    site = {"name": "Snow", "message_length": 10, "upload_limit": 1000, "uploads": True}
    await page.route("**/api/site", lambda route: route.fulfill(json=site))
    await join(page, base, new_name("ann"))
    field, send = composer(page), page.get_by_role("button", name="Send", exact=True)
    await expect(field).to_have_attribute("enterkeyhint", "enter")
    # When Enter is pressed, then a line begins, and the button sends both
    await field.press_sequentially("one")
    await field.press("Enter")
    await field.press_sequentially("two is long")
    await expect(field).to_have_value("one\ntwo is long")
    await expect(page.get_by_text("5 characters too many")).to_be_visible()
    await expect(send).to_be_disabled()
    await field.fill("one\ntwo")
    await send.click()
    await expect(field).to_have_value("")
    await expect(page.get_by_test_id("message").filter(has_text="one\ntwo").last).to_be_visible()
    # When they choose so, then Enter sends
    await page.goto(f"{base}/me")
    await page.get_by_role("switch", name="Enter sends").click()
    await page.goto(f"{base}/chat/public-chat")
    await expect(field).to_have_attribute("enterkeyhint", "send")
    await field.fill("three")
    await field.press("Enter")
    await expect(field).to_have_value("")
    await context.close()


async def test_what_was_read_right_before_the_page_goes_is_read(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        context, page = await new_page(browser)
        stack.push_async_callback(context.close)
        name = new_name("ann")
        await join(page, base, name)
        ann = await stack.enter_async_context(Person(base, name))
        await ann.sign_in()
        bob = await stack.enter_async_context(Person(base, new_name("bob")))
        connection = await (await bob.sign_up()).connect()
        # Given messages that are read one right after the other, of which the first is told at once
        seq = 0
        for mark in [new_name("m") for _ in range(3)]:
            seq = (await connection.frame("ack", client_id=await connection.say(mark)))["seq"]
            await expect(page.get_by_test_id("message").filter(has_text=mark)).to_be_visible()
        # When the page goes at once
        await page.goto("about:blank")
        # Then the last of them is known as read
        async with asyncio.timeout(PATIENCE):
            while await read_seq(ann) < seq:
                pass
        await connection.close()
