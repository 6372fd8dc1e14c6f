"""Given people with browsers, when they call each other, then they see it, are told of it, and the log keeps it."""

from __future__ import annotations

import re
from contextlib import AsyncExitStack

from playwright.async_api import Browser, Locator, Page, expect

from tests.e2e.browsing import at, composer, go, until
from tests.e2e.client import Person, new_name
from tests.e2e.screens.eye import AXE, FAULTS, JUDGE

SIZES = ((320, 568), (3840, 2160))
"""From a small phone to a wall, in pixels; what lies between is pictured (tests/e2e/screens)."""

OUTSIDE = """() => [...document.querySelectorAll('[data-testid=call-view], [data-testid=tile], [role=toolbar] button')]
    .filter((element) => {
        const { left, top, right, bottom } = element.getBoundingClientRect();
        return left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1 || right - left < 20;
    })
    .map(({ outerHTML }) => outerHTML.slice(0, 120))"""
"""What of a call is not in sight."""

PLAYING = """(name) => {
    const video = document.querySelector(`[data-testid=tile][data-name="${name}"] video`);
    return video !== null && video.videoWidth > 0 && video.currentTime > 0;
}"""


async def two(base: str) -> tuple[Person, Person, str]:
    """Ann and Bob, and the chat of the two. They are to be closed."""
    ann, bob = Person(base, new_name("ann")), Person(base, new_name("bob"))
    for person in (ann, bob):
        await person.sign_up()
    chat = await ann.ok("POST", f"/api/chat/private/{bob.username}", {})
    return ann, bob, chat["chat"]["name"]


async def second_tab(page: Page, base: str) -> Page:
    """Another tab of that browser, at another chat."""
    tab = await page.context.new_page()
    await go(tab, f"{base}/chat/public-chat")
    await expect(composer(tab)).to_be_enabled()
    return tab


