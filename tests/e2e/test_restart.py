"""Given a conversation, when the stack is stopped and started again, then it is still there."""

from __future__ import annotations

import asyncio
from pathlib import Path

from local.stack import STOP_SECONDS, running
from tests.e2e.client import PASSWORD, Person, new_name


async def test_accounts_and_messages_survive_a_clean_stop(tmp_path: Path) -> None:
    name, friend = new_name(), new_name()
    # Given somebody who is connected, and sees a friend
    with running(state=tmp_path) as stack:
        async with Person(stack.base_url, name) as ann, Person(stack.base_url, friend) as bob:
            for person in (ann, bob):
                await person.sign_up()
            connection, friends = await ann.connect(), await bob.connect()
            ack = await connection.frame("ack", client_id=await connection.say("remember me"))
            private = await ann.ok("POST", f"/api/chat/private/{friend}")
            assert private["chat"]["other"]["status"] == "online"
            # When the stack is told to stop
            stack.process.terminate()
            assert await asyncio.to_thread(stack.process.wait, STOP_SECONDS) == 0
            # Then it does, soon, and the connections with it
            await asyncio.gather(connection.ended(), friends.ended())
    # When
    with running(state=tmp_path) as stack:
        async with Person(stack.base_url, name) as ann:
            await ann.sign_in(PASSWORD)
            # Then nobody is taken for connected who was when it stopped
            private = await ann.ok("POST", f"/api/chat/private/{friend}")
            assert private["chat"]["other"]["status"] == "offline"
            # Then
            page = await ann.ok("GET", "/api/chat/public-chat")
            assert page["messages"][-1]["body"] == "remember me"
            assert page["chat"]["last_seq"] == ack["seq"]
            connection = await ann.connect()
            again = await connection.frame("ack", client_id=await connection.say("and me"))
            assert again["seq"] == ack["seq"] + 1
            await connection.close()
