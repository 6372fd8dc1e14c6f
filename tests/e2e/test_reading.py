"""A long conversation in a browser: how little of it is rendered, and that readers keep their place in it."""

from __future__ import annotations

import asyncio
import re
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.async_api import Browser, Page, Route, expect

from tests.e2e.browsing import composer, open_page, say, sign_up
from tests.e2e.client import Person, new_name

Json = dict[str, Any]

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
RENDERED = 80
"""No more messages than this are in the page at once, however many are loaded."""


def message(seq: int) -> Json:
    """One of a long talk between three people, of one to seven lines."""
    author = ("ada", "bob", "cem")[seq // 3 % 3]
    return {
        "room": "public-chat",
        "seq": seq,
        "id": f"m{seq}",
        "client_id": f"00000000-0000-4000-8000-{seq:012d}",
        "author": {"username": author, "display_name": author.title(), "avatar_url": None},
        "body": f"number {seq}: " + "snow falls " * (seq * 7 % 40),
        "file": None,
        "created": (BEGAN + timedelta(minutes=seq)).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "edited": None,
        "deleted": None,
    }


def public_chat(length: int, read: int) -> Json:
    return {
        "name": "public-chat",
        "kind": "public",
        "title": "Public chat",
        "admin": None,
        "open": True,
        "member_count": 3,
        "online_count": 1,
        "last_seq": length,
        "read_seq": read,
        "unread": length - read,
        "last_message": None,
        "other": None,
    }


async def talk(page: Page, length: int, loaded: int, read: int | None = None) -> asyncio.Event:
    """Give the page a public chat of `length` messages, of which it gets the newest `loaded` at once; the older ones
    when what this answers is set."""
    free = asyncio.Event()
    read = length if read is None else read
    chat = public_chat(length, read)

    async def newest(route: Route) -> None:
        messages = [message(seq) for seq in range(length - loaded + 1, length + 1)]
        await route.fulfill(
            json={
                "chat": chat,
                "members": [],
                "members_cursor": None,
                "messages": messages,
                "has_older": loaded < length,
            },
        )

    async def older(route: Route) -> None:
        asked = parse_qs(urlsplit(route.request.url).query)
        before, limit = int(asked.get("before", ["1"])[0]), int(asked["limit"][0])
        first = max(1, before - limit)
        await free.wait()
        messages = [message(seq) for seq in range(first, before)]
        await route.fulfill(json={"messages": messages, "has_older": first > 1, "has_newer": True})

    await page.route("**/api/chats", lambda route: route.fulfill(json={"chats": [chat]}))
    await page.route("**/api/chat/public-chat", newest)
    await page.route("**/api/chat/older/public-chat?*", older)
    await page.reload()
    await expect(page.get_by_role("log")).to_have_attribute("aria-busy", "false")
    return free


async def reader(browser: Browser, base: str, stack: AsyncExitStack) -> Page:
    context, page = await open_page(browser, base, service_workers="block")
    stack.push_async_callback(context.close)
    await sign_up(page, base, new_name("ann"))
    return page


async def top_of(page: Page) -> tuple[str, float]:
    """What stands first in view, and how far from the edge, in pixels."""
    found: list[Any] = await page.evaluate(
        """() => {
            const edge = document.getElementById('messages').getBoundingClientRect().top;
            const rows = [...document.querySelectorAll('[data-testid=message]')];
            const first = rows.find((row) => row.getBoundingClientRect().top >= edge);
            return [/number \\d+/.exec(first.textContent)[0], first.getBoundingClientRect().top - edge];
        }"""
    )
    return found[0], found[1]


JUMPS = """() => {
  window.jumps = [];
  const told = ({ value, sources }) => [value, sources.map(({ node }) => node?.outerHTML?.slice(0, 200))];
  new PerformanceObserver((list) => window.jumps.push(...list.getEntries().map(told)))
    .observe({ type: 'layout-shift', buffered: true });
}"""


async def settled(page: Page) -> None:
    """Two frames later, when what was scrolled to is laid out."""
    await page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


async def test_ten_thousand_messages_are_scrolled_with_a_few_in_the_page(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        # Given ten thousand messages, all loaded
        page = await reader(browser, base, stack)
        await talk(page, length=10_000, loaded=10_000)
        await expect(page.get_by_text("number 10000:")).to_be_visible()
        # When they are scrolled through by wheel, then by the keyboard to the very first
        await page.evaluate(
            """() => {
                window.seen = { frames: 0, slow: 0, most: 0 };
                let last = performance.now();
                const look = (now) => {
                    window.seen.frames += 1;
                    window.seen.slow += now - last > 100 ? 1 : 0;
                    window.seen.most = Math.max(window.seen.most, document.querySelectorAll('#messages li').length);
                    last = now;
                    requestAnimationFrame(look);
                };
                requestAnimationFrame(look);
            }"""
        )
        await page.get_by_role("log").hover()
        for _ in range(100):
            await page.mouse.wheel(0, -900)
            await settled(page)
        seen: Json = await page.evaluate("window.seen")
        await page.get_by_role("log").focus()
        await page.keyboard.press("Home")
        await expect(page.get_by_text("number 1:")).to_be_visible()
        # Then few of them were in the page at any time, and hardly a frame was missed
        assert 0 < seen["most"] <= RENDERED
        assert seen["slow"] <= seen["frames"] / 10, seen
        # And the way back is one key
        await page.keyboard.press("Escape")
        await expect(page.get_by_text("number 10000:")).to_be_visible()


async def test_readers_keep_their_place_when_lines_come_above_and_when_the_window_changes(
    browser: Browser, base: str
) -> None:
    async with AsyncExitStack() as stack:
        # Given a reader who has scrolled up as far as it goes
        page = await reader(browser, base, stack)
        free = await talk(page, length=400, loaded=30)
        await page.get_by_role("log").focus()
        await page.keyboard.press("Home")
        await expect(page.get_by_text("number 371:")).to_be_in_viewport()
        await settled(page)
        before = await top_of(page)
        # When older messages come, they stay at what they read
        async with page.expect_response("**/api/chat/older/**"):
            free.set()
        await expect(page.get_by_text("number 370:")).to_be_attached()
        await settled(page)
        after = await top_of(page)
        assert after[0] == before[0]
        assert abs(after[1] - before[1]) < 30, (before, after)
        # When the window becomes narrow, and every line wraps anew
        await page.set_viewport_size({"width": 400, "height": 800})
        await settled(page)
        name, place = await top_of(page)
        assert abs(int(name.split()[1]) - int(after[0].split()[1])) <= 1, (after, name, place)
        # When they are at the end, they stay there
        await page.get_by_role("button", name="Jump to latest").click()
        await page.set_viewport_size({"width": 1200, "height": 500})
        await expect(page.get_by_text("number 400:")).to_be_in_viewport()


@pytest.mark.parametrize("width", [360, 1440])
async def test_what_is_unsent_moves_nothing_when_the_stored_messages_come(
    browser: Browser, base: str, width: int
) -> None:
    async with AsyncExitStack() as stack:
        page = await reader(browser, base, stack)
        await page.set_viewport_size({"width": width, "height": 800})
        # Given messages that nobody acknowledges
        await page.route_web_socket(re.compile("/ws"), lambda _: None)
        await talk(page, 60, 30)
        for number in range(3):
            await say(page, f"unsent {number}")
        comes = asyncio.Event()

        async def later(route: Route) -> None:
            await comes.wait()
            await route.fallback()

        await page.route("**/api/chat/public-chat", later)
        # When the page is opened with them, and the stored ones come a little later
        await page.add_init_script(f"({JUMPS})()")
        await page.reload()
        newest = page.get_by_text("unsent 2", exact=True)
        await expect(newest).to_be_visible()
        await expect(page.get_by_text("This is where the snowfight began.")).to_have_count(0)
        before = await newest.bounding_box()
        comes.set()
        await expect(page.get_by_role("log")).to_have_attribute("aria-busy", "false")
        await expect(page.get_by_text("number 60")).to_be_visible()
        await settled(page)
        # Then they stand where they stood
        assert await newest.bounding_box() == before
        jumps = await page.evaluate("() => window.jumps")
        assert sum(value for value, _ in jumps) < 0.01, jumps


async def test_a_reader_comes_back_to_what_is_new_and_is_told_how_much_came_meanwhile(
    browser: Browser, base: str
) -> None:
    async with AsyncExitStack() as stack:
        # Given somebody with 20 messages that they have not read
        page = await reader(browser, base, stack)
        await talk(page, length=30, loaded=30, read=10)
        # Then the page opens where they begin
        await expect(page.get_by_test_id("unread-line")).to_be_in_viewport()
        await expect(page.get_by_text("number 11:")).to_be_in_viewport()
        await expect(page.get_by_role("button", name="Jump to latest").get_by_test_id("fresh")).to_contain_text("20")
        # When they have answered, nothing is new any more
        await say(page, "caught up")
        await expect(page.get_by_text("number 30:")).to_be_in_viewport()
        await expect(page.get_by_test_id("unread-line")).to_have_count(0)


async def test_screen_readers_hear_what_others_say_now_and_nothing_of_before(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        # Given a chat in which somebody has spoken
        bob = await (await stack.enter_async_context(Person(base, new_name("bob")))).sign_up()
        connection = await bob.connect()
        before = await connection.say("*long* ago")
        await connection.frame("ack", client_id=before)
        page = await reader(browser, base, stack)
        await expect(page.get_by_test_id("message").last).to_contain_text("long ago")
        # Then it is shown and not read out
        await expect(page.get_by_test_id("announcer")).to_have_text("")
        # When they speak again, that is, without its marks and its secrets
        await connection.say("just **now**, ||hush||")
        await expect(page.get_by_test_id("announcer")).to_have_text(f"{bob.username}: just now, ▒▒▒▒")
        await connection.close()


async def test_drafts_wait_in_their_chat_and_an_emoji_goes_where_the_caret_is(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        page = await reader(browser, base, stack)
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
        await page.keyboard.press("Enter")
        await expect(composer(page)).to_have_value("a 🐒 for you")


async def test_formatting_is_shown_and_spoilers_wait(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        page = await reader(browser, base, stack)
        await say(page, "**bold** and ||the end|| at https://example.org/a_b")
        line = page.get_by_test_id("message").filter(has_text="the end").last
        await expect(line.locator("strong")).to_have_text("bold")
        link = line.get_by_role("link")
        await expect(link).to_have_attribute("href", "https://example.org/a_b")
        await expect(link).to_have_attribute("rel", "noopener noreferrer")
        await expect(line.get_by_text("the end")).to_be_hidden()
        await line.get_by_role("button", name="Show spoiler").click()
        await expect(line.get_by_text("the end")).to_be_visible()
