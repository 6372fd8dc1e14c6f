"""Given a conversation, when the stack is stopped and started again, then it is still there."""

from __future__ import annotations

from pathlib import Path

from local.stack import running
from tests.e2e.client import PASSWORD, Person, new_name


async def test_accounts_and_messages_survive_a_clean_stop(tmp_path: Path) -> None:
    name = new_name()
    # Given
    with running(state=tmp_path) as stack:
        async with Person(stack.base_url, name) as ann:
            await ann.sign_up()
            connection = await ann.connect()
            ack = await connection.frame("ack", client_id=await connection.say("remember me"))
            await connection.close()
    # When
    with running(state=tmp_path) as stack:
        async with Person(stack.base_url, name) as ann:
            await ann.sign_in(PASSWORD)
            # Then
            page = await ann.ok("GET", "/api/chat/public-chat")
            assert page["messages"][-1]["body"] == "remember me"
            assert page["chat"]["last_seq"] == ack["seq"]
            connection = await ann.connect()
            again = await connection.frame("ack", client_id=await connection.say("and me"))
            assert again["seq"] == ack["seq"] + 1
            await connection.close()
