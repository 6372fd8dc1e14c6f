"""Taking a message away, for everybody and for good; its number stays."""

from __future__ import annotations

from dataclasses import replace

from snowfight.domain.changes.plan import Plan, Situation
from snowfight.domain.changes.threads import ThreadDeletions
from snowfight.domain.jobs.queue import Jobs
from snowfight.domain.permissions import Action, allow
from snowfight.errors import Forbidden, NotYours
from snowfight.storage.files.uploads import Also
from snowfight.storage.messages.pins import Pins


class Deletions:
    """Decides about deletions; what a message leaves behind goes by a job, whose row the same transaction writes."""

    def __init__(self, pins: Pins, jobs: Jobs, threads: ThreadDeletions) -> None:
        self._pins = pins
        self._jobs = jobs
        self._threads = threads

    def decide(self, now: Situation) -> Plan | None:
        """Raises NotYours, of a message that is deleted already too."""
        entry = now.entry
        self._may(now)
        if entry.deleted is not None:
            return None
        tombstone = replace(
            entry,
            body=None,
            file=None,
            reactions=(),
            pinned=False,
            deleted=now.now,
            deleted_by=now.username,
            rev=now.rev,
        )
        also = self._also(now)
        if entry.thread is None:
            return Plan("delete", tombstone, also)
        left = self._threads.without(entry, entry.thread)
        return Plan("delete", tombstone, (*also, left.also), replies=left.replies)

    def _may(self, now: Situation) -> None:
        if now.entry.call is not None:
            raise NotYours("what a call leaves cannot be deleted")
        if now.entry.author == now.username:
            return
        try:
            allow(Action.DELETE_OTHERS, now.room, now.username)
        except Forbidden:
            raise NotYours from None

    def _also(self, now: Situation) -> tuple[Also, ...]:
        entry, pins = now.entry, now.reading.pins
        also: list[Also] = []
        if entry.file is not None or entry.reactions:
            also.append(self._jobs.clear_message(entry))
        if entry.pinned or entry.seq in pins:  # a list that was read before the pin came is refused, and read anew
            also.append(self._pins.keep(entry.room, pins, [seq for seq in pins if seq != entry.seq]))
        return tuple(also)
