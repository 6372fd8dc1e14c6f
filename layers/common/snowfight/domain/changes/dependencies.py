"""What changes to messages are built on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from snowfight.clock import Clock
from snowfight.domain.blocking import Blocking
from snowfight.domain.changes.plan import WrittenDown
from snowfight.domain.fanout.fanout import Fanout
from snowfight.domain.jobs.queue import Jobs
from snowfight.domain.messages.mentioning import Mentioning
from snowfight.domain.messages.retention import Retention
from snowfight.domain.permissions import Action, Admit, allow_frame
from snowfight.domain.posting.checks import PostingChecks
from snowfight.models.records import Link, Room
from snowfight.models.server_frames import Changed
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.database import Database
from snowfight.storage.messages.log import Messages
from snowfight.storage.rooms.rooms import Rooms

Acknowledge = Callable[[Link, Changed], None]


def _as_members(room: Room | None, username: str) -> Room:
    return allow_frame(Action.REACT, room, username)


@dataclass(frozen=True)
class Dependencies:
    """The parts of a function that are there anyway, for the rest of the chat."""

    database: Database
    rooms: Rooms
    messages: Messages
    accounts: Accounts
    fanout: Fanout
    retention: Retention
    jobs: Jobs
    mentioning: Mentioning
    blocking: Blocking
    clock: Clock
    checks: PostingChecks
    written_down: WrittenDown
    """The line of the audit log for what somebody deletes as a moderator."""
    admit: Admit = _as_members
    """Says who may change messages where."""
    acknowledge: Acknowledge | None = None
    """How whoever changes one is answered who has no connection; the outcome tells as much."""
