"""Whatever the function of hooks may do is done once: what least privilege is held against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from snowfight.storage.messages.log import INDEXED_EVERY
from tests.e2e.hooks import test_hooks
from tests.e2e.hooks.test_hooks import Scene, played

if TYPE_CHECKING:
    from tests.e2e.test_permissions import World


async def hooks_of_every_kind(world: World) -> None:
    """Made, posted to in chats of every kind and size, and deleted; groups with hooks go."""
    base = world.base
    await test_hooks.test_a_hook_from_its_making_to_its_end(base)
    await test_hooks.test_a_hook_of_the_public_chat_is_the_moderators(base)
    async with played(base) as scene:
        await _what_reaches_who_is_not_there(world, scene)
        await _in_a_long_log(world, scene)
        await _to_a_large_audience(world, scene)
    async with played(base) as scene:
        await scene.ann.ok("POST", f"/api/chat/{scene.room}/delete")


async def _what_reaches_who_is_not_there(world: World, scene: Scene) -> None:
    """Keywords, everybody, somebody who has blocked the hook, a connection that is gone; a program that is told."""
    path = f"/api/chat/{scene.room}/subscriptions"
    subscription = await scene.ann.ok("POST", path, {"url": "http://127.0.0.1:9/", "events": ["message"]})
    await scene.bob.ok("PATCH", "/api/me/settings", {"keywords": ["fire"]})
    [hook] = (await scene.ann.ok("GET", f"/api/chat/{scene.room}/hooks"))["hooks"]
    await scene.bob.ok("POST", f"/api/users/{hook['username']}/block")
    world.ghost(scene.bob.username)
    for text in ("fire <!channel>", "fire"):
        assert await scene.post({"text": text}) == (200, "ok")
    await scene.ann.ok("POST", f"{path}/{subscription['id']}/delete")


async def _in_a_long_log(world: World, scene: Scene) -> None:
    """The chat's row is behind its log; then the search index has to be told."""
    world.lengthen(scene.room, 3, INDEXED_EVERY - 2, known=2)
    for text in ("one", "two"):
        assert await scene.post({"text": text}) == (200, "ok")


async def _to_a_large_audience(world: World, scene: Scene) -> None:
    """Where very many show the public chat, workers serve them."""
    address = await scene.public_hook()
    world.set_public_chat(shards=4, filling=4, resized=0)
    try:
        assert await scene.post({"text": "to everybody"}, address) == (200, "ok")
    finally:
        world.set_public_chat(shards=1, filling=1)
