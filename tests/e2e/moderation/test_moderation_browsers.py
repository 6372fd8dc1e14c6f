"""People in browsers: one is muted, one blocked, one banned; a moderator decides by keys; a stranger reports."""

from __future__ import annotations

import asyncio
import re
from contextlib import AsyncExitStack

from playwright.async_api import Browser, Page, expect

from tests.e2e.browsing import arrive, at, come, composer, log_in, open_page, say
from tests.e2e.client import Connection, Json, Person, new_name

REPORTS = 100
PER_AUTHOR = 15
"""Messages that one person may say at once, with some to spare."""


async def keeper(base: str, stack: AsyncExitStack, role: str = "moderator") -> Person:
    """Somebody who looks after the site."""
    person = await stack.enter_async_context(Person(base, new_name("mod")))
    await person.sign_up()
    if role == "owner":
        await person.ok("POST", "/_local/owner", {"username": person.username})
        return person
    async with Person(base, new_name("own")) as owner:
        await owner.sign_up()
        await owner.ok("POST", "/_local/owner", {"username": owner.username})
        await owner.ok("POST", f"/api/users/{person.username}/role", {"role": role})
    return person


async def in_group(base: str, members: list[str]) -> str:
    """A group of people with proven addresses."""
    async with Person(base, members[0]) as admin:
        await admin.sign_in()
        made = await admin.ok("POST", "/api/chat/new", {"groupchat_name": "Monkey hats"})
        name: str = made["chat"]["name"]
        await admin.ok("POST", f"/api/chat/{name}/edit", {"add_members": members[1:]})
        return name


async def said(connection: Connection, body: str) -> Json:
    """The acknowledgement of something that is said in the public chat."""
    return await connection.frame("ack", client_id=await connection.say(body))


