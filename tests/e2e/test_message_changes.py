"""What was said can change, over the wire."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from tests.e2e.client import Connection, Person, new_name


async def change(connection: Connection, kind: str, room: str, seq: int, **fields: Any) -> dict[str, Any]:
    """Have a message changed; the answer."""
    client_id = str(uuid4())
    await connection.send({"type": kind, "room": room, "seq": seq, "client_id": client_id, **fields})
    return await connection.frame("changed", client_id=client_id)


async def test_two_change_what_was_said_and_both_find_it_so(base: str) -> None:
    async with Person(base, new_name()) as ann, Person(base, new_name()) as bob:
        # Given
        for person in (ann, bob):
            await (await person.sign_up()).verify()
        room = (await ann.ok("POST", f"/api/chat/private/{bob.username}"))["chat"]["name"]
        hers, his = await ann.connect(), await bob.connect()
        assert (await his.join(room))["last_rev"] == 0
        for body in ("helo", "nonsense", "keep this"):
            await hers.frame("ack", client_id=await hers.say(body, room))
        # When
        await change(hers, "edit", room, 1, body="hello", known=None)
        await change(his, "react", room, 1, emoji="❤", on=True)
        await change(hers, "delete", room, 2)
        last = await change(his, "pin", room, 3, on=True)
        # Then
        frames = [await his.frame("change_handler", room=room, rev=rev) for rev in (1, 2, 3, 4)]
        assert [frame["kind"] for frame in frames] == ["edit", "react", "delete", "pin"]
        page = await bob.ok("GET", f"/api/chat/older/{room}")
        first, second, third = page["messages"]
        assert (first["body"], first["edited"] is None) == ("hello", False)
        assert first["reactions"] == [{"emoji": "❤️", "count": 1, "usernames": [bob.username], "me": True}]
        assert (second["body"], second["deleted_by"]) == (None, ann.username)
        assert third["pinned"] is True
        assert page["rev"] == last["rev"] == 4
        changes = await ann.ok("GET", f"/api/chat/changes/{room}?after=0")
        assert [(m["seq"], m["rev"]) for m in changes["messages"]] == [(1, 2), (2, 3), (3, 4)]
        assert (changes["rev"], changes["more"], changes["reset"]) == (4, False, False)
        assert [m["seq"] for m in (await ann.ok("GET", f"/api/chat/pins/{room}"))["messages"]] == [3]
        names = await ann.ok("GET", f"/api/chat/reactions/{room}/1?emoji=❤")
        assert names == {"usernames": [bob.username], "cursor": None}
        await his.send({"type": "ping", "revs": {room: 3}})
        assert (await his.frame("pong"))["changed"] == {room: 4}


async def test_what_may_not_be_changed_is_refused_and_stays(base: str) -> None:
    async with Person(base, new_name()) as ann, Person(base, new_name()) as bob:
        # Given
        for person in (ann, bob):
            await (await person.sign_up()).verify()
        room = (await ann.ok("POST", f"/api/chat/private/{bob.username}"))["chat"]["name"]
        hers, his = await ann.connect(), await bob.connect()
        await hers.frame("ack", client_id=await hers.say("mine", room))
        # When
        codes: list[str] = []
        for kind, fields in (
            ("edit", {"seq": 1, "body": "his", "known": None}),
            ("delete", {"seq": 1}),
            ("react", {"seq": 1, "emoji": ":)", "on": True}),
            ("react", {"seq": 1, "emoji": ":no_such:", "on": True}),
            ("pin", {"seq": 9, "on": True}),
        ):
            client_id = str(uuid4())
            await his.send({"type": kind, "room": room, "client_id": client_id, **fields})
            codes.append((await his.frame("error", client_id=client_id))["code"])
        # Then
        assert codes == ["not_yours", "not_yours", "bad_emoji", "bad_emoji", "no_such_message"]
        page = await bob.ok("GET", f"/api/chat/older/{room}")
        assert [(m["body"], m["rev"]) for m in page["messages"]] == [("mine", 0)]
        assert page["rev"] == 0
