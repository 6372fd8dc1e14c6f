"""Taking files away: with their chat, their user or their message, and those that nobody posted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import timedelta

from snowfight.clock import Clock
from snowfight.domain.files.unposted_files import UnpostedFiles
from snowfight.domain.files.uploads import Folders
from snowfight.errors import RateLimited, Unavailable
from snowfight.integrations.file_storage import Files
from snowfight.models.file import StoredFile
from snowfight.storage.files.uploads import Uploads
from snowfight.storage.rate_limits import RateLimit, RateLimits

PURGES = RateLimit("purges", 60, timedelta(hours=1), "files are deleted as fast as Cloudinary answers")
"""Pages that the whole deployment deletes besides its schedule, with three calls each of Cloudinary's Admin API."""

EVERYBODY = "deployment"


class FileCleanup:
    """Takes files away, a page at a time; a page that was cut short is simply taken again.

    Calls of Cloudinary are few: what was in a message joins the orphans, a hundred of which go with three calls.
    """

    def __init__(self, files: Files, folders: Folders, uploads: Uploads, rate_limits: RateLimits, clock: Clock) -> None:
        self._rate_limits = rate_limits
        self._files = files
        self._folders = folders
        self._unposted_files = UnpostedFiles(files, uploads, clock)
        self._clock = clock

    def user(self, username: str, room: str) -> bool:
        """Delete a page of a user's files in a chat; says whether there may be more.

        Raises Unavailable, and RateLimited where the deployment has deleted as much as it may for now.
        """
        return self._purge(self._folders.chat(room, username))

    def avatars(self, username: str) -> bool:
        """The same of a user's pictures."""
        return self._purge(self._folders.avatars(username))

    def messages(self, files: Iterable[StoredFile | None]) -> None:
        """See to it that the files of messages that go are deleted: at once, or with the orphans by the schedule."""
        now, names = self._clock.now(), [file.public_id for file in files if file is not None]
        self._unposted_files.discard(names)
        if names:
            with suppress(RateLimited, Unavailable):
                self._rate_limits.spend(PURGES, EVERYBODY, now)
                self._unposted_files.remove_page()

    def _purge(self, prefix: str) -> bool:
        if not self._files.on:
            return False
        self._rate_limits.spend(PURGES, EVERYBODY, self._clock.now())
        return self._files.purge(prefix)

    def orphans(self, has_time: Callable[[], bool]) -> int:
        """Delete what was never posted, or whose message is over, while there is time; returns how many files.

        Raises Unavailable.
        """
        return self._unposted_files.remove(has_time)
