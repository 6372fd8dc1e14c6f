"""A round of work: who does which job."""

from __future__ import annotations

from collections.abc import Callable

from snowfight.domain.accounts.deletion import Deletion
from snowfight.domain.accounts.passwords import Passwords
from snowfight.domain.files.cleanup import FileCleanup
from snowfight.domain.files.message_expiry import MessageExpiry
from snowfight.domain.jobs.queue import Jobs
from snowfight.domain.rooms.read_receipts import ReadReceipts
from snowfight.storage.jobs.queue import Job


class JobRunner:
    def __init__(
        self,
        jobs: Jobs,
        deletion: Deletion,
        passwords: Passwords,
        read_receipts: ReadReceipts,
        file_cleanup: FileCleanup,
        expiry: MessageExpiry,
    ) -> None:
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
                return self._jobs.purge_chat(job, has_time, self._file_cleanup.messages)
            case "delete-account":
                return self._deletion.finish(job, has_time)
            case "end-sessions":
                return self._passwords.finish(job)
            case "tell-read":
                return self._read_receipts.tell(job)
            case "expire-messages":
                return self._expiry.finish(job, has_time)
