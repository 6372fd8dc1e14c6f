"""Reached while the site is closed: the bell of the settings, what the service worker does with a push and a click."""

from __future__ import annotations

import asyncio
import json
import re

from playwright.async_api import Browser, Page, expect

from tests.e2e.browsing import go, join, new_page, until
from tests.e2e.client import PASSWORD, PATIENCE, Json, Person, new_name
from tests.e2e.pushing import Device, pushed_to

IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.6 Mobile/15E148 Safari/604.1"
)
DENIED = "Object.defineProperty(Notification, 'permission', { get: () => 'denied' });"
ASKED = """(() => {
  window.asked = 0;
  Notification.requestPermission = async () => { window.asked += 1; return Notification.permission; };
})()"""


def message(room: str, seq: int, body: str) -> Json:
    """As the server pushes it."""
    place = {"room": room, "seq": seq, "url": f"/chat/{room}/{seq}", "unread": 1}
    return {"kind": "message", "title": "Bob", "body": body, "icon": None, **place}


async def private_chat(base: str, name: str, *texts: str) -> str:
    """Somebody new writes to a user; the name of their chat."""
    async with Person(base, new_name("bob")) as bob:
        await bob.sign_up()
        room: str = (await bob.ok("POST", f"/api/chat/private/{name}"))["chat"]["name"]
        connection = await bob.connect()
        for text in texts:
            await connection.frame("ack", client_id=await connection.say(text, room=room))
        await connection.close()
        return room


async def switched_on(page: Page, base: str) -> str:
    """Somebody new who has tapped the bell: their name."""
    name = new_name("ann")
    await join(page, base, name)
    await page.goto(f"{base}/me")
    await page.get_by_role("button", name="Tell me in this browser").click()
    await expect(page.get_by_text("This browser tells you, even while this site is closed.")).to_be_visible()
    return name


async def test_the_bell_is_asked_for_by_a_tap_and_ends_with_the_log_out(desktop: Browser, base: str) -> None:
    device = Device(base, new_name("bell"))
    async with pushed_to(desktop, base, device) as (page, _):
        # Given somebody who has never touched the bell
        await page.add_init_script(ASKED)
        pushing: list[str] = []
        page.on("request", lambda request: pushing.append(request.url) if "/api/push/" in request.url else None)
        name = new_name("ann")
        await join(page, base, name)
        await page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        # Then their page asks neither them nor the server
        assert await page.evaluate("window.asked") == 0
        assert pushing == []
        # When they tap it, then this browser is among those that tell them
        await page.goto(f"{base}/me")
        await page.get_by_role("button", name="Tell me in this browser").click()
        devices = page.get_by_role("list", name="Browsers that tell you")
        await expect(devices.get_by_role("listitem")).to_contain_text("This browser")
        assert await page.evaluate("window.asked") == 1
        async with Person(base, name) as person:
            await person.sign_in()
            assert len((await person.ok("GET", "/api/push/devices"))["devices"]) == 1
            # When they log out, then nothing is pushed there any more
            await page.get_by_role("button", name="Your account").click()
            await page.get_by_role("button", name="Log out").click()
            await expect(page).to_have_url(re.compile("/login"))
            await until(page, "localStorage.getItem('test.subscription') === null")
            assert (await person.ok("GET", "/api/push/devices"))["devices"] == []


async def test_a_push_is_shown_with_the_tab_closed_and_marked_as_read_from_there(desktop: Browser, base: str) -> None:
    async with pushed_to(desktop, base, Device(base, new_name("closed"))) as (page, pushes):
        # Given Ann, who has switched it on and closed the page
        name = await switched_on(page, base)
        room = await private_chat(base, name, "one", "two")
        await page.close()
        # When two messages of a chat and one of another are pushed, then there is one notification a chat
        for each in (message(room, 1, "one"), message("other", 1, "elsewhere"), message(room, 2, "two")):
            await pushes.deliver(each)
        shown = await pushes.shown("two", "elsewhere")
        assert {each["title"] for each in shown} == {"Bob"}
        assert [action["title"] for each in shown for action in each["actions"]] == ["Mark as read"] * 2
        # When the other is read elsewhere, then its notification goes
        await pushes.deliver({"kind": "read", "room": "other", "seq": 1, "unread": 2})
        await pushes.shown("two")
        # When she marks the first as read, then the server knows, and nothing is shown any more
        await pushes.click(room, "read")
        await pushes.shown()
        async with Person(base, name) as ann:
            await ann.sign_in()
            await _read(ann, room, 2)


async def _read(person: Person, room: str, seq: int) -> None:
    """Wait until somebody has read a chat that far."""
    connection = await person.connect()
    async with asyncio.timeout(PATIENCE):
        while (await person.ok("GET", f"/api/chat/{room}"))["chat"]["read_seq"] < seq:
            await connection.answered()
    await connection.close()


