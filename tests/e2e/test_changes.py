"""What was said can change, seen by those who look: edits, deletions, reactions and pins in real browsers."""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import dataclass
from uuid import uuid4

from playwright.async_api import Browser, Locator, Page, ViewportSize, expect

from tests.e2e.browsing import at, composer, log_in, open_page, say, settled
from tests.e2e.client import Connection, Person, new_name

PHONE = ViewportSize(width=360, height=740)


@dataclass
class Talk:
    """A private chat of two: Ann's and Bob's browsers, and a device of Ann's that speaks the wire."""

    room: str
    ann: Page
    bob: Page
    device: Connection


async def talk(browser: Browser, base: str, stack: AsyncExitStack) -> Talk:
    ann, bob = [await (await stack.enter_async_context(Person(base, new_name(n)))).sign_up() for n in ("ann", "bob")]
    room = (await ann.ok("POST", f"/api/chat/private/{bob.username}"))["chat"]["name"]
    pages = [await at(browser, base, stack, person.username, f"/chat/{room}") for person in (ann, bob)]
    return Talk(room, *pages, device=await ann.connect())


def message(page: Page, text: str) -> Locator:
    return page.get_by_test_id("message").filter(has_text=text)


async def stored(page: Page, text: str) -> Locator:
    """An own message, once the server has it."""
    sent = message(page, text)
    await expect(sent).to_have_attribute("data-state", "sent")
    return sent


async def choose(page: Page, text: str, action: str) -> None:
    """Do something with a message, by keyboard alone."""
    await message(page, text).focus()
    await page.keyboard.press("Shift+F10")
    await page.get_by_test_id("message-actions").get_by_role("button", name=action, exact=True).press("Enter")


