"""Whom messages mention, over the wire."""

from __future__ import annotations

from tests.e2e.client import PASSWORD, Person, new_name
from tests.e2e.test_message_changes import change


async def test_who_is_mentioned_finds_it_so_until_it_is_read_or_gone(base: str) -> None:
    async with Person(base, new_name()) as ann, Person(base, new_name()) as bob:
        # Given
        for person in (ann, bob):
            await (await person.sign_up()).verify()
        room = (await ann.ok("POST", f"/api/chat/private/{bob.username}"))["chat"]["name"]
        await bob.ok("PATCH", "/api/me/settings", {"keywords": ["snow"]})
        hers, his = await ann.connect(), await bob.connect()
        # When
        texts = (
            f"hello @{bob.username.upper()}",
            "`@all` is text",
            "is it Snow?",
            "@all: more",
            f"||@{bob.username}||",
        )
        for body in texts:
            await hers.frame("ack", client_id=await hers.say(body, room))
        # Then
        first = await his.frame("message_handler", room=room)
        assert (first["message"]["mentions"], first["message"]["mentions_all"]) == ([bob.username], False)
        page = await bob.ok("GET", "/api/mentions")
        assert [message["seq"] for message in page["messages"]] == [4, 3, 1]
        assert page["cursor"] is None
        assert (await bob.ok("GET", f"/api/chat/{room}"))["chat"]["unread_mentions"] == 3
        # When
        await change(hers, "edit", room, 2, body=f"@{bob.username}", known=None)
        await change(hers, "edit", room, 3, body="is it ice?", known=None)
        await change(hers, "delete", room, 4)
        # Then
        assert [message["seq"] for message in (await bob.ok("GET", "/api/mentions"))["messages"]] == [2, 1]
        [chat] = [chat for chat in (await bob.ok("GET", "/api/chats"))["chats"] if chat["name"] == room]
        assert chat["unread_mentions"] == 2
        # When he has gone, then nobody mentions him
        await bob.ok("PATCH", "/api/me/settings", {"keywords": []})
        await bob.ok("PATCH", "/api/me/settings", {"keywords": ["ice"]})
        await bob.ok("POST", "/api/me/delete", {"password": PASSWORD})
        await hers.frame("ack", client_id=await hers.say(f"@{bob.username}?", room))
        assert (await hers.message(f"@{bob.username}?"))["mentions"] == []
