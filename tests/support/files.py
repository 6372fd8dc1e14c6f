"""A stand-in for Cloudinary in memory: it signs, keeps what was uploaded, and fails when told to."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, cast

from snowfight.errors import Unavailable, UploadsOff
from snowfight.integrations.cloudinary import EVERY_KIND
from snowfight.integrations.file_storage import Asset
from snowfight.models.file import Kind, StoredFile, UploadAnswer, UploadGrant


def _told(asset: Asset) -> dict[str, Any]:
    return {name: getattr(asset, name) for name in ("bytes", "format", "width", "height", "duration")}


def _signature(public_id: str, version: int) -> str:
    return hashlib.sha256(f"{public_id} {version} secret".encode()).hexdigest()


@dataclass
class FakeFiles:
    """`page` is how many files one purge takes."""

    on: bool = True
    page: int = 1000
    down: bool = False
    kept: dict[str, Asset] = field(default_factory=dict[str, Asset])
    kinds: dict[str, Kind] = field(default_factory=dict[str, Kind])
    asked: int = 0
    """Calls of the Admin API, of which Cloudinary answers so many an hour."""

    def upload(self, grant: UploadGrant, asset: Asset, kind: Kind | None = None) -> dict[str, Any]:
        """What a browser does with a grant; returns Cloudinary's answer."""
        public_id = grant.fields["public_id"]
        self.kinds[public_id] = kind or cast("Kind", grant.upload_url.rpartition("/")[2])
        self.kept[public_id] = asset
        return self.answer(public_id)

    def answer(self, public_id: str) -> dict[str, Any]:
        asset = self.kept[public_id]
        fields = {"public_id": public_id, "version": asset.version, "signature": _signature(public_id, asset.version)}
        return {**fields, **_told(asset)}

    def replace(self, public_id: str, **changes: Any) -> None:
        self.kept[public_id] = replace(self.kept[public_id], **changes)

    def grant(self, public_id: str, kind: Kind, now: datetime) -> UploadGrant:
        self._answers()
        return UploadGrant(upload_url=f"https://files.example/{kind}", fields={"public_id": public_id})

    def is_genuine(self, answer: UploadAnswer) -> bool:
        self._answers()
        return answer.signature == _signature(answer.public_id, answer.version)

    def find(self, public_id: str, kind: Kind) -> Asset | None:
        self.asked += 1
        self._answers()
        return self.kept.get(public_id) if self.kinds.get(public_id) == kind else None

    def download(self, file: StoredFile, now: datetime, expires: datetime) -> str:
        self._answers()
        return f"https://files.example/{file.public_id}?until={int(expires.timestamp())}&as={file.filename}"

    def thumbnail(self, file: StoredFile, now: datetime, expires: datetime) -> str:
        return f"https://files.example/{file.public_id}?until={int(expires.timestamp())}&w=640"

    def avatar(self, public_id: str, version: int) -> str:
        return f"https://files.example/v{version}/{public_id}"

    def emoji(self, public_id: str, version: int) -> str:
        return f"https://files.example/emoji/v{version}/{public_id}"

    def delete(self, public_ids: Sequence[str]) -> None:
        self.asked += len(EVERY_KIND)
        self._answers()
        for public_id in public_ids:
            self.kept.pop(public_id, None)

    def purge(self, prefix: str) -> bool:
        self._answers()
        self.asked += len(EVERY_KIND)
        found = [public_id for public_id in self.kept if public_id.startswith(prefix)]
        for public_id in found[: self.page]:
            del self.kept[public_id]
        return len(found) > self.page

    def _answers(self) -> None:
        if not self.on:
            raise UploadsOff
        if self.down:
            raise Unavailable
