"""Taking a message away, for everybody and for good; its number stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from snowfight.domain.changes.plan import Decide, Plan, Situation, WrittenDown
from snowfight.domain.changes.threads import ThreadDeletions
from snowfight.domain.jobs.queue import Jobs
from snowfight.domain.permissions import Action, allow
from snowfight.errors import Forbidden, NotEditable, NotYours
from snowfight.storage.files.uploads import Also
from snowfight.storage.messages.pins import Pins


class Deletions:
    """Decides about deletions; what a message leaves behind goes by a job, whose row the same transaction writes.

    `written_down` makes the line of the audit log for what somebody deletes as a moderator.
    """

    def __init__(self, pins: Pins, jobs: Jobs, threads: ThreadDeletions, written_down: WrittenDown) -> None:
        self._written_down = written_down
        self._pins = pins
        self._jobs = jobs
        self._threads = threads

    def decide(self, now: Situation) -> Plan | None:
        """Raises NotYours, of a message that is deleted already too."""
        by_role = self._may(now)
        plan = self._plan(now)
        return replace(plan, also=(*plan.also, self._written_down(now))) if plan and by_role else plan

    def removal(self, also: Callable[[Situation], Sequence[Also]]) -> Decide:
        """A moderator takes the message away, wherever it is, and `also` is written with it: whoever asks says whether
        they may. Raises NotEditable."""

        def decide(now: Situation) -> Plan | None:
            if now.entry.call is not None:
                raise NotEditable("what a call leaves cannot be deleted")
            plan = self._plan(now)
            return replace(plan, also=(*plan.also, *also(now))) if plan else None

        return decide

    def _plan(self, now: Situation) -> Plan | None:
        entry = now.entry
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

    def _may(self, now: Situation) -> bool:
        """Says whether it is only the user's role that lets them."""
        if now.entry.call is not None:
            raise NotYours("what a call leaves cannot be deleted")
        if now.entry.author == now.username:
            return False
        try:
            allow(Action.DELETE_OTHERS, now.room, now.username, now.role)
        except Forbidden:
            raise NotYours from None
        return now.username != now.room.state.admin

    def _also(self, now: Situation) -> tuple[Also, ...]:
        entry, pins = now.entry, now.reading.pins
        also: list[Also] = []
        if entry.file is not None or entry.reactions:
            also.append(self._jobs.clear_message(entry))
        if entry.pinned or entry.seq in pins:  # a list that was read before the pin came is refused, and read anew
            also.append(self._pins.keep(entry.room, pins, [seq for seq in pins if seq != entry.seq]))
        return tuple(also)
