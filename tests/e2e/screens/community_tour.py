"""The screens of reports, sanctions, rules and ways to sign up, and how one comes to each."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.screens.community import STATEMENT, UNTIL
from tests.e2e.screens.tour import GROUP, PUBLIC, Screen
from tests.e2e.screens.world import World


def _role(role: str) -> Callable[[World], None]:
    def prepare(world: World) -> None:
        world.community.role = role

    return prepare


MODERATOR, OWNER = _role("moderator"), _role("owner")


def _out(**site: object) -> Callable[[World], None]:
    def prepare(world: World) -> None:
        world.signed_in = False
        world.community.site = dict(site)

    return prepare


def _heading(name: str) -> Callable[[Page], None]:
    return lambda page: expect(page.get_by_role("heading", name=name, exact=True).first).to_be_visible()


def _text(text: str) -> Callable[[Page], None]:
    return lambda page: expect(page.get_by_text(text).first).to_be_visible()


def _test_id(name: str) -> Callable[[Page], None]:
    return lambda page: expect(page.get_by_test_id(name).first).to_be_visible()


def _queue(page: Page) -> None:
    expect(page.get_by_test_id("reported")).to_be_visible()


def _history(page: Page) -> None:
    _queue(page)
    page.get_by_role("button", name="What else was reported").click()
    expect(page.get_by_test_id("history").first).to_be_visible()
    page.keyboard.press("d")
    expect(page.get_by_role("button", name="Undo")).to_be_enabled()


def _no_reports(world: World) -> None:
    MODERATOR(world)
    world.community.reports = []


def _person(page: Page) -> None:
    page.get_by_role("button", name="Chloe Marsh").first.click()
    expect(page.get_by_test_id("profile-card").locator("..").get_by_role("button", name="Block")).to_be_visible()


def _sanctions(page: Page) -> None:
    _person(page)
    expect(page.get_by_role("button", name="Lift ban")).to_be_visible()


def _ban(page: Page) -> None:
    _sanctions(page)
    page.get_by_role("button", name="Ban…").click()
    page.get_by_role("button", name="Ban", exact=True).click()
    expect(page.get_by_text("Tell them why.")).to_be_visible()


def _block(page: Page) -> None:
    _person(page)
    page.get_by_role("button", name="Block").click()
    expect(page.get_by_role("heading", name="Block Chloe Marsh?")).to_be_visible()


def _report(page: Page) -> None:
    page.get_by_test_id("message").filter(has_text="Red. Always red.").first.focus()
    page.keyboard.press("Shift+F10")
    page.get_by_role("button", name="Report", exact=True).click()
    expect(page.get_by_role("heading", name="Report this message")).to_be_visible()


def _report_person(page: Page) -> None:
    _person(page)
    page.get_by_role("button", name="Report", exact=True).click()
    expect(page.get_by_role("heading", name="Report @chloe")).to_be_visible()


def _muted(world: World) -> None:
    world.community.muted = UNTIL


def _refused(page: Page) -> None:
    page.get_by_role("textbox", name="Message").fill("But I only said")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("muted-notice")).to_contain_text("Threats against somebody")


def _slow(world: World) -> None:
    world.community.slow = 45


def _held(page: Page) -> None:
    page.get_by_role("textbox", name="Message").fill("One more thing")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("slow-mode")).to_be_visible()


def _blocking(world: World) -> None:
    world.community.blocked = ["chloe", "max_a"]


def _own_part(name: str) -> Callable[[Page], None]:
    def arrive(page: Page) -> None:
        heading = page.get_by_role("heading", name=name, exact=True)
        expect(heading).to_be_visible()
        heading.evaluate("(heading) => heading.scrollIntoView()")

    return arrive


def _banned(world: World) -> None:
    _out()(world)
    problem = {"status": 403, "code": "banned", "title": "", "detail": "", "until": UNTIL, "statement": STATEMENT}
    world.refusals["/api/auth/login"] = (403, problem)


def _login_refused(page: Page) -> None:
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password", exact=True).fill("a short sentence will do")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_test_id("ban-notice")).to_contain_text("keeper@snow.example.org")


def _challenged(page: Page) -> None:
    expect(page.get_by_test_id("challenge")).to_contain_text("has calculated")


def _reported(page: Page) -> None:
    page.get_by_label("Where is it?").fill("https://chat.example.org/chat/public-chat/17")
    page.get_by_role("radio", name="Against the law").check(force=True)
    page.get_by_label("What is wrong with it?", exact=True).last.fill("My picture, without asking me.")
    page.get_by_role("button", name="Send report").click()
    expect(page.get_by_text("your report has arrived")).to_be_visible()


def _invited(page: Page) -> None:
    page.get_by_role("button", name="Make an invitation").click()
    expect(page.get_by_label("Invitation", exact=True)).to_be_visible()


def _deleting_owner(page: Page) -> None:
    page.get_by_role("button", name="Delete my account").click()
    expect(page.get_by_text("You are an owner of this site.")).to_be_visible()


COMMUNITY_SCREENS = (
    Screen("moderation-queue", "/moderation", _queue, MODERATOR),
    Screen("moderation-queue-history", "/moderation", _history, MODERATOR),
    Screen("moderation-queue-none", "/moderation", _heading("A clear field"), _no_reports),
    Screen("moderation-decided", "/moderation/decided", _test_id("decided-report"), MODERATOR),
    Screen("moderation-people", "/moderation/people", _invited, MODERATOR),
    Screen("moderation-log", "/moderation/log", _test_id("log-entry"), MODERATOR),
    Screen("moderation-settings", "/moderation/settings", _text("Who can make an account"), OWNER),
    Screen("moderation-settings-read", "/moderation/settings", _text("Owners change these."), MODERATOR),
    Screen("moderation-not-yours", "/moderation", _text("for those who look after the site")),
    Screen("person-actions", PUBLIC, _person),
    Screen("person-sanctions", PUBLIC, _sanctions, OWNER),
    Screen("ban", PUBLIC, _ban, OWNER),
    Screen("block", PUBLIC, _block),
    Screen("report-message", GROUP, _report),
    Screen("report-person", PUBLIC, _report_person),
    Screen("muted", PUBLIC, _refused, _muted),
    Screen("slow-mode", PUBLIC, _held, _slow),
    Screen("folded-messages", PUBLIC, _test_id("folded"), _blocking),
    Screen("blocked-people", "/me", _own_part("People you blocked"), _blocking, again=_own_part("People you blocked")),
    Screen("my-notices", "/me/notices", _test_id("decision-notice")),
    Screen("rules", "/rules", _text("Be kind."), _out()),
    Screen("rules-reported", "/rules", _reported, _out()),
    Screen("invite", "/invite/Zk3vQ8xN5tYw2LrP", _heading("You are invited"), _out()),
    Screen("login-banned", "/login", _login_refused, _banned),
    Screen("signup-closed", "/signup", _text("Nobody can make an account"), _out(sign_up="closed")),
    Screen("signup-invited", "/signup", _text("Nobody gets in here without one."), _out(sign_up="invited")),
    Screen("signup-challenge", "/signup", _challenged, _out(sign_up="domains", challenge=True)),
    Screen("delete-account-owner", "/me", _deleting_owner, OWNER),
)
