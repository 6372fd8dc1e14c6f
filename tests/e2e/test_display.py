"""How things look and read where it is not the usual: the system's few colours, large letters in a low window, no
mouse, a journey, two people of one name, a crowd. The server is played (tests/e2e/screens)."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.screens import people
from tests.e2e.screens.eye import Eye
from tests.e2e.screens.people import NOW
from tests.e2e.screens.world import World
from tests.e2e.test_screens import chromium, opened

__all__ = ["chromium"]

GROUP = f"/chat/{people.GROUP}"
PRIVATE = f"/chat/{people.PRIVATE}"


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def page(chromium: Browser, base: str, world: World) -> Iterator[Page]:
    with opened(chromium, base, world) as page:
        yield page


def _message(page: Page, text: str) -> Locator:
    return page.get_by_test_id("message").filter(has_text=text)


def _look(page: Page) -> None:
    """Somebody comes back to the page."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def _letters(page: Page, size: int) -> None:
    """The browser's own font size, in pixels."""
    session = page.context.new_cdp_session(page)
    session.send("Page.enable")
    session.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})


def _looks(part: Locator) -> bytes:
    part.scroll_into_view_if_needed()
    return part.screenshot(animations="disabled")


# The system's few colours


def test_status_tells_itself_by_its_shape_where_colours_say_nothing(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(GROUP)
    line = page.get_by_test_id("member-line")
    dots = [line.locator(f"[data-status={status}]").first for status in ("online", "inactive", "offline")]
    expect(dots[0]).to_be_visible()
    assert len({_looks(dot) for dot in dots}) == 3


def test_what_is_chosen_or_on_is_told_from_what_is_not_where_colours_say_nothing(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    page.goto("/me")
    for part, change in (
        (page.get_by_text("Dark", exact=True), page.get_by_text("Dark", exact=True)),
        (page.get_by_role("switch", name="Reduce motion"), page.get_by_role("switch", name="Reduce motion")),
    ):
        before = _looks(part)
        change.click()
        page.get_by_role("heading", name="Settings").hover()
        assert _looks(part) != before


def test_the_chat_that_is_open_and_what_is_hidden_show_where_colours_say_nothing(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(GROUP)
    spoiler = page.get_by_role("button", name="Show spoiler")
    expect(spoiler).to_be_visible()
    row = page.locator(f"[data-room='{people.GROUP}']")
    other = page.locator("[data-room=public-chat]")
    frames = [each.evaluate("(row) => getComputedStyle(row).outlineStyle") for each in (row, other)]
    assert frames == ["solid", "none"]
    around = spoiler.evaluate("(it) => getComputedStyle(it.parentElement).backgroundColor")
    assert spoiler.evaluate("(it) => getComputedStyle(it).backgroundColor") != around


# Low windows, large letters


@pytest.mark.parametrize(("width", "height", "letters"), [(640, 360, 16), (640, 360, 32), (320, 256, 16)])
def test_much_of_a_low_window_is_the_conversations(
    page: Page, world: World, width: int, height: int, letters: int
) -> None:
    world.verified = False
    page.set_viewport_size({"width": width, "height": height})
    _letters(page, letters)
    page.goto(GROUP)
    log = page.get_by_role("log")
    expect(log.get_by_text("There is now.")).to_be_attached()
    box = log.bounding_box()
    assert box is not None
    assert box["height"] >= 0.4 * height
    eye = Eye(page)
    assert eye.faults() == []
    page.get_by_role("button", name="Group menu").click()
    leave = page.get_by_role("button", name="Leave group")
    leave.scroll_into_view_if_needed()
    expect(leave).to_be_in_viewport()
    assert eye.faults() == []


def test_large_letters_make_a_wide_window_a_narrow_one(page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(GROUP)
    expect(page.get_by_role("button", name="Find a chat")).to_be_visible()
    icon = page.get_by_role("button", name="Group menu").locator("svg")
    small = icon.bounding_box()
    _letters(page, 32)
    page.reload()
    expect(page.get_by_role("button", name="Group menu")).to_be_visible()
    expect(page.get_by_role("button", name="Find a chat")).to_be_hidden()
    large = icon.bounding_box()
    assert small is not None
    assert large is not None
    assert large["width"] == 2 * small["width"]


# Times


def test_the_times_inside_a_run_come_by_keyboard_and_by_touch(page: Page) -> None:
    page.goto("/chat/public-chat")
    later = _message(page, "It even has both runners.")
    earlier = _message(page, "Good morning, snow people.")
    expect(later).to_be_visible()
    timestamp = earlier.locator("time")
    opacity = "(time) => getComputedStyle(time.parentElement).opacity"
    assert timestamp.evaluate(opacity) == "0"
    later.focus()
    page.keyboard.press("ArrowUp")
    expect(earlier).to_be_focused()
    assert timestamp.evaluate(opacity) == "1"
    page.set_viewport_size({"width": 360, "height": 740})
    box = timestamp.bounding_box()
    assert box is not None
    assert box["width"] > 10


def test_the_tab_key_leads_to_the_newest_message(page: Page) -> None:
    page.goto(PRIVATE)
    newest = _message(page, "Thank you! See you at the fountain.")
    expect(newest).to_have_attribute("tabindex", "0")
    expect(_message(page, "Somebody built a monkey.")).to_have_attribute("tabindex", "-1")


def test_times_and_days_follow_a_device_that_travels(chromium: Browser, base: str, world: World) -> None:
    with opened(chromium, base, world, zone=None) as page:
        device = page.context.new_cdp_session(page)
        page.goto(PRIVATE)
        timestamp = _message(page, "That is the best thing I have seen all week.").locator("time")
        days = page.get_by_test_id("day").locator("time")
        for zone, at, dates in (
            ("Europe/Istanbul", "15:42", ["2026-12-04"]),
            ("Asia/Tokyo", "21:42", ["2026-12-04", "2026-12-05"]),
            ("Pacific/Kiritimati", "2:42", ["2026-12-05"]),
        ):
            device.send("Emulation.setTimezoneOverride", {"timezoneId": zone})
            _look(page)
            expect(timestamp).to_have_text(re.compile(rf"^0?{at}$"))
            expect(days).to_have_count(len(dates))
            assert [day.get_attribute("datetime") for day in days.all()] == dates


def test_today_is_yesterday_after_midnight(page: Page) -> None:
    page.goto(PRIVATE)
    day = page.get_by_test_id("day").locator("time")
    expect(day).to_have_text("Today")
    page.clock.set_fixed_time(NOW.replace(day=5))
    _look(page)
    expect(day).to_have_text("Yesterday")


# What lies over the page


@pytest.mark.parametrize("opener", ["picture", "members", "menu"])
def test_back_closes_what_lies_over_the_chat_and_then_leads_back(page: Page, opener: str) -> None:
    page.goto("/chat/public-chat")
    page.locator(f"[data-room='{people.PRIVATE if opener == 'picture' else people.GROUP}']").click()
    here = re.compile(people.PRIVATE if opener == "picture" else people.GROUP)
    over = page.get_by_role("button", name="Leave group") if opener == "menu" else page.get_by_role("dialog")
    {
        "picture": page.get_by_role("button", name="Picture first-snow.jpg"),
        "members": page.get_by_test_id("member-line"),
        "menu": page.get_by_role("button", name="Group menu"),
    }[opener].click()
    expect(over).to_be_visible()
    page.go_back()
    expect(over).to_be_hidden()
    expect(page).to_have_url(here)
    page.go_back()
    expect(page).to_have_url(re.compile("public-chat"))


def test_what_was_closed_or_led_on_leaves_nothing_in_the_history(page: Page) -> None:
    page.goto("/chat/public-chat")
    page.locator(f"[data-room='{people.GROUP}']").click()
    page.get_by_test_id("member-line").click()
    page.get_by_role("dialog").get_by_role("button", name="Close").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("Control+k")
    page.get_by_role("combobox").fill("bora")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(people.PRIVATE))
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.go_back()
    expect(page).to_have_url(re.compile(people.GROUP))
    page.go_back()
    expect(page).to_have_url(re.compile("public-chat"))


# Names


def test_two_of_one_name_are_told_apart(page: Page, world: World) -> None:
    world.call("emeka", "Chloe Marsh")
    page.goto(GROUP)
    expect(_message(page, "Red. Always red.").get_by_test_id("person")).to_have_text("Chloe Marsh @chloe")
    expect(_message(page, "Green for me").get_by_test_id("person")).to_have_text("Chloe Marsh @emeka")
    line = page.get_by_test_id("member-line")
    expect(line).to_contain_text("Chloe Marsh (@chloe)")
    expect(line).to_contain_text("Deniz Aydın")
    expect(line).not_to_contain_text("@deniz")


def test_two_private_chats_of_one_name_are_told_apart(page: Page, world: World) -> None:
    world.call("yuki", "bora kılıç")
    page.goto(GROUP)
    expect(page.locator(f"[data-room='{people.PRIVATE}']")).to_contain_text("Bora Kılıç (@bora)")
    expect(page.locator(f"[data-room='{people.OTHER_PRIVATE}']")).to_contain_text("bora kılıç (@yuki)")


# A crowd


def test_the_members_of_a_large_group_come_as_one_scrolls(page: Page, world: World) -> None:
    world.crowd(people.LONG_GROUP, 450)
    page.goto(f"/chat/{people.LONG_GROUP}")
    expect(page.get_by_test_id("more-members")).to_contain_text(re.compile(r"\+4[34]\d"))
    page.get_by_test_id("member-line").click()
    panel = page.get_by_role("dialog", name="450 members")
    members = panel.get_by_test_id("member")
    expect(members).to_have_count(200)
    for known in (400, 450):
        members.last.scroll_into_view_if_needed()
        expect(members).to_have_count(known)
    expect(panel.get_by_text("Monkey 450", exact=True)).to_be_visible()


def test_an_admin_finds_every_member_of_a_large_group(page: Page, world: World) -> None:
    world.crowd(people.LONG_GROUP, 450)
    page.goto(f"/chat/{people.LONG_GROUP}/edit")
    expect(page.get_by_role("heading", name="Members (450)")).to_be_visible()
    members = page.get_by_test_id("member")
    for known in (200, 400, 450):
        expect(members).to_have_count(known)
        members.last.scroll_into_view_if_needed()
    expect(page.get_by_role("button", name="Remove Monkey 450").last).to_be_attached()


# Copying


def _select(page: Page, start: str, end: str) -> None:
    """Selects from a message's first letter to another's last, as with a mouse."""
    page.evaluate(
        """([start, end]) => {
          const all = [...document.querySelectorAll('[data-said]')];
          const said = (text) => all.find(({ textContent }) => textContent.includes(text));
          const range = document.createRange();
          range.setStart(said(start), 0);
          range.setEnd(said(end), said(end).childNodes.length);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }""",
        [start, end],
    )


def _copied(page: Page, lines: list[str]) -> None:
    """What is selected is copied as that, as soon as the code for it is there."""

    def copy() -> bool:
        page.keyboard.press("Control+c")
        return page.evaluate("navigator.clipboard.readText()").strip().splitlines() == lines

    deadline = time.monotonic() + 20
    while not copy() and time.monotonic() < deadline:
        pass
    assert copy()


def test_several_messages_are_copied_as_a_conversation_and_a_single_one_as_it_is(page: Page, base: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=base)
    page.goto(PRIVATE)
    expect(_message(page, "Thank you!")).to_be_visible()
    page.get_by_role("log").focus()
    _select(page, "That is the best thing", "Thank you!")
    conversation = [
        "Ada Winter: That is the best thing I have seen all week.",
        "Bora Kılıç: saturday-route.pdf",
        "Bora Kılıç: The way up, in case the fog comes back. `gate 4` is closed, take the small path.",
        "Ada Winter: Thank you! See you at the fountain.",
    ]
    _copied(page, conversation)
    _select(page, "That is the best thing", "That is the best thing")
    _copied(page, ["That is the best thing I have seen all week."])
