"""Everything that changes messages, put together from what sends them."""

from __future__ import annotations

import time
from collections.abc import Callable

from snowfight.domain.changes.broadcast import ChangeBroadcast
from snowfight.domain.changes.changes import ChangeService
from snowfight.domain.changes.deletions import Deletions
from snowfight.domain.changes.dependencies import Dependencies
from snowfight.domain.changes.edits import Wording
from snowfight.domain.changes.pages import ChangePages
from snowfight.domain.changes.pins import Pinning
from snowfight.domain.changes.reactions import Reacting
from snowfight.domain.changes.requests import ChangeRequests
from snowfight.domain.changes.retelling import ChangeRetelling
from snowfight.domain.changes.storing import ChangeStoring
from snowfight.domain.changes.threads import ThreadDeletions
from snowfight.domain.changes.withdrawal import Withdrawal
from snowfight.domain.messages.reader_views import ReaderViews
from snowfight.storage.messages.change_reads import ChangeReads
from snowfight.storage.messages.changes import Changes
from snowfight.storage.messages.pins import Pins
from snowfight.storage.messages.reactions import Reactions
from snowfight.storage.messages.threads import Threads
from snowfight.storage.rooms.change_position import ChangePosition


class ChangeParts:
    """A deployment's rules are `length`, of a text in code points, and `edit_hours`; `is_free` as in ChangeService."""

    def __init__(
        self,
        on: Dependencies,
        length: int = 0,
        edit_hours: float | None = None,
        is_free: Callable[[str], bool] = lambda _username: True,
        pause: Callable[[float], None] = time.sleep,
        timer: Callable[[], float] = time.monotonic,
    ) -> None:
        changes, reactions, pins = Changes(on.database), Reactions(on.database), Pins(on.database)
        position = ChangePosition(on.database, changes)
        self.broadcast = ChangeBroadcast(on, changes, position)
        self.retelling = ChangeRetelling(on, changes, position, self.broadcast)
        storing = ChangeStoring(on, ChangeReads(on.database), changes, pause, timer)
        self.service = ChangeService(on, storing, position, self.broadcast, self.retelling, is_free)
        self.pages = ChangePages(on, changes, reactions, pins, ReaderViews(on.accounts, reactions, on.messages))
        self.deletions = Deletions(pins, on.jobs, ThreadDeletions(Threads(), on.messages), on.written_down)
        reacting = Reacting(reactions)
        self.requests = ChangeRequests(
            reacting,
            self.deletions,
            Pinning(pins, lambda state, seqs: [entry.seq for entry in self.pages.pinned(state, list(seqs))]),
            Wording(on.mentioning.resolved, on.checks),
            length,
            edit_hours,
        )
        self.withdrawal = Withdrawal(self.service, reacting, reactions)
