"""Ann and Bob, who are members, Mod, who is a moderator, and Own, who is an owner."""

from __future__ import annotations

import pytest

from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from snowfight.models.user import Role
from tests.support.chat import Chat
from tests.support.community import Community


@pytest.fixture
def community(chat: Chat, ann: Link, bob: Link) -> Community:
    community = Community(chat)
    roles: dict[str, Role] = {"mod": "moderator", "own": "owner"}
    for name, role in roles.items():
        chat.user(name, verified=True)
        community.appoint(name, role)
    return community


@pytest.fixture
def mod(chat: Chat, community: Community) -> Link:
    return chat.connect("mod", PUBLIC_CHAT)