async def test_a_muted_user_sees_why_and_until_when_in_place_of_the_composer(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        moderator = await keeper(base, stack)
        # Given Ann in the public chat
        page, name = await come(browser, base, stack, "ann")
        await expect(composer(page)).to_be_enabled()
        # When a moderator mutes her, then she is told at once, with the reason and the end, and cannot write
        mute = {"minutes": 60, "statement": "Threats against Bob"}
        await moderator.ok("POST", f"/api/users/{name}/mute", mute)
        notice = page.get_by_test_id("muted-notice")
        await expect(notice).to_contain_text("Why: Threats against Bob")
        await expect(notice).to_contain_text(re.compile(r"until \w+, \d"))
        await expect(composer(page)).to_have_count(0)
        # When she loads the page anew, then it says so still
        await page.reload()
        await expect(notice).to_contain_text("Threats against Bob")
        # When it is lifted, then she writes again
        await moderator.ok("POST", f"/api/users/{name}/unmute")
        await say(page, "I am sorry")
        await expect(page.get_by_test_id("message").filter(has_text="I am sorry")).to_have_attribute(
            "data-state", "sent"
        )
        # And what was decided can be read in her settings
        await page.goto(f"{base}/me/notices")
        await expect(page.get_by_test_id("decision-notice")).to_have_count(2)


async def test_what_a_muted_user_wrote_before_they_knew_comes_back_with_the_reason(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        moderator = await keeper(base, stack)
        async with Person(base, new_name("ann")) as ann:
            await ann.sign_up()
            # Given somebody who was muted while no page of theirs was open
            mute = {"minutes": 60, "statement": "Advertising, again"}
            await moderator.ok("POST", f"/api/users/{ann.username}/mute", mute)
        page = await at(browser, base, stack, ann.username, "/chat/public-chat")
        # When they write, then it is not sent, and they see why
        await say(page, "Sledges, cheap!")
        await expect(page.get_by_test_id("muted-notice")).to_contain_text("Advertising, again")
        message = page.get_by_test_id("message").filter(has_text="Sledges, cheap!")
        await expect(message).to_have_attribute("data-state", "failed")


async def test_messages_of_a_blocked_person_are_folded_and_open_with_one_tap(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        # Given Ann, Bob and Eve in a group, where all have spoken
        ann, anns_name = await arrive(browser, base, stack, "ann")
        bob, bobs_name = await arrive(browser, base, stack, "bob")
        room = await in_group(base, [anns_name, bobs_name])
        for page in (ann, bob):
            await page.goto(f"{base}/chat/{room}")
            await expect(composer(page)).to_be_enabled()
        await say(bob, "You again?")
        messages = ann.get_by_test_id("message").filter(has_text="You again?")
        await expect(messages).to_be_visible()
        # When she blocks him from his profile
        await messages.get_by_test_id("person").click()
        await ann.get_by_role("dialog").get_by_role("button", name="Block", exact=True).click()
        dialog = ann.get_by_role("dialog", name=re.compile("^Block"))
        await dialog.get_by_role("button", name="Block", exact=True).click()
        await expect(dialog).to_have_count(0)
        # Then what he said is folded away, what he says now too, and it is read out to nobody
        folded = ann.get_by_test_id("folded")
        await expect(folded).to_have_count(1)
        await expect(messages).to_have_count(0)
        await say(bob, "Hello?")
        await say(ann, "Not to you")
        await expect(bob.get_by_test_id("message").filter(has_text="Not to you")).to_be_visible()
        await expect(ann.get_by_text("Hello?")).to_have_count(0)
        # After a reload too, from the first moment
        await ann.reload()
        await expect(folded.first).to_be_visible()
        await expect(ann.get_by_text("You again?")).to_have_count(0)
        # When she taps, then all of it is there
        await folded.first.get_by_role("button", name="Show").click()
        await expect(messages).to_be_visible()
        await expect(ann.get_by_test_id("message").filter(has_text="Hello?")).to_be_visible()
        # When she lets him go in her settings, then nothing is folded any more
        await ann.goto(f"{base}/me")
        await ann.get_by_role("button", name=f"Unblock {bobs_name}").click()
        await expect(ann.get_by_role("button", name=f"Unblock {bobs_name}")).to_have_count(0)
        await ann.goto(f"{base}/chat/{room}")
        await expect(messages).to_be_visible()
        await expect(folded).to_have_count(0)


async def reported(base: str, count: int) -> list[str]:
    """So many messages of the public chat, each reported; who wrote them."""
    authors: list[str] = []
    async with Person(base, new_name("rep")) as reporter:
        await reporter.sign_up()
        while count:
            said_now = min(count, PER_AUTHOR)
            async with Person(base, new_name("eve")) as author:
                connection = await (await author.sign_up()).connect()
                for number in range(said_now):
                    ack = await said(connection, f"Buy sledges, offer {number}")
                    report = {"seq": ack["seq"], "reason": "spam", "text": "Again"}
                    await reporter.ok("POST", "/api/chat/public-chat/report", report)
                await connection.close()
                authors.append(author.username)
            count -= said_now
    return authors


async def open_reports(moderator: Person) -> int:
    """How many wait."""
    count, cursor = 0, ""
    while True:
        page = await moderator.ok("GET", f"/api/moderation/reports?state=open{cursor}")
        count += len(page["reports"])
        if page["cursor"] is None:
            return count
        cursor = f"&cursor={page['cursor']}"


async def test_a_hundred_reports_are_decided_by_keys(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        moderator = await keeper(base, stack)
        before = await open_reports(moderator)
        # Given a hundred reports, and a moderator with the queue before them
        await reported(base, REPORTS)
        page = await at(browser, base, stack, moderator.username, "/chat/public-chat")
        await page.get_by_role("button", name="Your account").click()
        await page.get_by_role("link", name="Moderation").click()
        report = page.get_by_test_id("report")
        await expect(report.get_by_test_id("reported")).to_contain_text("Buy sledges")
        # When they walk down and up again, then the one in hand is another, and the first again
        first = await report.inner_text()
        await page.keyboard.press("j")
        assert await report.inner_text() != first
        await page.keyboard.press("k")
        assert await report.inner_text() == first
        # When they take a decision back, then it is in hand again
        await page.keyboard.press("d")
        await expect(page.get_by_text("1 decision on the way")).to_be_visible()
        await page.keyboard.press("u")
        assert await report.inner_text() == first
        # When they decide about a hundred, some by deleting, some as nothing wrong, and take back the last
        for number in range(REPORTS):
            await expect(report).to_be_visible()
            await page.keyboard.press("d" if number % 10 == 0 else "n")
        # Then the server has heard of exactly those, without the page waiting for any
        await decided(page, REPORTS)
        assert await open_reports(moderator) == before
        log = await moderator.ok("GET", "/api/moderation/log")
        assert sum(entry["actor"] == moderator.username for entry in log["entries"]) == len(log["entries"])


async def decided(page: Page, count: int) -> None:
    """Wait until the server has heard of so many decisions, and of no more."""
    told = page.get_by_test_id("decided-count")
    await expect(told).to_have_attribute("data-decided", str(count), timeout=120_000)
    await expect(page.get_by_role("button", name="Undo")).to_be_disabled()


async def test_somebody_without_an_account_reports_by_the_form(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        moderator = await keeper(base, stack)
        # Given somebody at the page for everybody, which the page of the log-in leads to
        context, page = await open_page(browser, f"{base}/login")
        stack.push_async_callback(context.close)
        await page.get_by_role("link", name="Contact and rules").click()
        await expect(page.get_by_role("heading", name="Contact and rules")).to_be_visible()
        # When they send the form empty, then it says what is missing
        await page.get_by_role("button", name="Send report").click()
        await expect(page.get_by_text("Tell where it is.")).to_be_visible()
        # When they fill it in, then they get a number
        place = f"{base}/chat/public-chat/1?{new_name('q')}"
        await page.get_by_label("Where is it?").fill(place)
        await page.get_by_text("Against the law").click()
        await page.get_by_role("textbox", name="What is wrong with it?").fill("My picture, without asking me")
        await page.get_by_role("button", name="Send report").click()
        await expect(page.get_by_text("your report has arrived")).to_be_visible()
        # And a moderator has it among the others
        listed = await moderator.ok("GET", "/api/moderation/reports")
        report = next(each for each in listed["reports"] if each["url"] == place)
        assert (report["reporter"], report["reason"]) == (None, "illegal")


async def test_a_banned_user_is_out_at_once_and_told_why_where_they_sign_in(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        moderator = await keeper(base, stack)
        # Given Eve in the public chat
        page, name = await come(browser, base, stack, "eve")
        # When she is banned, then she is at the page of the log-in
        await moderator.ok("POST", f"/api/users/{name}/ban", {"statement": "Advertising, for the third time"})
        await expect(page).to_have_url(re.compile("/login"))
        # When she signs in, then it says why, and until when
        await log_in(page, name)
        notice = page.get_by_test_id("ban-notice")
        await expect(notice).to_contain_text("Advertising, for the third time")
        await expect(notice).to_contain_text("It holds until it is lifted.")
        # When it is lifted, then she is in again
        await moderator.ok("POST", f"/api/users/{name}/unban")
        await log_in(page, name)
        await expect(composer(page)).to_be_enabled()


async def test_a_moderator_bans_from_a_profile_and_an_owner_gives_roles(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        owner = await keeper(base, stack, "owner")
        async with Person(base, new_name("eve")) as eve:
            await eve.sign_up()
            # Given an owner at the page about people
            page = await at(browser, base, stack, owner.username, "/chat/public-chat")
            await page.goto(f"{base}/moderation/people")
            await page.get_by_label("Username").fill(eve.username)
            await page.get_by_role("button", name="Open profile").click()
            # When they make somebody a moderator, then she is one
            await page.get_by_role("button", name="moderator", exact=True).click()
            await expect(page.get_by_text(f"@{eve.username} has another role now.")).to_be_visible()
            await eve.ok("GET", "/api/moderation/reports")
            # When they ban her, then she is out, and it is in the log
            await page.get_by_role("button", name="Ban…").click()
            await page.get_by_label("Why").fill("Not a good moderator")
            await page.get_by_role("button", name="Ban", exact=True).click()
            await expect(page.get_by_text(f"@{eve.username} is banned.")).to_be_visible()
            assert (await eve.call("GET", "/api/chats"))[0] == 401
            await page.goto(f"{base}/moderation/log")
            await expect(page.get_by_test_id("log-entry").first).to_contain_text(f"banned @{eve.username}")


async def test_slow_mode_counts_down_over_the_composer(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        # Given Ann's group, where everybody writes once in fifteen seconds
        ann, anns_name = await arrive(browser, base, stack, "ann")
        bob, bobs_name = await arrive(browser, base, stack, "bob")
        room = await in_group(base, [anns_name, bobs_name])
        async with Person(base, anns_name) as admin:
            await admin.sign_in()
            await admin.ok("POST", f"/api/chat/{room}/edit", {"slow_seconds": 15})
        await bob.goto(f"{base}/chat/{room}")
        await expect(composer(bob)).to_be_enabled()
        # When Bob writes twice, then the second waits, he sees how long, and it goes out by itself
        await say(bob, "one")
        await say(bob, "two")
        await expect(bob.get_by_test_id("slow-mode")).to_contain_text(re.compile(r"0:\d\d"))
        await ann.goto(f"{base}/chat/{room}")
        await expect(ann.get_by_test_id("message").filter(has_text="two")).to_be_visible()
        await expect(bob.get_by_test_id("slow-mode")).to_have_count(0)


async def test_an_invitation_lets_in_where_nobody_else_gets_in(browser: Browser, base: str) -> None:
    async with AsyncExitStack() as stack:
        owner = await keeper(base, stack, "owner")
        settings = await owner.ok("GET", "/api/moderation/settings")
        try:
            # Given a site that is open for those who are invited, and has browsers calculate
            await owner.ok("PATCH", "/api/moderation/settings", {"sign_up": "invited", "challenge": True})
            await in_force(owner)
            invite = await owner.ok("POST", "/api/invites", {})
            context, page = await open_page(browser, f"{base}/signup")
            stack.push_async_callback(context.close)
            # Then the form wants an invitation
            await expect(page.get_by_label("Invitation")).to_be_visible()
            # When somebody comes with one, then they are in
            await page.goto(f"{base}/invite/{invite['code']}")
            await page.get_by_role("link", name="Create an account").click()
            await expect(page.get_by_text("You come with an invitation.")).to_be_visible()
            name = new_name("inv")
            await page.get_by_label("Username").fill(name)
            await page.get_by_label("Email").fill(f"{name}@example.org")
            await page.get_by_label("Password", exact=True).fill("a snowball for you")
            await expect(page.get_by_test_id("challenge")).to_contain_text("has calculated")
            await page.get_by_role("button", name="Sign up").click()
            await expect(composer(page)).to_be_enabled()
        finally:
            before = {"sign_up": settings["sign_up"], "challenge": settings["challenge"]}
            await owner.ok("PATCH", "/api/moderation/settings", before)
            await in_force(owner, **before)


async def in_force(owner: Person, sign_up: str = "invited", challenge: bool = True) -> None:
    """Wait until every function knows: within ten seconds."""
    async with asyncio.timeout(30):
        while True:
            site = await owner.ok("GET", "/api/site")
            if (site["sign_up"], site["challenge"]) == (sign_up, challenge):
                return
