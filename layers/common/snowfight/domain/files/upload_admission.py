"""Whether somebody may bring files into a chat."""

from __future__ import annotations

from datetime import datetime

from snowfight.clock import Clock
from snowfight.domain.admission import admit
from snowfight.domain.blocking import Blocking
from snowfight.domain.files.uploads import need_account
from snowfight.domain.permissions import Action
from snowfight.domain.posting.checks import PostingChecks
from snowfight.integrations.file_storage import Files
from snowfight.storage.rooms.rooms import Rooms


class UploadAdmission:
    def __init__(self, rooms: Rooms, checks: PostingChecks, blocking: Blocking, files: Files, clock: Clock) -> None:
        self._rooms = rooms
        self._checks = checks
        self._blocking = blocking
        self._files = files
        self._clock = clock

    def admit(self, username: str, name: str, signed_in: datetime | None = None) -> None:
        """Raises Unauthorized, NoSuchChat, NotAMember, Muted, TooNew, NotAccepted, UploadsOff."""
        admitted = admit(self._rooms, Action.UPLOAD, username, name, signed_in)
        self._checks.may_upload(admitted.account, admitted.state, self._clock.now())
        self._blocking.allow(admitted.account, admitted.state)
        need_account(self._files)
