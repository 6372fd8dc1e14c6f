"""How tests of signing up let people in, and what owners decide about it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from snowfight.models.accounts import Login, SignUp
from snowfight.models.chat import NewGroup
from snowfight.storage.moderation.community_settings import CommunitySettingsRows
from snowfight.storage.moderation.invites import Invites
from tests.support.challenges import solved
from tests.support.chat import Chat

PASSWORD = "correct horse"


def decide(chat: Chat, **values: Any) -> None:
    """What owners decide about signing up."""
    assert chat.database is not None
    CommunitySettingsRows(chat.database).change(values, lambda _transaction: None)


def sign_up(chat: Chat, username: str, email: str = "", **parts: Any) -> None:
    body = SignUp(username=username, email=email or f"{username}@example.org", password=PASSWORD, **parts)
    chat.account_service.sign_up(body, "")


def prove(chat: Chat, username: str) -> None:
    """Prove the address of somebody who signed up."""
    chat.verification.send_code(username)
    found = re.search(r"\b\d{6}\b", chat.mail.sent[-1][2])
    assert found
    session = chat.sessions.log_in(Login(username=username, password=PASSWORD), "")
    chat.verification.verify(session.refresh, found[0], "")


def invited(chat: Chat, made_by: str = "mod", uses: int = 1, days: float = 7) -> str:
    """An invitation to the deployment."""
    assert chat.database is not None
    if chat.accounts.get(made_by) is None:
        chat.user(made_by, verified=True)
    Invites(chat.database).put("an-invitation", made_by, uses, chat.clock.now() + timedelta(days=days))
    return "an-invitation"


def group_of(chat: Chat, admin: str, **settings: Any) -> tuple[str, str]:
    """A group, and the invitation to it that its admin is shown."""
    if chat.accounts.get(admin) is None:
        chat.user(admin, verified=True)
    name = chat.groups.create(admin, NewGroup(groupchat_name="Fort", **settings))
    return name, chat.chat_lists.settings(admin, name).invite


def members(chat: Chat, room: str) -> tuple[str, ...]:
    """Who is in a group."""
    found = chat.rooms.load(room)
    assert found is not None
    return found.members


def work(chat: Chat) -> str:
    """A challenge that was given out just now, solved."""
    return solved(chat.door.challenges.make().model_dump())
