"""Groups and private chats, over the wire: the group journey of three people, and what each may know."""

from __future__ import annotations

import asyncio
import json

import aiohttp
import pytest

from tests.e2e.client import PASSWORD, Person, new_name


async def test_a_group_from_its_making_to_its_end(base: str) -> None:
    async with Person(base, new_name("ann")) as ann, Person(base, new_name("bob")) as bob, Person(base, "x") as cem:
        cem.username = new_name("cem")
        cem.email = f"{cem.username}@example.org"
        # Given three, of whom two have proven their address
        for person in (ann, bob, cem):
            await person.sign_up()
        await ann.verify()
        await bob.verify()
        hers, his, third = await ann.connect(), await bob.connect(), await cem.connect()
        # When Ann makes a group and adds Bob
        name = (await ann.ok("POST", "/api/chat/new", {"groupchat_name": " Snow "}))["chat"]["name"]
        status, problem = await ann.call(
            "POST", f"/api/chat/{name}/edit", {"add_members": [bob.username, cem.username]}
        )
        assert (status, problem["code"]) == (403, "email_unverified")
        assert cem.username in problem["detail"]
        edited = await ann.ok("POST", f"/api/chat/{name}/edit", {"add_members": [bob.username]})
        assert [member["username"] for member in edited["members"]] == [ann.username, bob.username]
        # Then Bob is told, and they talk
        assert (await his.frame("system", event="added"))["username"] == bob.username
        await his.say("hi", room=name)
        assert (await hers.message("hi"))["room"] == name
        # And for Cem there is no such chat, by whatever way he asks
        for method, path in (("GET", ""), ("GET", "/edit"), ("POST", "/leave"), ("POST", "/delete")):
            status, problem = await cem.call(method, f"/api/chat/{name}{path}")
            assert (status, problem["code"]) == (404, "no_such_chat")
        await third.say("let me in", room=name)
        assert (await third.frame("error"))["code"] == "no_such_chat"
        # When he proves his address and has the invitation, he is in
        await cem.verify()
        status, problem = await cem.call("POST", f"/api/chat/{name}/join", {"invite": "guess"})
        assert (status, problem["code"]) == (403, "bad_invite")
        joined = await cem.ok("POST", f"/api/chat/{name}/join", {"invite": edited["invite"]})
        assert joined["chat"]["member_count"] == 3
        assert (await hers.frame("system", event="joined"))["username"] == cem.username
        assert (await cem.ok("GET", f"/api/chat/{name}"))["messages"][0]["body"] == "hi"
        # When Ann removes Bob, nothing of the group reaches him any more
        await ann.ok("POST", f"/api/chat/{name}/edit", {"remove_members": [bob.username]})
        assert (await his.frame("system", event="removed"))["username"] == bob.username
        await third.frame("ack", client_id=await third.say("without Bob", room=name))
        await hers.message("without Bob")
        await his.answered()
        assert not [f for f in his.frames if f["type"] == "message_handler" and f["message"]["body"] == "without Bob"]
        # When Ann leaves, Cem is the admin; when he deletes it, it is gone
        await ann.ok("POST", f"/api/chat/{name}/leave")
        await third.frame("system", event="left")
        assert (await cem.ok("GET", f"/api/chat/{name}"))["chat"]["admin"] == cem.username
        await cem.ok("POST", f"/api/chat/{name}/delete")
        await third.frame("system", event="deleted")
        assert (await cem.call("GET", f"/api/chat/{name}"))[0] == 404
        for connection in (hers, his, third):
            await connection.close()


