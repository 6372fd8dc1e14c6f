"""Uploads that are offered: checked, with Cloudinary in the end, before anything is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from snowfight.clock import Clock
from snowfight.domain.files.uploads import figures
from snowfight.errors import BadFile, RateLimited
from snowfight.integrations.file_storage import Asset, Files
from snowfight.models.file import IMAGE_FORMATS, StoredFile, UploadAnswer
from snowfight.storage.accounts.budgets import Budgets, TokenBucket
from snowfight.storage.files.uploads import Upload, Uploads

CHECKS = TokenBucket("checks", burst=20, per_second=1 / 30)
"""Files of one user that Cloudinary is asked about: 140 in the first hour, 120 in every other. Its Admin API answers
500 to 5,000 calls an hour, by the plan, for everybody together."""


@dataclass(frozen=True)
class Checked:
    """An upload that is what its user was allowed to bring, and the file that it became."""

    upload: Upload
    file: StoredFile
    version: int


class UploadChecks:
    """`limit` is the deployment's, in bytes."""

    def __init__(self, uploads: Uploads, budgets: Budgets, files: Files, clock: Clock, limit: int) -> None:
        self._uploads = uploads
        self._budgets = budgets
        self._files = files
        self._clock = clock
        self._limit = limit

    def check(self, username: str, folder: str, reported: Mapping[str, Any]) -> Checked:
        """What Cloudinary answered for an upload into `folder`; raises BadFile, RateLimited, Unavailable.

        Its signature covers name and version alone: all else is asked of Cloudinary itself. That has a budget,
        and comes last: whatever is refused without asking is free.
        """
        answer = _answer(reported)
        if not self._files.on or not answer.public_id.startswith(folder) or not self._files.is_genuine(answer):
            raise BadFile
        upload = self._uploads.get(answer.public_id, self._clock.now())
        if upload is None or upload.username != username:
            raise BadFile
        asset = self._asked(upload)
        if asset is None or asset.version != answer.version:
            raise BadFile
        if asset.bytes > min(upload.size, self._limit):
            raise BadFile(figures(asset.bytes, min(upload.size, self._limit)))
        if _contradicts(answer, asset) or (upload.kind == "image" and asset.format not in IMAGE_FORMATS):
            raise BadFile
        return Checked(upload, _file(upload, asset), asset.version)

    def _asked(self, upload: Upload) -> Asset | None:
        charge = self._budgets.spend(CHECKS, upload.username, self._clock.now())
        if not charge.taken:
            raise RateLimited("that is very many files; please wait a little", retry_after=charge.retry_after or 1)
        return self._files.find(upload.public_id, upload.kind)


def _answer(reported: Mapping[str, Any]) -> UploadAnswer:
    try:
        return UploadAnswer.model_validate(reported)
    except ValidationError:
        raise BadFile from None


def _contradicts(answer: UploadAnswer, asset: Asset) -> bool:
    """Whether the answer says of the size what Cloudinary does not; of the length it is not asked."""
    pairs = ((answer.bytes, asset.bytes), (answer.width, asset.width), (answer.height, asset.height))
    return any(claimed and claimed != true for claimed, true in pairs)


def _file(upload: Upload, asset: Asset) -> StoredFile:
    return StoredFile(
        public_id=upload.public_id,
        filename=upload.filename,
        resource_type=upload.kind,
        format=asset.format,
        bytes=asset.bytes,
        width=asset.width,
        height=asset.height,
        duration=asset.duration,
    )
