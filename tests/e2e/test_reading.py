"""A long conversation in a browser: how little of it is rendered, and that readers keep their place in it."""

from __future__ import annotations

import asyncio
import re
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.async_api import Browser, CDPSession, Page, Route, expect

from tests.e2e.browsing import composer, join, new_page, say, settled
from tests.e2e.client import Person, new_name

Json = dict[str, Any]

STEPS = 100
WORK = 0.05
"""Seconds of the processor that a step of 900 pixels may take: it takes 11 ms."""
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
        "author": {"username": author, "display_name": author.title(), "avatar_url": None, "bot": False},
        "body": f"number {seq}: " + "snow falls " * (seq * 7 % 40),
        "file": None,
        "created": (BEGAN + timedelta(minutes=seq)).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "edited": None,
        "deleted": None,
        "deleted_by": None,
        "pinned": False,
        "reactions": [],
        "rev": 0,
        "reply_to": None,
        "thread": None,
        "replies": None,
        "quoted": None,
        "mentions": [],
        "mentions_all": False,
        "call": None,
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
        "last_rev": 0,
        "read_seq": read,
        "unread": length - read,
        "last_message": None,
        "other": None,
        "unread_mentions": 0,
        "unread_from": None,
        "notify": None,
        "notify_until": None,
        "call": None,
    }


WITHOUT_KEPT_CHATS = """(() => {
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (name, ...more) {
        if (name === 'snowfight.chats') throw new DOMException('refused');
        return open.call(this, name, ...more);
    };
})()"""
"""What the real public chat has left in the browser is not what these tests play."""


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
                "rev": 0,
                "readers": None,
            },
        )

    async def older(route: Route) -> None:
        asked = parse_qs(urlsplit(route.request.url).query)
        before, limit = int(asked.get("before", ["1"])[0]), int(asked["limit"][0])
        first = max(1, before - limit)
        await free.wait()
        messages = [message(seq) for seq in range(first, before)]
        await route.fulfill(json={"messages": messages, "has_older": first > 1, "has_newer": True, "rev": 0})

    async def start(route: Route) -> None:
        answer = await route.fetch()
        await route.fulfill(response=answer, json={**await answer.json(), "chats": [chat], "page": None})

    await page.route("**/api/auth/start*", start)
    await page.route("**/api/chats", lambda route: route.fulfill(json={"chats": [chat]}))
    await page.route("**/api/chat/public-chat", newest)
    await page.route("**/api/chat/older/public-chat?*", older)
    await page.add_init_script(WITHOUT_KEPT_CHATS)
    await page.reload()
    await expect(page.get_by_role("log")).to_have_attribute("aria-busy", "false")
    return free


async def reader(browser: Browser, base: str, stack: AsyncExitStack) -> Page:
    context, page = await new_page(browser, service_workers="block")
    stack.push_async_callback(context.close)
    await join(page, base, new_name("ann"))
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


async def processor_time(session: CDPSession) -> float:
    """Seconds that the page's own thread has worked so far: those do not depend on what else the machine does."""
    metrics = (await session.send("Performance.getMetrics"))["metrics"]
    return next(float(metric["value"]) for metric in metrics if metric["name"] == "ThreadTime")


