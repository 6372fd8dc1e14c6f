"""How far each has read, and telling the others."""

from __future__ import annotations

from snowfight.clock import Clock
from snowfight.domain.fanout import Fanout
from snowfight.domain.jobs import Jobs
from snowfight.domain.viewing import Viewing
from snowfight.models.frames import Read
from snowfight.models.pushes import ReadHandler
from snowfight.models.records import Link, Room
from snowfight.storage.jobs import Job
from snowfight.storage.rooms import Rooms

AUDIENCE = 20
"""Members of a group in which it is told who has read how far (wire contract, `read_handler`)."""


class Reading:
    """The others are told at most once in two seconds a reader and chat, and always of the last state."""

    def __init__(self, rooms: Rooms, viewing: Viewing, fanout: Fanout, jobs: Jobs, clock: Clock) -> None:
        self._rooms = rooms
        self._viewing = viewing
        self._fanout = fanout
        self._jobs = jobs
        self._clock = clock

    def read(self, link: Link, frame: Read) -> None:
        """The user has read the chat up to a message, at most up to its end; raises NoSuchChat."""
        room = self._viewing.shown(frame.room, link.username)
        seq = min(frame.seq, room.state.last_seq)
        if not 0 < len(room.members) <= AUDIENCE:
            self._rooms.read(link.username, room.name, seq)
            return
        now = self._clock.now()
        due = self._rooms.read_aloud(link.username, room.name, seq, now)
        if due == now:
            self._tell(room, link.username, seq)
        elif due is not None:
            self._jobs.tell_read(link.username, room.name, due)

    def tell(self, job: Job) -> bool:
        """Tell the others what had to wait; says whether that ends the job."""
        name, _, username = job.subject.partition("/")
        seq = self._rooms.told(username, name, self._clock.now())
        room = self._rooms.load(name) if seq else None
        if seq and room is not None:
            self._tell(room, username, seq)
        self._jobs.done(job)
        return True

    def _tell(self, room: Room, username: str, seq: int) -> None:
        others = [name for name in room.members if name != username]
        self._fanout.tell(others, ReadHandler(room=room.name, username=username, seq=seq))
