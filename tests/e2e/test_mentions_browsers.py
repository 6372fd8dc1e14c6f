"""Two people in two browsers: one mentions the other, types, is muted; each sets what they are told of."""

from __future__ import annotations

import re
from contextlib import AsyncExitStack

from playwright.async_api import Browser, Locator, Page, expect

from tests.e2e.browsing import come, composer, say
from tests.e2e.client import Person


async def private_chat(base: str, one: str, other: str) -> str:
    """The name of the chat of the two."""
    async with Person(base, one) as person:
        await person.sign_in()
        found = await person.ok("POST", f"/api/chat/private/{other}")
        name: str = found["chat"]["name"]
        return name


def row(page: Page, room: str) -> Locator:
    """The chat in the list beside the page."""
    return page.get_by_role("complementary").locator(f"[data-room='{room}']")


async def notifications(page: Page) -> Locator:
    """What calls one in the chat that is open."""
    await page.get_by_role("button", name="Chat menu").click()
    await page.get_by_role("button", name="Notifications").click()
    dialog = page.get_by_role("dialog", name="Notifications")
    await expect(dialog).to_be_visible()
    return dialog


async def test_a_mention_is_completed_and_stands_out_to_whom_it_means(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        # Given Ann in her chat with Bob, who looks at another
        ann, anns_name = await come(browser, base, stack, "ann")
        bob, bobs_name = await come(browser, base, stack, "bob")
        room = await private_chat(base, anns_name, bobs_name)
        await ann.goto(f"{base}/chat/{room}")
        await expect(composer(ann)).to_be_enabled()
        # When she begins his name, then it is completed by key
        await composer(ann).press_sequentially(f"hi @{bobs_name[:4].upper()}")
        people = ann.get_by_role("listbox", name="People to mention")
        await expect(people.get_by_role("option").first).to_contain_text(f"@{bobs_name}")
        await composer(ann).press("Enter")
        await expect(composer(ann)).to_have_value(f"hi @{bobs_name} ")
        await expect(people).to_be_hidden()
        await composer(ann).press_sequentially(f"and `@{bobs_name}`")
        await composer(ann).press("Enter")
        # Then his list tells it before the plain count
        await expect(row(bob, room).get_by_test_id("unread-mentions")).to_contain_text("1 mention of you")
        await expect(row(bob, room).get_by_test_id("unread")).to_contain_text("1 unread message")
        # When he reads it, then the word that names him is marked, and code is not, and nothing is left to tell
        await row(bob, room).click()
        message = bob.get_by_test_id("message").filter(has_text="hi @")
        await expect(message.get_by_test_id("mention")).to_have_text([f"@{bobs_name}"])
        await expect(message).to_contain_text("Mentions you")
        await bob.get_by_role("link", name="Public chat").first.click()
        await expect(row(bob, room)).to_contain_text("hi @")
        await expect(row(bob, room).get_by_test_id("unread-mentions")).to_have_count(0)
        # And the page of mentions leads to it, where the word leads to who is meant
        await bob.get_by_role("link", name="Mentions", exact=True).click()
        await bob.get_by_test_id("mention-row").filter(has_text=anns_name).get_by_role("link").click()
        await expect(bob).to_have_url(re.compile(f"/chat/{room}/1$"))
        await message.get_by_test_id("mention").get_by_role("button").click()
        await expect(bob.get_by_test_id("profile-card")).to_contain_text(f"@{bobs_name}")


async def test_who_types_is_seen_until_they_have_said_it(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        # Given Ann and Bob in their chat
        ann, anns_name = await come(browser, base, stack, "ann")
        bob, bobs_name = await come(browser, base, stack, "bob")
        room = await private_chat(base, anns_name, bobs_name)
        for page in (ann, bob):
            await page.goto(f"{base}/chat/{room}")
            await expect(composer(page)).to_be_enabled()
        await say(bob, "Are you there?")
        await expect(ann.get_by_role("log").get_by_text("Are you there?")).to_be_visible()
        # When she types, then he sees it
        await composer(ann).press_sequentially("I am")
        await expect(bob.get_by_test_id("typing")).to_have_text("typing…")
        # When she stops, then no longer
        await expect(bob.get_by_test_id("typing")).to_have_count(0)
        await expect(bob.get_by_test_id("info-bar")).to_contain_text(f"@{anns_name}")
        # When she says it, then it ends at once
        await composer(ann).press_sequentially(" here")
        await expect(bob.get_by_test_id("typing")).to_be_visible()
        await composer(ann).press("Enter")
        await expect(bob.get_by_role("log").get_by_text("I am here")).to_be_visible()
        await expect(bob.get_by_test_id("typing")).to_have_count(0, timeout=2_000)


async def test_a_muted_chat_says_so_and_counts_on(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        # Given Bob, who mutes his chat with Ann for an hour
        ann, anns_name = await come(browser, base, stack, "ann")
        bob, bobs_name = await come(browser, base, stack, "bob")
        room = await private_chat(base, anns_name, bobs_name)
        await bob.goto(f"{base}/chat/{room}")
        dialog = await notifications(bob)
        await dialog.get_by_role("button", name="For an hour").click()
        await expect(dialog.get_by_role("status")).to_contain_text("This chat is muted until")
        await dialog.get_by_role("button", name="Close").click()
        # Then the list says so, after a reload too, and goes on counting
        await bob.goto(f"{base}/chat/public-chat")
        await expect(row(bob, room).get_by_test_id("muted")).to_contain_text("Muted")
        await ann.goto(f"{base}/chat/{room}")
        await say(ann, f"psst @{bobs_name}")
        await expect(row(bob, room).get_by_test_id("unread")).to_contain_text("1 unread message")
        await expect(row(bob, room).get_by_test_id("unread-mentions")).to_be_visible()
        await expect(bob).to_have_title(re.compile(r"^(?!\(1\))"))
        # When he ends it, then it calls him as any other
        await row(bob, room).click()
        dialog = await notifications(bob)
        await dialog.get_by_role("button", name="Unmute").click()
        await expect(dialog.get_by_role("radio", name="As in my settings")).to_be_checked()
        await expect(row(bob, room).get_by_test_id("muted")).to_have_count(0)


async def test_what_is_set_is_saved_part_by_part(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        # Given somebody who has set nothing yet
        page, _ = await come(browser, base, stack, "ann")
        await page.goto(f"{base}/me")
        typing = page.get_by_role("switch", name="Show that I am typing")
        await expect(typing).to_be_checked()
        # When they switch off that they type, ask for mentions only in groups, and name a word and quiet hours
        await typing.click()
        await expect(typing).not_to_be_checked()
        groups = page.get_by_role("group", name="Groups")
        await groups.get_by_text("Mentions only").click()
        await expect(groups.get_by_role("radio", name="Mentions only")).to_be_checked()
        await page.get_by_role("textbox", name="Add a word").fill("  sledge ")
        await page.get_by_role("textbox", name="Add a word").press("Enter")
        await expect(page.get_by_test_id("keyword")).to_have_text(["sledge"])
        await page.get_by_role("switch", name="Keep quiet hours").click()
        await page.get_by_role("combobox", name="Time zone").fill("Nowhere/Hill")
        await page.get_by_role("button", name="Save the hours").click()
        await expect(page.get_by_text("There is no such time zone.")).to_be_visible()
        await page.get_by_role("combobox", name="Time zone").fill("Asia/Tokyo")
        await page.get_by_role("button", name="Save the hours").click()
        await expect(page.get_by_role("form", name="Quiet hours").get_by_text("Saved.")).to_be_visible()
        # Then all of it is so when they come back
        await page.reload()
        await expect(typing).not_to_be_checked()
        await expect(groups.get_by_role("radio", name="Mentions only")).to_be_checked()
        await expect(page.get_by_test_id("keyword")).to_have_text(["sledge"])
        await expect(page.get_by_role("combobox", name="Time zone")).to_have_value("Asia/Tokyo")
        # And a word can be taken away again
        await page.get_by_role("button", name="Remove sledge").click()
        await expect(page.get_by_text("None yet.")).to_be_visible()
