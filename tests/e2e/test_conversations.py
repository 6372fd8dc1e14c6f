"""A conversation's structure, in real browsers: replies, quotes, threads, and places far back in a long chat."""

from __future__ import annotations

import re
from contextlib import AsyncExitStack
from dataclasses import dataclass
from uuid import uuid4

from playwright.async_api import Browser, Locator, Page, expect

from tests.e2e.browsing import at, composer, say, settled
from tests.e2e.client import Connection, Person, new_name

SPEAKERS = 8
"""People who make a chat long enough that a page holds little of it; each may send so many at once:"""
AT_ONCE = 20


@dataclass
class Talk:
    """A private chat of two, each with a device that speaks the wire."""

    room: str
    ann: Person
    bob: Person
    devices: tuple[Connection, Connection]


async def talk(base: str, stack: AsyncExitStack) -> Talk:
    ann, bob = [await (await stack.enter_async_context(Person(base, new_name(n)))).sign_up() for n in ("ann", "bob")]
    room = (await ann.ok("POST", f"/api/chat/private/{bob.username}"))["chat"]["name"]
    return Talk(room, ann, bob, (await ann.connect(), await bob.connect()))


async def much_said(base: str, stack: AsyncExitStack) -> tuple[Person, list[int], str]:
    """Who comes after others have filled pages of the public chat, and the numbers of `tag 0.`, `tag 1.` and so on."""
    tag, seqs = new_name("talk"), list[int]()
    for _ in range(SPEAKERS):
        person = await (await stack.enter_async_context(Person(base, new_name("sue")))).sign_up()
        device = await person.connect()
        for _ in range(AT_ONCE):
            sent = await device.say(f"{tag} {len(seqs)}.")
            seqs.append((await device.frame("ack", client_id=sent))["seq"])
        await device.close()
    return await (await stack.enter_async_context(Person(base, new_name("ann")))).sign_up(), seqs, tag


def message(page: Page, text: str) -> Locator:
    return page.get_by_role("log", name="Messages").get_by_test_id("message").filter(has_text=re.compile(text))


