"""A conversation in real browsers, where only they can show it: on a phone, in a very long chat, on two devices."""

from __future__ import annotations

import re
from collections.abc import Generator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import time
from uuid import uuid4

from playwright.async_api import Browser, Locator, Page, ViewportSize, expect
from pynamodb.connection import Connection as DynamoDB

from local.ministack import ROOT_KEY
from local.settings import REGION
from local.stack import Stack
from snowfight.models.records import Entry
from snowfight.settings import Settings
from snowfight.storage.database import Database
from snowfight.storage.messages.entries import message_row
from snowfight.storage.messages.log import Messages
from snowfight.storage.rows.messages import MessageRow
from snowfight.storage.rows.rooms import MetaRow
from tests.e2e.browsing import at, composer, go, say
from tests.e2e.client import PASSWORD, Person, new_name
from tests.support.dynamodb import bound_elsewhere

PHONE = ViewportSize(width=360, height=740)
LONG = 5_000
MIDDLE = LONG // 2


def message(page: Page, text: str) -> Locator:
    return page.get_by_test_id("message").filter(has_text=re.compile(text))


async def two(base: str, stack: AsyncExitStack) -> tuple[Person, Person, str]:
    """Ann and Bob, and the name of their private chat."""
    ann, bob = [await (await stack.enter_async_context(Person(base, new_name(n)))).sign_up() for n in ("ann", "bob")]
    return ann, bob, (await ann.ok("POST", f"/api/chat/private/{bob.username}"))["chat"]["name"]


async def swipe(page: Page, place: Locator, by: int) -> None:
    """Draw it aside with a finger, so many pixels, in a second. It rests before it is lifted: after a fling the browser
    takes the next tap for what stops it."""
    box = await place.bounding_box()
    assert box
    x, y = box["x"] + 20, box["y"] + box["height"] / 2
    devtools = await page.context.new_cdp_session(page)
    began = time() - 1

    async def touch(kind: str, after: float, *points: dict[str, float]) -> None:
        event = {"type": kind, "touchPoints": points, "timestamp": began + after}
        await devtools.send("Input.dispatchTouchEvent", event)

    await touch("touchStart", 0, {"x": x, "y": y})
    for part in range(1, 11):
        await touch("touchMove", part / 20, {"x": x + by * part / 10, "y": y})
    await touch("touchMove", 0.9, {"x": x + by, "y": y})
    await touch("touchEnd", 1)


