"""Given a running stack, when people search, then they find what was said, by HTTP as the wire contract has it."""

from __future__ import annotations

import asyncio
import secrets
import time
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode
from uuid import uuid4

import aiohttp

from local.stack import Stack
from snowfight.models.file import StoredFile
from snowfight.models.records import Entry
from snowfight.storage.messages.entries import message_row
from snowfight.storage.messages.log import INDEXED_EVERY
from snowfight.storage.rows.messages import MessageRow
from snowfight.storage.rows.rooms import MetaRow
from snowfight.storage.search.manifests import Manifests
from tests.e2e import test_message_changes
from tests.e2e.client import PATIENCE, Connection, Person, new_name
from tests.e2e.test_conversation_places import tables

SAID = INDEXED_EVERY + 4
"""Messages of a chat of which a part is indexed and the rest is not."""

EVERY = 100
"""Each so manieth of them is about snow."""

FILES = 35


async def person(base: str, everybody: AsyncExitStack) -> Person:
    return await (await everybody.enter_async_context(Person(base, new_name()))).sign_up()


async def said(connection: Connection, room: str, *bodies: str) -> list[int]:
    """The numbers of messages, sent one after another."""
    acks = [await connection.frame("ack", client_id=await connection.say(body, room)) for body in bodies]
    return [ack["seq"] for ack in acks]


async def search(who: Person, q: str, **parts: str) -> Any:
    return await who.ok("GET", f"/api/search?{urlencode({'q': q, **parts})}")


async def seqs(who: Person, room: str, q: str) -> list[int]:
    """The numbers of all that is found in a chat, page by page."""
    page = await search(who, q, room=room)
    found = [result["message"]["seq"] for result in page["results"]]
    while page["cursor"]:
        assert page["complete"]
        page = await search(who, q, room=room, cursor=page["cursor"])
        found += [result["message"]["seq"] for result in page["results"]]
    return found


async def test_what_was_said_is_found_at_once_as_it_is_now_by_whoever_may_read_it(base: str) -> None:
    async with AsyncExitStack() as everybody:
        # Given Ann, Bob, a group and a private chat of theirs, and Cat, who is in neither
        ann, bob, cat = [await person(base, everybody) for _ in range(3)]
        for one in (ann, bob):
            await one.verify()
        group = (await ann.ok("POST", "/api/chat/new", {"groupchat_name": "Kale", "open": True}))["chat"]["name"]
        await bob.ok("POST", f"/api/chat/{group}/join")
        private = (await ann.ok("POST", f"/api/chat/private/{bob.username}"))["chat"]["name"]
        word = f"karı{secrets.token_hex(4)}"
        connection = await bob.connect()
        # When Bob has said something in both
        text = f"👩‍🚀 😂 İstanbul'da {word.upper()}lar, https://example.com/docs/42"
        [old, gone, kept] = await said(connection, group, text, f"{word} again", f"other {word}")
        await said(connection, private, f"{word} for two")
        # Then both find it, newest first, with the chat's title and where in the text it is
        query = word.replace("ı", "i")
        page = await search(ann, query)
        assert [(result["title"], result["message"]["seq"]) for result in page["results"]] == [
            (None, 1),
            ("Kale", kept),
            ("Kale", gone),
            ("Kale", old),
        ]
        assert (page["cursor"], page["complete"], page["searched_to"]) == (None, True, None)
        [[start, end]] = page["results"][-1]["matches"]
        assert text.encode("utf-16-le")[start * 2 : end * 2].decode("utf-16-le") == word.upper()
        history = (await ann.ok("GET", f"/api/chat/older/{group}"))["messages"]
        assert page["results"][-1]["message"] in history
        # And by what is known of it
        for asked in (f"has:link {query}", f'"istanbulda {query}lar"', "docs/42 istan", "😂"):
            assert await seqs(ann, group, f"from:{bob.username} {asked}") == [old]
        assert await seqs(ann, group, f"{query} -again -istanbul") == [kept]
        # When one is edited and one is deleted, then they are found as they are now
        await test_message_changes.change(connection, "edit", group, old, body="nothing")
        await test_message_changes.change(connection, "delete", group, gone)
        assert await seqs(ann, group, query) == [kept]
        # When Ann removes Bob, then he finds what is left to him; and so does Cat
        await ann.ok("POST", f"/api/chat/{group}/edit", {"remove_members": [bob.username]})
        assert [result["message"]["room"] for result in (await search(bob, query))["results"]] == [private]
        assert (await search(cat, f"{query} in:{group}"))["results"] == []
        for path in (f"/api/search?q={quote(query)}&room={group}", f"/api/chat/{group}/files"):
            status, problem = await bob.call("GET", path)
            assert (status, problem["code"]) == (403, "not_a_member")
        status, problem = await cat.call("GET", f"/api/search?q={quote(query)}&room={private}")
        assert (status, problem["code"]) == (404, "no_such_chat")


