"""Who is here, over the wire: three people with several tabs."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from tests.e2e.client import Connection, Person, new_name

PATIENCE = 40.0
"""Seconds until everybody must have been told: three turns of five seconds, and a busy machine."""

INTERVAL = 5.0
"""Seconds between two turns (docs/presence.md)."""

TURNS = 3


async def eventually(connection: Connection, kind: str, since: int = 0, **fields: Any) -> dict[str, Any]:
    """As `Connection.frame`, with the patience that presence takes."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return await connection.frame(kind, since=since, **fields)
        except AssertionError:
            if time.monotonic() > deadline or connection.socket.closed:
                raise


async def status_of(connection: Connection, username: str, status: str, since: int = 0) -> None:
    """Return when the connection has been told that somebody has the status, as the last of what it was told."""
    deadline = time.monotonic() + PATIENCE
    while _last(connection, username, since) != status:
        assert time.monotonic() < deadline, (username, status, connection.frames[since:])
        await connection.answered()
        await asyncio.sleep(0.3)


def _last(connection: Connection, username: str, since: int) -> str | None:
    frames = [f for f in connection.frames[since:] if f["type"] == "online_status_handler"]
    changes = [change for frame in frames for change in frame["changes"] if change["username"] == username]
    return changes[-1]["status"] if changes else None


async def group_of(owner: Person, *others: Person) -> str:
    """A group with everybody in it."""
    await owner.verify()
    name = (await owner.ok("POST", "/api/chat/new", {"groupchat_name": "Snow", "open": True}))["chat"]["name"]
    for other in others:
        await other.verify()
        await other.ok("POST", f"/api/chat/{name}/join", {})
    return name


async def test_three_see_each_other_come_hide_and_go(base: str) -> None:
    async with (
        Person(base, new_name("ann")) as ann,
        Person(base, new_name("bob")) as bob,
        Person(base, new_name("eve")) as eve,
    ):
        # Given two in a group, and a stranger
        for person in (ann, bob, eve):
            await person.sign_up()
        await group_of(ann, bob)
        hers, strangers = await ann.connect(), await eve.connect()
        for connection in (hers, strangers):
            await connection.send({"type": "presence", "state": "active"})
            first = await connection.frame("chat_indicators")
            assert "public-chat" in first["last_seqs"]
            assert (await connection.frame("online_status_handler"))["online_count"] >= 1
        # When one comes with two tabs
        tabs = [await bob.connect(), await bob.connect()]
        # Then the other learns it
        await status_of(hers, bob.username, "online")
        # When one tab is hidden, nothing changes; with both, it does; and closing one is not leaving
        since = len(hers.frames)
        await tabs[0].send({"type": "presence", "state": "inactive"})
        await tabs[1].send({"type": "presence", "state": "inactive"})
        await status_of(hers, bob.username, "inactive", since)
        since = len(hers.frames)
        await tabs[0].close()
        await tabs[1].send({"type": "presence", "state": "active"})
        await status_of(hers, bob.username, "online", since)
        since = len(hers.frames)
        await tabs[1].close()
        await status_of(hers, bob.username, "offline", since)
        # And the stranger has heard nothing of it
        changes = [c for f in strangers.frames if f["type"] == "online_status_handler" for c in f["changes"]]
        assert changes == []
        await hers.close()
        await strangers.close()


async def test_an_open_chat_shows_how_many_show_it_and_a_closed_one_what_is_new(base: str) -> None:
    async with (
        Person(base, new_name("ann")) as ann,
        Person(base, new_name("bob")) as bob,
        Person(base, new_name("eve")) as eve,
    ):
        # Given one who shows a group, where nobody else is, and one who shows nothing
        for person in (ann, bob, eve):
            await person.sign_up()
        group = await group_of(ann, bob)
        inside, outside = await ann.connect(), await eve.connect()
        assert (await inside.join(group))["online_count"] == 1
        await outside.send({"type": "presence", "state": "active"})
        await outside.frame("chat_indicators")
        # When another opens it
        his = await bob.connect()
        joined = await his.join(group)
        # Then those who show it are told, and the list of chats has the count
        assert joined["online_count"] == 2
        await eventually(inside, "online_count_handler", room=group, online_count=2)
        [listed] = [c for c in (await ann.ok("GET", "/api/chats"))["chats"] if c["name"] == group]
        assert listed["online_count"] == 2
        # When something is said in the public chat
        since = len(outside.frames)
        ack = await his.frame("ack", client_id=await his.say("anybody there?"))
        # Then who does not show it learns how far it is
        deadline = time.monotonic() + PATIENCE
        while ack["seq"] not in [f["last_seqs"].get("public-chat") for f in _indicators(outside, since)]:
            assert time.monotonic() < deadline, outside.frames[since:]
            await outside.answered()
            await asyncio.sleep(0.3)
        # When one closes the group
        since = len(inside.frames)
        await his.send({"type": "leave", "room": group})
        await eventually(inside, "online_count_handler", since, room=group, online_count=1)
        assert not [f for f in his.frames if f["type"] == "error"]
        for connection in (inside, outside, his):
            await connection.close()


async def test_counts_come_no_more_often_than_they_may(base: str) -> None:
    async with Person(base, new_name("ann")) as ann, Person(base, new_name("bob")) as bob:
        # Given one who watches
        await ann.sign_up()
        await bob.sign_up()
        watching = await ann.connect()
        await watching.join()
        since, began = len(watching.frames), time.monotonic()
        # When another comes and goes all the time, for some turns
        while not _counts(watching, since) or time.monotonic() - began < TURNS * INTERVAL:
            assert time.monotonic() - began < PATIENCE, watching.frames[since:]
            flapping = await bob.connect()
            await flapping.join()
            await flapping.close()
            await watching.answered()
        # Then it was told once a turn at most: one may have been due when it began, and one may have come late
        turns = (time.monotonic() - began) / INTERVAL
        assert len(_counts(watching, since)) <= turns + 2
        await watching.close()


def _counts(connection: Connection, since: int) -> list[dict[str, Any]]:
    return [frame for frame in connection.frames[since:] if frame["type"] == "online_count_handler"]


def _indicators(connection: Connection, since: int) -> list[dict[str, Any]]:
    return [frame for frame in connection.frames[since:] if frame["type"] == "chat_indicators"]
