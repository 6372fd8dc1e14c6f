"""Voice messages in two browsers: recorded, listened to, sent, and played by somebody else."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect

from tests.e2e.browsing import come, composer, until
from tests.e2e.conftest import FLAGS
from tests.e2e.test_file_journeys import complaints

MICROPHONE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
"""A microphone that beeps once a second, and nobody is asked."""

PLAYED = re.compile(r"/api/chat/public-chat/file/\d+$")


HEARD = "Math.max(0, ...[...document.querySelectorAll('[data-testid=player] input')].map((each) => each.valueAsNumber))"
"""How far the players of a page are, in seconds: the furthest of them."""


@pytest_asyncio.fixture(loop_scope="session")
async def microphones(shell: Path) -> AsyncIterator[Browser]:
    """A browser in which everybody has a microphone."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=shell, args=[*FLAGS, *MICROPHONE])
        yield browser
        await browser.close()


async def record(page: Page, seconds: int = 2) -> None:
    """By the keyboard, from the composer to the recording that is ready."""
    await composer(page).focus()
    microphone = page.get_by_role("button", name="Record a voice message")
    while not await microphone.evaluate("(button) => button === document.activeElement"):
        await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("timer")).to_have_text(f"0:0{seconds}")
    await expect(page.get_by_role("button", name="Stop")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("recorder")).to_have_attribute("data-phase", "recorded")


async def test_a_voice_message_is_recorded_listened_to_sent_and_played_by_keyboard(
    microphones: Browser, base: str
) -> None:
    async with AsyncExitStack() as stack:
        ann, anns_name = await come(microphones, base, stack, "ann")
        bob, _ = await come(microphones, base, stack, "bob")
        forbidden = complaints(ann), complaints(bob)
        mine = ann.get_by_test_id("recorder")
        # Given a voice message of Ann's, which she listens to first
        await record(ann)
        await expect(mine.get_by_role("button", name="Play Voice message")).to_be_focused()
        await ann.keyboard.press("Enter")
        await until(ann, f"{HEARD} > 0.5")
        # When she sends it
        send = mine.get_by_role("button", name="Send voice message")
        while not await send.evaluate("(button) => button === document.activeElement"):
            await ann.keyboard.press("Tab")
        await ann.keyboard.press("Enter")
        await expect(mine).to_have_count(0)
        await expect(ann.get_by_role("button", name="Record a voice message")).to_be_focused()
        # Then Bob sees how long it is, and nothing is fetched before he plays it
        message = bob.locator(f'[data-testid="message"][data-author="{anns_name}"]')
        play = message.get_by_role("button", name="Play Voice message")
        await expect(message.get_by_test_id("player")).to_contain_text(re.compile("0:0[23]"))
        await play.focus()
        async with bob.expect_request(PLAYED):
            await bob.keyboard.press("Enter")
        await until(bob, f"{HEARD} > 0.5")
        # and he goes to another moment of it, faster
        await bob.keyboard.press("Enter")
        await expect(play).to_be_focused()
        slider = message.get_by_role("slider", name="Position")
        await slider.press("Home")
        await until(bob, f"{HEARD} === 0")
        for _ in range(10):
            await slider.press("ArrowRight")
        await until(bob, f"{HEARD} === 1")
        await message.get_by_role("button", name="Speed").press("Enter")
        await expect(message.get_by_role("button", name="Speed 1.5×")).to_be_visible()
        await play.press("Enter")
        await until(bob, f"{HEARD} > 1.3")
        await expect(play).to_be_visible()
        assert forbidden == ([], [])


async def test_the_next_voice_message_plays_on_and_leaving_the_chat_ends_it(microphones: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        ann, anns_name = await come(microphones, base, stack, "ann")
        bob, _ = await come(microphones, base, stack, "bob")
        messages = bob.locator(f'[data-testid="message"][data-author="{anns_name}"]')
        # Given two voice messages on end
        for count in (1, 2):
            await record(ann, 1)
            await ann.get_by_role("button", name="Send voice message").click()
            await expect(messages).to_have_count(count)
        # When Bob plays the first
        await messages.first.get_by_role("button", name="Play Voice message").click()
        # Then the second follows by itself
        await expect(messages.last.get_by_role("button", name="Pause Voice message")).to_be_visible()
        await expect(messages.first.get_by_role("button", name="Play Voice message")).to_be_visible()
        await bob.get_by_role("link", name="Open groups").click()
        await expect(messages).to_have_count(0)
        await bob.get_by_role("link", name="Public chat").first.click()
        await expect(messages.last.get_by_role("button", name="Play Voice message")).to_be_visible()


async def test_a_recording_is_held_slid_away_and_waits_for_who_walks_away(microphones: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        ann, _ = await come(microphones, base, stack, "ann")
        recorder, timer = ann.get_by_test_id("recorder"), ann.get_by_role("timer")
        box = await ann.get_by_role("button", name="Record a voice message").bounding_box()
        assert box is not None
        x, y = box["x"] + 20, box["y"] + 20

        async def hold() -> None:
            await ann.mouse.move(x, y)
            await ann.mouse.down()
            await expect(timer).to_have_text("0:01")

        # Slid away, it is cancelled when it is let go
        await hold()
        await ann.mouse.move(x - 200, y)
        await expect(recorder).to_contain_text("Let go to cancel")
        await ann.mouse.up()
        await expect(recorder).to_have_count(0)
        # Let go where it was pressed, it can be listened to
        await hold()
        await ann.mouse.up()
        await expect(recorder).to_have_attribute("data-phase", "recorded")
        # and is there again for who comes back
        await ann.get_by_role("link", name="Open groups").click()
        await expect(recorder).to_have_count(0)
        await ann.get_by_role("link", name="Public chat").first.click()
        await expect(recorder).to_have_attribute("data-phase", "recorded")
        await ann.get_by_role("button", name="Delete recording").click()
        # A tap records on without a hand, and ends where its user goes
        await ann.mouse.click(x, y)
        await expect(timer).to_have_text("0:01")
        await ann.get_by_role("link", name="Open groups").click()
        await ann.get_by_role("link", name="Public chat").first.click()
        await expect(recorder).to_have_attribute("data-phase", "recorded")


async def test_who_may_not_record_is_told_why(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        ann, _ = await come(browser, base, stack, "ann")
        await ann.get_by_role("button", name="Record a voice message").click()
        await expect(ann.get_by_role("alert").filter(has_text=re.compile("microphone"))).to_be_visible()
        await ann.get_by_role("button", name="Close").press("Enter")
        await composer(ann).fill("then in words")
