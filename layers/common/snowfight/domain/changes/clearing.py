"""Clearing away what a deleted message leaves behind: its file, and the rows of those who had reacted to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from snowfight.domain.files.cleanup import FileCleanup
from snowfight.domain.jobs.queue import Jobs
from snowfight.models.file import StoredFile
from snowfight.storage.jobs.queue import Job
from snowfight.storage.messages.reactions import Reactions

PAGE = 100


class MessageClearing:
    def __init__(self, reactions: Reactions, file_cleanup: FileCleanup, jobs: Jobs) -> None:
        self._reactions = reactions
        self._file_cleanup = file_cleanup
        self._jobs = jobs

    def finish(self, job: Job, has_time: Callable[[], bool]) -> bool:
        """Clear pages away while there is time; says whether that ends the job."""
        name, _, seq = job.subject.rpartition("/")
        left: dict[str, Any] = job.payload or {}
        if left.get("file"):
            self._file_cleanup.messages([StoredFile.of(left["file"])])
        self._reactions.purge(name, int(seq), left.get("usernames", ()))
        while has_time():
            if not self._reactions.purge_beyond(name, int(seq), PAGE):
                self._jobs.done(job)
                return True
        self._jobs.go_on(job)
        return False
