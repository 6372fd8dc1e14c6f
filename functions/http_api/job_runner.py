"""A round of work: who does which job."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from snowfight.domain.accounts.deletion import Deletion
from snowfight.domain.accounts.passwords import Passwords
from snowfight.domain.files.cleanup import FileCleanup
from snowfight.domain.files.message_expiry import MessageExpiry
from snowfight.domain.jobs.queue import Jobs
from snowfight.domain.rooms.read_receipts import ReadReceipts
from snowfight.storage.jobs.queue import Job, Kind

if TYPE_CHECKING:
    from snowfight.domain.changes.broadcast import ChangeBroadcast
    from snowfight.domain.changes.clearing import MessageClearing


class ChangeJobs(Protocol):
    """What does the jobs that changes to messages leave."""

    @property
    def broadcast(self) -> ChangeBroadcast: ...

    @property
    def clearing(self) -> MessageClearing: ...


@dataclass(frozen=True)
class Endings:
    """What ends what people have here: an account, sessions, what a banned user has open."""

    deletion: Deletion
    passwords: Passwords
    eject: Callable[[Job], bool]


HasTime = Callable[[], bool]
Round = Callable[[Job, HasTime], bool]
"""Does a round of a job; says whether that ends it."""


class JobRunner:
    def __init__(
        self,
        jobs: Jobs,
        endings: Endings,
        read_receipts: ReadReceipts,
        file_cleanup: FileCleanup,
        expiry: MessageExpiry,
        changes: Callable[[], ChangeJobs],
    ) -> None:
        self._rounds: Mapping[Kind, Round] = {
            "delete-chat": lambda job, has_time: jobs.purge_chat(job, has_time, file_cleanup.messages),
            "delete-account": endings.deletion.finish,
            "end-sessions": lambda job, _has_time: endings.passwords.finish(job),
            "eject": lambda job, _has_time: endings.eject(job),
            "tell-read": lambda job, _has_time: read_receipts.tell(job),
            "expire-messages": expiry.finish,
            "tell-changes": lambda job, _has_time: changes().broadcast.finish(job),
            "clear-message": lambda job, has_time: changes().clearing.finish(job, has_time),  # noqa: PLW0108  (loaded then)
        }

    def run(self, job: Job, has_time: HasTime) -> bool:
        """Do a round of the job, page by page while `has_time`; says whether that ends it."""
        return self._rounds[job.kind](job, has_time)
