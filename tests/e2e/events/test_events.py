"""Given a running stack and a program on this machine, when things happen in a chat, then the program is told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from tests.e2e.client import Connection, Person, new_name
from tests.e2e.events.receiver import Receiver, receiving


@dataclass
class Scene:
    """Ann's group with Bob, whose events go to a program of hers."""

    ann: Person
    bob: Person
    room: str
    hers: Connection
    receiver: Receiver
    subscription: dict[str, Any]

    @property
    def path(self) -> str:
        return f"/api/chat/{self.room}/subscriptions"

    async def act(self, deed: str) -> Any:
        return await self.ann.ok("POST", f"{self.path}/{self.subscription['id']}/{deed}")

    async def say(self, body: str) -> int:
        ack = await self.hers.frame("ack", client_id=await self.hers.say(body, self.room))
        return ack["seq"]

    async def change(self, kind: str, seq: int, **parts: Any) -> None:
        frame = {"type": kind, "room": self.room, "seq": seq, "client_id": str(uuid4()), **parts}
        await self.hers.send(frame)
        await self.hers.frame("changed", client_id=frame["client_id"])


@asynccontextmanager
async def played(base: str) -> AsyncGenerator[Scene]:
    async with AsyncExitStack() as stack:
        ann, bob = [await stack.enter_async_context(Person(base, new_name(name))) for name in ("ann", "bob")]
        for person in (ann, bob):
            await (await person.sign_up()).verify()
        receiver = await stack.enter_async_context(receiving())
        room = (await ann.ok("POST", "/api/chat/new", {"groupchat_name": "Fort"}))["chat"]["name"]
        body = {"url": receiver.url, "events": ["message", "change", "member"]}
        subscription = await ann.ok("POST", f"/api/chat/{room}/subscriptions", body)
        hers = await ann.connect()
        yield Scene(ann, bob, room, hers, receiver, subscription)
        await hers.close()


async def test_what_happens_is_told_signed_and_in_order_and_tried_again(base: str) -> None:
    async with played(base) as scene:
        # The first try fails, the second is sent elsewhere
        scene.receiver.answer = lambda number: {0: 500}.get(number, 204)
        await scene.ann.ok("POST", f"/api/chat/{scene.room}/edit", {"add_members": [scene.bob.username]})
        seq = await scene.say("hello 🐒")
        await scene.change("edit", seq, body="hello, all", known=None)
        await scene.bob.ok("POST", f"/api/chat/{scene.room}/leave")

        events = await scene.receiver.until(4)

        kinds = [event["type"] for event in events]
        assert sorted(kinds) == ["member.added", "member.left", "message.changed", "message.created"]
        assert kinds.index("member.added") < kinds.index("member.left")
        assert kinds.index("message.created") < kinds.index("message.changed")
        created = events[kinds.index("message.created")]["data"]
        assert (created["room"], created["message"]["seq"]) == (scene.room, seq)
        assert len(scene.receiver.got) == 5
        assert scene.receiver.got[0][0]["webhook-id"] == scene.receiver.got[1][0]["webhook-id"]
        scene.receiver.check(scene.subscription["secret"])
        [listed] = (await scene.ann.ok("GET", scene.path))["subscriptions"]
        assert (listed["last_status"], listed["failing_since"], listed["disabled"]) == (204, None, False)


async def test_who_says_that_they_are_gone_is_told_no_more_until_enabled(base: str) -> None:
    async with played(base) as scene:
        scene.receiver.answer = lambda number: 410 if number == 0 else 200
        await scene.say("one")
        assert await _mailed(scene.ann)
        [listed] = (await scene.ann.ok("GET", scene.path))["subscriptions"]
        assert (listed["last_status"], listed["disabled"]) == (410, True)
        await scene.say("two")
        await scene.act("enable")
        events = await scene.receiver.until(2)
        assert [event["data"]["message"]["body"] for event in events] == ["one", "two"]
        assert await scene.act("test") == {"status": 200}
        assert scene.receiver.events[-1]["type"] == "test"
        await scene.act("delete")
        assert await scene.ann.ok("GET", scene.path) == {"subscriptions": []}
        scene.receiver.check(scene.subscription["secret"])


async def _mailed(ann: Person) -> str:
    """The mail that says so, waited for."""
    for _ in range(300):
        try:
            return await ann.mail("(no longer sent to)")
        except AssertionError:
            await asyncio.sleep(0.1)
    return await ann.mail("(no longer sent to)")


async def test_a_group_tells_to_its_end(base: str) -> None:
    async with played(base) as scene:
        await scene.ann.ok("POST", f"/api/chat/{scene.room}/delete")
        [event] = await scene.receiver.until(1)
        assert (event["type"], event["data"]["username"]) == ("member.deleted", scene.ann.username)


async def test_what_is_inside_is_not_called(base: str) -> None:
    async with played(base) as scene:
        for url in (
            *("http://169.254.169.254/latest/meta-data/", "https://169.254.169.254/", "https://10.0.0.1/"),
            *("http://example.org/", "https://127.1/", "https://[::ffff:10.0.0.1]/", "https://nowhere.invalid/"),
        ):
            status, problem = await scene.ann.call("POST", scene.path, {"url": url, "events": ["message"]})
            assert (status, problem["code"]) == (422, "bad_url")
        assert len((await scene.ann.ok("GET", scene.path))["subscriptions"]) == 1
