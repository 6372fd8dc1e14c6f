"""Messages and their changes as the wire contract has them, in plain Python and nothing more.

What the real thing does is compared with this, action by action. Times are whatever the clock says; frames are
collected in `outbox` by the user they are for, each as a tuple of what matters in it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

GONE = "deleted-user"
EDIT_HOURS = timedelta(hours=24)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Frame = tuple[Any, ...]


class Refused(Exception):
    """The contract's error code."""


@dataclass(frozen=True)
class Limits:
    """Smaller than the contract's, so that random doings reach them."""

    named: int
    emoji: int
    own: int
    pins: int


@dataclass
class Message:
    seq: int
    author: str
    body: str | None
    created: datetime
    edited: datetime | None = None
    deleted_by: str | None = None
    pinned: bool = False
    reactions: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    rev: int = 0
    reply_to: int | None = None
    thread: int | None = None


@dataclass
class Room:
    name: str
    kind: str
    members: list[str]
    admin: str | None = None
    log: list[Message] = field(default_factory=list[Message])
    changes: list[Frame] = field(default_factory=list[Frame])
    """Kind, seq, username, emoji and on of each."""
    pins: list[int] = field(default_factory=list[int])
    read: dict[str, int] = field(default_factory=lambda: defaultdict[str, int](int))


