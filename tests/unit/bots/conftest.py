"""Ann, who has a bot called Crab, and Bob; a group of Ann's with both of them in it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from pynamodb.expressions.update import Action

from snowfight.models.chat import EditGroup
from snowfight.models.records import Link
from snowfight.storage.accounts.records import account_row
from snowfight.storage.rows.rooms import AccountRow
from tests.support.bots import BotCaller, Bots
from tests.support.chat import Chat
from tests.support.site import Answer, Site


@pytest.fixture
def bots(chat: Chat, ann: Link, bob: Link) -> Bots:
    """None is made yet."""
    return Bots(chat)


@pytest.fixture
def crab(bots: Bots) -> str:
    """The token of Ann's bot."""
    return bots.create()


@pytest.fixture
def fort(chat: Chat, group: str, crab: str) -> str:
    """Ann's group, with Bob and Crab in it."""
    chat.groups.edit("ann", group, EditGroup(add_members=["crab"]))
    return group


@dataclass
class Served:
    """The functions as the gateway calls them."""

    site: Site
    crab: BotCaller
    room: str

    def as_user(self, username: str, method: str, path: str, body: object = None) -> Answer:
        return self.site.as_user(username, method, path, body)

    def create(self, username: str, maker: str = "ann") -> Answer:
        return self.as_user(maker, "POST", "/api/bots", {"username": username, "display_name": "Crab"})

    def appoint(self, username: str) -> None:
        """A moderator, as an operator makes one."""
        self.set(username, AccountRow.role.set("moderator"))

    def set(self, username: str, action: Action) -> None:
        """Have the account's row be otherwise."""
        self.site.lambdas.bots_wiring.database.update(account_row(username), [action])


@pytest.fixture
def served(site: Site, chat: Chat, monkeypatch: pytest.MonkeyPatch) -> Served:
    _ = site.lambdas.bots_writing
    monkeypatch.setattr(site.lambdas.bots_wiring.fanout, "_gateway", site.gateway)
    for name in ("ann", "bob"):
        site.sign_up(name)
        chat.accounts.verify_email(name)
    made = site.as_user("ann", "POST", "/api/bots", {"username": "Crab", "display_name": "Crab of the shore"})
    assert made.status == 201
    room = site.as_user("ann", "POST", "/api/chat/new", {"groupchat_name": "Fort", "open": True}).body["chat"]["name"]
    assert site.as_user("ann", "POST", f"/api/chat/{room}/edit", {"add_members": ["bob", "crab"]}).status == 200
    return Served(site, BotCaller(site, made.body["token"]), room)
