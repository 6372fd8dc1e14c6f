"""Bots, hooks and subscriptions in a browser, and taking over an imported account. The server is played
(tests/e2e/screens)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.e2e.screens import people
from tests.e2e.screens.eye import Eye
from tests.e2e.screens.robots import ADDRESS, SECRET, TOKEN
from tests.e2e.screens.world import World
from tests.e2e.test_screens import chromium, opened

__all__ = ["chromium"]

GROUP = f"/chat/{people.EMPTY}"
"""One that the user is the admin of."""
ROBOTS = f"{GROUP}/edit/robots"


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def page(chromium: Browser, base: str, world: World) -> Iterator[Page]:
    with opened(chromium, base, world) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        yield page


def _copied(page: Page) -> str:
    page.get_by_test_id("told-once").get_by_role("button", name="Copy").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    return page.evaluate("navigator.clipboard.readText()")


def test_who_uses_no_robots_asks_for_none(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    # When somebody looks through a chat, their settings and those of their group
    for path in (f"/chat/{people.GROUP}", "/me", f"{GROUP}/edit"):
        page.goto(path)
        page.wait_for_load_state("networkidle")
    # Then nothing of robots was asked for, neither code nor lists
    assert [url for url in asked if "/edit" in url]
    assert not [url for url in asked if re.search(r"/hooks|/subscriptions|/api/bot|/assets/robots", url)]


def test_the_address_of_a_hook_is_shown_once(page: Page) -> None:
    # Given the admin of a group, who comes by its settings
    page.goto(GROUP)
    page.get_by_role("button", name="Group menu").click()
    page.get_by_role("link", name="Group settings").click()
    page.get_by_role("link", name="To robots and hooks").click()
    expect(page.get_by_test_id("hook")).to_have_count(2)
    # When they make a hook, by keys alone
    page.get_by_role("textbox", name="Name of a new hook").focus()
    page.keyboard.type("Statuspage")
    page.keyboard.press("Enter")
    # Then its address has the focus, to be taken along
    expect(page.get_by_label("Address", exact=True)).to_be_focused()
    assert _copied(page) == ADDRESS
    expect(page.get_by_test_id("hook")).to_have_count(3)
    expect(page.get_by_role("textbox", name="Name of a new hook")).to_have_value("")
    # And who comes back finds the hook, and no address
    page.reload()
    expect(page.get_by_test_id("hook").last).to_contain_text("Statuspage")
    expect(page.get_by_text(ADDRESS)).to_have_count(0)
    expect(page.get_by_test_id("told-once")).to_have_count(0)


def test_who_deletes_a_hook_is_asked_and_loses_no_place(page: Page) -> None:
    page.goto(ROBOTS)
    page.get_by_role("button", name="Delete the hook Grafana").click()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("hook")).to_have_count(2)
    page.get_by_role("button", name="Delete the hook Grafana").click()
    page.get_by_role("button", name="Delete hook").click()
    expect(page.get_by_test_id("hook")).to_have_count(1)
    expect(page.get_by_role("dialog")).to_have_count(0)
    # What had the focus is gone: it is in the section still
    expect(page.get_by_role("textbox", name="Name of a new hook")).to_be_focused()


def test_a_subscription_says_why_it_fails_and_goes_on(page: Page, world: World) -> None:
    page.goto(ROBOTS)
    gone = page.get_by_test_id("subscription").filter(has_text="gone.example.org")
    expect(gone).to_contain_text("disabled")
    expect(gone).to_contain_text("No answer within 10 seconds")
    # When its owner tries it, mends it, and tries it again
    world.robots.receiver = 404
    gone.get_by_role("button", name="Test").click()
    expect(gone.get_by_role("status")).to_contain_text("Nothing is at that address. It answered 404.")
    world.robots.receiver = 204
    gone.get_by_role("button", name="Test").click()
    expect(gone.get_by_role("status")).to_contain_text("It arrived.")
    gone.get_by_role("button", name="Enable again").click()
    # Then it goes on
    expect(gone.get_by_role("button", name="Enable again")).to_have_count(0)
    expect(gone).not_to_contain_text("disabled")


def test_a_subscription_is_made_of_what_was_ticked(page: Page, world: World) -> None:
    page.goto(ROBOTS)
    page.get_by_label("Address that is told").fill("https://localhost/")
    page.get_by_label("Who comes and goes").check()
    page.get_by_label("Also what bots and hooks say").check()
    page.get_by_role("button", name="Subscribe").click()
    # Given an address that the server refuses, the field says why
    expect(page.get_by_label("Address that is told")).to_be_focused()
    expect(page.get_by_text("Nothing can be sent there.")).to_be_visible()
    page.get_by_label("Address that is told").fill("https://tasks.example.com/in")
    page.get_by_role("button", name="Subscribe").click()
    assert _copied(page) == SECRET
    made = world.robots.subscriptions[-1]
    assert (made["url"], made["events"], made["bots"]) == ("https://tasks.example.com/in", ["message", "member"], True)


def test_a_bot_is_made_given_another_token_and_deleted(page: Page, world: World) -> None:
    world.robots.bots = []
    page.goto("/me")
    page.get_by_role("link", name="To your bots").click()
    expect(page.get_by_text("You have no bot yet.")).to_be_visible()
    page.get_by_label("Username").fill("Avalanches")
    page.get_by_label("Display name").fill("Avalanche warnings")
    page.get_by_role("button", name="Make bot").click()
    expect(page.get_by_label("Token", exact=True)).to_be_focused()
    assert _copied(page) == TOKEN
    bot = page.get_by_test_id("bot")
    expect(bot).to_contain_text("BOT")
    expect(bot).to_contain_text("4 December 2027")
    # A name that is there already is refused at its field
    page.get_by_label("Username").fill("avalanches")
    page.get_by_label("Display name").fill("Another")
    page.get_by_role("button", name="Make bot").click()
    expect(page.get_by_text("This username is taken.")).to_be_visible()
    # When it is given a token for a week
    bot.get_by_role("button", name="New token").click()
    page.get_by_label("Good for how many days?").fill("7")
    page.get_by_role("button", name="Make a new token").click()
    expect(page.get_by_label("Token", exact=True)).to_have_value(TOKEN[::-1])
    expect(page.get_by_label("Token", exact=True)).to_be_focused()
    expect(bot).to_contain_text("11 December")
    # And when it is deleted, its token goes out of sight with it
    bot.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Delete bot").click()
    expect(bot).to_have_count(0)
    expect(page.get_by_test_id("told-once")).to_have_count(0)


def _claims(page: Page, world: World) -> None:
    """Somebody was imported, and has the code."""
    world.signed_in = False

    def finish(route: Route) -> None:
        right = json.loads(route.request.post_data or "")["code"] == "271828"
        body = {"username": "chloe", "email_verified": True} if right else {"code": "wrong_code", "status": 400}
        route.fulfill(status=201 if right else 400, body=json.dumps(body), content_type="application/json")

    page.route("**/api/auth/claim/finish", finish)


@pytest.fixture
def outside(chromium: Browser, base: str, world: World) -> Iterator[Page]:
    world.signed_in = False
    with opened(chromium, base, world) as page:
        _claims(page, world)
        yield page


def _claim(page: Page) -> None:
    page.goto("/login")
    page.get_by_role("link", name="Take over your account").click()
    page.get_by_label("Email").fill("chloe.marsh@example.org")
    page.keyboard.press("Enter")
    page.get_by_label("Verification code").fill("314159")
    page.get_by_label("New password").fill("a short sentence will do")
    page.keyboard.press("Enter")
    expect(page.get_by_text("This code is wrong.")).to_be_visible()
    expect(page.get_by_label("Verification code")).to_be_focused()
    page.get_by_label("Verification code").fill("271828")
    page.keyboard.press("Enter")


def test_an_imported_account_is_taken_over_with_a_code(outside: Page) -> None:
    _claim(outside)
    expect(outside.get_by_role("textbox", name="Message")).to_be_visible()
    expect(outside).to_have_url(re.compile("/chat/public-chat$"))


def test_who_took_an_account_over_and_does_not_get_in_has_the_name_filled_in(outside: Page, world: World) -> None:
    world.refusals["/api/auth/login"] = (503, {"status": 503, "code": "unavailable"})
    _claim(outside)
    expect(outside).to_have_url(re.compile("/login$"))
    expect(outside.get_by_label("Username")).to_have_value("chloe")


@pytest.mark.parametrize(("width", "height", "letters"), [(320, 640, 16), (320, 256, 32), (3840, 2160, 16)])
@pytest.mark.parametrize("path", [ROBOTS, "/me/bots", "/claim", f"/chat/{people.GROUP}"])
def test_nothing_sticks_out_in_windows_of_any_size(
    page: Page, world: World, path: str, width: int, height: int, letters: int
) -> None:
    world.join(people.GROUP, "snow_report")
    world.say(people.GROUP, ("hook_wwqpzrtn", "The lift is up again."), ("chloe", "Thank you."))
    world.reply(people.GROUP)
    page.set_viewport_size({"width": width, "height": height})
    session = page.context.new_cdp_session(page)
    session.send("Page.enable")
    session.send("Page.setFontSizes", {"fontSizes": {"standard": letters, "fixed": letters}})
    page.goto(path)
    expect(page.get_by_role("heading").first).to_be_attached()
    page.wait_for_load_state("networkidle")
    assert Eye(page).faults() == []
