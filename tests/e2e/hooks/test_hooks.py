"""Hooks over the wire: made once, posted to by curl as the documentation has it, told at once, gone when deleted."""

from __future__ import annotations

import asyncio
from asyncio.subprocess import PIPE
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from tests.e2e.client import Connection, Person, new_name

PAGE = Path(__file__).resolve().parents[3] / "docs" / "hooks.md"
SECONDS = 30.0


@dataclass
class Scene:
    """Ann's group with Bob in it, who looks; its hook; and a moderator."""

    ann: Person
    bob: Person
    mod: Person
    room: str
    hook: dict[str, Any]
    his: Connection

    async def post(self, body: object, address: str = "", **headers: str) -> tuple[int, str]:
        """Post to the hook, or to another; the address is the site's own, as a program has it."""
        async with (
            aiohttp.ClientSession() as http,
            http.post(address or self.hook["url"], json=body, headers=headers) as answer,
        ):
            return answer.status, await answer.text()

    async def public_hook(self) -> str:
        made = await self.mod.ok("POST", "/api/chat/public-chat/hooks", {"name": "Weather"})
        return str(made["url"])


@asynccontextmanager
async def played(base: str) -> AsyncGenerator[Scene]:
    async with AsyncExitStack() as stack:
        people = [await stack.enter_async_context(Person(base, new_name(name))) for name in ("ann", "bob", "mod")]
        ann, bob, mod = [await (await person.sign_up()).verify() for person in people]
        await mod.ok("POST", "/_local/owner", {"username": mod.username})
        room = (await ann.ok("POST", "/api/chat/new", {"groupchat_name": "Builds"}))["chat"]["name"]
        await ann.ok("POST", f"/api/chat/{room}/edit", {"add_members": [bob.username]})
        hook = await ann.ok("POST", f"/api/chat/{room}/hooks", {"name": "CI"})
        his = await bob.connect()
        yield Scene(ann, bob, mod, room, hook, his)
        await his.close()


async def test_the_curl_of_the_documentation_says_what_it_says_there(base: str) -> None:
    async with played(base) as scene:
        # Given
        _, _, rest = PAGE.read_text().partition("```sh\n")
        script = rest.partition("```")[0]
        # When
        environment = {"HOOK": scene.hook["url"], "PATH": "/usr/bin:/bin", "NO_PROXY": "*"}
        process = await asyncio.create_subprocess_exec("sh", "-c", script, env=environment, stdout=PIPE, stderr=PIPE)
        async with asyncio.timeout(SECONDS):
            printed, _ = await process.communicate()
        # Then
        assert printed.decode() == "ok"
        said = (await scene.his.frame("message_handler", room=scene.room))["message"]
        assert said["body"] == "Build **812** failed: the log (https://ci.example/812)"
        assert (said["author"]["display_name"], said["author"]["bot"]) == ("CI", True)


async def test_a_hook_from_its_making_to_its_end(base: str) -> None:
    async with played(base) as scene:
        path = f"/api/chat/{scene.room}/hooks"
        # A long post is several messages, and the same again is none
        text = "\n".join(f"{number} " + "x" * 200 for number in range(3))
        for _ in range(2):
            assert await scene.post({"text": text}, **{"Idempotency-Key": "7"}) == (200, "ok")
        page = await scene.bob.ok("GET", f"/api/chat/older/{scene.room}")
        assert "\n".join(message["body"] for message in page["messages"]) == text
        # Its users are known to nobody but who looks after the chat
        assert (await scene.bob.call("GET", path))[0] == 403
        [listed] = (await scene.ann.ok("GET", path))["hooks"]
        assert (listed["id"], listed["name"], listed["last_used"] is not None) == (scene.hook["id"], "CI", True)
        # Deleted, it is none
        await scene.ann.ok("POST", f"{path}/{listed['id']}/delete")
        assert (await scene.post({"text": "again"}))[0] == 404
        assert (await scene.ann.ok("GET", path))["hooks"] == []


async def test_a_hook_of_the_public_chat_is_the_moderators(base: str) -> None:
    async with played(base) as scene:
        await scene.his.join()
        address = await scene.public_hook()

        assert await scene.post({"text": "snow <!everyone>"}, address) == (200, "ok")

        said = (await scene.his.frame("message_handler", room="public-chat"))["message"]
        assert (said["body"], said["mentions_all"]) == ("snow @all", True)
        assert (await scene.ann.call("POST", "/api/chat/public-chat/hooks", {"name": "x"}))[0] == 403
        assert (await scene.post({"text": "x"}, address[:-1] + "~"))[0] == 404
