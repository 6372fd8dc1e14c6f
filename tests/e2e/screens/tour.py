"""The screens, and how one comes to each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import FilePayload, Page, expect

from tests.e2e.screens import people, pictures
from tests.e2e.screens.world import SITE, World

WIDTHS = (360, 768, 1440)
PASSWORD = "a short sentence will do"


def _permission(permission: str) -> str:
    return f"Object.defineProperty(Notification, 'permission', {{ get: () => '{permission}' }});"


UNASKED = _permission("default")
DENIED = _permission("denied")
SUBSCRIBED = f"""{_permission("granted")}
localStorage.setItem('snowfight.push', 'en');
navigator.serviceWorker.getRegistration = async () => ({{
  pushManager: {{ getSubscription: async () => ({{ endpoint: '{people.ENDPOINT}' }}) }},
}});"""
PHONE = "Object.defineProperty(navigator, 'userAgent', { get: () => 'Mozilla/5.0 (iPhone) Safari' });"


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


def _mail_stopped(page: Page) -> None:
    page.get_by_role("button", name="End these mails").click()
    expect(page.get_by_text("We mail you no more of what you miss.")).to_be_visible()


def _mail_link_unknown(page: Page) -> None:
    expect(page.get_by_text("This link is not whole")).to_be_visible()


def _verify_code(page: Page) -> None:
    page.get_by_role("button", name="Send code").click()
    expect(page.get_by_label("Verification code")).to_be_visible()


def _menu(name: str, text: str) -> Callable[[Page], None]:
    def arrive(page: Page) -> None:
        page.set_viewport_size({"width": 768, "height": 1024})
        page.get_by_role("button", name=name, exact=True).click()
        expect(page.get_by_text(text).locator("visible=true").first).to_be_visible()

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
    expect(page.get_by_role("button", name=":monkey_hat:").locator("img")).to_be_visible()


VOICE = "voice-message-2026-12-04-15-40-12.webm"
MICROPHONE = """navigator.mediaDevices.getUserMedia = async () => {
  const context = new AudioContext();
  const [tone, wave] = [new OscillatorNode(context), new GainNode(context)];
  const heard = new MediaStreamAudioDestinationNode(context);
  wave.gain.setValueCurveAtTime([0.1, 0.9, 0.3, 0.6, 0.05, 0.8, 0.2, 0.5, 0.1], context.currentTime, 2);
  tone.connect(wave).connect(heard);
  tone.start();
  return heard.stream;
};"""
"""A microphone that hears a tone, now loud, now soft."""


def _voice_said(world: World) -> None:
    voice, song = (
        people.file(VOICE, 40_000, duration=12.4),
        people.file("The song of the hill.mp3", 4_000_000, None, 214),
    )
    film = people.file("fight.webm", 4_000_000, (1280, 720), 34)
    world.say("public-chat", ("chloe", film), ("chloe", song), ("chloe", voice), ("ada", voice))


def _players(page: Page) -> None:
    expect(page.get_by_role("button", name="Play")).to_have_count(4)


def _microphone(world: World) -> None:
    world.browser = MICROPHONE


def _recording(page: Page) -> None:
    _conversation("There is now.")(page)
    page.get_by_role("button", name="Record a voice message").press("Enter")
    expect(page.get_by_role("timer")).to_have_text("0:01")


def _recorded(page: Page) -> None:
    _recording(page)
    page.get_by_role("button", name="Stop").press("Enter")
    expect(page.get_by_test_id("recorder").get_by_role("button", name="Play Voice message")).to_be_focused()


def _no_microphone(page: Page) -> None:
    _conversation("There is now.")(page)
    page.get_by_role("button", name="Record a voice message").press("Enter")
    expect(page.get_by_role("alert").filter(has_text="No microphone was found.")).to_be_visible()


def _emoji_said(world: World) -> None:
    texts = ("Look what I built :snow-fort: and it **holds :snow-fort:** so far", ":monkey_hat: :hot-chocolate:")
    world.say("public-chat", ("chloe", texts[0]), ("ada", texts[0]), ("chloe", texts[1]), ("ada", ":snow-fort:"))


def _emoji_in_messages(page: Page) -> None:
    expect(page.get_by_role("log").get_by_role("img", name=":snow-fort:")).to_have_count(5)


def _emoji_completion(page: Page) -> None:
    _emoji_in_messages(page)
    page.get_by_role("textbox", name="Message").press_sequentially("The best :snow")
    expect(page.get_by_role("option", name=":snow-fort:")).to_be_visible()


def _custom_emoji(page: Page) -> None:
    expect(page.get_by_role("listitem").filter(has_text=":monkey_hat:").locator("img")).to_be_visible()


def _new_emoji(page: Page) -> None:
    _custom_emoji(page)
    picture = FilePayload(name="Monkey Hat.png", mimeType="image/png", buffer=pictures.png())
    page.locator("input[type=file]").set_input_files(picture)
    expect(page.get_by_test_id("emoji-preview")).to_be_visible()
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text(":monkey_hat: is taken.")).to_be_visible()


def _remove_emoji(page: Page) -> None:
    _custom_emoji(page)
    page.get_by_role("button", name="Remove :hot-chocolate:").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def _no_emoji(world: World) -> None:
    world.refusals["/api/emoji"] = (200, {"emoji": []})
    world.refusals["/api/site"] = (200, {**SITE, "uploads": False})


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


CHANGED_TEXT = "Bring gloves"


def _changed(page: Page) -> None:
    _conversation(CHANGED_TEXT)(page)
    expect(page.get_by_test_id("pin-bar")).to_be_visible()


def _pointed_at(page: Page) -> None:
    # Away from it first: what one points at already tells nothing when the window changes.
    page.mouse.move(0, 0)
    page.get_by_text("The hats are ready.").hover()
    expect(page.get_by_role("button", name="Message actions").locator("visible=true")).to_be_visible()


def _reactors(page: Page) -> None:
    _changed(page)
    page.get_by_test_id("chip").first.hover()


def _actions(text: str) -> Callable[[Page], None]:
    def arrive(page: Page) -> None:
        _changed(page)
        page.get_by_test_id("message").filter(has_text=text).focus()
        page.keyboard.press("Shift+F10")
        expect(page.get_by_test_id("message-actions").get_by_role("button").first).to_be_visible()

    return arrive


def _chosen(action: str) -> Callable[[Page], None]:
    def arrive(page: Page) -> None:
        _actions("The hats are ready.")(page)
        page.get_by_role("button", name=action, exact=True).click()

    return arrive


def _reacting(page: Page) -> None:
    _chosen("More emoji")(page)
    expect(page.get_by_role("button", name="grinning face", exact=True).first).to_be_visible()


def _deleting(page: Page) -> None:
    _chosen("Delete")(page)
    expect(page.get_by_text("Delete this message?")).to_be_visible()


def _editing(page: Page) -> None:
    _chosen("Edit")(page)
    expect(page.get_by_test_id("editing")).to_be_visible()


def _refused_edit(page: Page) -> None:
    _changed(page)
    page.get_by_role("textbox", name="Message").fill("What I was about to say")
    page.get_by_test_id("message").filter(has_text="The hats are ready.").focus()
    page.keyboard.press("Shift+F10")
    page.get_by_role("button", name="Edit", exact=True).click()
    expect(page.get_by_test_id("editing")).to_be_visible()
    page.get_by_role("textbox", name="Message").fill("The hats are ready, all nine of them.")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("refused")).to_be_visible()


def _stale_edit(page: Page) -> None:
    _refused_edit(page)
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("dialog")).to_contain_text("all nine of them")


def _pins(page: Page) -> None:
    _changed(page)
    page.get_by_role("button", name="2 pinned messages").click()
    expect(page.get_by_role("dialog").get_by_test_id("pin").first).to_be_visible()


def _who_reacted(page: Page) -> None:
    _actions(CHANGED_TEXT)(page)
    page.get_by_role("button", name="Who reacted").click()
    expect(page.get_by_role("dialog").get_by_text("Chloe Marsh")).to_be_visible()


def _replying(page: Page) -> None:
    _conversation("There is now.")(page)
    page.get_by_test_id("message").filter(has_text="Does the pom-pom stay").first.focus()
    page.keyboard.press("r")
    expect(page.get_by_test_id("replying")).to_be_visible()


def _thread(page: Page) -> None:
    expect(page.get_by_role("textbox", name="Reply in this thread")).to_be_visible()
    expect(page.get_by_test_id("reply-count")).to_have_text("3 replies")


def _far(world: World) -> None:
    world.far(people.GROUP)
    world.slow.add(f"/api/chat/older/{people.GROUP}")


def _jumped(page: Page) -> None:
    expect(page.get_by_test_id("message").filter(has_text="Row 20 of")).to_be_visible()
    expect(page.get_by_role("button", name="Jump to latest")).to_be_visible()


def _gap(page: Page) -> None:
    page.get_by_role("log").evaluate("(log) => log.scrollTo(0, log.scrollHeight)")
    expect(page.get_by_test_id("gap-newer")).to_be_visible()


def _shortcuts(page: Page) -> None:
    _conversation("There is now.")(page)
    page.get_by_test_id("message").first.focus()
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="Keyboard shortcuts")).to_be_visible()


def _mentioned(world: World) -> None:
    world.mention(people.CHANGED, ("chloe", "@ada Can you bring the **@bora** hat as well?"))
    world.mention(people.LONG_GROUP, ("max_a", "@ada @freya_lund the minutes need your names."))
    world.mute(people.LONG_GROUP, None)
    asked = "@ada, @chloe: who has the red wool? `@bora` does not."
    world.say(people.GROUP, ("deniz", asked), ("ada", "@deniz has it."))


def _mention_completion(page: Page) -> None:
    _conversation("has the red wool")(page)
    page.get_by_role("textbox", name="Message").press_sequentially("Ask @")
    expect(page.get_by_role("listbox", name="People to mention")).to_be_visible()


def _mentions(page: Page) -> None:
    expect(page.get_by_test_id("mention-row").first).to_be_visible()


def _no_mentions(world: World) -> None:
    world.refusals["/api/mentions"] = (200, {"messages": [], "cursor": None})


def _searched(page: Page) -> None:
    expect(page.get_by_test_id("search-result").first).to_be_visible()


def _hidden_found(world: World) -> None:
    long = (
        f"{'The path was longer than anybody had thought. ' * 8}Then we took the sledge down. {'And up again. ' * 30}"
    )
    world.say(people.GROUP, ("chloe", long), ("deniz", "It was ||the **sledge** of Emeka|| all along, *sledges* are"))


def _search_begun(page: Page) -> None:
    expect(page.get_by_role("searchbox")).to_be_visible()


def _search_recent(page: Page) -> None:
    for words in (
        "sledge from:bora",
        "has:image",
        "a much longer search than anybody would ever type into such a field",
    ):
        page.get_by_role("searchbox").fill(f"{words} ")
        page.keyboard.press("Enter")
        page.goto("/search")
    expect(page.get_by_test_id("recent-search").first).to_be_visible()


def _search_none(world: World) -> None:
    back = {"cursor": "on", "complete": False, "searched_to": people.when(500_000)}
    world.refusals["/api/search"] = (200, {"results": [], **back})


def _search_refused(status: int, code: str, wait: int) -> Callable[[World], None]:
    def prepare(world: World) -> None:
        problem = {"status": status, "code": code, "title": code, "detail": code, "retry_after": wait}
        world.refusals["/api/search"] = (status, problem)

    return prepare


def _search_completion(page: Page) -> None:
    _search_begun(page)
    page.get_by_role("searchbox").press_sequentially("hats in:mon")
    expect(page.get_by_role("option", name="Monkey hats")).to_be_visible()


def _search_text(text: str) -> Callable[[Page], None]:
    return lambda page: expect(page.get_by_role("main").get_by_text(text).first).to_be_visible()


def _room_pictures(page: Page) -> None:
    expect(page.get_by_role("button", name="Picture first-snow.jpg")).to_be_visible()


def _room_files(page: Page) -> None:
    expect(page.get_by_test_id("file-row")).to_be_visible()


def _notify(page: Page) -> None:
    page.get_by_role("button", name="Group menu").click()
    page.get_by_role("button", name="Notifications").click()
    expect(page.get_by_role("radio", name="Mentions only")).to_be_attached()


def _muted(world: World) -> None:
    world.mute(people.GROUP, "2026-12-05T08:00:00.000Z")


def _settings_part(name: str) -> Callable[[Page], None]:
    def arrive(page: Page) -> None:
        page.get_by_role("heading", name=name, exact=True).evaluate("(heading) => heading.scrollIntoView()")

    return arrive


def _browser(script: str, *, mail_stopped: bool = False) -> Callable[[World], None]:
    def prepare(world: World) -> None:
        world.browser = script
        if mail_stopped:
            world.refusals["/api/push/devices"] = (200, people.DEVICES | {"mail_stopped": "bounced"})

    return prepare


def _wrong_zone(page: Page) -> None:
    page.get_by_label("Time zone").fill("Europe/Hill")
    page.get_by_role("button", name="Save the hours").click()
    expect(page.get_by_text("There is no such time zone.")).to_be_visible()


def _refused(code: str) -> Callable[[World], None]:
    def prepare(world: World) -> None:
        world.refuses = code

    return prepare


PUBLIC = "/chat/public-chat"
CHANGED = f"/chat/{people.CHANGED}"
GROUP = f"/chat/{people.GROUP}"
LONG = f"/chat/{people.LONG_GROUP}"
FILTERS = "from%3Aada+before%3A2026-12-04+has%3Afile"

BELL = _settings_part("While this site is closed")

SCREENS = (
    Screen("login", "/login", _heading("Welcome back"), _out),
    Screen("login-refused", "/login", _login_refused, _bad_login),
    Screen("signup", "/signup", _heading("Join the snowfight"), _out),
    Screen("signup-faults", "/signup", _signup_faults, _out),
    Screen("mail-stop", "/mail/unsubscribe?token=ada.x", _heading("No more mails?"), _out),
    Screen("mail-stop-ended", "/mail/unsubscribe?token=ada.x", _mail_stopped),
    Screen("mail-stop-unknown", "/mail/unsubscribe", _mail_link_unknown, _out),
    Screen("forgot", "/forgot", _heading("Forgot your password?"), _out),
    Screen("forgot-code", "/forgot", _forgot_code, _out),
    Screen("unreachable", "/", _unreached, _unreachable),
    Screen("verify", "/verify", _heading("Verify your email"), _unverified),
    Screen("verify-code", "/verify", _verify_code, _unverified),
    Screen("public-chat", PUBLIC, _conversation("monkey hats")),
    Screen("public-chat-unverified", PUBLIC, _conversation("monkey hats"), _unverified),
    Screen("private-chat", f"/chat/{people.PRIVATE}", _conversation("Thank you!")),
    Screen("group-chat", GROUP, _conversation("There is now.")),
    Screen("changed-messages", CHANGED, _changed, again=_pointed_at),
    Screen("reactors", CHANGED, _reactors, again=_reactors),
    Screen("message-actions", CHANGED, _actions("The hats are ready.")),
    Screen("react", CHANGED, _reacting),
    Screen("delete-message", CHANGED, _deleting),
    Screen("editing", CHANGED, _editing),
    Screen("refused-edit", CHANGED, _refused_edit, _refused("too_late")),
    Screen("stale-edit", CHANGED, _stale_edit, _refused("stale")),
    Screen("pins", CHANGED, _pins),
    Screen("who-reacted", CHANGED, _who_reacted),
    Screen("replying", GROUP, _replying),
    Screen("thread", f"{GROUP}/thread/1", _thread),
    Screen("jump", f"{GROUP}/220", _jumped, _far, again=_gap),
    Screen("voice-messages", "/chat/public-chat", _players, _voice_said),
    Screen("voice-recording", GROUP, _recording, _microphone),
    Screen("voice-recorded", GROUP, _recorded, _microphone),
    Screen("voice-no-microphone", GROUP, _no_microphone),
    Screen("shortcuts", GROUP, _shortcuts),
    Screen("long-names", LONG, _conversation("The minutes of our last meeting")),
    Screen("empty-chat", f"/chat/{people.EMPTY}", _heading("A field all to yourself")),
    Screen("offline", f"/chat/{people.PRIVATE}", _offline, _mute),
    Screen("not-sent", f"/chat/{people.PRIVATE}", _not_sent, _refusing),
    Screen("uploads", f"/chat/{people.PRIVATE}", _uploads, _slow_uploads),
    Screen("picture", f"/chat/{people.PRIVATE}", _picture),
    Screen("emoji", PUBLIC, _emoji),
    Screen("emoji-in-messages", PUBLIC, _emoji_in_messages, _emoji_said),
    Screen("emoji-completion", PUBLIC, _emoji_completion, _emoji_said),
    Screen("custom-emoji", "/me/emoji", _custom_emoji),
    Screen("custom-emoji-new", "/me/emoji", _new_emoji),
    Screen("custom-emoji-remove", "/me/emoji", _remove_emoji),
    Screen("custom-emoji-off", "/me/emoji", _heading("Custom emoji"), _no_emoji),
    Screen("mentions-in-messages", GROUP, _conversation("has the red wool"), _mentioned),
    Screen("mention-completion", GROUP, _mention_completion, _mentioned),
    Screen("mentions", "/mentions", _mentions, _mentioned),
    Screen("mentions-none", "/mentions", _heading("No snowball with your name on it"), _no_mentions),
    Screen("mentions-in-chats-menu", PUBLIC, _menu("Chats", "Monkey hats"), _mentioned, widths=(360, 768)),
    Screen("search", f"/search?room={people.PRIVATE}", _search_recent),
    Screen("search-results", "/search?q=sledge", _searched, _hidden_found),
    Screen(
        "search-filters", f"/search?q=from%3Aada+before%3A2026-12-04+has%3Afile+the&room={people.LONG_GROUP}", _searched
    ),
    Screen("search-completion", "/search", _search_completion),
    Screen("search-none", f"/search?q=marmot&room={people.GROUP}", _search_text("Nothing in"), _search_none),
    Screen(
        "search-refused", "/search?q=snow", _search_text("That was a lot"), _search_refused(429, "rate_limited", 12)
    ),
    Screen("search-hint", "/search?q=-snow", _search_text("Add a word"), _search_refused(422, "nothing_to_search", 0)),
    Screen("search-pictures", f"/search?room={people.PRIVATE}&kind=image", _room_pictures),
    Screen("search-files", f"/search?room={people.PRIVATE}&kind=file", _room_files),
    Screen("search-no-files", f"/search?room={people.EMPTY}&kind=file", _heading("No files yet")),
    Screen("notify", GROUP, _notify),
    Screen("notify-muted", GROUP, _notify, _muted),
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
    Screen("settings-notify", "/me", _heading("What calls you"), again=_settings_part("What calls you")),
    Screen("settings-bell", "/me", BELL, _browser(UNASKED), again=BELL),
    Screen("settings-bell-on", "/me", BELL, _browser(SUBSCRIBED, mail_stopped=True), again=BELL),
    Screen("settings-bell-denied", "/me", BELL, _browser(DENIED), again=BELL),
    Screen("settings-bell-phone", "/me", BELL, _browser(PHONE), again=BELL),
    Screen("settings-quiet", "/me", _wrong_zone, again=_settings_part("Your words")),
    Screen("settings-privacy", "/me", _heading("Quiet hours"), again=_settings_part("What others see of you")),
    Screen("settings-end", "/me", _heading("Delete account"), again=_end),
    Screen("delete-account", "/me", _delete_account),
    Screen("invitation", f"/chat/{people.STRANGE}?invite=abc", _heading("You are invited"), _stranger(404)),
    Screen("open-invitation", f"/chat/{people.STRANGE}", _heading("An open group"), _stranger(403)),
    Screen("gone", f"/chat/{people.STRANGE}", _heading("Lost in the snow"), _stranger(404)),
)