async def test_a_private_chat_is_one_whoever_starts_it_and_tells_who_has_read(base: str) -> None:
    async with Person(base, new_name("ann")) as ann, Person(base, new_name("bob")) as bob:
        await ann.sign_up()
        await bob.sign_up()
        hers, his = await ann.connect(), await bob.connect()
        # When both start it at once
        first, second = await asyncio.gather(
            ann.ok("POST", f"/api/chat/private/{bob.username.upper()}"),
            bob.ok("GET", f"/api/chat/private/{ann.username}/"),
        )
        # Then it is one
        name = first["chat"]["name"]
        assert second["chat"]["name"] == name
        assert first["chat"]["other"]["username"] == bob.username
        # And reading is told to the other, at most twice in a hurry, and the last state always
        for number in range(3):
            await hers.frame("ack", client_id=await hers.say(f"line {number}", room=name))
        for seq in (1, 2, 3, 2):
            await his.send({"type": "read", "room": name, "seq": seq})
        assert (await hers.frame("read_handler", seq=3))["username"] == bob.username
        seqs = [frame["seq"] for frame in hers.frames if frame["type"] == "read_handler"]
        assert seqs == sorted(set(seqs))
        [chat] = [c for c in (await bob.ok("GET", "/api/chats"))["chats"] if c["name"] == name]
        assert (chat["unread"], chat["read_seq"]) == (0, 3)
        await hers.close()
        await his.close()


@pytest.mark.parametrize(
    ("name", "status", "code"), [("nobody_here", 404, "no_such_user"), ("new", 404, "no_such_user")]
)
async def test_nobody_chats_with_nobody(base: str, name: str, status: int, code: str) -> None:
    async with Person(base, new_name()) as ann:
        await ann.sign_up()
        answer = await ann.call("GET", f"/api/chat/private/{name}")
        assert (answer[0], answer[1]["code"]) == (status, code)
        answer = await ann.call("GET", f"/api/chat/private/{ann.username}")
        assert (answer[0], answer[1]["code"]) == (400, "self_chat")


async def test_an_open_group_is_found_and_joined_without_an_invitation(base: str) -> None:
    async with Person(base, new_name("ann")) as ann, Person(base, new_name("bob")) as bob:
        await (await ann.sign_up()).verify()
        await (await bob.sign_up()).verify()
        title = f"Türkçe kar {ann.username}"
        name = (await ann.ok("POST", "/api/chat/new", {"groupchat_name": title, "open": True}))["chat"]["name"]
        found = await bob.ok("GET", f"/api/groups?query={ann.username.upper()}")
        assert [group["name"] for group in found["groups"]] == [name]
        assert (await bob.call("GET", f"/api/chat/{name}"))[1]["code"] == "not_a_member"
        assert (await bob.ok("POST", f"/api/chat/{name}/join"))["chat"]["title"] == title


async def test_own_data_can_be_taken_along_and_the_account_deleted(base: str) -> None:
    async with Person(base, new_name("ann")) as ann, Person(base, new_name("bob")) as bob:
        # Given
        await ann.sign_up()
        await bob.sign_up()
        hers, his = await ann.connect(), await bob.connect()
        await his.join()
        await hers.frame("ack", client_id=await hers.say(f"mine {ann.username}"))
        await his.frame("ack", client_id=await his.say(f"not hers {ann.username}"))
        # When
        lines = await export(ann)
        # Then
        assert lines[0]["kind"] == "user"
        assert [line["body"] for line in lines if line["kind"] == "message"] == [f"mine {ann.username}"]
        assert (await ann.call("POST", "/api/me/delete", {"password": "not this one"}))[1]["code"] == "bad_credentials"
        await ann.ok("POST", "/api/me/delete", {"password": PASSWORD})
        assert (await ann.call("GET", "/api/me"))[0] == 401
        assert (await ann.call("POST", "/api/ws-ticket"))[0] == 401
        await hers.ended()
        page = await bob.ok("GET", "/api/chat/older/public-chat?limit=10")
        [message] = [m for m in page["messages"] if m["body"] == f"mine {ann.username}"]
        assert message["author"]["username"] == "deleted-user"
        again = {"username": ann.username, "email": ann.email, "password": PASSWORD}
        assert (await ann.call("POST", "/api/auth/signup", again))[0] == 409
        await his.close()


async def export(person: Person) -> list[dict[str, object]]:
    """All pages of somebody's own data."""
    lines: list[dict[str, object]] = []
    cursor = ""
    async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {person.token}"}) as http:
        while True:
            async with http.get(f"{person.base}/api/me/export{cursor}") as answer:
                assert answer.status == 200
                assert answer.headers["Content-Type"].startswith("application/jsonl")
                lines += [json.loads(line) for line in (await answer.text()).splitlines()]
                if "X-Next-Cursor" not in answer.headers:
                    return lines
                cursor = f"?cursor={answer.headers['X-Next-Cursor']}"
