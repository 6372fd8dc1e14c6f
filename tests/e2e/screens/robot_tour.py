"""The screens of bots, hooks and subscriptions, and of taking over an imported account."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.screens import people
from tests.e2e.screens.community_tour import MODERATOR
from tests.e2e.screens.tour import GROUP, PUBLIC, Screen
from tests.e2e.screens.world import World

PRIVATE = f"/chat/{people.OTHER_PRIVATE}"
OWN_GROUP = f"/chat/{people.EMPTY}/edit/robots"


def _text(text: str) -> Callable[[Page], None]:
    return lambda page: expect(page.get_by_text(text).first).to_be_visible()


def _out(world: World) -> None:
    world.signed_in = False


def _unverified(world: World) -> None:
    world.verified = False


def _programs(world: World) -> None:
    """A bot and two hooks take part in a group."""
    world.join(people.GROUP, "snow_report")
    world.say(
        people.GROUP,
        ("hook_kx7qmzab", "**[FIRING]** Wind on the summit: 92 km/h\nWatch it: https://grafana.example.org/d/wind"),
        ("hook_wwqpzrtn", "✅ The lift is up again."),
        ("snow_report", "12 cm of fresh snow since yesterday. Hats are advised, @ada."),
        ("chloe", "Thank you, little robot."),
    )
    world.reply(people.GROUP)


def _in_chat(page: Page) -> None:
    _text("Thank you, little robot.")(page)
    expect(page.get_by_text("BOT", exact=True).first).to_be_visible()


def _members(page: Page) -> None:
    _in_chat(page)
    page.get_by_test_id("member-line").click()
    expect(page.get_by_test_id("member").last).to_contain_text("BOT")


def _profile(name: str, note: str) -> Callable[[Page], None]:
    def arrive(page: Page) -> None:
        page.get_by_test_id("person").filter(has_text=name).last.click()
        expect(page.get_by_test_id("profile-note")).to_contain_text(note)
        expect(page.get_by_role("button", name="Block")).to_be_visible()

    return arrive


def _hook_profile(page: Page) -> None:
    _profile("Grafana", "A hook:")(page)
    expect(page.get_by_test_id("profile-card").locator("..").get_by_role("button", name="Message")).to_have_count(0)


def _imported(world: World) -> None:
    world.robots.imported = {"chloe"}


def _mention(page: Page) -> None:
    _in_chat(page)
    page.get_by_role("textbox", name="Message").press_sequentially("@sn")
    expect(page.get_by_role("option")).to_contain_text("BOT")


def _private(world: World) -> None:
    world.meet(people.OTHER_PRIVATE, "snow_report")


def _no_robots(world: World) -> None:
    world.robots.hooks = []
    world.robots.subscriptions = []


def _shown(page: Page) -> None:
    expect(page.get_by_test_id("hook").first).to_be_visible()
    expect(page.get_by_test_id("subscription").first).to_be_visible()


def _see_subscriptions(page: Page) -> None:
    page.get_by_role("heading", name="Subscriptions").evaluate("(heading) => heading.scrollIntoView()")


def _subscriptions(page: Page) -> None:
    _shown(page)
    page.get_by_role("button", name="Test https://tasks").click()
    expect(page.get_by_text("It answered 302.")).to_be_visible()
    _see_subscriptions(page)


def _hook_made(page: Page) -> None:
    _shown(page)
    page.get_by_label("Name of a new hook").fill("Statuspage")
    page.get_by_role("button", name="Make a hook").click()
    expect(page.get_by_label("Address", exact=True)).to_be_focused()


def _subscribed(page: Page) -> None:
    _shown(page)
    page.get_by_label("Address that is told").fill("https://newer.example.org/")
    page.get_by_role("button", name="Subscribe").click()
    expect(page.get_by_label("Secret", exact=True)).to_be_focused()


def _see_secret(page: Page) -> None:
    page.get_by_test_id("told-once").evaluate("(box) => box.scrollIntoView()")


def _subscription_faults(page: Page) -> None:
    _shown(page)
    page.get_by_label("Address that is told").fill("tasks.example.org")
    page.get_by_label("Messages", exact=True).uncheck()
    page.get_by_role("button", name="Subscribe").click()
    expect(page.get_by_text("Choose at least one.")).to_be_visible()


def _deleting_hook(page: Page) -> None:
    _shown(page)
    page.get_by_role("button", name="Delete the hook Grafana").click()
    expect(page.get_by_role("heading", name="Delete Grafana?")).to_be_visible()


def _not_yours(world: World) -> None:
    problem = {"status": 403, "code": "not_admin", "title": "", "detail": ""}
    world.refusals[f"/api/chat/{people.EMPTY}/hooks"] = (403, problem)


def _menu(page: Page) -> None:
    page.get_by_role("button", name="Chat menu").click()
    expect(page.get_by_role("link", name="Robots and hooks")).to_be_visible()


def _bots(page: Page) -> None:
    expect(page.get_by_test_id("bot").first).to_be_visible()


def _no_bots(world: World) -> None:
    world.robots.bots = []


def _too_many_bots(world: World) -> None:
    world.robots.most_bots = 3


def _make_bot(page: Page) -> None:
    _bots(page)
    page.get_by_label("Username").fill("avalanches")
    page.get_by_label("Display name").fill("Avalanche warnings")
    page.get_by_role("button", name="Make bot").click()


def _bot_made(page: Page) -> None:
    _make_bot(page)
    expect(page.get_by_label("Token", exact=True)).to_be_focused()


def _bot_refused(page: Page) -> None:
    _make_bot(page)
    expect(page.get_by_text("You have as many bots as one can.")).to_be_visible()


def _new_token(page: Page) -> None:
    _bots(page)
    page.get_by_role("button", name="New token for @snow_report").click()
    page.get_by_label("Good for how many days?").fill("0")
    page.get_by_role("button", name="Make a new token").click()
    expect(page.get_by_text("Use a whole number")).to_be_visible()


def _code(page: Page) -> None:
    page.get_by_label("Email").fill("chloe.marsh@example.org")
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_label("Verification code")).to_be_visible()


ROBOT_SCREENS = (
    Screen("bots-in-chat", GROUP, _in_chat, _programs),
    Screen("bots-members", GROUP, _members, _programs),
    Screen("bots-mention", GROUP, _mention, _programs),
    Screen("bot-profile", GROUP, _profile("Snow report", "A program."), _programs),
    Screen("hook-profile", GROUP, _hook_profile, _programs),
    Screen("imported-profile", PUBLIC, _profile("Chloe Marsh", "Imported:"), _imported),
    Screen("bot-private-chat", PRIVATE, _text("See you on the hill!"), _private),
    Screen("robots", OWN_GROUP, _shown),
    Screen("robots-none", OWN_GROUP, _text("There is no hook yet."), _no_robots),
    Screen("robots-hook-made", OWN_GROUP, _hook_made),
    Screen("robots-hook-deleted", OWN_GROUP, _deleting_hook),
    Screen("robots-subscriptions", OWN_GROUP, _subscriptions, again=_see_subscriptions),
    Screen("robots-subscribed", OWN_GROUP, _subscribed, again=_see_secret),
    Screen("robots-subscription-faults", OWN_GROUP, _subscription_faults),
    Screen("robots-not-yours", OWN_GROUP, _text("Only those who look after this chat"), _not_yours),
    Screen("robots-public", "/chat/public-chat/edit/robots", _shown, MODERATOR),
    Screen("robots-public-menu", PUBLIC, _menu, MODERATOR),
    Screen("own-bots", "/me/bots", _bots),
    Screen("own-bots-none", "/me/bots", _text("You have no bot yet."), _no_bots),
    Screen("own-bots-unverified", "/me/bots", _text("bots are for verified people"), _unverified),
    Screen("own-bots-made", "/me/bots", _bot_made),
    Screen("own-bots-refused", "/me/bots", _bot_refused, _too_many_bots),
    Screen("own-bots-new-token", "/me/bots", _new_token),
    Screen("claim", "/claim", _text("Tell us the email address"), _out),
    Screen("claim-code", "/claim", _code, _out),
    Screen("claim-inside", "/claim", _text("You are logged in as")),
)
