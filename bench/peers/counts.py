"""What a message of ours asks DynamoDB for, counted on tables in memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from snowfight.models.names import PUBLIC_CHAT
from tests.support.dynamodb import bound_elsewhere
from tests.support.presence import Presence


def requests_of_a_message(recipients: int) -> int:
    """Requests of one message in the public chat, which so many connections show."""
    with bound_elsewhere():
        presence = Presence()
        chat = presence.chat
        links = [chat.connect(chat.user(f"guest{number}"), PUBLIC_CHAT) for number in range(recipients)]
        chat.say(links[0])
        asked: list[str] = []

        def carry(operation: str, _call: dict[str, Any], serve: Callable[[], Any]) -> Any:
            asked.append(operation)
            return serve()

        presence.connection.carry = carry
        chat.say(links[0])
        return len(asked)
