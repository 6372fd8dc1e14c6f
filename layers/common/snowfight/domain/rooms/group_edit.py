"""What an edit of a group comes to: whom it names, and what it changes."""

from __future__ import annotations

from collections.abc import Set
from typing import TypeVar

from snowfight.domain.rooms.invites import new_invite
from snowfight.errors import EmailUnverified, FieldError, Invalid, NoSuchUser
from snowfight.models.chat import MAX_NAMED, EditGroup
from snowfight.models.records import Account, Room
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.rooms.members import MAX_MEMBERS, Change

T = TypeVar("T")


def named_accounts(accounts: Accounts, username: str, body: EditGroup) -> dict[str, Account]:
    """The accounts of those whom the user adds and removes; raises Invalid, NoSuchUser, EmailUnverified."""
    if username in body.remove_members:
        raise Invalid([FieldError("remove_members", "you cannot remove yourself; leave the group instead")])
    if both := set(body.add_members) & set(body.remove_members):
        raise Invalid([FieldError("add_members", f"{min(both)} cannot be added and removed at once")])
    if len({*body.add_members, *body.remove_members}) > MAX_NAMED:
        raise Invalid([FieldError("add_members", f"at most {MAX_NAMED} members can be changed at once")])
    found = accounts.get_many([*body.add_members, *body.remove_members])
    for name in [*body.add_members, *body.remove_members]:
        if name not in found or (name in body.add_members and not _can_be_added(found[name])):
            raise NoSuchUser(f"there is no user called {name}")
    for name in body.add_members:
        if not found[name].email_verified and not found[name].bot:
            raise EmailUnverified(f"{name} has not verified an e-mail address yet")
    return found


def _can_be_added(account: Account) -> bool:
    """A hook writes into its own chat, and is in none."""
    return not account.deleted and account.hook_of is None


def change_of(room: Room, body: EditGroup, bots: Set[str] = frozenset()) -> Change:
    """What is not so already; `bots` are those of the named that are bots. Raises Invalid where the group grew beyond
    its bound."""
    state = room.state
    change = Change(
        title=_news(body.groupchat_name, state.title),
        open=_news(body.open, state.open),
        invite=new_invite() if body.reset_invite else None,
        retention_days=_news(body.retention_days, state.retention_days or 0),
        slow_seconds=_news(body.slow_seconds, state.slow_seconds),
        add=[who for who in dict.fromkeys(body.add_members) if who not in room.members],
        bots=frozenset(bots),
        remove=[who for who in dict.fromkeys(body.remove_members) if who in room.members],
    )
    if change.growth > 0 and len(room.members) + change.growth > MAX_MEMBERS:
        raise Invalid([FieldError("add_members", f"a group has at most {MAX_MEMBERS} members")])
    return change


def _news(wanted: T | None, present: T) -> T | None:
    """What is wanted, where it is not so already."""
    return None if wanted == present else wanted
