"""How far each has read, and telling the others."""

from __future__ import annotations

from datetime import datetime, timedelta

from snowfight.clock import Clock
from snowfight.domain.fanout.fanout import Fanout
from snowfight.domain.jobs.queue import Jobs
from snowfight.domain.rooms.subscriptions import Subscriptions
from snowfight.models.client_frames import Read
from snowfight.models.records import Link, Room
from snowfight.models.server_frames import ReadHandler
from snowfight.storage.accounts.budgets import Budgets, TokenBucket
from snowfight.storage.jobs.queue import Job
from snowfight.storage.rooms.read_positions import Turn
from snowfight.storage.rooms.rooms import Rooms

AUDIENCE = 20
"""Members of a group in which it is told who has read how far (wire contract, `read_handler`)."""

TELLINGS = TokenBucket("readings", burst=30, per_second=5)
"""Of one reader over all chats. Who reads one chat after another, in several tabs, stays far below."""

HELD_BACK = timedelta(seconds=30)
"""Whom that budget stops is told of so much later: once, whatever was read meanwhile."""


class ReadReceipts:
    """The others are told at most once in two seconds a reader and chat, and always of the last state; not from, nor
    to, whoever has switched receipts off."""

    def __init__(
        self, rooms: Rooms, subscriptions: Subscriptions, budgets: Budgets, fanout: Fanout, jobs: Jobs, clock: Clock
    ) -> None:
        self._budgets = budgets
        self._rooms = rooms
        self._subscriptions = subscriptions
        self._fanout = fanout
        self._jobs = jobs
        self._clock = clock

    def read(self, link: Link, frame: Read) -> None:
        """The user has read the chat up to a message, at most up to its end; raises NoSuchChat."""
        room = self._subscriptions.viewable(frame.room, link.username)
        seq = self._subscriptions.reach(room, frame.seq)
        if not tells_reading(room):
            self._rooms.read_positions.read(link.username, room.name, seq)
            return
        now = self._clock.now()
        turn = self._rooms.read_positions.read_aloud(link.username, room.name, seq, now)
        if turn is not None:
            self._take(turn, room, link.username, now)

    def tell(self, job: Job) -> bool:
        """Tell the others what had to wait; says whether that ends the job."""
        name, _, username = job.subject.partition("/")
        room = self._rooms.load(name)
        if room is not None and username in room.members and tells_reading(room):
            now = self._clock.now()
            turn = self._rooms.read_positions.take_read_turn(username, name, now)
            if turn is not None and not self._take(turn, room, username, now):
                return False
        self._jobs.done(job)
        return True

    def _take(self, turn: Turn, room: Room, username: str, now: datetime) -> bool:
        """Tell the others, or see to it that they are told when it is time; says whether they were."""
        if turn.due > now:
            self._jobs.tell_read(username, room.name, turn.due)
            return False
        if not self._budgets.spend(TELLINGS, username, now).taken:
            self._jobs.tell_read(username, room.name, now + HELD_BACK)
            return False
        links, settings = self._fanout.with_settings(room.members)
        silent = {name for name, each in settings.items() if not each.receipts}
        if username not in silent:
            told = [link for link in links if link.username not in {username, *silent}]
            self._fanout.post(told, ReadHandler(room=room.name, username=username, seq=turn.seq))
        return True


def tells_reading(room: Room) -> bool:
    """Whether the members are told how far the others have read."""
    return 0 < len(room.members) <= AUDIENCE
