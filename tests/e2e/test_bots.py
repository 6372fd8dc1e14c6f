"""Bots over the wire: made, let in by their tokens, in chats as people are, and gone with what ends them."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import aiohttp
import pytest

from tests.e2e.client import PASSWORD, Person, new_name


class Bot(Person):
    """A program with a token in place of a session."""

    @classmethod
    async def of(cls, maker: Person) -> Bot:
        bot = cls(maker.base, new_name("bot"))
        made = await maker.ok("POST", "/api/bots", {"username": bot.username, "display_name": "Crab"})
        bot.token = made["token"]
        return bot

    async def say(self, room: str, body: str = "click", **parts: Any) -> Any:
        return await self.ok("POST", "/api/bot/message", {"room": room, "body": body, **parts})


@dataclass
class Scene:
    """A group of Ann's, with Bob and Ann's bot."""

    ann: Person
    bob: Person
    bot: Bot
    room: str


@asynccontextmanager
async def played(base: str) -> AsyncGenerator[Scene]:
    async with AsyncExitStack() as stack:
        ann, bob = [await stack.enter_async_context(Person(base, new_name())) for _ in range(2)]
        for person in (ann, bob):
            await (await person.sign_up()).verify()
        bot = await stack.enter_async_context(await Bot.of(ann))
        room = (await ann.ok("POST", "/api/chat/new", {"groupchat_name": "Fort"}))["chat"]["name"]
        await ann.ok("POST", f"/api/chat/{room}/edit", {"add_members": [bob.username, bot.username]})
        yield Scene(ann, bob, bot, room)


async def refusal(person: Person, method: str, path: str, body: object = None) -> tuple[int, str]:
    status, problem = await person.call(method, path, body)
    return status, problem["code"]


async def test_a_bot_takes_part_in_a_group_over_http(base: str) -> None:
    async with played(base) as scene:
        bot, room = scene.bot, scene.room
        there = await scene.bob.connect()
        # When it writes, it is told, and marked
        client_id = str(uuid4())
        sent = await bot.say(room, "click", client_id=client_id)
        frame = await there.frame("message_handler", room=room)
        author = frame["message"]["author"]
        assert (author["username"], author["bot"], frame["message"]["seq"]) == (bot.username, True, sent["seq"])
        assert await bot.say(room, "click", client_id=client_id) == sent
        # When it is spoken to, it finds that
        await there.frame("ack", client_id=await there.say(f"hello @{bot.username}", room))
        [chat] = [each for each in (await bot.ok("GET", "/api/bot/chats"))["chats"] if each["name"] == room]
        assert (chat["unread"], chat["unread_mentions"]) == (1, 1)
        [said] = (await bot.ok("GET", f"/api/bot/messages/{room}?after={chat['read_seq']}"))["messages"]
        assert said["mentions"] == [bot.username]
        # When it changes what it said
        at = {"room": room, "seq": sent["seq"]}
        await bot.ok("POST", "/api/bot/react", {"room": room, "seq": said["seq"], "emoji": "👍", "on": True})
        await bot.ok("POST", "/api/bot/edit", {**at, "body": "clack"})
        last = await bot.ok("POST", "/api/bot/delete", at)
        await there.frame("change_handler", rev=last["rev"])
        changed = await bot.ok("GET", f"/api/bot/changes/{room}")
        assert (changed["rev"], len(changed["messages"])) == (last["rev"], 2)
        # And what it may not is refused
        wrong = {"room": room, "seq": said["seq"], "body": "mine"}
        assert await refusal(bot, "POST", "/api/bot/edit", wrong) == (403, "not_yours")
        assert await refusal(bot, "POST", "/api/bot/message", {"room": "public-chat", "body": "x"}) == (
            403,
            "not_allowed",
        )
        assert await refusal(scene.bob, "GET", f"/api/chat/private/{bot.username}") == (404, "no_such_user")


async def test_a_bot_speaks_over_a_socket_as_a_user_does(base: str) -> None:
    async with played(base) as scene:
        ticket = (await scene.bot.ok("POST", "/api/bot/ticket"))["ticket"]
        connection = await scene.bot.connect_with(ticket)
        there = await scene.bob.connect()
        joined = await connection.join(scene.room)
        assert {each["username"]: each["bot"] for each in joined["members"]} == {
            scene.ann.username: False,
            scene.bob.username: False,
            scene.bot.username: True,
        }
        await connection.frame("ack", client_id=await connection.say("click", scene.room))
        await there.message("click")
        refused = await connection.frame("error", client_id=await connection.say("to everybody"))
        assert refused["code"] == "not_allowed"


async def test_a_token_of_one_kind_is_good_for_nothing_of_the_other(base: str) -> None:
    async with played(base) as scene:
        for method, path in (
            ("GET", "/api/me"),
            ("GET", "/api/chats"),
            ("GET", "/api/bots"),
            ("POST", "/api/ws-ticket"),
        ):
            assert (await scene.bot.call(method, path))[0] == 401
        for path in ("/api/bot/chats", "/api/bot/chats/", f"/api/bot/messages/{scene.room}"):
            assert (await scene.ann.call("GET", path))[0] == 401
        assert (await scene.bot.call("GET", "/api/bot/chats/"))[0] == 200
        # A new one takes the place of the former, which goes on for an hour
        former = scene.bot.token
        scene.bot.token = (await scene.ann.ok("POST", f"/api/bots/{scene.bot.username}/token", {"days": 1}))["token"]
        for token in (former, scene.bot.token):
            assert (await scene.bot.call("GET", "/api/bot/chats", headers={"Authorization": f"Bearer {token}"}))[
                0
            ] == 200
        [bot] = (await scene.ann.ok("GET", "/api/bots"))["bots"]
        assert bot["last_used"] is not None
        # And a bot that is deleted is nobody any more
        await scene.ann.ok("POST", f"/api/bots/{scene.bot.username}/delete")
        assert (await scene.bot.call("GET", "/api/bot/chats"))[0] == 401


async def test_with_its_maker_a_bot_goes(base: str) -> None:
    async with played(base) as scene:
        connection = await scene.bot.connect_with((await scene.bot.ok("POST", "/api/bot/ticket"))["ticket"])
        there = await scene.bob.connect()
        await scene.ann.ok("POST", "/api/me/delete", {"password": PASSWORD})
        assert (await scene.bot.call("GET", "/api/bot/chats"))[0] == 401
        await there.frame("system", event="left", username=scene.bot.username)
        await connection.ended()


async def test_a_banned_maker_takes_their_bot_along_and_a_moderators_writes_in_public(base: str) -> None:
    async with played(base) as scene, Person(base, new_name()) as own:
        await (await own.sign_up()).verify()
        await own.ok("POST", "/_local/owner", {"username": own.username})
        async with await Bot.of(own) as bot:
            assert (await bot.say("public-chat", "https://example.org"))["seq"]
            assert await refusal(own, "POST", f"/api/users/{bot.username}/role", {"role": "moderator"}) == (
                403,
                "not_allowed",
            )
        ticket = (await scene.bot.ok("POST", "/api/bot/ticket"))["ticket"]
        connection = await scene.bot.connect_with((await scene.bot.ok("POST", "/api/bot/ticket"))["ticket"])
        await own.ok("POST", f"/api/users/{scene.ann.username}/ban", {"statement": "Spam."})
        await connection.ended()
        assert (await scene.bot.call("GET", "/api/bot/chats"))[0] == 401
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await scene.bot.connect_with(ticket)
        await own.ok("POST", f"/api/users/{scene.ann.username}/unban")
        assert (await scene.bot.call("GET", "/api/bot/chats"))[0] == 200
