"""Groups: made, changed, joined, left and deleted."""

from __future__ import annotations

import hmac
import secrets
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TypeVar
from uuid import uuid4

from snowfight.clock import Clock
from snowfight.domain.admission import living
from snowfight.domain.fanout.fanout import Fanout
from snowfight.domain.jobs.queue import Jobs
from snowfight.domain.permissions import Action, allow
from snowfight.domain.rooms.group_limits import GroupLimits, once
from snowfight.domain.rooms.membership_events import MembershipEvents
from snowfight.errors import BadInvite, EmailUnverified, FieldError, Invalid, NoSuchUser
from snowfight.models.chat import MAX_NAMED, EditGroup, NewGroup
from snowfight.models.names import is_room
from snowfight.models.records import Account, Link, Room, RoomState
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.presence.connections import Connections
from snowfight.storage.rooms.members import MAX_MEMBERS, Change, Contested, Members, uncontested
from snowfight.storage.rooms.rooms import Rooms

INVITE_BYTES = 18
"""144 random bits: 24 characters that nobody guesses."""

T = TypeVar("T")


class Groups:
    """Every change is whole or not at all; what everybody should know is told after it is so."""

    def __init__(  # noqa: PLR0913  (a group touches all of these)
        self,
        rooms: Rooms,
        members: Members,
        accounts: Accounts,
        *,
        connections: Connections,
        fanout: Fanout,
        jobs: Jobs,
        limits: GroupLimits,
        clock: Clock,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._rooms = rooms
        self._members = members
        self._accounts = accounts
        self._connections = connections
        self._events = MembershipEvents(fanout, clock)
        self._jobs = jobs
        self._limits = limits
        self._clock = clock
        self._pause = pause

    def create(self, username: str, body: NewGroup, signed_in: datetime | None = None) -> str:
        """Make a group with the user as its admin and return its name.

        Raises Unauthorized, EmailUnverified, TooManyChats, RateLimited.
        """
        self._limits.need_room(self._verified(username, signed_in))
        self._limits.make(username)
        state = RoomState(
            name=str(uuid4()),
            kind="group",
            title=body.groupchat_name,
            admin=username,
            open=body.open,
            invite=_invite(),
        )
        uncontested(lambda: self._create(username, state), self._pause)
        return state.name

    def edit(self, username: str, name: str, body: EditGroup) -> None:
        """Apply the whole of `body`; what is so already is no change, and nobody is told of it.

        Raises NoSuchChat, NotAMember, NotAdmin; NoSuchUser, EmailUnverified, CannotBeAdded; Invalid, RateLimited.
        """

        def spend(change: Change) -> None:
            self._limits.change(username, change.add)

        charge = once(spend)
        room, change = uncontested(lambda: self._edit(username, name, body, charge), self._pause)
        if change.retention_days is not None:
            self._jobs.expire(name)
        self._close_views(self._events.edited(room, change, username), change.remove, name)

    def join(self, username: str, name: str, invite: str | None, signed_in: datetime | None = None) -> None:
        """Let the user in; a member is in already.

        Raises Unauthorized, EmailUnverified, BadInvite (also for no such chat), TooManyChats, RateLimited.
        """
        charge = once(self._limits.change)
        joined = uncontested(lambda: self._join(username, name, invite, charge, signed_in), self._pause)
        if joined is not None:
            self._events.joined(joined, username)

    def leave(self, username: str, name: str) -> None:
        """Let a member go; raises NoSuchChat, NotAMember, NotLeavable.

        A leaving admin hands over to the longest-standing member; the last one out deletes the group.
        """
        room = uncontested(lambda: self._leave(username, name), self._pause)
        self._close_views(self._events.left(room, username), [username], name)

    def delete(self, username: str, name: str) -> None:
        """Delete the group with everything in it; raises NoSuchChat, NotAMember, NotAdmin."""
        room = uncontested(lambda: self._delete(username, name), self._pause)
        self._events.deleted(room, username)

    def _create(self, username: str, state: RoomState) -> None:
        try:
            self._members.create(state, [username], self._clock.now())
        except Contested:
            self._limits.need_room(self._verified(username))
            raise

    def _edit(self, username: str, name: str, body: EditGroup, charge: Callable[[Change], None]) -> tuple[Room, Change]:
        room = allow(Action.EDIT, self._rooms.load(name) if is_room(name) else None, username)
        accounts = self._named(username, body)
        state = room.state
        change = Change(
            title=_news(body.groupchat_name, state.title),
            open=_news(body.open, state.open),
            invite=_invite() if body.reset_invite else None,
            retention_days=_news(body.retention_days, state.retention_days or 0),
            add=[who for who in dict.fromkeys(body.add_members) if who not in room.members],
            remove=[who for who in dict.fromkeys(body.remove_members) if who in room.members],
        )
        if change.growth > 0 and len(room.members) + change.growth > MAX_MEMBERS:
            raise Invalid([FieldError("add_members", f"a group has at most {MAX_MEMBERS} members")])
        for who in change.add:
            self._limits.need_room_of(accounts[who])
        if not change.is_empty:
            charge(change)
            self._members.change(state, change, self._clock.now())
        return room, change

    def _join(
        self,
        username: str,
        name: str,
        invite: str | None,
        charge: Callable[[str], None],
        signed_in: datetime | None,
    ) -> Room | None:
        room = self._rooms.load(name) if is_room(name) else None
        if room is not None and (username in room.members or room.state.kind == "public"):
            return None
        account = self._verified(username, signed_in)
        if room is None or room.state.kind != "group" or not _welcome(room.state, invite):
            raise BadInvite
        if len(room.members) >= MAX_MEMBERS:
            raise BadInvite("this group is full")
        self._limits.need_room(account)
        charge(username)
        self._members.join(room.state, username, self._clock.now())
        return room

    def _leave(self, username: str, name: str) -> Room:
        room = allow(Action.LEAVE, self._rooms.load(name) if is_room(name) else None, username)
        others = [member for member in room.members if member != username]
        if not others:
            self._jobs.delete_chat(room.state, last=True)
        else:
            heir = others[0] if room.state.admin == username else None
            self._members.leave(room, username, heir, self._clock.now())
        return room

    def _delete(self, username: str, name: str) -> Room:
        room = allow(Action.DELETE, self._rooms.load(name) if is_room(name) else None, username)
        self._jobs.delete_chat(room.state)
        return room

    def _named(self, username: str, body: EditGroup) -> dict[str, Account]:
        """The accounts of those who are to be added and removed."""
        if username in body.remove_members:
            raise Invalid([FieldError("remove_members", "you cannot remove yourself; leave the group instead")])
        if both := set(body.add_members) & set(body.remove_members):
            raise Invalid([FieldError("add_members", f"{min(both)} cannot be added and removed at once")])
        if len({*body.add_members, *body.remove_members}) > MAX_NAMED:
            raise Invalid([FieldError("add_members", f"at most {MAX_NAMED} members can be changed at once")])
        accounts = self._accounts.get_many([*body.add_members, *body.remove_members])
        for name in [*body.add_members, *body.remove_members]:
            if name not in accounts or (accounts[name].deleted and name in body.add_members):
                raise NoSuchUser(f"there is no user called {name}")
        for name in body.add_members:
            if not accounts[name].email_verified:
                raise EmailUnverified(f"{name} has not verified an e-mail address yet")
        return accounts

    def _verified(self, username: str, signed_in: datetime | None = None) -> Account:
        account = living(self._accounts.get(username), signed_in)
        if not account.email_verified:
            raise EmailUnverified
        return account

    def _close_views(self, links: Iterable[Link], gone: Sequence[str], name: str) -> None:
        """Whoever is in the chat no more does not show it any longer."""
        for link in links:
            if link.username in gone:
                self._connections.unview(link, name)


def _news(wanted: T | None, present: T) -> T | None:
    """What is wanted, where it is not so already."""
    return None if wanted == present else wanted


def _invite() -> str:
    return secrets.token_urlsafe(INVITE_BYTES)


def _welcome(state: RoomState, invite: str | None) -> bool:
    if state.open or not (state.invite and invite):
        return state.open
    return hmac.compare_digest(invite.encode(), state.invite.encode())
