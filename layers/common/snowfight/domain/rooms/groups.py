"""Groups: made, changed, joined, left and deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from uuid import uuid4

from snowfight.domain.admission import speaking
from snowfight.domain.fanout.fanout import Fanout
from snowfight.domain.jobs.queue import Jobs
from snowfight.domain.permissions import Action, allow
from snowfight.domain.rooms.group_edit import change_of, named_accounts
from snowfight.domain.rooms.group_limits import once
from snowfight.domain.rooms.invites import is_invited, new_invite
from snowfight.domain.rooms.membership_events import MembershipEvents
from snowfight.domain.rooms.room_changes import RoomChanges
from snowfight.errors import BadInvite
from snowfight.models.chat import EditGroup, NewGroup
from snowfight.models.records import Link, Room, RoomState
from snowfight.storage.presence.connections import Connections
from snowfight.storage.rooms.contested import Contested
from snowfight.storage.rooms.members import MAX_MEMBERS, Change


class Groups:
    """Every change is whole or not at all; what everybody should know is told after it is so."""

    def __init__(
        self,
        changes: RoomChanges,
        connections: Connections,
        fanout: Fanout,
        jobs: Jobs,
        look_at_call: Callable[[str], None] | None = None,
    ) -> None:
        """`look_at_call` has the call of a chat looked at from which somebody is gone."""
        self._look_at_call = look_at_call
        self._changes = changes
        self._members = changes.members
        self._limits = changes.limits
        self._clock = changes.clock
        self._connections = connections
        self._events = MembershipEvents(fanout, changes.clock)
        self._jobs = jobs

    def create(self, username: str, body: NewGroup, signed_in: datetime | None = None) -> str:
        """Make a group with the user as its admin and return its name.

        Raises Unauthorized, EmailUnverified, Muted, TooManyChats, RateLimited.
        """
        account = speaking(self._changes.verified(username, signed_in), self._clock.now())
        self._limits.need_room(account)
        self._limits.make(username)
        state = RoomState(
            name=str(uuid4()),
            kind="group",
            title=body.groupchat_name,
            admin=username,
            open=body.open,
            invite=new_invite(),
        )
        self._changes.uncontested(lambda: self._create(username, state))
        self._changes.entered(account, state.name)
        return state.name

    def edit(self, username: str, name: str, body: EditGroup) -> None:
        """Apply the whole of `body`; what is so already is no change, and nobody is told of it.

        Raises NoSuchChat, NotAMember, NotAdmin; NoSuchUser, EmailUnverified, CannotBeAdded; Invalid, RateLimited.
        """

        def spend(change: Change) -> None:
            self._limits.change(username, change.add)

        charge = once(spend)
        room, change = self._changes.uncontested(lambda: self._edit(username, name, body, charge))
        if change.retention_days is not None:
            self._jobs.expire(name)
        self._close_views(self._events.edited(room, change, username), change.remove, name)
        if change.remove:
            self._look(room.state)

    def join(self, username: str, name: str, invite: str | None, signed_in: datetime | None = None) -> None:
        """Let the user in; a member is in already.

        Raises Unauthorized, EmailUnverified, BadInvite (also for no such chat), TooManyChats, RateLimited.
        """
        charge = once(self._limits.change)
        joined = self._changes.uncontested(lambda: self._join(username, name, invite, charge, signed_in))
        if joined is not None:
            self._events.joined(joined, username)

    def leave(self, username: str, name: str) -> None:
        """Let a member go; raises NoSuchChat, NotAMember, NotLeavable.

        A leaving admin hands over to the longest-standing member; the last one out deletes the group. Bots are neither:
        a group of bots alone would be nobody's.
        """
        room = self._changes.uncontested(lambda: self._leave(username, name))
        self._close_views(self._events.left(room, username), [username], name)
        self._look(room.state)

    def delete(self, username: str, name: str) -> None:
        """Delete the group with everything in it; raises NoSuchChat, NotAMember, NotAdmin."""
        room = self._changes.uncontested(lambda: self._delete(username, name))
        self._events.deleted(room, username)
        self._look(room.state)

    def _create(self, username: str, state: RoomState) -> None:
        try:
            self._members.create(state, [username], self._clock.now())
        except Contested:
            self._limits.need_room(self._changes.verified(username))
            raise

    def _edit(self, username: str, name: str, body: EditGroup, charge: Callable[[Change], None]) -> tuple[Room, Change]:
        room = allow(Action.EDIT, self._changes.room(name), username)
        accounts = named_accounts(self._changes.accounts, username, body)
        change = change_of(room, body, {name for name, account in accounts.items() if account.bot})
        for who in change.add:
            self._limits.need_room_of(accounts[who])
        if not change.is_empty:
            charge(change)
            self._members.change(room.state, change, self._clock.now())
            for who in change.add:
                self._changes.entered(accounts[who], name)
        return room, change

    def _join(
        self,
        username: str,
        name: str,
        invite: str | None,
        charge: Callable[[str], None],
        signed_in: datetime | None,
    ) -> Room | None:
        room = self._changes.room(name)
        if room is not None and (username in room.members or room.state.kind == "public"):
            return None
        account = self._changes.verified(username, signed_in)
        if room is None or room.state.kind != "group" or not is_invited(room.state, invite):
            raise BadInvite
        if len(room.members) >= MAX_MEMBERS:
            raise BadInvite("this group is full")
        self._limits.need_room(account)
        charge(username)
        self._members.join(room.state, username, self._clock.now())
        self._changes.entered(account, name)
        return room

    def _leave(self, username: str, name: str) -> Room:
        room = allow(Action.LEAVE, self._changes.room(name), username)
        people = [member for member in room.members if member != username and member not in room.bots]
        if not people and username not in room.bots:
            self._jobs.delete_chat(room.state, left=len(room.members))
        else:
            heir = people[0] if room.state.admin == username else None
            self._members.leave(room, username, heir, self._clock.now())
        return room

    def _delete(self, username: str, name: str) -> Room:
        room = allow(Action.DELETE, self._changes.room(name), username)
        self._jobs.delete_chat(room.state)
        return room

    def _look(self, state: RoomState) -> None:
        if state.call and self._look_at_call:
            self._look_at_call(state.name)

    def _close_views(self, links: Iterable[Link], gone: Sequence[str], name: str) -> None:
        """Whoever is in the chat no more does not show it any longer."""
        for link in links:
            if link.username in gone:
                self._connections.unview(link, name)
