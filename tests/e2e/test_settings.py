"""What a user sets holds from the answer on, over the wire."""

from __future__ import annotations

from tests.e2e.client import Person, new_name


async def test_two_write_and_read_and_one_of_them_would_rather_not_be_seen(base: str) -> None:
    async with Person(base, new_name()) as ann, Person(base, new_name()) as bob:
        # Given a private chat that both have open
        for person in (ann, bob):
            await (await person.sign_up()).verify()
        room = (await ann.ok("POST", f"/api/chat/private/{bob.username}"))["chat"]["name"]
        hers, his = await ann.connect(), await bob.connect()
        for connection in (hers, his):
            await connection.join(room)
        # When she writes, then he learns it, and not once more until three seconds have passed
        for _ in range(3):
            await hers.send({"type": "typing", "room": room})
        assert await his.frame("typing_handler") == {"type": "typing_handler", "room": room, "username": ann.username}
        await hers.frame("ack", client_id=await hers.say("hello", room))
        # When she switches it off, then she learns nothing of him, nor he of her
        whole = await ann.ok("PATCH", "/api/me/settings", {"typing": False, "receipts": False})
        assert await ann.ok("GET", "/api/me/settings") == whole
        assert (whole["typing"], whole["receipts"], whole["mail"]) == (False, False, True)
        await his.send({"type": "typing", "room": room})
        await his.send({"type": "read", "room": room, "seq": 1})
        last = await his.say("hello to you", room)
        await his.frame("ack", client_id=last)
        await hers.message("hello to you")
        kinds = [frame["type"] for frame in (*hers.frames, *his.frames)]
        assert kinds.count("typing_handler") == 1
        assert kinds.count("read_handler") == 0


async def test_what_is_wrong_is_refused_and_a_chat_is_muted(base: str) -> None:
    async with Person(base, new_name()) as ann:
        await ann.sign_up()
        quiet = {"from": "22:00", "to": "07:00", "zone": "Europe/Istanbul"}
        assert (await ann.ok("PATCH", "/api/me/settings", {"quiet": quiet}))["quiet"] == quiet
        for wrong in ({"quiet": quiet | {"zone": "Mars/Base"}}, {"typing": None}, {"quiet": quiet | {"to": "25:00"}}):
            assert (await ann.call("PATCH", "/api/me/settings", wrong))[0] == 422
        assert (await ann.ok("GET", "/api/me/settings"))["quiet"] == quiet
        body = {"level": "none", "until": "2099-01-01T00:00:00.000Z"}
        assert (await ann.call("POST", "/api/chat/public-chat/notify", body))[0] == 204
        chat = (await ann.ok("GET", "/api/chat/public-chat"))["chat"]
        assert (chat["notify"], chat["notify_until"]) == ("none", body["until"])
