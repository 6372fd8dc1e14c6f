"""A round of work: who does which job."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from snowfight.domain.accounts.deletion import Deletion
from snowfight.domain.accounts.passwords import Passwords
from snowfight.domain.files.cleanup import FileCleanup
from snowfight.domain.files.message_expiry import MessageExpiry
from snowfight.domain.jobs.queue import Jobs
from snowfight.domain.rooms.read_receipts import ReadReceipts
from snowfight.storage.jobs.queue import Job

if TYPE_CHECKING:
    from snowfight.domain.changes.broadcast import ChangeBroadcast
    from snowfight.domain.changes.clearing import MessageClearing


class ChangeJobs(Protocol):
    """What does the jobs that changes to messages leave."""

    @property
    def broadcast(self) -> ChangeBroadcast: ...

    @property
    def clearing(self) -> MessageClearing: ...


class JobRunner:
    def __init__(
        self,
        jobs: Jobs,
        deletion: Deletion,
        passwords: Passwords,
        read_receipts: ReadReceipts,
        file_cleanup: FileCleanup,
        expiry: MessageExpiry,
        changes: Callable[[], ChangeJobs],
    ) -> None:
        self._changes = changes
        self._expiry = expiry
        self._passwords = passwords
        self._jobs = jobs
        self._deletion = deletion
        self._read_receipts = read_receipts
        self._file_cleanup = file_cleanup

    def run(self, job: Job, has_time: Callable[[], bool]) -> bool:
        """Do a round of the job, page by page while `has_time`; says whether that ends it."""
        match job.kind:
            case "delete-chat":
                done = self._jobs.purge_chat(job, has_time, self._file_cleanup.messages)
            case "delete-account":
                done = self._deletion.finish(job, has_time)
            case "end-sessions":
                done = self._passwords.finish(job)
            case "tell-read":
                done = self._read_receipts.tell(job)
            case "expire-messages":
                done = self._expiry.finish(job, has_time)
            case "tell-changes":
                done = self._changes().broadcast.finish(job)
            case "clear-message":
                done = self._changes().clearing.finish(job, has_time)
        return done