async def test_on_a_phone_a_swipe_replies_offline_too_and_a_thread_has_the_page(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        # Given a phone in a chat where Bob asked something
        ann, bob, room = await two(base, stack)
        device = await bob.connect()
        await device.say("who brings the sledge?", room)
        context = await browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
        stack.push_async_callback(context.close)
        page = await context.new_page()
        await page.goto(f"{base}/login?next=/chat/{room}")
        await page.get_by_label("Username").fill(ann.username)
        await page.get_by_label("Password", exact=True).fill(PASSWORD)
        await page.get_by_role("button", name="Log in").tap()
        asked = message(page, "who brings")
        await expect(asked).to_be_visible()
        # When a finger draws the message aside, though not far, then nothing happens
        await swipe(page, asked, 40)
        await expect(page.get_by_test_id("replying")).to_have_count(0)
        # When it is drawn far, then it is answered; without a network the answer waits for one
        await swipe(page, asked, 120)
        await expect(page.get_by_test_id("replying")).to_contain_text("who brings the sledge?")
        await context.set_offline(True)
        await composer(page).fill("I do")
        await page.get_by_role("button", name="Send").tap()
        await expect(message(page, "I do").get_by_test_id("quote")).to_contain_text("who brings the sledge?")
        assert not [frame for frame in device.frames if frame.get("body") == "I do"]
        await context.set_offline(False)
        assert (await device.message("I do"))["reply_to"] == 1
        # And the thread has the whole page, and its own composer, until one goes back
        await asked.first.get_by_test_id("replies").tap()
        await expect(page).to_have_url(re.compile(f"/chat/{room}/thread/1$"))
        await expect(page.get_by_role("textbox", name="Reply in this thread")).to_be_visible()
        await expect(composer(page)).to_have_count(0)
        await expect(message(page, "I do")).to_be_visible()
        assert await page.evaluate("() => document.documentElement.scrollWidth") == PHONE["width"]
        await page.get_by_role("button", name="Back to the chat").tap()
        await expect(page).to_have_url(re.compile(f"/chat/{room}$"))
        await expect(composer(page)).to_be_visible()


def fill(stack: Stack, room: str, author: str) -> None:
    """Somebody has said `word 1.` and so on, LONG of them; the middle one is an answer to the one a hundred before."""
    began = datetime.now(UTC) - timedelta(days=1)
    said = [
        Entry(room, seq, str(uuid4()), author, began + timedelta(seconds=seq), f"word {seq}.")
        for seq in range(1, LONG + 1)
    ]
    answer, root = said.pop(MIDDLE - 1), said[MIDDLE - 101]
    with tables(stack) as database:
        with MessageRow.batch_write() as batch:
            for entry in said:
                batch.save(message_row(entry))
        Messages(database).append(replace(answer, reply_to=root.seq, thread=root.seq, quotes=author), root=root)
        MetaRow(f"ROOM#{room}", "META").update([MetaRow.last_seq.set(LONG)])


@contextmanager
def tables(stack: Stack) -> Generator[Database]:
    """The stack's own rows, for what would take people too long."""
    outputs = stack.outputs
    settings = Settings(
        rooms_table=outputs["RoomsTable"],
        messages_table=outputs["MessagesTable"],
        ephemeral_table=outputs["EphemeralTable"],
    )
    key, secret = ROOT_KEY.values()
    dynamodb = DynamoDB(REGION, stack.endpoint_url, aws_access_key_id=key, aws_secret_access_key=secret)
    with bound_elsewhere():
        yield Database(settings, dynamodb)


async def test_a_cold_link_leads_to_a_reply_in_the_middle_of_thousands(
    browser: Browser, base: str, stack: Stack
) -> None:
    async with AsyncExitStack() as everybody:
        # Given a chat of five thousand messages, of which the one in the middle answers another
        ann, bob, room = await two(base, everybody)
        fill(stack, room, bob.username)
        # When Ann, who has to log in first, follows a link to it
        page = await at(browser, base, everybody, ann.username, f"/chat/{room}/{MIDDLE}")
        # Then it is there, with what it answers, though neither is near the end
        answer = message(page, f"word {MIDDLE}\\.")
        await expect(answer).to_be_focused()
        await expect(answer).to_be_in_viewport()
        await expect(message(page, f"word {LONG}\\.")).to_have_count(0)
        # And the quote leads on to what is answered
        await answer.get_by_test_id("quote").click()
        await expect(message(page, f"word {MIDDLE - 100}\\.")).to_be_focused()


async def test_what_one_device_does_the_other_shows(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        # Given Ann at the public chat in a browser, with another device of hers in the chat with Bob
        ann, bob, room = await two(base, stack)
        page = await at(browser, base, stack, ann.username, "/chat/public-chat")
        await go(page, f"{base}/chat/public-chat")
        phone, bobs = await ann.connect(), await bob.connect()
        row = page.get_by_role("complementary").locator(f"[data-room='{room}']")
        # When Bob mentions her, then it counts
        await bobs.say(f"@{ann.username} who brings the sledge?", room)
        await expect(row.get_by_test_id("unread-mentions")).to_contain_text("1 mention of you")
        # When the other device has read it, then it counts no longer as she comes back
        await phone.message(f"@{ann.username} who brings the sledge?")
        await phone.send({"type": "read", "room": room, "seq": 1})
        await phone.answered()
        await go(page, page.url)
        await expect(row).to_contain_text("who brings the sledge?")
        await expect(row.get_by_test_id("unread-mentions")).to_have_count(0)
        await expect(row.get_by_test_id("unread")).to_have_count(0)
        # When it answers, then the browser shows the answer as hers, in the list and in the chat
        await phone.say("I do", room, reply_to=1)
        await expect(row).to_contain_text("You: I do")
        await row.click()
        await expect(message(page, "I do").get_by_test_id("quote")).to_contain_text("who brings the sledge?")
        await expect(message(page, "who brings").first.get_by_test_id("replies")).to_contain_text("1 reply")
        # And what is said here is on the other device
        await say(page, "all of us")
        await phone.message("all of us")
