"""Hooks: addresses that programs post to, in the form of Slack's incoming webhooks (wire contract, part 8)."""

from __future__ import annotations

from pydantic import Field

from snowfight.models.base import Answer, Body, Time
from snowfight.models.user import DisplayName

MAX_HOOKS = 20
"""Of a chat."""


class NewHook(Body):
    """Body of `POST /api/chat/{name}/hooks`."""

    name: DisplayName


class HookMade(Answer):
    """Answer of `POST /api/chat/{name}/hooks`: the address is told this once."""

    id: str
    name: str
    url: str


class Hook(Answer):
    """A hook, as who looks after the chat sees it."""

    id: str
    name: str
    username: str
    created: Time
    last_used: Time | None


class HookList(Answer):
    """Answer of `GET /api/chat/{name}/hooks`."""

    hooks: list[Hook] = Field(default_factory=list[Hook])