class Model:
    def __init__(self, users: list[str], limits: Limits) -> None:
        self.now = EPOCH
        self.living = list(users)
        self.limits = limits
        self.rooms: dict[str, Room] = {}
        self.outbox: dict[str, list[Frame]] = defaultdict(list)

    # Doing ----------------------------------------------------------------------------------------------------------

    def say(self, user: str, name: str, body: str, reply_to: int | None = None) -> None:
        room = self._room(user, name)
        message = Message(len(room.log) + 1, user, body, self.now)
        if reply_to is not None:
            _, answered = self._message(user, name, reply_to)
            message.reply_to, message.thread = reply_to, answered.thread or reply_to
        room.log.append(message)
        room.read[user] = message.seq
        self._tell(room, ("message_handler", name, self.seen(room, message)))

    def read(self, user: str, name: str, seq: int) -> None:
        room = self._room(user, name)
        room.read[user] = max(room.read[user], min(seq, len(room.log)))

    def edit(self, user: str, name: str, seq: int, body: str, known: datetime | None) -> int:
        room, message = self._message(user, name, seq)
        if message.author != user:
            raise Refused("not_yours")
        if message.body == body:
            return message.rev
        if self.now >= message.created + EDIT_HOURS:
            raise Refused("too_late")
        if message.edited is not None and (known is None or known < message.edited):
            raise Refused("stale")
        later = message.edited + timedelta(milliseconds=1) if message.edited else self.now
        message.body, message.edited = body, max(self.now, later)
        return self._change(room, message, "edit", user)

    def delete(self, user: str, name: str, seq: int) -> int:
        room, message = self._message(user, name, seq, deleted_too=True)
        if user not in {message.author, room.admin}:
            raise Refused("not_yours")
        if message.deleted_by is not None:
            return message.rev
        message.body, message.deleted_by, message.pinned, message.reactions = None, user, False, {}
        room.pins = [each for each in room.pins if each != seq]
        return self._change(room, message, "delete", user)

    def react(self, user: str, name: str, seq: int, emoji: str, *, on: bool) -> int:
        room, message = self._message(user, name, seq)
        there = message.reactions.get(emoji, [])
        if (user in there) == on:
            return message.rev
        if not on:
            self._take_back(message, user, emoji)
            return self._change(room, message, "react", user, emoji, on=False)
        own = sum(user in names for names in message.reactions.values())
        if own >= self.limits.own or (not there and len(message.reactions) >= self.limits.emoji):
            raise Refused("too_many_reactions")
        message.reactions.setdefault(emoji, []).append(user)
        return self._change(room, message, "react", user, emoji, on=True)

    def repeat(self, user: str, name: str, seq: int) -> int:
        """A `react` frame that was here already."""
        _, message = self._message(user, name, seq)
        return message.rev

    def pin(self, user: str, name: str, seq: int, *, on: bool) -> int:
        room, message = self._message(user, name, seq)
        if room.kind == "public" or (room.kind == "group" and room.admin != user):
            raise Refused("not_admin")
        if message.pinned == on:
            return message.rev
        if on and len(room.pins) >= self.limits.pins:
            raise Refused("too_many_pins")
        message.pinned = on
        room.pins = [*room.pins, seq] if on else [each for each in room.pins if each != seq]
        return self._change(room, message, "pin", user, None, on=on)

    def delete_account(self, user: str) -> None:
        """At once but for the reactions, which go one after another."""
        self.living.remove(user)
        for name in sorted(self.rooms):
            room = self.rooms[name]
            for message in room.log:
                for emoji in self.order_of(message, user, room):
                    self._take_back(message, user, emoji)
                    self._change(room, message, "react", GONE, emoji, on=False)
            if room.kind == "group" and user in room.members:
                room.members.remove(user)

    def order_of(self, message: Message, user: str, room: Room) -> list[str]:
        """The user's emoji on a message, in the order in which they put them there."""
        own = [emoji for emoji, names in message.reactions.items() if user in names]
        times = {emoji: max(_times(room, message.seq, user, emoji)) for emoji in own}
        return sorted(own, key=lambda emoji: times[emoji])

    # Looking --------------------------------------------------------------------------------------------------------

    def name_of(self, user: str) -> str:
        return user if user in self.living else GONE

    def seen(self, room: Room, message: Message, reader: str | None = None) -> Frame:
        """A message as the reader sees it, or as frames have it."""
        reactions = [
            (emoji, len(names), tuple(names[: self.limits.named]), None if reader is None else reader in names)
            for emoji, names in message.reactions.items()
        ]
        return (
            message.seq,
            self.name_of(message.author),
            message.body,
            message.edited,
            self.name_of(message.deleted_by) if message.deleted_by else None,
            message.pinned,
            tuple(reactions),
            message.rev,
            message.reply_to,
            message.thread,
            self.replies(room, message.seq),
            self.quoted(room, message.reply_to) if message.reply_to else None,
        )

    def replies(self, room: Room, seq: int) -> Frame | None:
        """How many replies a message has, the newest, and whose the latest five are."""
        found = [each for each in room.log if each.thread == seq and each.deleted_by is None]
        names = dict.fromkeys(each.author for each in reversed(found))
        latest = dict.fromkeys(self.name_of(name) for name in list(names)[:5])
        return (len(found), found[-1].seq, tuple(latest)) if found else None

    def quoted(self, room: Room, seq: int) -> Frame:
        message = room.log[seq - 1]
        return (seq, self.name_of(message.author), message.body, message.deleted_by is not None)

    def thread(self, reader: str, name: str, seq: int) -> list[Frame]:
        """A thread's first message and its replies."""
        room = self.rooms[name]
        first = room.log[seq - 1].thread or seq
        replies = [each for each in room.log if each.thread == first and each.deleted_by is None]
        return [self.seen(room, each, reader) for each in (room.log[first - 1], *replies)]

    def page(self, reader: str, name: str) -> list[Frame]:
        return [self.seen(self.rooms[name], message, reader) for message in self.rooms[name].log]

    def changed(self, reader: str, name: str, after: int, first: int = 1) -> list[Frame]:
        """What has changed behind `after`, in the order of its last change."""
        room = self.rooms[name]
        log = sorted(room.log, key=lambda message: message.rev)
        return [self.seen(room, each, reader) for each in log if each.rev > after and each.seq >= first]

    def pinned(self, reader: str, name: str) -> list[Frame]:
        room = self.rooms[name]
        return [self.seen(room, room.log[seq - 1], reader) for seq in reversed(room.pins)]

    def listed(self, reader: str, name: str) -> Frame:
        """Of the list of chats: last seq, last rev, unread, last message."""
        room = self.rooms[name]
        unread = sum(each.seq > room.read[reader] and each.deleted_by is None for each in room.log)
        last = self.seen(room, room.log[-1], reader) if room.log else None
        return (len(room.log), len(room.changes), unread, last)

    def exported(self, user: str) -> tuple[list[Frame], list[Frame]]:
        """Own messages and own reactions, with their rooms."""
        rooms = [(name, self.rooms[name]) for name in sorted(self.rooms)]
        messages = [
            (name, *self.seen(room, each)[:-1], None)
            for name, room in rooms
            for each in room.log
            if each.author == user
        ]
        reactions = [
            (name, each.seq, emoji)
            for name, room in rooms
            for each in room.log
            for emoji, names in each.reactions.items()
            if user in names
        ]
        return messages, reactions

    # ----------------------------------------------------------------------------------------------------------------

    def _room(self, user: str, name: str) -> Room:
        room = self.rooms[name]
        if user not in room.members:
            raise Refused("no_such_chat")
        return room

    def _message(self, user: str, name: str, seq: int, *, deleted_too: bool = False) -> tuple[Room, Message]:
        room = self._room(user, name)
        if not 0 < seq <= len(room.log):
            raise Refused("no_such_message")
        message = room.log[seq - 1]
        if message.deleted_by is not None and not deleted_too:
            raise Refused("no_such_message")
        return room, message

    def _take_back(self, message: Message, user: str, emoji: str) -> None:
        message.reactions[emoji].remove(user)
        if not message.reactions[emoji]:
            del message.reactions[emoji]

    def _change(
        self, room: Room, message: Message, kind: str, user: str, emoji: str | None = None, *, on: bool | None = None
    ) -> int:
        room.changes.append((kind, message.seq, user, emoji, on))
        message.rev = len(room.changes)
        about = (room.name, message.rev, message.seq, kind, user, emoji, on)
        left = (self.replies(room, message.thread),) if kind == "delete" and message.thread else ()
        self._tell(room, ("change_handler", *about, self.seen(room, message), *left))
        return message.rev

    def _tell(self, room: Room, frame: Frame) -> None:
        for member in room.members:
            if member in self.living:
                self.outbox[member].append(frame)


def _times(room: Room, seq: int, user: str, emoji: str) -> list[int]:
    return [n for n, change in enumerate(room.changes) if change == ("react", seq, user, emoji, True)]