def button(page: Page | Locator, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def ring(page: Page) -> Locator:
    return page.get_by_test_id("ring")


def tile(page: Page, username: str) -> Locator:
    return page.locator(f"[data-testid=tile][data-name='{username}']")


async def sees(page: Page, username: str) -> None:
    """Pictures of that person's camera move in their tile."""
    await expect(tile(page, username)).to_be_visible()
    await until(page, f"({PLAYING})({username!r})")


async def told(page: Page, words: str) -> None:
    await expect(page.get_by_test_id("call-announcer")).to_contain_text(words)


async def fits(page: Page) -> None:
    for width, height in SIZES:
        await page.set_viewport_size({"width": width, "height": height})
        await until(page, f"({OUTSIDE})().length === 0")
    await page.set_viewport_size({"width": 1200, "height": 800})


async def is_open_to_everybody(page: Page) -> None:
    await page.evaluate(AXE.read_text())
    assert await page.evaluate(JUDGE) == []
    assert await page.evaluate(FAULTS.read_text()) == []


async def test_a_call_rings_in_every_tab_is_answered_in_one_and_goes_with_the_user(callers: Browser, base: str) -> None:
    ann, bob, room = await two(base)
    async with ann, bob, AsyncExitStack() as stack:
        ann_page = await at(callers, base, stack, ann.username, f"/chat/{room}")
        bob_page = await at(callers, base, stack, bob.username, f"/chat/{room}")
        other_tab = await second_tab(bob_page, base)
        await bob_page.bring_to_front()

        await button(ann_page, "Video call").click()
        for tab in (bob_page, other_tab):
            await expect(ring(tab)).to_contain_text(f"{ann.username} is calling with video")
            await expect(tab).to_have_title(re.compile("is calling"))
        await is_open_to_everybody(bob_page)

        await button(ring(bob_page), "Accept with video").click()
        await expect(ring(other_tab)).to_have_count(0)
        await expect(other_tab).not_to_have_title(re.compile("is calling"))
        await sees(ann_page, bob.username)
        await sees(bob_page, ann.username)
        await fits(bob_page)
        await is_open_to_everybody(bob_page)

        await bob_page.keyboard.press("m")
        await told(bob_page, "You are muted.")
        await expect(tile(ann_page, bob.username)).to_contain_text("muted")
        await bob_page.keyboard.press("h")
        await told(ann_page, f"{bob.username} raised a hand.")
        await bob_page.keyboard.press("v")
        await expect(tile(ann_page, bob.username).locator("video")).to_have_count(0)

        await bob_page.keyboard.press("Escape")
        bar = bob_page.get_by_test_id("call-bar")
        await expect(bar).to_contain_text(ann.username)
        await bob_page.get_by_test_id("chat-row").filter(has_text="Public chat").click()
        await expect(bob_page).to_have_url(re.compile("public-chat"))
        await composer(bob_page).fill("m is a letter here")
        await button(bar, "Unmute").click()
        await expect(tile(ann_page, bob.username)).not_to_contain_text("muted")
        await is_open_to_everybody(bob_page)
        await button(bar, "Open the call").click()
        await sees(bob_page, ann.username)

        await button(bob_page, "Leave").click()
        await told(ann_page, f"{bob.username} left.")
        await button(ann_page, "Leave").click()
        said = ann_page.get_by_test_id("call-message")
        await expect(said).to_contain_text(re.compile(r"Video call, \d+ second"))
        await said.hover()
        await button(ann_page, "Message actions").locator("visible=true").click()
        actions = ann_page.get_by_test_id("message-actions")
        await expect(button(actions, "Reply")).to_be_visible()
        await expect(button(actions, "Edit")).to_have_count(0)
        await expect(button(actions, "Delete")).to_have_count(0)


async def test_a_call_that_was_missed_leads_back_and_one_that_is_declined_says_so(callers: Browser, base: str) -> None:
    ann, bob, room = await two(base)
    async with ann, bob, AsyncExitStack() as stack:
        ann_page = await at(callers, base, stack, ann.username, f"/chat/{room}")
        bob_page = await at(callers, base, stack, bob.username, "/chat/public-chat")

        await button(ann_page, "Voice call").click()
        await expect(ring(bob_page)).to_be_visible()
        await button(ann_page, "Leave").click()
        await expect(ring(bob_page)).to_have_count(0)
        row = bob_page.get_by_test_id("chat-row").filter(has_text=ann.username)
        await expect(row).to_contain_text("Missed voice call")
        await expect(row).to_contain_text("1 unread message")
        await row.click()

        missed = bob_page.get_by_test_id("call-message")
        await expect(missed).to_contain_text("Missed voice call")
        await expect(ann_page.get_by_test_id("call-message")).to_contain_text("Voice call, cancelled")
        await button(missed, "Call again").click()
        await button(ring(ann_page), "Decline").click()
        await expect(ring(ann_page)).to_have_count(0)
        end = bob_page.get_by_test_id("call-end")
        await expect(end).to_contain_text("The call was declined.")
        await is_open_to_everybody(bob_page)
        await expect(bob_page.get_by_test_id("call-message").last).to_contain_text("Voice call, declined")
        await button(end, "Call again").click()
        await expect(ring(ann_page)).to_be_visible()
        await button(bob_page, "Leave").click()


async def test_a_group_is_joined_while_its_call_goes_on(callers: Browser, base: str) -> None:
    ann, bob, room = await two(base)
    async with ann, bob, Person(base, new_name("cem")) as cem, AsyncExitStack() as stack:
        await cem.sign_up()
        for person in (ann, bob, cem):
            await person.verify()
        group = await ann.ok("POST", "/api/chat/new", {"groupchat_name": "Hats", "open": True})
        room = group["chat"]["name"]
        for person in (bob, cem):
            await person.ok("POST", f"/api/chat/{room}/join", {"invite": None})
        ann_page = await at(callers, base, stack, ann.username, f"/chat/{room}")
        bob_page = await at(callers, base, stack, bob.username, f"/chat/{room}")

        await button(ann_page, "Video call").click()
        await expect(ring(bob_page)).to_contain_text("in Hats")
        await button(ring(bob_page), "Accept").click()
        await expect(tile(ann_page, bob.username)).to_be_visible()

        cem_page = await at(callers, base, stack, cem.username, f"/chat/{room}")
        await expect(button(cem_page, "Join the call")).to_be_visible()
        if await ring(cem_page).count():
            await button(ring(cem_page), "Decline").click()
        await button(cem_page, "Join the call").click()
        await told(ann_page, f"{cem.username} joined.")
        await sees(cem_page, ann.username)
        await expect(cem_page.get_by_test_id("tile")).to_have_count(3)
        await fits(cem_page)

        for page in (ann_page, bob_page, cem_page):
            await button(page, "Leave").click()
        said = ann_page.get_by_test_id("call-message")
        await expect(said).to_contain_text(re.compile(f"With .*{cem.username}"))
