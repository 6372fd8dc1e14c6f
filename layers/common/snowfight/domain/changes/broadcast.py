"""Telling a change: at once to everybody, or in a chat of very many viewers gathered, once a second."""

from __future__ import annotations

from collections.abc import Iterable

from snowfight.delivery.gateway import Report
from snowfight.domain.changes.dependencies import Dependencies
from snowfight.domain.changes.frames import frame_of, gathered
from snowfight.domain.fanout.fanout import Audience
from snowfight.domain.messages.quotes import Quotes
from snowfight.domain.messages.views import named
from snowfight.models.message import Message
from snowfight.models.records import Change, Entry, Replies, Room
from snowfight.storage.jobs.queue import Job
from snowfight.storage.messages.changes import Changes
from snowfight.storage.rooms.change_position import PAUSE, ChangePosition, Turn

GATHERED = 500
"""Changes that a frame goes back to, at most. Whoever is further behind asks, as the contract has it: so what was told
while the chat was small is not told again, a frame a second, before what is new."""


class ChangeBroadcast:
    def __init__(self, on: Dependencies, changes: Changes, position: ChangePosition) -> None:
        self._rooms = on.rooms
        self._messages = on.messages
        self._accounts = on.accounts
        self._quotes = Quotes(on.messages, on.accounts)
        self._retention = on.retention
        self._fanout = on.fanout
        self._jobs = on.jobs
        self._clock = on.clock
        self._changes = changes
        self._position = position

    def tell(self, audience: Audience, change: Change, message: Message, replies: Replies | None = None) -> Report:
        """Tell `audience`, or where that is too large for one function, see to it that it is told with others.

        The chat's row has to know of a change that is told with others. `replies` are what a deleted reply left of its
        thread.
        """
        if audience.end:
            return self.gather(change.room)
        return self._fanout.deliver(audience, frame_of(change, message, replies))

    def tell_stored(self, room: Room, change: Change) -> Report:
        """Tell a change with what has become of its message since."""
        for message in self._views(room, self._messages.get([(room.name, change.seq)]).values()):
            return self.tell(self._fanout.audience(room), change, message, self._left(change, message))
        return Report()

    def _left(self, change: Change, message: Message) -> Replies | None:
        """What is left of a thread, where the change deleted a reply."""
        if change.kind != "delete" or message.thread is None:
            return None
        root = self._messages.one(change.room, message.thread)
        if root is None or root.replies is None:
            return None
        return named(root.replies, self._accounts.authors(root.replies.usernames))

    def finish(self, job: Job) -> bool:
        """Tell the viewers of a chat what had to wait; says whether that ends the job: else it is there anew."""
        self.gather(job.subject)
        self._jobs.done(job)
        return True

    def gather(self, name: str) -> Report:
        """Tell what has changed since that was last told, or see to it that it is told when it may be."""
        now = self._clock.now()
        turn = self._position.take_turn(name, now)
        if turn is None:
            return Report()
        room = self._rooms.load(name)
        if turn.due > now or room is None:
            self._jobs.tell_changes(name, turn.due)
            return Report()
        return self._tell_turn(room, turn)

    def _tell_turn(self, room: Room, turn: Turn) -> Report:
        after = max(turn.after, turn.rev - GATHERED)
        changes = self._changes.after(room.name, after, turn.rev - after, self._clock.now())
        found = self._messages.get({(room.name, change.seq) for change in changes})
        messages = self._views(room, sorted(found.values(), key=lambda entry: entry.rev))
        audience = self._fanout.audience(room)
        if turn.rev == turn.after + 1 and changes and messages:
            left = self._left(changes[0], messages[0])
            return self._fanout.deliver(audience, frame_of(changes[0], messages[0], left))
        frame = gathered(room.name, after, turn.rev, messages)
        if frame.rev < turn.rev:
            self._position.give_back(room.name, turn, frame.rev)
            self._jobs.tell_changes(room.name, turn.due + PAUSE)
        return self._fanout.deliver(audience, frame)

    def _views(self, room: Room, entries: Iterable[Entry]) -> list[Message]:
        """The messages as everybody sees them."""
        return self._quotes.views(list(entries), self._retention.keeps(room.state))
