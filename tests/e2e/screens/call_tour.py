"""The screens of calls, and how one comes to each."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.screens import people
from tests.e2e.screens.calls import CALL, PlayedCall, summary
from tests.e2e.screens.tour import GROUP, PUBLIC, Screen
from tests.e2e.screens.world import World

PRIVATE = f"/chat/{people.PRIVATE}"


def _call(call: PlayedCall) -> Callable[[World], None]:
    return lambda world: world.play(call)


def _crowd() -> PlayedCall:
    crowd = PlayedCall(people.GROUP).peer("chloe").peer("deniz", muted=True, camera=False)
    return crowd.peer("emeka", hand=True)


def _rings(page: Page) -> None:
    expect(page.get_by_test_id("ring")).to_be_visible()


def _calling(kind: str = "Video call") -> Callable[[Page], None]:
    def arrive(page: Page) -> None:
        page.get_by_role("button", name=kind, exact=True).click()
        expect(page.get_by_test_id("call-view")).to_be_visible()

    return arrive


def _menu(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.get_by_role("button", name="Call", exact=True).click()
    expect(page.get_by_role("button", name="Video call", exact=True)).to_be_visible()


def _own_settings(page: Page) -> None:
    expect(page.get_by_role("switch", name="Hide my address")).to_be_visible()
    page.get_by_role("heading", name="Calls", exact=True).evaluate("(heading) => heading.scrollIntoView()")


def _tiles(count: int) -> Callable[[Page], None]:
    def arrive(page: Page) -> None:
        _calling()(page)
        expect(page.get_by_test_id("tile")).to_have_count(count)
        expect(page.get_by_test_id("call-view").get_by_text("Good connection")).to_be_visible()

    return arrive


def _screen_shared(page: Page) -> None:
    _calling()(page)
    expect(page.get_by_test_id("screen-tile")).to_be_visible()


def _settings(page: Page) -> None:
    _tiles(2)(page)
    page.get_by_role("button", name="Call settings").click()
    expect(page.get_by_test_id("call-code")).to_be_visible()


def _bar(page: Page) -> None:
    _tiles(2)(page)
    page.keyboard.press("m")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("call-bar")).to_be_visible()


def _refused(page: Page) -> None:
    page.get_by_role("button", name="Voice call", exact=True).click()
    expect(page.get_by_test_id("call-end")).to_be_visible()


def _joinable(world: World) -> None:
    going = {"call": CALL, "state": "live", "video": True, "started_by": "chloe", "version": 4}
    world.going(people.GROUP, going)


def _join(page: Page) -> None:
    expect(page.get_by_role("button", name="Join the call")).to_be_visible()


def _logged(world: World) -> None:
    both = ("ada", "bora")
    world.log(
        people.PRIVATE,
        ("bora", summary("missed", video=True, came=("bora",), missed=("ada",))),
        ("ada", summary("declined", came=("ada",))),
        ("ada", summary("answered", video=True, seconds=3_900, came=both)),
        ("bora", summary("answered", seconds=42, came=both)),
    )


def _logged_in_group(world: World) -> None:
    came = ("deniz", "ada", "chloe", "freya_lund")
    world.log(people.GROUP, ("deniz", summary("answered", seconds=725, came=came, missed=("emeka",))))


def _messages(count: int) -> Callable[[Page], None]:
    return lambda page: expect(page.get_by_test_id("call-message")).to_have_count(count)


CALL_SCREENS = (
    Screen("call-rings", PUBLIC, _rings, _call(PlayedCall(people.PRIVATE, rings="bora"))),
    Screen("call-rings-in-group", GROUP, _rings, _call(PlayedCall(people.LONG_GROUP, rings="max_a", video=False))),
    Screen("call-waiting", PRIVATE, _calling("Voice call"), _call(PlayedCall(people.PRIVATE))),
    Screen("call-of-two", PRIVATE, _tiles(2), _call(PlayedCall(people.PRIVATE).peer("bora"))),
    Screen("call-of-four", GROUP, _tiles(4), _call(_crowd())),
    Screen("call-screen", GROUP, _screen_shared, _call(_crowd().peer("freya_lund", screen=True, muted=True))),
    Screen("call-settings", PRIVATE, _settings, _call(PlayedCall(people.PRIVATE).peer("bora"))),
    Screen("call-menu", PRIVATE, _menu, widths=(360,)),
    Screen("settings-calls", "/me", _own_settings, again=_own_settings),
    Screen("call-bar", PRIVATE, _bar, _call(PlayedCall(people.PRIVATE).peer("bora"))),
    Screen("call-full", GROUP, _refused, _call(PlayedCall(people.GROUP, refusal="call_full"))),
    Screen("call-busy", GROUP, _refused, _call(PlayedCall(people.GROUP, refusal="call_busy"))),
    Screen("call-to-join", GROUP, _join, _joinable),
    Screen("call-messages", PRIVATE, _messages(4), _logged),
    Screen("call-message-of-group", GROUP, _messages(1), _logged_in_group),
)
