"""Whatever the function of bots may do is done once: what least privilege is held against."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from snowfight.storage.messages.log import INDEXED_EVERY
from tests.e2e import test_bots
from tests.e2e.client import Person, new_name
from tests.e2e.test_bots import Bot, Scene, played

if TYPE_CHECKING:
    from tests.e2e.test_permissions import World

MANY = ["🎉", 51, " ".join(f"fan_{number}" for number in range(50))]
"""Reactions of more people than a message names."""


async def bots_of_every_kind(world: World) -> None:
    """In every place, with everything that goes with a message; and with connections that are gone."""
    base = world.base
    await test_bots.test_a_bot_takes_part_in_a_group_over_http(base)
    await test_bots.test_a_token_of_one_kind_is_good_for_nothing_of_the_other(base)
    await test_bots.test_with_its_maker_a_bot_goes(base)
    await test_bots.test_a_banned_maker_takes_their_bot_along_and_a_moderators_writes_in_public(base)
    async with played(base) as scene:
        await _in_a_group(world, scene)
        await _with_its_maker(world, scene)
        await _in_public(world, scene)
        connection = await scene.bot.connect_with((await scene.bot.ok("POST", "/api/bot/ticket"))["ticket"])
        await scene.ann.ok("POST", f"/api/bots/{scene.bot.username}/delete")
        await connection.ended()


async def _in_a_group(world: World, scene: Scene) -> None:
    """Keywords, threads, reactions beyond those who are named, a custom emoji that is none, a log that is indexed."""
    bot, room = scene.bot, scene.room
    await scene.bob.ok("PATCH", "/api/me/settings", {"keywords": ["shell"]})
    world.ghost(scene.bob.username)
    path = f"/api/chat/{room}/subscriptions"
    told = await scene.ann.ok("POST", path, {"url": "http://127.0.0.1:9/", "events": ["message"]})
    await bot.say(room, "a shell")
    await scene.ann.ok("POST", f"{path}/{told['id']}/delete")
    reply = await bot.say(room, f"@{scene.bob.username} another", reply_to=1)
    await bot.ok("POST", "/api/bot/delete", {"room": room, "seq": reply["seq"]})
    at = {"room": room, "seq": 1}
    await bot.ok("POST", "/api/bot/react", {**at, "emoji": "🎉", "on": True})
    world.react(room, 1, [MANY])
    await bot.ok("POST", "/api/bot/react", {**at, "emoji": "🎉", "on": False})
    await bot.call("POST", "/api/bot/react", {**at, "emoji": ":nobodys:", "on": True})
    world.lengthen(room, 3, INDEXED_EVERY - 1)
    await bot.say(room, "the last one that is indexed")
    await bot.ok("POST", "/api/bot/edit", {**at, "body": "otherwise"})


async def _with_its_maker(world: World, scene: Scene) -> None:
    """In their private chat, with a call in it, and a block between them."""
    room = (await scene.ann.ok("POST", f"/api/chat/private/{scene.bot.username}"))["chat"]["name"]
    here = await scene.ann.connect()
    call = {"room": room, "call": str(uuid4()), "device": str(uuid4()), "client_id": str(uuid4())}
    await here.send({"type": "call_start", "video": False, **call})
    await here.frame("call_state", call=call["call"])
    await scene.bot.ok("GET", "/api/bot/chats")
    await scene.ann.ok("POST", f"/api/users/{scene.bot.username}/block")
    assert await test_bots.refusal(scene.bot, "POST", "/api/bot/message", {"room": room, "body": "x"}) == (
        403,
        "not_accepted",
    )


async def _in_public(world: World, scene: Scene) -> None:
    """For an owner, to those who show it, and where they are very many, by workers."""
    async with Person(world.base, new_name()) as own:
        await (await own.sign_up()).verify()
        await own.ok("POST", "/_local/owner", {"username": own.username})
        async with await Bot.of(own) as bot:
            here = await own.connect()
            await here.join()
            world.ghost(own.username)
            await bot.say("public-chat")
            world.set_public_chat(shards=4, filling=4, resized=0)
            try:
                sent = await bot.say("public-chat")
                for emoji in "👍🎉🐒":
                    about = {"room": "public-chat", "seq": sent["seq"], "emoji": emoji, "on": True}
                    await bot.ok("POST", "/api/bot/react", about)
            finally:
                world.set_public_chat(shards=1, filling=1)
