"""The screens, and how one comes to each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import FilePayload, Page, expect

from tests.e2e.screens import people
from tests.e2e.screens.world import World

WIDTHS = (360, 768, 1440)
PASSWORD = "a short sentence will do"


@dataclass(frozen=True)
class Screen:
    """One screen: where it is, how the world must be before, and what to do there."""

    name: str
    path: str
    arrive: Callable[[Page], None]
    prepare: Callable[[World], None] = field(default=lambda _: None)
    widths: tuple[int, ...] = WIDTHS
    again: Callable[[Page], None] = field(default=lambda _: None)
    """What to do once more at each width."""


def _out(world: World) -> None:
    world.signed_in = False


def _unverified(world: World) -> None:
    world.verified = False


def _heading(name: str) -> Callable[[Page], None]:
    return lambda page: expect(page.get_by_role("heading", name=name, exact=True).first).to_be_visible()


def _conversation(text: str) -> Callable[[Page], None]:
    def arrive(page: Page) -> None:
        expect(page.get_by_role("textbox", name="Message")).to_be_visible()
        expect(page.get_by_role("log").get_by_text(text).first).to_be_visible()
        expect(page.get_by_test_id("site-online")).to_be_visible()

    return arrive


def _login_refused(page: Page) -> None:
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password", exact=True).fill("not my password")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert")).to_contain_text("wrong")


def _signup_faults(page: Page) -> None:
    page.get_by_label("Username").fill("ç")
    page.get_by_label("Email").fill("ada")
    page.get_by_label("Password", exact=True).fill("short")
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_text("Use at least 10 characters.")).to_be_visible()


def _forgot_code(page: Page) -> None:
    page.get_by_label("Username").fill("ada")
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_label("New password", exact=True)).to_be_visible()


def _verify_code(page: Page) -> None:
    page.get_by_role("button", name="Send code").click()
    expect(page.get_by_label("Verification code")).to_be_visible()


def _menu(name: str, shown: str) -> Callable[[Page], None]:
    def arrive(page: Page) -> None:
        page.set_viewport_size({"width": 768, "height": 1024})
        page.get_by_role("button", name=name, exact=True).click()
        expect(page.get_by_text(shown).locator("visible=true").first).to_be_visible()

    return arrive


def _members(page: Page) -> None:
    page.get_by_test_id("member-line").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def _profile_card(page: Page) -> None:
    page.get_by_role("button", name="Chloe Marsh").first.click()
    expect(page.get_by_test_id("profile-card")).to_contain_text("away")


def _leave(page: Page) -> None:
    page.get_by_role("button", name="Group menu").click()
    page.get_by_role("button", name="Leave group").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def _new_link(page: Page) -> None:
    _invite_link(page)
    page.get_by_role("button", name="Make a new link").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def _delete_account(page: Page) -> None:
    page.get_by_role("button", name="Delete my account").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete for good").click()
    expect(page.get_by_text("Please fill this in.")).to_be_visible()


def _end(page: Page) -> None:
    page.get_by_role("main").evaluate("(main) => main.scrollTo(0, main.scrollHeight)")


def _invite_link(page: Page) -> None:
    # The tests' origin is another each time.
    field = page.get_by_label("Invite link")
    field.evaluate("(field) => { field.value = field.value.replace(location.origin, 'https://chat.example.org') }")


def _offline(page: Page) -> None:
    _conversation("Thank you!")(page)
    page.context.set_offline(True)
    box = page.get_by_role("textbox", name="Message")
    box.fill("I am in the tunnel, but this will reach you.")
    box.press("Enter")
    expect(page.get_by_text("You are offline.")).to_be_visible()


def _not_sent(page: Page) -> None:
    _conversation("Thank you!")(page)
    box = page.get_by_role("textbox", name="Message")
    box.fill("This one is not wanted there.")
    box.press("Enter")
    expect(page.get_by_role("button", name="Discard")).to_be_visible()


def _uploads(page: Page) -> None:
    _conversation("Thank you!")(page)
    names = ("the-hill-from-above.png", "a-list-of-everything-that-we-need-on-saturday-and-on-sunday.pdf")
    files = [FilePayload(name=name, mimeType="application/octet-stream", buffer=b"snow" * 999) for name in names]
    page.locator("input[type=file]").set_input_files(files)
    expect(page.get_by_role("list", name="Files on their way").get_by_text("the-hill")).to_be_visible()


def _emoji(page: Page) -> None:
    _conversation("monkey hats")(page)
    page.get_by_role("button", name="Choose an emoji").click()
    expect(page.get_by_role("button", name="grinning face", exact=True).first).to_be_visible()


def _switcher(page: Page) -> None:
    _conversation("monkey hats")(page)
    page.keyboard.press("Control+k")
    page.get_by_role("combobox").fill("m")
    expect(page.get_by_role("dialog").get_by_text("Monkey hats")).to_be_visible()


def _picture(page: Page) -> None:
    _conversation("Thank you!")(page)
    page.get_by_role("button", name="Picture first-snow.jpg").click()
    expect(page.get_by_role("dialog").get_by_role("img", name="Picture first-snow.jpg")).to_be_visible()


def _skeleton(page: Page) -> None:
    expect(page.get_by_role("textbox", name="Message")).to_be_visible()


def _mute(world: World) -> None:
    world.deaf = True


def _slow_uploads(world: World) -> None:
    world.slow.add(f"/api/chat/upload/{people.PRIVATE}")


def _refusing(world: World) -> None:
    world.refuses = "too_long"


def _slow_room(world: World) -> None:
    world.slow.add("/api/chat/public-chat")


def _unreachable(world: World) -> None:
    world.unreachable = True


def _no_groups(world: World) -> None:
    world.refusals["/api/groups"] = (200, {"groups": [], "cursor": None})


def _stranger(status: int) -> Callable[[World], None]:
    def prepare(world: World) -> None:
        code = "not_a_member" if status == 403 else "no_such_chat"
        world.refusals[f"/api/chat/{people.STRANGE}"] = (status, {"status": status, "code": code})

    return prepare


def _bad_login(world: World) -> None:
    _out(world)
    world.refusals["/api/auth/login"] = (401, {"status": 401, "code": "bad_credentials"})


def _unreached(page: Page) -> None:
    expect(page.get_by_role("button", name="Try again")).to_be_visible()


PUBLIC = "/chat/public-chat"
GROUP = f"/chat/{people.GROUP}"
LONG = f"/chat/{people.LONG_GROUP}"

SCREENS = (
    Screen("login", "/login", _heading("Welcome back"), _out),
    Screen("login-refused", "/login", _login_refused, _bad_login),
    Screen("signup", "/signup", _heading("Join the snowfight"), _out),
    Screen("signup-faults", "/signup", _signup_faults, _out),
    Screen("forgot", "/forgot", _heading("Forgot your password?"), _out),
    Screen("forgot-code", "/forgot", _forgot_code, _out),
    Screen("unreachable", "/", _unreached, _unreachable),
    Screen("verify", "/verify", _heading("Verify your email"), _unverified),
    Screen("verify-code", "/verify", _verify_code, _unverified),
    Screen("public-chat", PUBLIC, _conversation("monkey hats")),
    Screen("public-chat-unverified", PUBLIC, _conversation("monkey hats"), _unverified),
    Screen("private-chat", f"/chat/{people.PRIVATE}", _conversation("Thank you!")),
    Screen("group-chat", GROUP, _conversation("There is now.")),
    Screen("long-names", LONG, _conversation("The minutes of our last meeting")),
    Screen("empty-chat", f"/chat/{people.EMPTY}", _heading("A field all to yourself")),
    Screen("offline", f"/chat/{people.PRIVATE}", _offline, _mute),
    Screen("not-sent", f"/chat/{people.PRIVATE}", _not_sent, _refusing),
    Screen("uploads", f"/chat/{people.PRIVATE}", _uploads, _slow_uploads),
    Screen("picture", f"/chat/{people.PRIVATE}", _picture),
    Screen("emoji", PUBLIC, _emoji),
    Screen("switcher", PUBLIC, _switcher),
    Screen("loading", PUBLIC, _skeleton, _slow_room),
    Screen("chats-menu", PUBLIC, _menu("Chats", "Monkey hats"), widths=(360, 768)),
    Screen("user-menu", PUBLIC, _menu("Your account", "Log out")),
    Screen("group-menu", GROUP, _menu("Group menu", "Leave group")),
    Screen("members", LONG, _members),
    Screen("profile-card", PUBLIC, _profile_card),
    Screen("leave-group", GROUP, _leave),
    Screen("new-group", "/chat/new", _heading("New group")),
    Screen("open-groups", "/groups", lambda page: expect(page.get_by_text("Sledge repair")).to_be_visible()),
    Screen("open-groups-none", "/groups", _heading("No tracks here"), _no_groups),
    Screen("group-settings", f"{LONG}/edit", _heading("Who can join")),
    Screen("group-settings-end", f"{LONG}/edit", _invite_link, again=_end),
    Screen("new-invite-link", f"{LONG}/edit", _new_link),
    Screen("settings", "/me", _heading("Settings")),
    Screen("settings-end", "/me", _heading("Delete account"), again=_end),
    Screen("delete-account", "/me", _delete_account),
    Screen("invitation", f"/chat/{people.STRANGE}?invite=abc", _heading("You are invited"), _stranger(404)),
    Screen("open-invitation", f"/chat/{people.STRANGE}", _heading("An open group"), _stranger(403)),
    Screen("gone", f"/chat/{people.STRANGE}", _heading("Lost in the snow"), _stranger(404)),
)
