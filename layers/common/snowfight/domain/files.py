"""Reading files, and taking them away."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime, timedelta

from snowfight.clock import Clock
from snowfight.domain.access import Action
from snowfight.domain.admission import admit
from snowfight.domain.retention import Retention
from snowfight.domain.uploads import Folders
from snowfight.errors import NoFile, RateLimited, Unavailable
from snowfight.models.file import FileLinks, StoredFile
from snowfight.models.records import RoomState
from snowfight.outside.files import BATCH, Files
from snowfight.storage.accounts import Accounts
from snowfight.storage.messages import Messages
from snowfight.storage.rate_limits import RateLimit, RateLimits
from snowfight.storage.rooms import Rooms
from snowfight.storage.uploads import Uploads

PURGES = RateLimit("purges", 60, timedelta(hours=1), "files are deleted as fast as Cloudinary answers")
"""Pages that the whole deployment deletes besides its schedule, with three calls each of Cloudinary's Admin API."""

EVERYBODY = "deployment"

LINK_LIFE = timedelta(minutes=5)
"""The contract allows ten; a browser that finds a link expired asks for a new one."""

ORPHAN_PAGES = 10
"""Of one sweep, three calls of Cloudinary's Admin API each: 360 an hour where there is that much, of the 500 that its
smallest plan allows."""


class FileReader:
    """Hands out links, each time to somebody who is a member at that time."""

    def __init__(
        self,
        rooms: Rooms,
        messages: Messages,
        accounts: Accounts,
        files: Files,
        retention: Retention,
        clock: Clock,
    ) -> None:
        self._retention = retention
        self._rooms = rooms
        self._messages = messages
        self._accounts = accounts
        self._files = files
        self._clock = clock

    def admit(self, username: str, name: str, signed_in: datetime | None = None) -> RoomState:
        """The chat, if the user may read its files; raises Unauthorized, NoSuchChat, NotAMember."""
        return admit(self._rooms, Action.VIEW, username, name, signed_in).state

    def links(self, state: RoomState, seq: int) -> FileLinks:
        """Where to read the file of a message; raises NoFile, UploadsOff, Unavailable."""
        file = self._file(state, seq)
        now = self._clock.now()
        expires = (now + LINK_LIFE).replace(microsecond=0)
        return FileLinks(
            url=self._files.download(file, now, expires),
            thumb_url=self._files.thumbnail(file, now, expires) if file.resource_type == "image" else None,
            expires=expires,
        )

    def _file(self, state: RoomState, seq: int) -> StoredFile:
        entry = self._messages.get([(state.name, seq)]).get((state.name, seq))
        if entry is None or entry.file is None or not self._retention.is_kept(state, entry):
            raise NoFile
        author = self._accounts.get(entry.author)
        if author is None or author.deleted:
            raise NoFile  # the account's files went with it
        return entry.file


class Cleaning:
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
