"""Uploads: signed for one user, one chat and one file."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from snowfight.clock import Clock, milliseconds
from snowfight.errors import BadFile, TooLarge, UploadsOff
from snowfight.integrations.file_storage import Files
from snowfight.models.emoji import EMOJI_FORMATS, EMOJI_LIMIT
from snowfight.models.file import IMAGE_FORMATS, Kind, NewUpload, UploadGrant
from snowfight.storage.files.uploads import Upload, Uploads, stamp
from snowfight.storage.rate_limits import RateLimit, RateLimits

_MEGABYTE = 1024 * 1024

SIGNATURES = RateLimit("signatures", 20, timedelta(minutes=10), "at most 20 uploads in 10 minutes")


@dataclass(frozen=True)
class Folders:
    """Where files lie at Cloudinary: below `root`, a folder a chat, in it one a user."""

    root: str

    @classmethod
    def of(cls, stage: str) -> Folders:
        """The folders of a deployment: several may share an account."""
        return cls(f"snowfight/{stage}")

    def chat(self, room: str, username: str = "") -> str:
        """The prefix of a chat's files, or of one user's in it."""
        return f"{self.root}/{room}/{username}/" if username else f"{self.root}/{room}/"

    def avatars(self, username: str) -> str:
        """The prefix of a user's pictures."""
        return f"{self.root}/avatars/{username}/"

    @property
    def emoji(self) -> str:
        """The prefix of custom emoji, which stay when their user goes: their addresses name nobody."""
        return f"{self.root}/emoji/"


class UploadService:
    """`limit` is the deployment's, in bytes."""

    def __init__(
        self, uploads: Uploads, rate_limits: RateLimits, files: Files, folders: Folders, clock: Clock, limit: int
    ) -> None:
        self._rate_limits = rate_limits
        self._uploads = uploads
        self._files = files
        self._folders = folders
        self._clock = clock
        self._limit = limit

    def for_chat(self, username: str, name: str, asked: NewUpload) -> UploadGrant:
        """Sign one upload into a chat that the user was admitted to; raises TooLarge, RateLimited."""
        return self._sign(username, self._folders.chat(name, username), asked, asked.kind, self._limit)

    def for_avatar(self, username: str, asked: NewUpload) -> UploadGrant:
        """Sign the upload of a picture of the user; raises TooLarge, RateLimited, BadFile, UploadsOff."""
        need_account(self._files)
        if asked.kind != "image":
            raise BadFile(f"a picture is one of {', '.join(IMAGE_FORMATS)}")
        return self._sign(username, self._folders.avatars(username), asked, "image", self._limit)

    def for_emoji(self, username: str, asked: NewUpload) -> UploadGrant:
        """Sign the upload of a custom emoji's picture; raises TooLarge, RateLimited, BadFile, UploadsOff."""
        need_account(self._files)
        if asked.image_format not in EMOJI_FORMATS:
            raise BadFile(f"an emoji is one of {', '.join(EMOJI_FORMATS)}")
        return self._sign(username, self._folders.emoji, asked, "image", min(EMOJI_LIMIT, self._limit))

    def _sign(self, username: str, folder: str, asked: NewUpload, kind: Kind, limit: int) -> UploadGrant:
        if asked.size > limit:
            raise TooLarge(figures(asked.size, limit))
        now = self._clock.now()
        self._rate_limits.spend(SIGNATURES, username, now)
        public_id = f"{folder}{stamp(milliseconds(now))}{secrets.token_hex(12)}"
        self._uploads.put(Upload(public_id, username, kind, asked.filename, asked.size, now))
        return self._files.grant(public_id, kind, now)


def need_account(files: Files) -> None:
    """Raises UploadsOff where the deployment has nowhere to keep files."""
    if not files.on:
        raise UploadsOff


def figures(size: int, limit: int) -> str:
    """How large a file is, and how large it may be, for a person."""
    return (
        f"this file has {size} bytes ({size / _MEGABYTE:.1f} MB); "
        f"at most {limit} bytes ({limit / _MEGABYTE:g} MB) are allowed"
    )
