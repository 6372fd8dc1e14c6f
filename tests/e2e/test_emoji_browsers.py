"""Emoji in browsers: completed while one types, added with a picture, seen by others, removed."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

from playwright.async_api import Browser, Locator, Page, expect

from tests.e2e.browsing import arrive, at, come, composer, say
from tests.e2e.client import PATIENCE, Person, new_name
from tests.e2e.test_emoji import brought
from tests.e2e.test_file_journeys import payload
from tests.e2e.test_files import picture
from tests.e2e.test_writing import COMPOSED

REFRESHED = 90_000
"""Milliseconds until a browser that has the list knows a new emoji: it asks again at most once a minute."""

SELECT = """(start) => {
    const all = [...document.querySelectorAll('[data-said]')];
    const first = all.find(({ textContent }) => textContent.includes(start));
    const range = document.createRange();
    range.setStart(first, 0);
    range.setEnd(all.at(-1), all.at(-1).childNodes.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
}"""


def completion(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Emoji by name")


def said(page: Page, mark: str) -> Locator:
    return page.get_by_test_id("message").filter(has_text=mark)


async def copied(page: Page, start: str) -> str:
    """The last words of what is copied from one message to the last, as soon as the code for it is there."""
    await page.evaluate(SELECT, start)
    await page.keyboard.press("Control+c")
    return (await page.evaluate("navigator.clipboard.readText()")).split(": ")[-1].strip()


async def added(base: str, stack: AsyncExitStack) -> str:
    """The name of a custom emoji that somebody has added."""
    ann, name = await stack.enter_async_context(Person(base, new_name("ann"))), new_name("e")
    await ann.sign_up()
    await ann.verify()
    await ann.ok("POST", "/api/emoji", {"name": name, "file": await brought(ann, picture())})
    return name


async def choose_picture(page: Page, data: bytes, name: str = "Snow Fort.png") -> None:
    async with page.expect_file_chooser() as chooser:
        await page.get_by_role("button", name="Choose").click()
    await (await chooser.value).set_files(payload(name, data, "image/png"))


async def test_an_emoji_that_somebody_adds_is_everybodys_and_stays_in_messages_once_it_is_removed(
    browser: Browser, base: str
) -> None:
    async with AsyncExitStack() as stack:
        page, _ = await arrive(browser, base, stack, "ann")
        other, _ = await come(browser, base, stack, "bob")
        name, mark = new_name("e"), new_name("m")
        code = f":{name}:"
        # Given a page that is opened by its address, and a picture that is too large
        await page.goto(f"{base}/me/emoji")
        await choose_picture(page, bytes(512 * 1024 + 1))
        await expect(page.get_by_role("alert").filter(has_text="At most 512")).to_be_visible()
        # When another is chosen, then its name is suggested, and it is shown as it will be
        await choose_picture(page, picture(200, 200))
        field = page.get_by_label("Name", exact=True)
        await expect(field).to_have_value("snow_fort")
        await expect(page.get_by_test_id("emoji-preview").get_by_role("img")).to_have_count(3)
        # A name that stands for something is refused at once, and one that is free is not
        await field.fill("smile")
        await expect(page.get_by_text(":smile: stands for 😄 already.")).to_be_visible()
        await field.fill(name)
        await expect(page.get_by_text(f"{code} is free.")).to_be_visible()
        await page.get_by_role("button", name="Add", exact=True).click()
        await expect(page.get_by_text(f"{code} is here for everybody.")).to_be_visible()
        row = page.get_by_test_id("custom-emoji").filter(has_text=code)
        await expect(row).to_contain_text("by you")
        # Then it is in the picker, and others see it in a message, in words that go on as text
        await page.goto(f"{base}/chat/public-chat")
        await composer(page).fill(mark)
        await page.get_by_role("button", name="Choose an emoji").click()
        await page.get_by_role("searchbox", name="Search emoji").fill(name)
        await page.get_by_test_id("emoji-picker").get_by_role("button", name=code).click()
        await expect(composer(page)).to_have_value(f"{mark} {code}")
        await composer(page).press_sequentially(" `x` :nosuch-emoji:")
        await composer(page).press("Enter")
        await expect(said(other, mark).get_by_role("img", name=code)).to_be_visible(timeout=REFRESHED)
        await expect(said(other, mark)).to_contain_text(":nosuch-emoji:")
        # When it is removed, then nobody is offered it, its name is not free, and the message keeps it
        await page.goto(f"{base}/me/emoji")
        await row.get_by_role("button", name=f"Remove {code}").click()
        await page.get_by_role("dialog").get_by_role("button", name="Remove", exact=True).click()
        await expect(page.get_by_text(f"{code} is removed.")).to_be_visible()
        await expect(row).to_have_count(0)
        await page.get_by_label("Name", exact=True).fill(name)
        await expect(page.get_by_text(f"{code} was removed.")).to_be_visible()
        await page.goto(f"{base}/chat/public-chat")
        await expect(said(page, mark).get_by_role("img", name=code)).to_be_visible()
        # What was used last may be gone: the picker opens without it
        await page.get_by_role("button", name="Choose an emoji").click()
        picker = page.get_by_test_id("emoji-picker")
        await expect(picker.get_by_role("button", name="grinning face", exact=True).first).to_be_visible()
        await expect(picker.get_by_role("button", name=code)).to_have_count(0)


async def test_emoji_are_completed_by_keyboard_and_never_against_the_will_of_who_types(
    browser: Browser, base: str
) -> None:
    async with AsyncExitStack() as stack:
        name = await added(base, stack)
        ann, bob = [
            await (await stack.enter_async_context(Person(base, new_name(n)))).sign_up() for n in ("ann", "bob")
        ]
        # A chat of two: in the public one others show custom emoji
        room = (await ann.ok("POST", f"/api/chat/private/{bob.username}"))["chat"]["name"]
        page = await at(browser, base, stack, bob.username, f"/chat/{room}")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        await page.goto(f"{base}/chat/{room}")
        field, mark = composer(page), new_name("m")
        # Given a text without a name, then nothing is asked for, and Enter sends
        await say(page, f"{mark} at 10:30 `:smi")
        await expect(said(page, f"{mark} at 10:30")).to_be_visible()
        assert not [url for url in asked if "/api/emoji" in url]
        # When a name is begun, then keys walk among what it may be, and Enter takes it and sends nothing
        await field.press_sequentially(f"{mark} :smil")
        await expect(completion(page).get_by_role("option").first).to_contain_text(":smile:")
        await expect(completion(page).get_by_role("option", selected=True)).to_contain_text(":smile:")
        assert await field.get_attribute("aria-activedescendant")
        await page.keyboard.press("ArrowDown")
        await expect(completion(page).get_by_role("option", selected=True)).not_to_contain_text(":smile:")
        await page.keyboard.press("ArrowUp")
        assert await field.evaluate(COMPOSED, "Enter"), "the key is the input method's"
        await page.keyboard.press("Enter")
        await expect(field).to_have_value(f"{mark} 😄")
        await expect(completion(page)).to_have_count(0)
        # A custom one by Tab, from the beginning of its name
        await field.press_sequentially(f" :{name[:-1]}")
        await expect(completion(page).get_by_role("option", name=f":{name}:")).to_be_visible()
        await page.keyboard.press("Tab")
        await expect(field).to_have_value(f"{mark} 😄 :{name}:")
        # By a click, with the focus where it was
        await field.press_sequentially(" :snowm")
        await completion(page).get_by_role("option", name=":snowman:").click()
        await expect(field).to_have_value(f"{mark} 😄 :{name}: ⛄")
        await expect(field).to_be_focused()
        # Escape closes, and Enter sends what was typed
        await field.press_sequentially(" :hea")
        await expect(completion(page)).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(completion(page)).to_have_count(0)
        await page.keyboard.press("Enter")
        await expect(field).to_have_value("")
        await expect(said(page, f"{mark} 😄")).to_contain_text("⛄ :hea")


async def test_an_emoji_on_its_own_is_large_and_copied_as_it_was_written(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        name = await added(base, stack)
        page, _ = await come(browser, base, stack, "bob")
        mark = new_name("m")
        # Given a text, and an emoji on its own
        await say(page, mark)
        await say(page, f":{name}:")
        large = page.get_by_test_id("message").last.get_by_role("img", name=f":{name}:")
        await expect(large).to_be_visible()
        box = await large.bounding_box()
        assert box
        assert box["height"] > 50
        # When both are selected, then both are copied
        await page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=base)
        await page.get_by_role("log").focus()
        async with asyncio.timeout(PATIENCE):
            while await copied(page, mark) != f":{name}:":
                pass