async def test_a_message_is_told_with_the_tab_closed(desktop: Browser, base: str) -> None:
    device = Device(base, new_name("whole"))
    async with pushed_to(desktop, base, device) as (page, pushes):
        # Given Ann, who has switched it on, tried it, and closed the page
        name = await switched_on(page, base)
        await page.get_by_role("button", name="Send a test").click()
        await expect(page.get_by_text("On its way")).to_be_visible()
        [tried] = await device.received(1)
        await pushes.deliver(tried)
        words = json.loads(tried)["body"]
        await pushes.shown(words)
        await page.close()
        # When Bob writes to her, then what the push service gets of it is shown
        room = await private_chat(base, name, "the whole way")
        newest, *_ = await device.received(2)
        await pushes.deliver(newest)
        told = next(each for each in await pushes.shown(words, "the whole way") if each["tag"] == room)
        assert told["data"] == {"url": f"/chat/{room}/1", "room": room, "seq": 1}


async def test_a_click_leads_the_open_window_to_the_message_and_reading_takes_it_back(
    desktop: Browser, base: str
) -> None:
    async with pushed_to(desktop, base, Device(base, new_name("click"))) as (page, pushes):
        # Given Ann with another page of the site before her
        name = await switched_on(page, base)
        room = await private_chat(base, name, "come here")
        # When she is pushed to, it shows, although the page is visible: it does not show that chat
        await pushes.deliver(message(room, 1, "come here"))
        await pushes.shown("come here")
        # When she clicks, then the page goes there
        await pushes.click(room)
        await expect(page).to_have_url(re.compile(f"/chat/{room}/1$"))
        await expect(page.get_by_test_id("message").filter(has_text="come here")).to_be_visible()
        await pushes.shown()
        # And while she looks at it, nothing of it is shown
        await pushes.deliver(message(room, 1, "come here"))
        await pushes.deliver(message("other", 1, "a mark"))
        await pushes.shown("a mark")


async def test_what_was_shown_goes_once_the_chat_is_read_in_a_page(desktop: Browser, base: str) -> None:
    async with pushed_to(desktop, base, Device(base, new_name("reads"))) as (page, pushes):
        name = await switched_on(page, base)
        room = await private_chat(base, name, "read me")
        await page.close()
        await pushes.deliver(message(room, 1, "read me"))
        await pushes.shown("read me")
        again = await page.context.new_page()
        await go(again, f"{base}/chat/{room}")
        await expect(again.get_by_test_id("message").filter(has_text="read me")).to_be_visible()
        await pushes.shown()


async def test_who_cannot_be_told_learns_why_and_what_to_do(browser: Browser, base: str) -> None:
    name = new_name("ann")
    context, page = await new_page(browser)
    await join(page, base, name)
    await context.add_init_script(DENIED)
    # Given a browser that was told not to notify, it says how that is undone
    await page.goto(f"{base}/me")
    await expect(page.get_by_text("Click the icon to the left of the address")).to_be_visible()
    await _steps_on_an_iphone(browser, base)
    # Where the deployment pushes nothing, there is no bell
    await page.route(
        "**/api/push/key", lambda route: route.fulfill(status=503, json={"status": 503, "code": "push_off"})
    )
    await page.reload()
    await expect(page.get_by_role("heading", name="Quiet hours")).to_be_visible()
    await expect(page.get_by_role("heading", name="While this site is closed")).to_have_count(0)


async def _steps_on_an_iphone(browser: Browser, base: str) -> None:
    """In its browser, one has to go to the Home Screen, in either language."""
    for locale, add, on in (
        ("en-GB", "Choose “Add to Home Screen”", "Tell me in this browser"),
        ("tr-TR", "“Ana Ekrana Ekle”", "Bu tarayıcıda bildir"),
    ):
        context = await browser.new_context(user_agent=IPHONE, locale=locale, has_touch=True)
        page = await context.new_page()
        await _come(page, base)
        await expect(page.get_by_text(add)).to_be_visible()
        await expect(page.get_by_role("button", name=on)).to_have_count(0)
        await context.close()


async def _come(page: Page, base: str) -> None:
    """Somebody new is at their settings, whatever language these are in."""
    account = {"username": new_name("ios"), "password": PASSWORD}
    for path, more in (("signup", {"email": f"{account['username']}@example.org"}), ("login", {})):
        assert (await page.context.request.post(f"{base}/api/auth/{path}", data={**account, **more})).ok
    await page.add_init_script("localStorage.setItem('snowfight.signed-in', 'true')")
    await page.goto(f"{base}/me")
