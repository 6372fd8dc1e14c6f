"""Roles, mutes and bans over the wire: at once, on every door, with a reason, and gone when they are lifted."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from uuid import uuid4

import aiohttp
import pytest

from tests.e2e.calls.uses import Phone
from tests.e2e.client import PASSWORD, Connection, Person, new_name
from tests.e2e.test_emoji import brought
from tests.e2e.test_files import picture

SPAM = "You advertised."


@dataclass
class Scene:
    """Ann and Bob in a private chat, a moderator, and the owner who made them one."""

    ann: Person
    bob: Person
    mod: Person
    own: Person
    room: str
    hers: Connection
    his: Connection

    async def decide(self, deed: str, **body: object) -> None:
        """The moderator decides about Bob."""
        await self.mod.ok("POST", f"/api/users/{self.bob.username}/{deed}", body or None)

    async def logged(self) -> list[tuple[str, str, str | None]]:
        """Who did what to whom of the people here, the newest first."""
        here = {each.username for each in (self.ann, self.bob, self.mod, self.own)}
        entries = (await self.mod.ok("GET", "/api/moderation/log"))["entries"]
        return [(each["actor"], each["action"], each["target"]) for each in entries if each["target"] in here]


@asynccontextmanager
async def played(base: str) -> AsyncGenerator[Scene]:
    async with AsyncExitStack() as stack:
        names = [new_name(each) for each in ("ann", "bob", "mod", "own")]
        people = [await stack.enter_async_context(Person(base, name)) for name in names]
        ann, bob, mod, own = [await (await person.sign_up()).verify() for person in people]
        await own.ok("POST", "/_local/owner", {"username": own.username})
        await own.ok("POST", f"/api/users/{mod.username}/role", {"role": "moderator"})
        room = (await ann.ok("POST", f"/api/chat/private/{bob.username}"))["chat"]["name"]
        hers, his = await ann.connect(), await bob.connect()
        yield Scene(ann, bob, mod, own, room, hers, his)
        for connection in (hers, his):
            await connection.close()


async def refusal(person: Person, method: str, path: str, body: object = None) -> tuple[int, str]:
    status, problem = await person.call(method, path, body)
    return status, problem["code"]


async def test_a_muted_user_reads_and_deletes_their_own_and_nothing_else(base: str) -> None:
    async with played(base) as scene:
        before = await scene.his.frame("ack", client_id=await scene.his.say("buy this", scene.room))
        # When
        await scene.decide("mute", minutes=5, statement=SPAM)
        # Then he is told why, and until when wherever he would write
        told = await scene.his.frame("notice")
        assert (told["notice"]["kind"], told["notice"]["text"]) == ("muted", SPAM)
        assert await scene.bob.mail("(You advertised)")
        refused = await scene.his.frame("error", client_id=await scene.his.say("and that", scene.room))
        assert (refused["code"], refused["until"] is not None) == ("muted", True)
        status, problem = await scene.bob.call("POST", "/api/chat/new", {"groupchat_name": "shop"})
        assert (status, problem["code"], problem["until"]) == (403, "muted", refused["until"])
        # What was stored before is acknowledged still; he reads, and takes back what is his
        assert (await scene.his.frame("ack", client_id=before["client_id"]))["seq"] == before["seq"]
        await scene.bob.ok("GET", f"/api/chat/{scene.room}")
        frame = {"type": "delete", "room": scene.room, "seq": before["seq"], "client_id": str(uuid4())}
        await scene.his.send(frame)
        await scene.his.frame("changed", client_id=frame["client_id"])
        # When it is lifted, he writes
        await scene.decide("unmute")
        await scene.his.frame("ack", client_id=await scene.his.say("sorry", scene.room))
        kinds = [each["kind"] for each in (await scene.bob.ok("GET", "/api/me/notices"))["notices"]]
        assert kinds == ["lifted", "muted"]


async def test_a_ban_ends_what_is_open_at_once_and_says_why_at_the_door(base: str) -> None:
    async with played(base) as scene:
        # Given the two in a call
        call = str(uuid4())
        caller, called = Phone(scene.hers, scene.room, call), Phone(scene.his, scene.room, call)
        await caller.say("call_start", video=False)
        await scene.his.frame("call_ring", call=call)
        await called.say("call_accept", video=False)
        await caller.hears("live")
        ticket = (await scene.bob.ok("POST", "/api/ws-ticket"))["ticket"]
        before = len(scene.hers.frames)
        # When
        await scene.decide("ban", statement=SPAM, minutes=60)
        # Then the next request is refused, and so is what was open
        assert await refusal(scene.bob, "GET", "/api/me") == (401, "unauthorized")
        await scene.his.ended()
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await scene.bob.connect_with(ticket)
        left = await scene.hers.frame("call_state", since=before, call=call)
        assert [each["username"] for each in left["participants"]] == [scene.ann.username]
        # And whoever knows the password is told why
        wrong = {"username": scene.bob.username, "password": "not his password"}
        assert await refusal(scene.bob, "POST", "/api/auth/login", wrong) == (401, "bad_credentials")
        status, problem = await scene.bob.call("POST", "/api/auth/login", {**wrong, "password": PASSWORD})
        assert (status, problem["code"], problem["statement"]) == (403, "banned", SPAM)
        assert problem["until"] is not None
        # When it is lifted, everything is as it was
        await scene.decide("unban")
        await scene.bob.sign_in()
        assert scene.room in [each["name"] for each in (await scene.bob.ok("GET", "/api/chats"))["chats"]]


async def test_nobody_acts_on_their_like_and_everything_is_written_down(base: str) -> None:
    async with played(base) as scene:
        mute = {"minutes": 1, "statement": SPAM}
        for who, whom in ((scene.bob, scene.ann), (scene.mod, scene.own), (scene.mod, scene.mod)):
            path = f"/api/users/{whom.username}/mute"
            assert await refusal(who, "POST", path, mute) == (403, "not_allowed")
        path = f"/api/users/{scene.ann.username}/role"
        assert await refusal(scene.mod, "POST", path, {"role": "moderator"}) == (403, "not_allowed")

        await scene.own.ok("POST", path, {"role": "owner"})
        assert (await scene.ann.ok("GET", "/api/me"))["role"] == "owner"
        await scene.own.ok("POST", f"/api/users/{scene.own.username}/role", {"role": "member"})
        await scene.decide("mute", **mute)

        assert await scene.logged() == [
            (scene.mod.username, "mute", scene.bob.username),
            (scene.own.username, "role", scene.own.username),
            (scene.own.username, "role", scene.ann.username),
            (scene.own.username, "role", scene.mod.username),
            ("system", "role", scene.own.username),
        ]
        await scene.ann.ok("POST", "/api/me/delete", {"password": PASSWORD})


async def test_moderators_keep_the_public_chat_clean(base: str) -> None:
    async with played(base) as scene:
        here = await scene.mod.connect()
        seq = (await scene.his.frame("ack", client_id=await scene.his.say("buy this")))["seq"]
        picture_of_his = await brought(scene.bob, picture())
        name = f"shop_{uuid4().hex[:8]}"
        await scene.bob.ok("POST", "/api/emoji", {"name": name, "file": picture_of_his})
        # When
        frame = {"type": "delete", "room": "public-chat", "seq": seq, "client_id": str(uuid4())}
        await here.send(frame)
        await here.frame("changed", client_id=frame["client_id"])
        await scene.mod.ok("POST", f"/api/emoji/{name}/remove")
        # Then
        entries = (await scene.mod.ok("GET", "/api/moderation/log"))["entries"]
        mine = [each["action"] for each in entries if each["actor"] == scene.mod.username]
        assert mine == ["emoji", "delete"]
        await here.close()


async def test_a_group_is_as_slow_as_its_admin_says(base: str) -> None:
    async with played(base) as scene:
        group = (await scene.ann.ok("POST", "/api/chat/new", {"groupchat_name": "slow"}))["chat"]["name"]
        edit = {"slow_seconds": 600, "add_members": [scene.bob.username]}
        assert (await scene.ann.ok("POST", f"/api/chat/{group}/edit", edit))["slow_seconds"] == 600
        # When
        await scene.his.frame("ack", client_id=await scene.his.say("one", group))
        refused = await scene.his.frame("error", client_id=await scene.his.say("two", group))
        # Then
        assert refused["code"] == "rate_limited"
        assert 0 < refused["retry_after"] <= 600
        for body in ("as", "I", "like"):
            await scene.hers.frame("ack", client_id=await scene.hers.say(body, group))
