"""Chats that an import makes, and who is in them. A group is seen by nobody before all of it is there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from ops.importing.model import ImportedChat
from ops.importing.report import Report
from ops.importing.target import Target
from ops.importing.writing.names import TITLE, shown_name
from snowfight.domain.mentions.keywords import KeywordService
from snowfight.domain.rooms.group_limits import GroupLimits
from snowfight.domain.rooms.invites import new_invite
from snowfight.errors import CannotBeAdded
from snowfight.models.chat import MAX_NAMED
from snowfight.models.names import private_chat
from snowfight.models.records import Account, Room, RoomState
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.accounts.user_settings import UserSettingsRows
from snowfight.storage.database import pool
from snowfight.storage.mentions.keywords import KeywordRows
from snowfight.storage.rate_limits import RateLimits
from snowfight.storage.rooms.contested import Contested, uncontested
from snowfight.storage.rooms.members import MAX_MEMBERS, Change, Members
from snowfight.storage.rooms.rooms import Rooms
from snowfight.storage.rows.rooms import PastRow

PAIR = 2


@dataclass(frozen=True)
class Shape:
    """What a chat is to be here: `members` by username, the longest-standing first; `pair` of a private chat."""

    title: str
    members: tuple[str, ...]
    admin: str | None
    open: bool = False
    pair: tuple[str, str] | None = None

    @property
    def room(self) -> str | None:
        """The name that the chat has to have; None: any."""
        return private_chat(*self.pair) if self.pair else None

    def at(self, room: str, former: int) -> Shape:
        """The same at another name than it would have, where people write at that: two have no second private chat, so
        theirs is a group then. `former` is in how many chats before the beginning of it is."""
        if not former and room == self.room:
            return self
        title = f"{self.title[: TITLE - 5]} ({former + 1})" if former else self.title
        admin = self.admin or next(iter(self.members), None)
        return replace(self, title=title, pair=None, admin=admin)


class Chats:
    """Makes chats and lets people in. `accounts` are those of everybody who may be in one, by their names."""

    def __init__(
        self,
        target: Target,
        accounts: Callable[[Iterable[str]], dict[str, Account]],
        report: Report,
    ) -> None:
        database, self._clock = target.database, target.clock
        self._accounts = accounts
        self._report = report
        self._pause = target.pause
        self._rooms = Rooms(database)
        self._members = Members(database)
        accounts_here = Accounts(database)
        self._limits = GroupLimits(self._rooms.memberships, accounts_here, RateLimits(database), target.clock)
        settings = UserSettingsRows(database)
        self._keywords = KeywordService(accounts_here, self._rooms.memberships, settings, KeywordRows(database))

    def shape(self, chat: ImportedChat, usernames: Sequence[str], creator: str | None, bots: Collection[str]) -> Shape:
        """What the chat becomes whose members have those names. A direct chat of one, or of several, is a group."""
        members = tuple(dict.fromkeys((*filter(None, (creator,)), *usernames)))
        people = [name for name in members if name not in bots] or members
        admin = creator or next(iter(people), None)
        if admin is not None:
            members = (admin, *(name for name in members if name != admin))
        if chat.kind == "private" and len(members) == PAIR:
            first, second = sorted(members)
            return Shape(shown_name(chat.title, TITLE, f"{first}, {second}"), members, None, pair=(first, second))
        title = shown_name(chat.title, TITLE, ", ".join(members)[:TITLE] or "Chat")
        return Shape(title, members, admin, open=chat.kind == "open")

    def state(self, room: str) -> RoomState | None:
        """The chat, where it is there and not being deleted."""
        return self._rooms.states([room]).get(room)

    def make(self, room: str, shape: Shape) -> bool:
        """Make the chat unless it is there: a private one with its two, a group with nobody yet. False where it is
        being deleted."""
        if self.state(room) is not None:
            return True
        if shape.pair:
            state = RoomState(room, "private", pair=shape.pair)
        else:
            state = RoomState(room, "group", title=shape.title, admin=shape.admin, invite=new_invite())
        members = shape.pair or ()
        try:
            self._members.create(state, members, self._clock.now())
        except Contested:
            return self.state(room) is not None
        for account in self._accounts(members).values():
            self._keywords.entered(account, room)
        return True

    def admit(self, room: str, shape: Shape, seq: int, place: str, *, first: bool) -> tuple[str, ...]:
        """Let in who is not in the group yet and never was, having read it up to `seq`; the `first` time it is found
        then by who may. Returns who was in the chat before. `place` is where the chat stands there."""
        there = self._rooms.load(room)
        if there is None:
            return ()
        if not shape.pair:
            self._fill(replace(there, state=replace(there.state, last_seq=seq)), shape, place, first=first)
        return there.members

    def read(self, room: str, members: Iterable[str], seq: int) -> None:
        """Those members have read the chat up to `seq`, if not further."""
        positions = self._rooms.read_positions

        def read(name: str) -> None:
            positions.written(name, room, seq)

        list(pool.map(read, members))

    def _fill(self, room: Room, shape: Shape, place: str, *, first: bool) -> None:
        known = {*room.members, *self._past(room.name)}
        wanted = [name for name in shape.members if name not in known]
        space = MAX_MEMBERS - len(room.members)
        for name in wanted[space:]:
            self._report.leave_out(place, f"members beyond the first {MAX_MEMBERS:,}", name)
        new = wanted[:space]
        for start in range(0, len(new), MAX_NAMED):
            self._add(room.state, new[start : start + MAX_NAMED], place)
        if shape.open and first:
            self._change(room.state, Change(open=True))

    def _add(self, state: RoomState, names: Sequence[str], place: str) -> None:
        fit: list[Account] = []
        for account in self._accounts(names).values():
            try:
                self._limits.need_room_of(account)
            except CannotBeAdded as error:
                self._report.leave_out(place, "a member who is in as many groups as one may be", str(error))
            else:
                fit.append(account)
        if fit:
            self._change(state, Change(add=[account.username for account in fit]))
        for account in fit:
            self._keywords.entered(account, state.name)

    def _change(self, state: RoomState, change: Change) -> None:
        """Made on the group as it is now, of which `state` tells how far it has been read; who came in is in."""

        def attempt() -> None:
            now = self._rooms.load(state.name)
            add = [name for name in change.add if now and name not in now.members]
            if now is not None and (add or (change.open and not now.state.open)):
                as_read = replace(now.state, last_seq=state.last_seq)
                self._members.change(as_read, replace(change, add=add), self._clock.now())

        uncontested(attempt, self._pause)

    def _past(self, room: str) -> Iterable[str]:
        """Who was in the chat once."""
        rows = PastRow.query(f"ROOM#{room}", PastRow.sk.startswith("PAST#"), consistent_read=True)
        return (row.sk.removeprefix("PAST#") for row in rows)
