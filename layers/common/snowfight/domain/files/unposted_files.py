"""Files that are in no message: uploaded and never posted, or left behind by a message that is over."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

from snowfight.clock import Clock
from snowfight.integrations.file_storage import BATCH, Files
from snowfight.storage.files.uploads import Uploads

UNPOSTED_AFTER = timedelta(hours=25)
"""An upload may wait a day to be posted; an hour later nobody can be posting it any more."""

PAGES = 10
"""Of one sweep, three calls of Cloudinary's Admin API each: 360 an hour where there is that much, of the 500 that its
smallest plan allows."""


class UnpostedFiles:
    """Removes them, the oldest first, a page at a time; a page that was cut short is simply taken again."""

    def __init__(self, files: Files, uploads: Uploads, clock: Clock) -> None:
        self._files = files
        self._uploads = uploads
        self._clock = clock

    def discard(self, public_ids: Iterable[str]) -> None:
        """Let files that nobody may see any more be the next to go."""
        self._uploads.discard(public_ids, self._clock.now() - UNPOSTED_AFTER)

    def remove(self, has_time: Callable[[], bool]) -> int:
        """Delete pages while there is time and anything is left; returns how many files. Raises Unavailable."""
        removed = 0
        for _page in range(PAGES if self._files.on else 0):
            found = self.remove_page() if has_time() else 0
            if not found:
                break
            removed += found
        return removed

    def remove_page(self) -> int:
        """Delete one page; returns how many files. Raises Unavailable."""
        found = self._uploads.orphans(self._clock.now() - UNPOSTED_AFTER, BATCH) if self._files.on else []
        if found:
            self._files.delete([upload.public_id for upload in found])
            self._uploads.drop(found)
        return len(found)
