"""Reading files, and taking them away."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from snowfight.clock import Clock
from snowfight.domain.access import Action
from snowfight.domain.admission import admit
from snowfight.domain.retention import Retention
from snowfight.domain.uploads import Folders
from snowfight.errors import NoFile
from snowfight.models.file import FileLinks, StoredFile
from snowfight.models.records import RoomState
from snowfight.outside.files import BATCH, Files
from snowfight.storage.accounts import Accounts
from snowfight.storage.messages import Messages
from snowfight.storage.rooms import Rooms
from snowfight.storage.uploads import Uploads

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
    """Takes files away, a page at a time; a page that was cut short is simply taken again."""

    def __init__(self, files: Files, folders: Folders, uploads: Uploads, clock: Clock) -> None:
        self._files = files
        self._folders = folders
        self._uploads = uploads
        self._clock = clock

    def chat(self, room: str, username: str = "") -> bool:
        """Delete a page of a chat's files, or of a user's in it; says whether there may be more. Raises Unavailable."""
        return self._files.on and self._files.purge(self._folders.chat(room, username))

    def avatars(self, username: str) -> bool:
        """The same of a user's pictures."""
        return self._files.on and self._files.purge(self._folders.avatars(username))

    def messages(self, files: Iterable[StoredFile | None]) -> None:
        """Delete the files of at most a hundred messages. Raises Unavailable."""
        names = [file.public_id for file in files if file is not None]
        if self._files.on and names:
            self._files.delete(names)

    def orphans(self, has_time: Callable[[], bool]) -> int:
        """Delete pages of what was never posted, or whose message is over, while there is time; returns how many.

        Raises Unavailable.
        """
        removed = 0
        for _page in range(ORPHAN_PAGES if self._files.on else 0):
            found = self._uploads.orphans(self._clock.now(), BATCH) if has_time() else []
            if not found:
                break
            self._files.delete([upload.public_id for upload in found])
            self._uploads.drop(found)
            removed += len(found)
        return removed
