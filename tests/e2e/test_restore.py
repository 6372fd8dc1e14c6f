"""The restore drill: given a conversation, when the stack is destroyed and a backup restored, then it is all there."""

from __future__ import annotations

from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from local.stack import Stack, running
from ops.archive import Archive
from ops.backup import Backup
from ops.deployment import Deployment
from ops.restore import Restore
from tests.e2e.client import GUARD, Person, new_name

NEW_PASSWORD = "another snowball"
LIVING = ("status", "online_count", "retention_days")


def deployment(stack: Stack) -> Deployment:
    return Deployment.local(stack.endpoint_url, stack.base_url)


def still(answer: Any) -> Any:
    """An answer without what is only true of the moment."""
    match answer:
        case {**fields}:
            return {key: still(value) for key, value in fields.items() if key not in LIVING}
        case [*parts]:
            return [still(part) for part in parts]
        case _:
            return answer


async def seen(person: Person) -> dict[str, Any]:
    """Everything that a person sees: the profile, the chats, their members and messages, the admin's settings."""
    listed = await person.ok("GET", "/api/chats")
    rooms = sorted(chat["name"] for chat in listed["chats"])
    pages = {room: await person.ok("GET", f"/api/chat/{room}") for room in rooms}
    logs = {room: await person.ok("GET", f"/api/chat/older/{room}?after=0&limit=200") for room in rooms}
    settings = {
        room: await person.ok("GET", f"/api/chat/{room}/edit")
        for room in rooms
        if pages[room]["chat"]["admin"] == person.username
    }
    return still({"me": await person.ok("GET", "/api/me"), **listed, "pages": pages, "logs": logs, "edit": settings})


async def converse(ann: Person, bob: Person, cat: Person) -> None:
    await ann.ok("PATCH", "/api/me", {"display_name": "Ann of the Snow"})
    group = (await ann.ok("POST", "/api/chat/new", {"groupchat_name": "Fort"}))["chat"]["name"]
    await ann.ok("POST", f"/api/chat/{group}/edit", {"add_members": [bob.username]})
    pair = (await bob.ok("POST", f"/api/chat/private/{cat.username}"))["chat"]["name"]
    for person, rooms in ((ann, ["public-chat", group]), (bob, [group, pair]), (cat, ["public-chat", pair])):
        connection = await person.connect()
        for room in rooms:
            for number in range(3):
                client_id = await connection.say(f"{person.username} {number}", room)
                await connection.frame("ack", client_id=client_id)
        await connection.send({"type": "read", "room": rooms[-1], "seq": 2})
        await connection.answered()
        await connection.close()


async def choose_password(person: Person) -> None:
    await person.ok("POST", "/api/auth/forgot-password", {"username": person.username}, headers=GUARD)
    code = await person.mail()
    body = {"username": person.username, "code": code, "password": NEW_PASSWORD}
    await person.ok("POST", "/api/auth/reset-password", body, headers=GUARD)


async def test_every_message_membership_and_profile_comes_back(tmp_path: Path) -> None:
    names = [new_name() for _ in range(3)]
    archive = Archive(tmp_path / "backup")
    # Given
    with running(state=tmp_path / "first") as stack:
        async with AsyncExitStack() as everybody:
            ann, bob, cat = [await everybody.enter_async_context(Person(stack.base_url, name)) for name in names]
            for person in (ann, bob, cat):
                await person.sign_up()
            for person in (ann, bob):
                await person.verify()
            await converse(ann, bob, cat)
            before = [await seen(person) for person in (ann, bob, cat)]
        Backup(deployment(stack), archive, lambda _: None).run()
    # When everything is gone
    with running(state=tmp_path / "second") as stack:
        done = Restore(deployment(stack), archive, lambda _: None).run()
        # Then
        assert (done.accounts, done.messages, done.waiting) == (3, 18, 1)
        async with AsyncExitStack() as everybody:
            ann, bob, cat = [await everybody.enter_async_context(Person(stack.base_url, name)) for name in names]
            for person in (ann, bob):
                await choose_password(person)
            set_by_the_operator(stack, cat.username)
            for person in (ann, bob, cat):
                await person.sign_in(NEW_PASSWORD)
            after = [await seen(person) for person in (ann, bob, cat)]
            assert after == before
            # And the conversation goes on
            connection = await ann.connect()
            ack = await connection.frame("ack", client_id=await connection.say("and on"))
            assert ack["seq"] == after[0]["pages"]["public-chat"]["chat"]["last_seq"] + 1
            await connection.close()


def set_by_the_operator(stack: Stack, username: str) -> None:
    """As docs/operations.md says for somebody without a proven address."""
    deployment(stack).client("cognito-idp").admin_set_user_password(
        UserPoolId=stack.outputs["UserPool"], Username=username, Password=NEW_PASSWORD, Permanent=True
    )
