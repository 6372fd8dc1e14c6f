"""Rooms, members and messages as the wire contract has them, in plain Python and nothing more.

What the real thing does is compared with this, action by action. Times are whatever the clock says; frames are
collected in `outbox` by the user they are for, each as a tuple of what matters in it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

PUBLIC = "public-chat"
QUIET = timedelta(seconds=2)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
GONE = "deleted-user"
Frame = tuple[Any, ...]


class Refused(Exception):
    """The contract's error code."""


@dataclass
class Room:
    name: str
    kind: str
    title: str
    active: datetime | None
    admin: str | None = None
    open: bool = False
    members: list[str] = field(default_factory=list[str])
    """Longest-standing first; empty for the public chat."""
    log: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    """Author and body."""
    read: dict[str, int] = field(default_factory=dict[str, int])
    sent: dict[str, int] = field(default_factory=dict[str, int])
    announced_reads: dict[str, datetime] = field(default_factory=dict[str, datetime])
    """When the others were last told how far somebody has read."""

    def holds(self, user: str) -> bool:
        return self.kind == "public" or user in self.members


class Model:
    def __init__(self, users: list[str]) -> None:
        self.now = EPOCH
        self.verified: set[str] = set()
        self.living = list(users)
        self.rooms = {PUBLIC: Room(PUBLIC, "public", "Public chat", None, open=True)}
        self.viewers: set[str] = set()
        self.tells: dict[tuple[str, str], datetime] = {}
        self.leaving: dict[str, datetime] = {}
        self.outbox: dict[str, list[Frame]] = defaultdict(list)

    # Access ---------------------------------------------------------------------------------------------------------

    def room(self, user: str, name: str) -> Room:
        """The room, if the user may see it."""
        room = self.rooms.get(name)
        if room is None or not (room.holds(user) or room.open):
            raise Refused("no_such_chat")
        if not room.holds(user):
            raise Refused("not_a_member")
        return room

    def administered(self, user: str, name: str) -> Room:
        room = self.room(user, name)
        if room.admin != user:
            raise Refused("not_admin")
        return room

    def spoken(self, user: str, name: str) -> Room:
        """The room, over a WebSocket."""
        if name not in self.rooms or not self.rooms[name].holds(user):
            raise Refused("no_such_chat")
        return self.rooms[name]

    def proven(self, user: str) -> None:
        if user not in self.verified:
            raise Refused("email_unverified")

    # Groups and private chats ---------------------------------------------------------------------------------------

    def create(self, user: str, name: str, title: str, *, is_open: bool) -> None:
        self.proven(user)
        self.rooms[name] = Room(name, "group", title, self.now, user, is_open, [user], read={user: 0})

    def private(self, user: str, other: str, name: str) -> None:
        if other == user:
            raise Refused("self_chat")
        if other not in self.living:
            raise Refused("no_such_user")
        pair = sorted((user, other))
        self.rooms.setdefault(name, Room(name, "private", "", self.now, members=pair, read=dict.fromkeys(pair, 0)))

    def edit(
        self, user: str, name: str, add: list[str], remove: list[str], title: str | None, is_open: bool | None
    ) -> None:
        room = self.administered(user, name)
        self._check(user, add, remove)
        recipients = [*room.members, *(who for who in sorted(add) if who not in room.members)]
        frames = [("system", name, "removed", who) for who in remove if who in room.members]
        frames += [("system", name, "added", who) for who in add if who not in room.members]
        if title is not None and title != room.title:
            frames.append(("system", name, "renamed", user))
        for frame in frames:
            self.tell(recipients, frame)
        for who in remove:
            self._out(room, who)
        for who in sorted(add):
            self._in(room, who)
        room.title = room.title if title is None else title
        room.open = room.open if is_open is None else is_open

    def _check(self, user: str, add: list[str], remove: list[str]) -> None:
        if user in remove or set(add) & set(remove):
            raise Refused("invalid")
        if not set(add) <= set(self.living):
            raise Refused("no_such_user")
        for who in add:
            self.proven(who)

    def join(self, user: str, name: str, *, welcome: bool) -> None:
        room = self.rooms.get(name)
        if room is not None and room.holds(user):
            return
        self.proven(user)
        if room is None or room.kind != "group" or not (room.open or welcome):
            raise Refused("bad_invite")
        self.tell([*room.members, user], ("system", name, "joined", user))
        self._in(room, user)

    def leave(self, user: str, name: str) -> None:
        room = self.room(user, name)
        if room.kind != "group":
            raise Refused("not_leavable")
        self.tell(room.members, ("system", name, "left", user))
        self._out(room, user)
        if not room.members:
            del self.rooms[name]
        elif room.admin == user:
            room.admin = room.members[0]

    def delete(self, user: str, name: str) -> None:
        room = self.administered(user, name)
        self.tell(room.members, ("system", name, "deleted", user))
        del self.rooms[name]

    def _in(self, room: Room, user: str) -> None:
        if user not in room.members:
            room.members.append(user)
            room.read[user] = len(room.log)
            room.announced_reads.pop(user, None)

    def _out(self, room: Room, user: str) -> None:
        if user in room.members:
            room.members.remove(user)

    # Messages and reading -------------------------------------------------------------------------------------------

    def send(self, user: str, name: str, body: str) -> None:
        room = self.spoken(user, name)
        room.log.append((user, body))
        room.active = self.now
        room.sent[user] = len(room.log)
        audience = sorted(self.viewers) if room.kind == "public" else room.members
        self.tell(audience, ("message_handler", name, len(room.log), user, body))

    def read(self, user: str, name: str, seq: int) -> None:
        room = self.spoken(user, name)
        seq = min(seq, len(room.log))
        if seq <= room.read.get(user, 0):
            return
        room.read[user] = seq
        if room.kind == "public":
            return
        if user in room.announced_reads and self.now - room.announced_reads[user] < QUIET:
            self.tells[name, user] = room.announced_reads[user] + QUIET
        else:
            self._tell_read(room, user)

    def _tell_read(self, room: Room, user: str) -> None:
        room.announced_reads[user] = self.now
        others = [who for who in room.members if who != user]
        self.tell(others, ("read_handler", room.name, user, room.read[user]))

    # Accounts and work ----------------------------------------------------------------------------------------------

    def delete_account(self, user: str) -> None:
        self.living.remove(user)
        self.viewers.discard(user)
        self.leaving[user] = self.now

    def work(self) -> None:
        """All jobs that are due, in the order in which they are."""
        accounts = [(due, f"delete-account#{user}", user) for user, due in self.leaving.items()]
        tells = [(due, f"tell-read#{name}/{user}", (name, user)) for (name, user), due in self.tells.items()]
        for _, _, job in sorted(job for job in [*accounts, *tells] if job[0] <= self.now):
            if isinstance(job, str):
                self._leave_all(job)
            else:
                self._take_turn(*job)

    def _leave_all(self, user: str) -> None:
        del self.leaving[user]
        for name in sorted(name for name, room in self.rooms.items() if room.kind == "group" and user in room.members):
            self.leave(user, name)

    def _take_turn(self, name: str, user: str) -> None:
        del self.tells[name, user]
        room = self.rooms.get(name)
        if room is None or user not in room.members or user not in room.announced_reads:
            return
        if self.now - room.announced_reads[user] < QUIET:
            self.tells[name, user] = room.announced_reads[user] + QUIET
        else:
            self._tell_read(room, user)

    def tell(self, users: list[str], frame: Frame) -> None:
        for user in users:
            if user in self.living:
                self.outbox[user].append(frame)

    # What a user sees -----------------------------------------------------------------------------------------------

    def author(self, user: str) -> str:
        return user if user in self.living else GONE

    def chats(self, user: str) -> list[Frame]:
        """The user's list of chats, newest activity first."""
        mine = [room for room in self.rooms.values() if room.holds(user)]
        mine.sort(key=lambda room: room.active or EPOCH, reverse=True)
        return [self.summary(user, room) for room in mine]

    def summary(self, user: str, room: Room) -> Frame:
        read = max(room.read.get(user, 0), room.sent.get(user, 0))
        last = len(room.log)
        other = (
            next((self.author(who) for who in room.members if who != user), None) if room.kind == "private" else None
        )
        return (
            room.name,
            room.kind,
            other or room.title,
            room.admin,
            room.open,
            len(room.members) or len(self.living),
            last,
            read,
            last - read,
            self.message(room, last) if last else None,
            other,
        )

    def message(self, room: Room, seq: int) -> Frame:
        author, body = room.log[seq - 1]
        return (seq, self.author(author), body)

    def page(self, user: str, name: str, anchor: str, at: int, limit: int) -> tuple[list[Frame], bool, bool]:
        """Messages, whether there are older ones, whether there are newer ones."""
        room = self.room(user, name)
        end = len(room.log)
        if anchor == "after":
            first, last = min(at, end), min(at + limit, end)
            return [self.message(room, seq) for seq in range(first + 1, last + 1)], first > 0, last < end
        last = min(max(at - 1, 0), end) if anchor == "before" else max(end - at, 0)
        first = max(last - limit, 0)
        return [self.message(room, seq) for seq in range(first + 1, last + 1)], first > 0, last < end
