"""Taking files away: with their chat, their user or their message, and those that nobody posted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import timedelta

from snowfight.clock import Clock
from snowfight.domain.files.uploads import Folders
from snowfight.errors import RateLimited, Unavailable
from snowfight.integrations.file_storage import BATCH, Files
from snowfight.models.file import StoredFile
from snowfight.storage.files.uploads import Uploads
from snowfight.storage.rate_limits import RateLimit, RateLimits

PURGES = RateLimit("purges", 60, timedelta(hours=1), "files are deleted as fast as Cloudinary answers")
"""Pages that the whole deployment deletes besides its schedule, with three calls each of Cloudinary's Admin API."""

EVERYBODY = "deployment"

ORPHAN_PAGES = 10
"""Of one sweep, three calls of Cloudinary's Admin API each: 360 an hour where there is that much, of the 500 that its
smallest plan allows."""


class FileCleanup:
    """Takes files away, a page at a time; a page that was cut short is simply taken again.

    Calls of Cloudinary are few: what was in a message joins the orphans, a hundred of which go with three calls.
    """

    def __init__(self, files: Files, folders: Folders, uploads: Uploads, rate_limits: RateLimits, clock: Clock) -> None:
        self._rate_limits = rate_limits
        self._files = files
        self._folders = folders
        self._uploads = uploads
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
        self._uploads.discard(names, now)
        if names:
            with suppress(RateLimited, Unavailable):
                self._rate_limits.spend(PURGES, EVERYBODY, now)
                self._page_of_orphans()

    def _purge(self, prefix: str) -> bool:
        if not self._files.on:
            return False
        self._rate_limits.spend(PURGES, EVERYBODY, self._clock.now())
        return self._files.purge(prefix)

    def orphans(self, has_time: Callable[[], bool]) -> int:
        """Delete pages of what was never posted, or whose message is over, while there is time; returns how many.

        Raises Unavailable.
        """
        removed = 0
        for _page in range(ORPHAN_PAGES if self._files.on else 0):
            found = self._page_of_orphans() if has_time() else 0
            if not found:
                break
            removed += found
        return removed

    def _page_of_orphans(self) -> int:
        found = self._uploads.orphans(self._clock.now(), BATCH) if self._files.on else []
        if found:
            self._files.delete([upload.public_id for upload in found])
            self._uploads.drop(found)
        return len(found)
