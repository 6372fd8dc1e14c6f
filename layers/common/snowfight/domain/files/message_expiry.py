"""Taking away what is over, where DynamoDB's TTL does not: messages that were stored to be kept for longer."""

from __future__ import annotations

from collections.abc import Callable

from snowfight.domain.files.cleanup import FileCleanup
from snowfight.domain.jobs.queue import Jobs
from snowfight.domain.messages.retention import Retention
from snowfight.storage.jobs.purge import PAGE, Purge
from snowfight.storage.jobs.queue import Job
from snowfight.storage.messages.log import Messages
from snowfight.storage.rooms.rooms import Rooms


class MessageExpiry:
    def __init__(
        self,
        rooms: Rooms,
        messages: Messages,
        retention: Retention,
        purge: Purge,
        file_cleanup: FileCleanup,
        jobs: Jobs,
    ) -> None:
        self._rooms = rooms
        self._messages = messages
        self._retention = retention
        self._purge = purge
        self._file_cleanup = file_cleanup
        self._jobs = jobs

    def finish(self, job: Job, has_time: Callable[[], bool]) -> bool:
        """Take pages of a log's beginning away, with their files, while there is time; says whether that was all."""
        state = self._rooms.states([job.subject]).get(job.subject)
        while has_time():
            page = self._messages.after(job.subject, 0, PAGE) if state else []
            over = [entry for entry in page if state and not self._retention.is_kept(state, entry)]
            if not over:
                self._jobs.done(job)
                return True
            self._file_cleanup.messages(entry.file for entry in over)
            self._purge.some(job.subject, over)
        self._jobs.go_on(job)
        return False
