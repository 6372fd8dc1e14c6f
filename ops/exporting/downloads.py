"""The files of an export, from where they are kept, by links that end."""

from __future__ import annotations

import time
import urllib.request
from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from urllib.error import HTTPError, URLError

from ops.exporting.folder import ExportFolder
from ops.failure import Failure
from snowfight.clock import Clock
from snowfight.integrations.file_storage import Files
from snowfight.models.file import StoredFile
from snowfight.models.records import CustomEmoji

LINK_LIFE = timedelta(hours=1)
"""Longer than the largest file takes."""

TRIES = 3
PAUSE = 2.0
TIMEOUT = 60.0
"""Seconds, of one try, without a byte."""

SLACK = 1024 * 1024
"""Bytes that a file may have more than what was said of it."""

_CHUNK = 256 * 1024

Fetch = Callable[[str, Path, int], bool]
"""Brings what an address leads to, of at most so many bytes; False where there is nothing, or it is larger. Raises
Failure where nobody answers."""


class Downloads:
    """Brings files into `folder`; those that are there stay as they are, those that are nowhere are said."""

    def __init__(self, files: Files, folder: ExportFolder, clock: Clock, fetch: Fetch) -> None:
        self._files = files
        self._folder = folder
        self._clock = clock
        self._fetch = fetch

    def bring(self, file: StoredFile, room: str, seq: int) -> str | None:
        """The file of a message; where it is below `data`, None where it could not be had."""
        place = f"{room}/{seq}"
        if not self._files.on:
            self._folder.leave_out(place, f"{file.filename}: this deployment keeps no files any more")
            return None
        now = self._clock.now()
        link = self._files.download(file, now, now + LINK_LIFE)
        return self._brought(link, place, file.bytes + SLACK, (room, str(seq), file.filename))

    def picture(self, emoji: CustomEmoji) -> str | None:
        """The picture of a custom emoji, alike."""
        return self._brought(emoji.url, f"emoji/{emoji.name}", SLACK, ("emoji", f"{emoji.name}.webp"))

    def _brought(self, link: str, place: str, most: int, names: tuple[str, ...]) -> str | None:
        path, target = self._folder.file(*names)
        if target.exists():
            return path
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = target.parent / ".part"
        if not self._fetch(link, fresh, most):
            self._folder.leave_out(place, f"{names[-1]} is not where files are kept")
            return None
        fresh.replace(target)
        return path


def fetch(link: str, target: Path, most: int) -> bool:
    """A `Fetch` over HTTP; the addresses are of our own making."""
    for tried in range(1, TRIES + 1):
        try:
            return _once(link, target, most)
        except HTTPError as error:
            with error:
                if error.code < HTTPStatus.INTERNAL_SERVER_ERROR and error.code != HTTPStatus.TOO_MANY_REQUESTS:
                    return False
        except (URLError, TimeoutError, ConnectionError):
            pass
        if tried < TRIES:
            time.sleep(PAUSE * tried)
    raise Failure("Cloudinary does not hand files out: try again later, the same command goes on")


def _once(link: str, target: Path, most: int) -> bool:
    with urllib.request.urlopen(link, timeout=TIMEOUT) as answer, target.open("wb") as file:  # noqa: S310
        while chunk := answer.read(_CHUNK):
            if file.tell() + len(chunk) > most:
                return False
            file.write(chunk)
    return True