async def test_what_one_changes_the_other_sees_at_once(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        chat = await talk(browser, base, stack)
        ann, bob = chat.ann, chat.bob
        await say(ann, "See you at tne hill")
        await stored(ann, "tne hill")
        await expect(message(bob, "tne hill")).to_be_visible()
        # When Ann edits it
        await choose(ann, "tne hill", "Edit")
        await composer(ann).fill("See you at the hill")
        await composer(ann).press("Enter")
        # Then both see the new text, with a mark, and no editing is left
        for page in (ann, bob):
            await expect(message(page, "at the hill").get_by_test_id("edited")).to_be_visible()
            await expect(message(page, "tne hill")).to_have_count(0)
        await expect(composer(ann)).to_have_value("")
        # When Bob reacts and pins
        await choose(bob, "at the hill", "React with 👍")
        await choose(bob, "at the hill", "Pin")
        # Then Ann has the chip, may join in, and the pin is under the title
        chip = message(ann, "at the hill").get_by_test_id("chip")
        await expect(chip).to_have_attribute("aria-pressed", "false")
        await chip.click()
        await expect(message(bob, "at the hill").get_by_test_id("chip")).to_contain_text("2")
        await expect(ann.get_by_test_id("pin-bar")).to_contain_text("at the hill")
        # When Ann deletes it
        await choose(ann, "at the hill", "Delete")
        await ann.get_by_role("dialog").get_by_role("button", name="Delete", exact=True).click()
        # Then nothing of it is left anywhere, and that it was there is told in words
        await expect(bob.get_by_test_id("tombstone")).to_have_text("Deleted by its author.")
        await expect(ann.get_by_test_id("tombstone")).to_have_text("You deleted this message.")
        for page in (ann, bob):
            await expect(page.get_by_text("at the hill")).to_have_count(0)
            await expect(page.get_by_test_id("pin-bar")).to_have_count(0)


async def test_an_edit_made_offline_is_applied_on_return(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        chat = await talk(browser, base, stack)
        await say(chat.ann, "before the tunnel")
        await stored(chat.ann, "before the tunnel")
        # When the network goes while she edits, the edit shows as on its way
        await composer(chat.ann).press("ArrowUp")
        await composer(chat.ann).fill("after the tunnel")
        await chat.ann.wait_for_load_state("networkidle")
        await chat.ann.context.set_offline(True)
        await composer(chat.ann).press("Enter")
        await expect(message(chat.ann, "after the tunnel")).to_have_attribute("data-state", "sending")
        # Then the other sees it once she is back
        await chat.ann.context.set_offline(False)
        await expect(message(chat.bob, "after the tunnel")).to_be_visible()
        await stored(chat.ann, "after the tunnel")


async def test_of_a_reaction_toggled_fast_the_last_intent_stays(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        chat = await talk(browser, base, stack)
        await say(chat.ann, "who comes along?")
        await stored(chat.ann, "who comes along?")
        await choose(chat.ann, "who comes along?", "React with 🎉")
        chip = message(chat.ann, "who comes along?").get_by_test_id("chip")
        await expect(message(chat.bob, "who comes along?").get_by_test_id("chip")).to_be_visible()
        # When it is taken back, put there and taken back, faster than anybody answers, the chip stays under the pointer
        await chip.hover()
        for _ in range(3):
            await chip.click(no_wait_after=True)
        await expect(chip).to_have_attribute("aria-pressed", "false")
        # Then it is gone for both
        await expect(message(chat.bob, "who comes along?").get_by_test_id("chip")).to_have_count(0)
        await chat.ann.mouse.move(0, 0)
        await composer(chat.ann).focus()
        await expect(chip).to_have_count(0)


async def test_a_message_deleted_while_it_is_edited_costs_no_word(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        chat = await talk(browser, base, stack)
        await say(chat.ann, "a first thought")
        await stored(chat.ann, "a first thought")
        # Given a draft, and an edit that is being written
        await composer(chat.ann).fill("a draft")
        await choose(chat.ann, "a first thought", "Edit")
        await expect(composer(chat.ann)).to_be_focused()
        await composer(chat.ann).fill("a second thought")
        # When the message is deleted on another device
        await chat.device.send({"type": "delete", "room": chat.room, "seq": 1, "client_id": str(uuid4())})
        await expect(chat.ann.get_by_test_id("editing")).to_contain_text("deleted meanwhile")
        # Then the text can be sent as a new message, and the draft is back
        await composer(chat.ann).press("Enter")
        await expect(message(chat.bob, "a second thought")).to_be_visible()
        await expect(composer(chat.ann)).to_have_value("a draft")


async def test_an_edit_that_lost_to_another_shows_both_texts(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        chat = await talk(browser, base, stack)
        await say(chat.ann, "at ten")
        await stored(chat.ann, "at ten")
        await composer(chat.ann).press("ArrowUp")
        await composer(chat.ann).fill("at eleven")
        # When another device was faster
        edit = {"type": "edit", "room": chat.room, "seq": 1, "body": "at nine", "known": None}
        await chat.device.send({**edit, "client_id": str(uuid4())})
        await expect(message(chat.ann, "at nine")).to_be_visible()
        await composer(chat.ann).press("Enter")
        # Then nothing is overwritten before she has seen both and chosen
        await expect(chat.ann.get_by_test_id("refused")).to_contain_text("somewhere else")
        await expect(message(chat.bob, "at nine")).to_be_visible()
        await chat.ann.get_by_role("button", name="Compare").click()
        await expect(chat.ann.get_by_role("dialog")).to_contain_text("at nine")
        await chat.ann.get_by_role("dialog").get_by_role("button", name="Take mine").click()
        await expect(message(chat.bob, "at eleven")).to_be_visible()
        await expect(chat.ann.get_by_test_id("refused")).to_have_count(0)


async def test_escape_ends_editing_and_the_focus_goes_where_it_was(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        chat = await talk(browser, base, stack)
        await say(chat.ann, "well said")
        sent = await stored(chat.ann, "well said")
        # When the actions are closed, the message has the focus again
        await sent.focus()
        await chat.ann.keyboard.press("ContextMenu")
        await expect(chat.ann.get_by_test_id("message-actions")).to_be_visible()
        await chat.ann.keyboard.press("Escape")
        await expect(sent).to_be_focused()
        # When editing is given up, the draft is back and nothing has changed
        await composer(chat.ann).fill("half a th")
        await choose(chat.ann, "well said", "Edit")
        await expect(composer(chat.ann)).to_have_value("well said")
        await composer(chat.ann).fill("badly said")
        await chat.ann.keyboard.press("Escape")
        await expect(composer(chat.ann)).to_have_value("half a th")
        await expect(sent.get_by_test_id("edited")).to_have_count(0)


async def test_a_long_touch_on_a_phone_offers_what_can_be_done(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack, Person(base, new_name("ann")) as ann, Person(base, new_name("bob")) as bob:
        await ann.sign_up()
        await bob.sign_up()
        room = (await ann.ok("POST", f"/api/chat/private/{bob.username}"))["chat"]["name"]
        await (await bob.connect()).say("hold me", room)
        context = await browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
        stack.push_async_callback(context.close)
        page = await context.new_page()
        await page.goto(f"{base}/login?next=/chat/{room}")
        await log_in(page, ann.username)
        await expect(message(page, "hold me")).to_be_visible()
        # When a finger stays on the message
        await hold(page, page.get_by_text("hold me"))
        # Then its actions come from below, over the whole width
        actions = page.get_by_role("dialog")
        await expect(actions.get_by_role("button", name="Copy text")).to_be_visible()
        box = await actions.bounding_box()
        assert box
        assert (box["x"], box["width"]) == (0, PHONE["width"])
        await actions.get_by_role("button", name="React with ❤️").tap()
        # And one that stays on the chip tells who reacted, and takes nothing back
        await hold(page, page.get_by_test_id("chip"))
        await expect(page.get_by_role("dialog").get_by_text(f"@{ann.username}")).to_be_visible()
        await expect(page.get_by_test_id("chip")).to_have_attribute("aria-pressed", "true")


async def hold(page: Page, place: Locator) -> None:
    """A long touch, until it has done something."""
    box = await place.bounding_box()
    assert box
    point = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    devtools = await page.context.new_cdp_session(page)
    await devtools.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
    await expect(page.get_by_role("dialog")).to_be_visible()
    await devtools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


async def test_a_pin_and_a_link_lead_to_a_message_of_an_older_page(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        ann, bob = [
            await (await stack.enter_async_context(Person(base, new_name(n)))).sign_up() for n in ("ann", "bob")
        ]
        room = (await ann.ok("POST", f"/api/chat/private/{bob.username}"))["chat"]["name"]
        for person in (ann, bob):
            connection = await person.connect()
            for number in range(19):
                await connection.frame("ack", client_id=await connection.say(f"{person.username} {number}", room))
        await connection.send({"type": "pin", "room": room, "seq": 2, "client_id": str(uuid4()), "on": True})
        await connection.frame("changed", room=room, seq=2)
        # Given the newest page, without the pinned message
        page = await at(browser, base, stack, ann.username, f"/chat/{room}")
        await settled(page)
        await page.get_by_role("button", name="1 pinned message").click()
        await page.get_by_role("dialog").get_by_test_id("pin").get_by_role("button").first.click()
        # Then it is loaded, shown and has the focus
        await expect(message(page, f"{ann.username} 1").first).to_be_focused()
        await expect(message(page, f"{ann.username} 1").first).to_be_in_viewport()
        # And a link does the same for whoever has to sign in first
        context, page = await open_page(browser, f"{base}/chat/{room}/2")
        stack.push_async_callback(context.close)
        await log_in(page, bob.username)
        await expect(message(page, f"{ann.username} 1").first).to_be_focused()
