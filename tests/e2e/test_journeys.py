"""Three people, three browsers: a group from its making to its end, and a private chat."""

from __future__ import annotations

import re
import secrets
from contextlib import AsyncExitStack

from playwright.async_api import Browser, Response, expect

from tests.e2e.browsing import arrive, composer, say
from tests.e2e.client import Person, new_name


async def test_a_group_from_its_making_to_its_end(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        ann, _ = await arrive(browser, base, stack, "ann")
        bob, bobs_name = await arrive(browser, base, stack, "bob")
        cem, cems_name = await arrive(browser, base, stack, "cem")
        title = f"Snow {secrets.token_hex(3)}"
        # Given a group that Ann makes and adds Bob to
        await ann.get_by_role("link", name="New group").first.click()
        await ann.get_by_label("Group name").fill(title)
        await ann.get_by_role("button", name="Create group").click()
        await expect(ann).to_have_url(re.compile(r"/chat/[0-9a-f-]{36}$"))
        await ann.get_by_role("button", name="Group menu").click()
        await ann.get_by_role("link", name="Group settings").click()
        await ann.get_by_role("textbox", name="Add a member").fill(bobs_name)
        await ann.get_by_role("button", name="Add", exact=True).click()
        await expect(ann.get_by_text(f"@{bobs_name} is in.")).to_be_visible()
        # Then it stands in Bob's list, and Cem comes by the invite link
        await bob.get_by_test_id("chat-row").filter(has_text=title).click()
        await expect(composer(bob)).to_be_enabled()
        await cem.goto(await ann.get_by_label("Invite link").input_value())
        await cem.get_by_role("button", name="Join the group").click()
        await expect(composer(cem)).to_be_enabled()
        # When they talk, everybody sees it, and the history is there for who came late
        await ann.get_by_role("link", name="Back to the group").click()
        mark = secrets.token_hex(4)
        await say(bob, f"hello group {mark}")
        for page in (ann, cem):
            await expect(page.get_by_test_id("message").filter(has_text=f"hello group {mark}")).to_have_count(1)
        # When Ann removes Cem, he is told and led away, and sees nothing more
        await ann.get_by_role("button", name="Group menu").click()
        await ann.get_by_role("link", name="Group settings").click()
        await ann.get_by_role("button", name=f"Remove {cems_name}").click()
        await ann.get_by_role("dialog").get_by_role("button", name="Remove").click()
        await expect(cem.get_by_text(f"You were removed from {title}.")).to_be_visible()
        await expect(cem.get_by_test_id("chat-row").filter(has_text=title)).to_have_count(0)
        await expect(ann.get_by_test_id("member")).to_have_count(2)
        # When Ann renames it and deletes it, Bob sees both
        await ann.get_by_label("Group name").fill(f"{title} again")
        await ann.get_by_role("button", name="Save name").click()
        await expect(ann.get_by_text("Saved.", exact=True)).to_be_visible()
        await expect(bob.get_by_role("heading", name=f"{title} again")).to_be_visible()
        await ann.get_by_role("button", name="Delete group").click()
        await ann.get_by_role("dialog").get_by_role("button", name="Delete for good").click()
        await expect(bob.get_by_text(f"{title} again was deleted by its admin.")).to_be_visible()
        await expect(bob).to_have_url(re.compile("/chat/public-chat"))


async def test_a_private_chat_starts_from_a_name_and_tells_what_was_seen(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        ann, anns_name = await arrive(browser, base, stack, "ann")
        bob, bobs_name = await arrive(browser, base, stack, "bob")
        mark = secrets.token_hex(4)
        # Given a message of Bob's in the public chat
        await say(bob, f"anybody here {mark}")
        await expect(ann.get_by_text(f"anybody here {mark}", exact=True)).to_be_visible()
        # When Ann clicks his name and writes to him
        await ann.get_by_test_id("person").filter(has_text=bobs_name).last.click()
        await ann.get_by_role("dialog").get_by_role("button", name="Message").click()
        await expect(ann).to_have_url(re.compile(r"/chat/[0-9a-f-]{36}$"))
        await say(ann, f"just for you {mark}")
        # Then it is unread in Bob's list until he opens it, and Ann sees that he did
        row = bob.get_by_test_id("chat-row").filter(has_text=anns_name)
        await expect(row.get_by_test_id("unread")).to_be_visible()
        await row.click()
        await expect(bob.get_by_text(f"just for you {mark}", exact=True)).to_be_visible()
        await expect(ann.get_by_test_id("seen")).to_be_visible()
        await expect(row.get_by_test_id("unread")).to_have_count(0)


async def test_a_name_that_is_being_typed_stays_while_members_and_access_change(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        # Given the admin of a group, half through a new name for it
        ann, _ = await arrive(browser, base, stack, "ann")
        bob = await (await stack.enter_async_context(Person(base, new_name("bob")))).sign_up()
        await bob.verify()
        await ann.goto(f"{base}/chat/new")
        await ann.get_by_label("Group name").fill("Snow")
        await ann.get_by_role("button", name="Create group").click()
        await expect(composer(ann)).to_be_enabled()
        await ann.get_by_role("button", name="Group menu").click()
        await ann.get_by_role("link", name="Group settings").click()
        await ann.get_by_label("Group name").fill("Snow and i")
        # When everything else on the page changes
        await ann.get_by_role("switch").click()
        await expect(ann.get_by_role("switch")).to_be_checked()
        await ann.get_by_role("textbox", name="Add a member").fill(bob.username)
        await ann.get_by_role("button", name="Add", exact=True).click()
        await expect(ann.get_by_test_id("member")).to_have_count(2)
        await ann.get_by_role("button", name="Make a new link").click()
        await ann.get_by_role("dialog").get_by_role("button", name="Make a new link").click()
        await expect(ann.get_by_text("The link is new.")).to_be_visible()
        # Then what was typed is still there
        await expect(ann.get_by_label("Group name")).to_have_value("Snow and i")


async def test_an_admin_says_how_long_messages_are_kept(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        # Given a group
        ann, anns_name = await arrive(browser, base, stack, "ann")
        await ann.goto(f"{base}/chat/new")
        await ann.get_by_label("Group name").fill("Snow that melts")
        await ann.get_by_role("button", name="Create group").click()
        await expect(composer(ann)).to_be_enabled()
        await ann.get_by_role("button", name="Group menu").click()
        await ann.get_by_role("link", name="Group settings").click()
        kept = ann.get_by_role("group", name="They are kept for")
        await expect(kept.get_by_role("radio", name="as long as the site keeps them")).to_be_checked()
        name = ann.url.split("/")[-2]
        ada = await stack.enter_async_context(Person(base, anns_name))
        await ada.sign_in()

        async def days() -> int | None:
            return (await ada.ok("GET", f"/api/chat/{name}"))["chat"]["retention_days"]

        def saved(answer: Response) -> bool:
            """A reload before this answer would take the choice back."""
            return answer.url.endswith("/edit") and answer.request.method == "POST"

        # When a week is chosen, by the keyboard
        await kept.get_by_role("radio", name="1 day").focus()
        async with ann.expect_response(saved):
            await ann.keyboard.press("ArrowRight")
        # Then it is so for everybody, and still after a reload
        await expect(kept.get_by_role("radio", name="7 days")).to_be_checked()
        await ann.reload()
        await expect(kept.get_by_role("radio", name="7 days")).to_be_checked()
        assert await days() == 7
        # A choice that does not get through is said, and is not shown as made
        await ann.route("**/edit", lambda route: route.abort("connectionfailed"))
        await kept.get_by_text("30 days").click()
        await expect(ann.get_by_role("alert").filter(has_text="No connection")).to_be_visible()
        await expect(kept.get_by_role("radio", name="7 days")).to_be_checked()
        await ann.unroute("**/edit")
        # and can be taken back
        async with ann.expect_response(saved):
            await kept.get_by_text("as long as the site keeps them").click()
        await expect(ann.get_by_role("alert").filter(has_text="No connection")).to_have_count(0)
        await ann.reload()
        await expect(kept.get_by_role("radio", name="as long as the site keeps them")).to_be_checked()
        assert await days() is None
