"""Who keeps files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from snowfight.models.file import Kind, StoredFile, UploadAnswer, UploadGrant

BATCH = 100
"""Files that one call deletes by name (Cloudinary's limit)."""


@dataclass(frozen=True)
class Asset:
    """A file as Cloudinary itself describes it; `duration` is in seconds, of sound and films."""

    version: int
    bytes: int
    format: str | None = None
    width: int | None = None
    height: int | None = None
    duration: float | None = None


class Files(Protocol):
    """Errors of every method: Unavailable where Cloudinary does not answer, UploadsOff where there is no account."""

    @property
    def on(self) -> bool:
        """Whether there is an account."""
        ...

    def grant(self, public_id: str, kind: Kind, now: datetime) -> UploadGrant:
        """Sign the upload of one file under that name; Cloudinary takes it for an hour."""
        ...

    def is_genuine(self, answer: UploadAnswer) -> bool:
        """Whether Cloudinary signed that name and version."""
        ...

    def find(self, public_id: str, kind: Kind) -> Asset | None:
        """The file of that name, None where there is none."""
        ...

    def download(self, file: StoredFile, now: datetime, expires: datetime) -> str:
        """A link that downloads the file under its own name until `expires`."""
        ...

    def thumbnail(self, file: StoredFile, now: datetime, expires: datetime) -> str:
        """A link to a small picture of an image until `expires`."""
        ...

    def avatar(self, public_id: str, version: int) -> str:
        """The lasting address of a small square cut of an image, and of nothing else of it."""
        ...

    def emoji(self, public_id: str, version: int) -> str:
        """The lasting address of an image fitted into 128 × 128 pixels, and of nothing else of it."""
        ...

    def delete(self, public_ids: Sequence[str]) -> None:
        """Delete files by name, at most BATCH; those that are gone are fine."""
        ...

    def purge(self, prefix: str) -> bool:
        """Delete a page of the files whose names begin so; says whether there may be more."""
        ...