async def test_ten_thousand_messages_are_scrolled_with_a_few_in_the_page(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        # Given ten thousand messages, all loaded
        page = await reader(browser, base, stack)
        await talk(page, length=10_000, loaded=10_000)
        await expect(page.get_by_text("number 10000:")).to_be_visible()
        session = await page.context.new_cdp_session(page)
        await session.send("Performance.enable", {"timeDomain": "threadTicks"})
        # When they are scrolled through by wheel, then by the keyboard to the very first
        await page.evaluate(
            """() => {
                window.most = 0;
                const look = () => {
                    window.most = Math.max(window.most, document.querySelectorAll('#messages li').length);
                    requestAnimationFrame(look);
                };
                requestAnimationFrame(look);
            }"""
        )
        await page.get_by_role("log").hover()
        before = await processor_time(session)
        for _ in range(STEPS):
            await page.mouse.wheel(0, -900)
            await settled(page)
        worked = await processor_time(session) - before
        await page.get_by_role("log").focus()
        await page.keyboard.press("Home")
        await expect(page.get_by_text("number 1:")).to_be_visible()
        # Then few of them were in the page at any time, and each step was little work
        assert 0 < await page.evaluate("window.most") <= RENDERED
        assert worked <= STEPS * WORK
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
        for width, height in ((1200, 500), (360, 740)):
            await page.set_viewport_size({"width": width, "height": height})
            await settled(page)
            await expect(page.get_by_text("number 400:")).to_be_in_viewport()
            await expect(page.get_by_role("button", name="Jump to latest")).to_have_count(0)


async def go_to(page: Page, name: str) -> None:
    """By a few letters, at any width."""
    await page.keyboard.press("Control+k")
    await page.get_by_role("combobox").fill(name)
    await page.keyboard.press("Enter")


@pytest.mark.parametrize("width", [400, 1200])
async def test_a_reader_who_comes_back_is_where_they_left_however_often(
    browser: Browser, base: str, width: int
) -> None:
    async with AsyncExitStack() as stack:
        # Given a reader in the middle of a conversation whose lines are of all heights
        page = await reader(browser, base, stack)
        await page.set_viewport_size({"width": width, "height": 800})
        (await talk(page, length=400, loaded=200)).set()
        await page.get_by_role("log").hover()
        await page.mouse.wheel(0, -3333)
        await expect(page.get_by_role("button", name="Jump to latest")).to_be_visible()
        await settled(page)
        before = await top_of(page)
        for _ in range(4):
            # When they go elsewhere and come back
            await go_to(page, "sett")
            await expect(page.get_by_role("log")).to_have_count(0)
            await go_to(page, "pub")
            await expect(page.get_by_text(f"{before[0]}:")).to_be_in_viewport()
            await settled(page)
            # Then they are where they were, to the pixel
            after = await top_of(page)
            assert after[0] == before[0]
            assert abs(after[1] - before[1]) <= 1, (before, after)


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
        await expect(page.get_by_test_id("announcer")).to_have_text(f"{bob.username}: just now, (spoiler)")
        await connection.close()


async def test_formatting_is_shown_and_spoilers_wait(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        page = await reader(browser, base, stack)
        await say(page, "**bold** and ||the end|| at https://example.org/a_b and [snow](https://example.net/c)")
        line = page.get_by_test_id("message").filter(has_text="the end").last
        await expect(line.locator("strong")).to_have_text("bold")
        link = line.get_by_role("link").first
        await expect(link).to_have_attribute("href", "https://example.org/a_b")
        await expect(link).to_have_attribute("rel", "noopener noreferrer")
        # A link with a name says where it leads
        await expect(line.get_by_role("link").last).to_have_text("snow (example.net)")
        await expect(line.get_by_text("the end")).to_be_hidden()
        await line.get_by_role("button", name="Show spoiler").click()
        await expect(line.get_by_text("the end")).to_be_visible()
        # What was opened stays open when its line leaves the view, and is drawn anew
        await page.get_by_role("log").press("Home")
        await expect(line).to_have_count(0)
        await page.get_by_role("log").press("End")
        await expect(line.get_by_text("the end")).to_be_visible()


async def test_a_long_message_is_folded_until_it_is_asked_for(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        page = await reader(browser, base, stack)
        # Given a message of as many lines as it may have letters
        await say(page, "top\n" + "\n".join("x" for _ in range(140)) + "\nbottom")
        line = page.get_by_test_id("message").filter(has_text="top").last
        more = line.get_by_role("button", name="Show more")
        await expect(more).to_have_attribute("aria-expanded", "false")
        await expect(line.get_by_text("bottom")).to_have_count(0)
        # Then all of it fits into the window
        box, view = await line.bounding_box(), await page.get_by_role("log").bounding_box()
        assert box
        assert view
        assert box["height"] < view["height"]
        # When it is unfolded by the keyboard, and folded again
        await more.press("Enter")
        await expect(line.get_by_text("bottom")).to_have_count(1)
        less = line.get_by_role("button", name="Show less")
        await expect(less).to_be_focused()
        await expect(less).to_have_attribute("aria-expanded", "true")
        # Then the reader stays where it begins, and the lines below it make room for it
        frames = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"
        await page.evaluate(f"{frames}.then(() => {frames})")
        unfolded = await line.bounding_box()
        assert unfolded
        assert abs(unfolded["y"] - box["y"]) < 2
        await say(page, "after it")
        below = await page.get_by_test_id("message").filter(has_text="after it").last.bounding_box()
        box = await line.bounding_box()
        assert box
        assert below
        assert below["y"] >= box["y"] + box["height"] - 1
        await less.press("Enter")
        await expect(line.get_by_text("bottom")).to_have_count(0)


async def test_texts_go_the_way_of_their_letters_and_names_keep_their_place(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        # Given somebody with a Hebrew name, under which marks are piled up
        dana = await (await stack.enter_async_context(Person(base, new_name("dana")))).sign_up()
        await dana.ok("PATCH", "/api/me", {"display_name": "דנה" + "\u0323" * 40})
        connection = await dana.connect()
        page = await reader(browser, base, stack)
        # When they write in Hebrew, and in English on the next line
        await connection.say("שלום, עולם!\nhello, world!")
        line = page.get_by_test_id("message").filter(has_text="שלום").last
        # Then each line begins on its own side of the bubble
        await expect(line.locator("p[dir=auto]")).to_have_css("direction", "rtl")
        hebrew, english = await line.locator("p[dir=auto]").evaluate(
            """(p) => {
              const at = (text) => {
                const range = document.createRange();
                const start = p.textContent.indexOf(text);
                range.setStart(p.firstChild, start);
                range.setEnd(p.firstChild, start + text.length);
                const { left, right } = range.getBoundingClientRect();
                return { left, right };
              };
              const { left, right } = p.getBoundingClientRect();
              return [right - at('שלום').right, at('hello').left - left];
            }"""
        )
        assert (abs(hebrew), abs(english)) < (2, 2)
        # And the name begins where the bubble does, and no mark leaves its line
        name = line.get_by_test_id("person")
        bubble = "name.nextElementSibling.firstElementChild"
        edge = "getBoundingClientRect().left"
        beside = f"(name) => {bubble}.{edge} - name.{edge}"
        assert abs(await name.evaluate(beside)) < 8
        await expect(name.locator("[dir=auto]")).to_have_css("overflow", "hidden")
        await expect(name.locator("[dir=auto]")).to_have_css("text-align", "left")
        # And what is being written goes its own way too
        await composer(page).fill("שלום")
        await expect(composer(page)).to_have_css("direction", "rtl")
        await connection.close()