def panel(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Thread")


async def reply(page: Page, text: str, answer: str) -> None:
    """By keyboard alone."""
    await message(page, text).first.focus()
    await page.keyboard.press("r")
    await expect(page.get_by_test_id("replying")).to_contain_text(text)
    await expect(composer(page)).to_be_focused()
    await say(page, answer)


async def test_a_reply_quotes_what_it_answers_and_the_quote_follows(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        chat = await talk(base, stack)
        ann, bob = [await at(browser, base, stack, p.username, f"/chat/{chat.room}") for p in (chat.ann, chat.bob)]
        await say(ann, "who brings the sledge?")
        await expect(message(bob, "sledge")).to_be_visible()
        # Escape leaves a reply, and nothing of what is written
        await message(bob, "sledge").focus()
        await bob.keyboard.press("r")
        await expect(bob.get_by_test_id("replying")).to_be_visible()
        await composer(bob).fill("I do")
        # The key leads into the text again, whoever pressed it before
        await message(bob, "sledge").focus()
        await bob.keyboard.press("r")
        await expect(composer(bob)).to_be_focused()
        await bob.keyboard.press("Escape")
        await expect(bob.get_by_test_id("replying")).to_have_count(0)
        await expect(composer(bob)).to_have_value("I do")
        # When Bob answers, both see what he answers, and how many did
        await reply(bob, "sledge", "I do")
        for page in (ann, bob):
            await expect(message(page, "I do").get_by_test_id("quote")).to_contain_text("who brings the sledge?")
            await expect(message(page, "who brings").first.get_by_test_id("replies")).to_contain_text("1 reply")
        # When the original is edited, the quote follows
        await composer(ann).press("ArrowUp")
        await composer(ann).fill("who brings both sledges?")
        await composer(ann).press("Enter")
        await expect(message(bob, "I do").get_by_test_id("quote")).to_contain_text("both sledges")
        # A thread beside the conversation shows what is said in it, and is written in
        await message(ann, "I do").focus()
        await ann.keyboard.press("t")
        await expect(panel(ann)).to_contain_text("I do")
        await expect(ann.get_by_role("textbox", name="Reply in this thread")).to_be_focused()
        await ann.keyboard.type("and who pulls it?")
        await ann.keyboard.press("Enter")
        await expect(message(bob, "who pulls").get_by_test_id("quote")).to_contain_text("both sledges")
        await expect(message(bob, "both sledges").first.get_by_test_id("replies")).to_contain_text("2 replies")
        await reply(bob, "who pulls", "you do")
        await expect(panel(ann).get_by_test_id("message").filter(has_text="you do")).to_be_visible()
        # When the original is deleted, its text is nowhere
        await chat.devices[0].send({"type": "delete", "room": chat.room, "seq": 1, "client_id": str(uuid4())})
        await expect(message(bob, "I do").get_by_test_id("quote")).to_contain_text("This message was deleted.")
        for page in (ann, bob):
            await expect(page.get_by_text("both sledges")).to_have_count(0)
        await ann.keyboard.press("Escape")
        await expect(panel(ann)).to_have_count(0)


async def test_a_cold_link_leads_into_a_long_chat_and_its_gaps_load(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        ann, seqs, tag = await much_said(base, stack)
        # Given a link to a message, from somebody who signs in first
        page = await at(browser, base, stack, ann.username, f"/chat/public-chat/{seqs[50]}")
        # Then it opens there, without what lies between, and without hiding that
        await expect(message(page, f"{tag} 50\\.")).to_be_focused()
        await expect(message(page, f"{tag} 50\\.")).to_be_in_viewport()
        latest = page.get_by_role("button", name="Jump to latest")
        await expect(latest).to_be_visible()
        # When she scrolls on, more comes until nothing is missing: every message is met once, in order
        log = page.get_by_role("log", name="Messages")
        await log.hover()
        for number in range(60, len(seqs), 10):
            while not await message(page, f"{tag} {number}\\.").count():
                await page.mouse.wheel(0, 500)
                await settled(page)
        await log.focus()
        await page.keyboard.press("End")
        await expect(latest).to_have_count(0)
        await expect(page.get_by_test_id("gap-newer")).to_have_count(0)
        # And a link that is clicked twice leads there twice
        await say(page, f"look at {base}/chat/public-chat/{seqs[0]}")
        link = message(page, "look at").get_by_role("link", name=f"/{seqs[0]}")
        for _ in range(2):
            await link.click()
            await expect(message(page, f"{tag} 0\\.")).to_be_focused()
            await latest.click()
            await expect(link).to_be_visible()


async def test_what_is_marked_unread_is_where_one_comes_back_to(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        chat = await talk(base, stack)
        page = await at(browser, base, stack, chat.ann.username, f"/chat/{chat.room}")
        for number in range(3):
            device = chat.devices[1]
            await device.frame("ack", client_id=await device.say(f"word {number + 1}", chat.room))
        await expect(message(page, "word 3")).to_be_visible()
        await message(page, "word 2").focus()
        await page.keyboard.press("u")
        await expect(page.get_by_text("Unread from here on.")).to_be_visible()
        # Then it is unread when she looks elsewhere, though she saw all of it
        row = page.get_by_role("complementary").get_by_role("link").filter(has_text=chat.bob.username).first
        await page.get_by_role("link", name=re.compile("Public chat")).first.click()
        await expect(page).to_have_url(re.compile("public-chat"))
        await expect(row.get_by_test_id("unread")).to_contain_text("2")
        await row.click()
        await expect(page.get_by_test_id("unread-line")).to_be_visible()
        await expect(message(page, "word 2")).to_be_in_viewport()
        # Now that she has come back and seen it, it is read
        await expect(row.get_by_test_id("unread")).to_have_count(0)
