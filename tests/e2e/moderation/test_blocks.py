"""Blocks, over the wire: what is hidden, what is refused, and all that goes on."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from tests.e2e.client import PASSWORD, PATIENCE, Connection, Person, new_name
from tests.e2e.test_presence import group_of, status_of

PHOTO = {"filename": "fort.png", "size": 2000, "content_type": "image/png"}


@dataclass
class Three:
    """Ann, Bob and Cat with a connection each, in a group; in the private chat of Ann and Bob each has written."""

    ann: Person
    bob: Person
    cat: Person
    group: str
    private: str
    here: Connection
    there: Connection
    aside: Connection

    @property
    def both(self) -> tuple[tuple[Person, Connection, Person], ...]:
        """Ann, then Bob: each with their connection, and the other."""
        return (self.ann, self.here, self.bob), (self.bob, self.there, self.ann)

    async def block(self) -> None:
        await self.bob.ok("POST", f"/api/users/{self.ann.username}/block")

    async def unblock(self) -> None:
        await self.bob.ok("POST", f"/api/users/{self.ann.username}/unblock")


@asynccontextmanager
async def three(base: str) -> AsyncGenerator[Three]:
    async with (
        Person(base, new_name("ann")) as ann,
        Person(base, new_name("bob")) as bob,
        Person(base, new_name("cat")) as cat,
    ):
        for person in (ann, bob, cat):
            await person.sign_up()
        group = await group_of(ann, bob, cat)
        private = (await ann.ok("POST", f"/api/chat/private/{bob.username}"))["chat"]["name"]
        here, there, aside = [await person.connect() for person in (ann, bob, cat)]
        await here.frame("ack", client_id=await here.say("one", private))
        await there.frame("ack", client_id=await there.say("two", private))
        yield Three(ann, bob, cat, group, private, here, there, aside)


async def refused(connection: Connection, frame: dict[str, Any]) -> str:
    """The code that the connection is answered to the frame."""
    since = len(connection.frames)
    await connection.send(frame)
    error = await connection.frame("error", since=since)
    assert "block" not in error["detail"].lower()
    return error["code"]


async def test_nobody_blocks_themselves_or_somebody_who_is_not_there(base: str) -> None:
    async with Person(base, new_name("ann")) as ann, Person(base, new_name("bob")) as bob:
        for person in (ann, bob):
            await person.sign_up()
        for act in ("block", "unblock"):
            status, problem = await ann.call("POST", f"/api/users/{ann.username.upper()}/{act}")
            assert (status, problem["code"]) == (400, "self_block")
            status, problem = await ann.call("POST", f"/api/users/nobody_at_all/{act}")
            assert (status, problem["code"]) == (404, "no_such_user")
        for listed, act in (([bob.username], "block"), ([], "unblock")):
            for _ in range(2):
                status, _ = await ann.call("POST", f"/api/users/{bob.username}/{act}")
                assert status == 204
                assert await ann.ok("GET", "/api/me/blocks") == {"usernames": listed}
                assert await bob.ok("GET", "/api/me/blocks") == {"usernames": []}


async def test_each_is_gone_for_the_other_and_for_nobody_else(base: str) -> None:
    async with three(base) as people:
        starts = {person.username: len(connection.frames) for person, connection, _ in people.both}
        await people.block()
        for person, connection, other in people.both:
            await status_of(connection, other.username, "offline", since=starts[person.username])
            assert (await person.ok("GET", f"/api/users/{other.username}"))["status"] is None
            chat = (await person.ok("GET", f"/api/chat/{people.private}"))["chat"]
            assert chat["other"]["status"] == "offline"
            members = (await person.ok("GET", f"/api/chat/{people.group}/members"))["members"]
            assert {each["username"]: each["status"] for each in members}[other.username] == "offline"
            joined = await connection.join(people.group)
            assert {each["username"]: each["status"] for each in joined["members"]}[people.cat.username] == "online"
        # When Bob hides his page, Cat is told, and Ann is not
        since = len(people.here.frames)
        await people.there.send({"type": "presence", "state": "inactive"})
        await status_of(people.aside, people.bob.username, "inactive")
        told = [frame for frame in people.here.frames[since:] if frame["type"] == "online_status_handler"]
        assert people.bob.username not in str(told)
        # And when it is lifted, each is back as they are
        await people.unblock()
        await status_of(people.here, people.bob.username, "inactive")
        assert (await people.ann.ok("GET", f"/api/users/{people.bob.username}"))["status"] == "inactive"


async def test_their_private_chat_is_read_and_nothing_else(base: str) -> None:
    async with three(base) as people:
        await people.block()
        for seq, (person, connection, other) in enumerate(people.both, 1):
            about = {"room": people.private, "client_id": str(uuid4())}
            for frame in (
                {"type": "message", "body": "hello?", **about},
                {"type": "edit", "seq": seq, "body": "else", **about},
                {"type": "react", "seq": seq, "emoji": "👍", "on": True, **about},
                {"type": "pin", "seq": seq, "on": True, **about},
                {"type": "typing", "room": people.private},
                {"type": "call_start", "call": str(uuid4()), "device": str(uuid4()), "video": False, **about},
            ):
                assert await refused(connection, frame) == "not_accepted", frame["type"]
            status, problem = await person.call("POST", f"/api/chat/upload/{people.private}", PHOTO)
            assert (status, problem["code"]) == (403, "not_accepted")
            assert "block" not in problem["detail"].lower()
            # What is there is read, and one's own can be deleted
            found = await person.ok("GET", f"/api/chat/private/{other.username}")
            assert found["chat"]["name"] == people.private
            await connection.send({"type": "delete", "seq": seq, **about})
            await connection.frame("changed", client_id=about["client_id"])
        page = await people.ann.ok("GET", f"/api/chat/older/{people.private}")
        assert [message["deleted"] is not None for message in page["messages"]] == [True, True]
        await people.unblock()
        await people.there.frame("ack", client_id=await people.there.say("hello again", people.private))


async def test_no_new_private_chat_is_made(base: str) -> None:
    async with Person(base, new_name("ann")) as ann, Person(base, new_name("bob")) as bob:
        for person in (ann, bob):
            await person.sign_up()
        await bob.ok("POST", f"/api/users/{ann.username}/block")
        for person, other in ((ann, bob), (bob, ann)):
            for method in ("GET", "POST"):
                status, problem = await person.call(method, f"/api/chat/private/{other.username}")
                assert (status, problem["code"]) == (403, "not_accepted")
        await bob.ok("POST", f"/api/users/{ann.username}/unblock")
        await ann.ok("POST", f"/api/chat/private/{bob.username}")


async def test_a_group_goes_on_and_mentions_nobody_across_it(base: str) -> None:
    async with three(base) as people:
        await people.block()
        body = f"@{people.bob.username} @{people.cat.username} hello"
        await people.here.say(body, people.group)
        message = await people.there.message(body)
        assert message["mentions"] == [people.bob.username, people.cat.username]
        await people.aside.message(body)
        counts: dict[str, int] = {}
        for person in (people.bob, people.cat):
            chats = (await person.ok("GET", "/api/chats"))["chats"]
            counts[person.username] = next(c["unread_mentions"] for c in chats if c["name"] == people.group)
        assert counts == {people.bob.username: 0, people.cat.username: 1}
        assert (await people.bob.ok("GET", "/api/mentions"))["messages"] == []
        # Who is away is told of nothing either, though the notifier has looked
        await people.there.close()
        await status_of(people.aside, people.bob.username, "offline")
        await people.here.frame("ack", client_id=await people.here.say(f"{body}, again", people.group))


async def test_whoever_blocks_somebody_hangs_up(base: str) -> None:
    async with three(base) as people:
        call = {"room": people.private, "call": str(uuid4())}
        devices = [str(uuid4()) for _ in range(2)]
        await people.here.send({"type": "call_start", "device": devices[0], "video": False, **call})
        await people.there.frame("call_ring", call=call["call"])
        await people.there.send({"type": "call_accept", "device": devices[1], "video": False, **call})
        await people.here.frame("call_state", call=call["call"], state="live")
        await people.block()
        for connection in (people.here, people.there):
            await connection.frame("call_state", call=call["call"], state="over")


async def test_blocks_go_with_the_account(base: str) -> None:
    async with three(base) as people:
        await people.block()
        await people.ann.ok("POST", f"/api/users/{people.bob.username}/block")
        assert (await people.bob.ok("GET", "/api/me/blocks"))["usernames"] == [people.ann.username]
        await people.ann.ok("POST", "/api/me/delete", {"password": PASSWORD})
        deadline = time.monotonic() + PATIENCE
        while (await people.bob.ok("GET", "/api/me/blocks"))["usernames"]:
            assert time.monotonic() < deadline
            await asyncio.sleep(0.3)
