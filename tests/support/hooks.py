"""Incoming hooks, made and posted to as programs do, on the functions as the gateway calls them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

import pytest

from snowfight.domain.hooks.hooks import HookService
from snowfight.domain.hooks.posting import HookPosting, as_hook
from snowfight.domain.messages.sending import Sending
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.robots.payload import HookPayload
from snowfight.models.user import Role
from snowfight.storage.accounts.records import account_row
from snowfight.storage.hooks.accounts import HookAccounts
from snowfight.storage.hooks.hooks import HookRows
from snowfight.storage.rows.rooms import AccountRow
from tests.support.chat import Chat
from tests.support.clock import ManualClock
from tests.support.site import Answer, Site


class HookParts:
    """What hooks are made and posted to with, on a chat in one process."""

    def __init__(self, chat: Chat) -> None:
        assert chat.database is not None
        rows, accounts = HookRows(chat.database), HookAccounts(chat.database)
        self.service = HookService(chat.rooms, rows, chat.rate_limits, chat.clock, chat.settings.site_origins[0])
        on = replace(chat.message_dependencies(chat.fanout), accounts=accounts)
        length = chat.settings.message_length
        sending = Sending(on, chat.clock, length, admit=as_hook, acknowledge=lambda _sender, _ack: None)
        self._posting = HookPosting(rows, accounts, sending, chat.messages, chat.checks, chat.clock, length)

    def post(self, address: str, payload: HookPayload) -> None:
        """As the function does it."""
        room, key = address.split("/")[-2:]
        self._posting.post(self._posting.hook(room, key), payload)


@dataclass
class HookSite:
    """Ann has a group with Bob in it; Mod is a moderator, Eve nobody in particular."""

    site: Site
    monkeypatch: pytest.MonkeyPatch
    clock: ManualClock = field(default_factory=ManualClock)

    def __post_init__(self) -> None:
        for name in ("ann", "bob", "mod", "eve"):
            self.site.sign_up(name)
        self.set_role("mod", "moderator")
        self.database.update(account_row("ann"), [AccountRow.email_verified.set(True)])
        self.group = self.site.as_user("ann", "POST", "/api/chat/new", {"groupchat_name": "Fort"}).body["chat"]["name"]
        self.add("bob")
        wiring = self.wiring
        self.monkeypatch.setattr(wiring.fanout, "_gateway", self.site.gateway)
        for part in (wiring.posting, wiring.hooks, wiring._sending, wiring.fanout, wiring.rules):
            self.monkeypatch.setattr(part, "_clock", self.clock)

    @property
    def wiring(self) -> Any:
        return self.site.lambdas.hook_wiring

    @property
    def database(self) -> Any:
        return self.wiring.database

    def set_role(self, username: str, role: Role) -> None:
        self.database.update(account_row(username), [AccountRow.role.set(role)])

    def add(self, username: str) -> None:
        self.database.update(account_row(username), [AccountRow.email_verified.set(True)])
        body = {"add_members": [username]}
        assert self.site.as_user("ann", "POST", f"/api/chat/{self.group}/edit", body).status == 200

    def make(self, who: str = "ann", room: str | None = None, name: str = "Alerts") -> Answer:
        return self.site.as_user(who, "POST", f"/api/chat/{room or self.group}/hooks", {"name": name})

    def address(self, who: str = "ann", room: str | None = None) -> str:
        """Of a new hook, in the group unless told."""
        answer = self.make(who, room)
        assert answer.status == 201, answer.text
        return str(answer.body["url"])

    def public_address(self) -> str:
        return self.address("mod", PUBLIC_CHAT)

    def listed(self, who: str = "ann", room: str | None = None) -> list[dict[str, Any]]:
        return self.site.as_user(who, "GET", f"/api/chat/{room or self.group}/hooks").body["hooks"]

    def delete(self, identifier: str, who: str = "ann", room: str | None = None) -> Answer:
        return self.site.as_user(who, "POST", f"/api/chat/{room or self.group}/hooks/{identifier}/delete")

    def post(self, address: str, body: Any, *, key: str = "", **parts: Any) -> Answer:
        """Post to a hook, as any program may; with a `key` it may come again."""
        headers = {**parts.pop("headers", {}), **({"idempotency-key": key} if key else {})}
        return self.site.call("POST", urlsplit(address).path, body, headers=headers, **parts)

    def said(self, room: str | None = None) -> list[dict[str, Any]]:
        """The messages of the chat, as Ann reads them."""
        return self.site.as_user("ann", "GET", f"/api/chat/older/{room or self.group}").body["messages"]

    def bodies(self, room: str | None = None) -> list[str]:
        return [message["body"] for message in self.said(room)]