async def test_searches_have_their_limit_and_what_is_no_search_is_refused(base: str) -> None:
    async with AsyncExitStack() as everybody:
        ann = await person(base, everybody)
        # Given what is no search, then it is refused and does not count
        refused = {
            "": "invalid",
            "q=": "invalid",
            "q=-lol": "nothing_to_search",
            "q=!!!": "nothing_to_search",
            "q=a%00": "invalid",
            f"q={'%F0%9F%98%82' * 201}": "invalid",
            "q=a&cursor=none": "invalid",
            "q=a&cursor=": "invalid",
        }
        for query, code in refused.items():
            status, problem = await ann.call("GET", f"/api/search?{query}")
            assert (status, problem["code"]) == (422, code), query
        # When she searches thirty times, then the next has to wait, and is told for how long
        begun = time.monotonic()
        for _ in range(30):
            await search(ann, "😂" * 200)
        async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {ann.token}"}) as http:
            answer = await http.get(f"{base}/api/search?q=snow")
            problem = await answer.json(content_type=None)
        assert (answer.status, problem["code"]) == (429, "rate_limited")
        assert 0 < int(answer.headers["Retry-After"]) <= 60
        assert time.monotonic() - begun < 60
        # And the files of a chat are no search
        assert await ann.ok("GET", "/api/chat/public-chat/files?kind=image")


def fill(stack: Stack, room: str, author: str) -> None:
    """Somebody has said so much that the next message makes it enough for an index; some of it are files."""
    began = datetime.now(UTC) - timedelta(days=1)
    texts = {seq: f"{'snow' if seq % EVERY == 0 else 'rain'} {seq}" for seq in range(1, INDEXED_EVERY)}
    entries = [
        Entry(room, seq, str(uuid4()), author, began + timedelta(seconds=seq), text) for seq, text in texts.items()
    ]
    for number, at in enumerate(range(1000, 1000 + FILES)):
        kind, name = ("image", "fort.png") if number % 2 else ("raw", "plan.pdf")
        file = StoredFile(filename=name, resource_type=kind, bytes=1, public_id=f"x/{at}")
        entries[at] = Entry(room, at + 1, str(uuid4()), author, began + timedelta(seconds=at + 1), None, file)
    with tables(stack):
        with MessageRow.batch_write() as batch:
            for entry in entries:
                batch.save(message_row(entry))
        MetaRow(f"ROOM#{room}", "META").update([MetaRow.last_seq.set(INDEXED_EVERY - 1)])


async def indexed(stack: Stack, room: str) -> None:
    """Return when the chat has an index."""
    deadline = time.monotonic() + PATIENCE
    while await asyncio.to_thread(_through, stack, room) < INDEXED_EVERY:
        assert time.monotonic() < deadline
        await asyncio.sleep(0.2)


def _through(stack: Stack, room: str) -> int:
    with tables(stack) as database:
        return Manifests(database).load(room).through


async def test_a_long_chat_is_indexed_as_it_grows_and_searched_to_its_beginning(base: str, stack: Stack) -> None:
    async with AsyncExitStack() as everybody:
        # Given a chat in which very much was said, which the next message makes enough for an index
        ann, bob = [await person(base, everybody) for _ in range(2)]
        room = (await ann.ok("POST", f"/api/chat/private/{bob.username}"))["chat"]["name"]
        await asyncio.to_thread(fill, stack, room, bob.username)
        connection = await bob.connect()
        assert await said(connection, room, "snowy") == [INDEXED_EVERY]
        # When it is indexed, and more is said, and some of what is old is changed
        await indexed(stack, room)
        await said(connection, room, "snow", "rain", "rain", "snow at last")
        await test_message_changes.change(connection, "edit", room, 200, body="sleet")
        await test_message_changes.change(connection, "edit", room, 201, body="snow in its place")
        await test_message_changes.change(connection, "delete", room, 300)
        # Then all of it is found as it is now, in order, page by page
        old = [seq for seq in range(EVERY, INDEXED_EVERY, EVERY) if seq not in range(1001, 1001 + FILES)]
        expected = sorted({*old, 201, INDEXED_EVERY, INDEXED_EVERY + 1, SAID} - {200, 300}, reverse=True)
        assert await seqs(ann, room, "snow") == expected
        assert await seqs(ann, room, "sleet") == [200]
        assert await seqs(ann, room, '"snow 100"') == [100]
        assert await seqs(ann, room, f"from:{ann.username} snow") == []
        # And its files, newest first
        for kind, first in (("", FILES), ("?kind=image", FILES - 1), ("?kind=file", FILES)):
            page = await ann.ok("GET", f"/api/chat/{room}/files{kind}")
            found = [message["seq"] for message in page["messages"]]
            step = 2 if kind else 1
            assert found == list(range(1000 + first, 1000, -step))[:30]
            assert (page["cursor"] is None) == bool(kind)
        page = await ann.ok("GET", f"/api/chat/{room}/files")
        page = await ann.ok("GET", f"/api/chat/{room}/files?cursor={page['cursor']}")
        assert [message["seq"] for message in page["messages"]] == list(range(1000 + FILES - 30, 1000, -1))
        assert page["cursor"] is None
        assert await seqs(ann, room, "fort has:image") == list(range(1000 + FILES - 1, 1000, -2))
