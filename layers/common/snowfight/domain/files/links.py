"""Links to files, for who may read them, as long as they may."""

from __future__ import annotations

from datetime import datetime, timedelta

from snowfight.clock import Clock
from snowfight.domain.admission import admit
from snowfight.domain.messages.retention import Retention
from snowfight.domain.permissions import Action
from snowfight.errors import NoFile
from snowfight.integrations.file_storage import Files
from snowfight.models.file import FileLinks, StoredFile
from snowfight.models.records import RoomState
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.messages.log import Messages
from snowfight.storage.rooms.rooms import Rooms

LINK_LIFE = timedelta(minutes=5)
"""The contract allows ten; a browser that finds a link expired asks for a new one."""


class FileLinkReader:
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
        entry = self._messages.one(state.name, seq)
        if entry is None or entry.file is None or not self._retention.is_kept(state, entry):
            raise NoFile
        author = self._accounts.get(entry.author)
        if author is None or author.deleted:
            raise NoFile  # the account's files went with it
        return entry.file
