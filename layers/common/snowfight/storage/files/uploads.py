"""Uploads that were signed and are in no message yet: whose they are, for which chat, and how large they may be."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import cast

from pynamodb.transactions import TransactWrite

from snowfight.clock import from_milliseconds, milliseconds
from snowfight.models.file import Kind
from snowfight.storage.database import Database
from snowfight.storage.rows.ephemeral import UploadRow

OFFERED_WITHIN = timedelta(hours=24)
"""How long an upload may wait to be posted: as long as clients resend (wire contract, Order and loss)."""

_LIFE = timedelta(days=30)
"""How long the removal of an orphan is tried."""

Also = Callable[[TransactWrite], None]
"""A write that joins somebody else's transaction."""


@dataclass(frozen=True)
class Upload:
    """A signature that a user was given. The last part of `public_id` tells when; `size` is in bytes."""

    public_id: str
    username: str
    kind: Kind
    filename: str
    size: int
    given: datetime
    due: datetime | None = None
    """When the message that it is in ends."""


class Uploads:
    """The `UPLOADS` partition of the ephemeral table, in the order of time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, upload: Upload) -> None:
        """Keep a signature that is given."""
        row = _row(upload.public_id, upload.due)
        row.public_id, row.username, row.kind = upload.public_id, upload.username, upload.kind
        row.filename, row.size, row.given = upload.filename, upload.size, milliseconds(upload.given)
        row.due = milliseconds(upload.due) if upload.due else None
        row.expires_at = int(((upload.due or upload.given) + _LIFE).timestamp())
        row.save()

    def remind(self, upload: Upload, due: datetime) -> None:
        """See to it that the file goes when the message ends that it comes into."""
        self.put(replace(upload, due=due))

    def discard(self, public_ids: Iterable[str], before: datetime) -> None:
        """Put files that nobody may see any more among the orphans of that moment."""
        for public_id in public_ids:
            given = from_milliseconds(stamped(public_id))
            self.put(Upload(public_id, "", "raw", "", 0, given, due=before - timedelta(seconds=1)))

    def get(self, public_id: str, now: datetime) -> Upload | None:
        """The signature of that name, None where none was given, or it was used, or too long ago."""
        rows = self._database.get_many([_row(public_id)])
        found = next((_upload(row) for row in rows if isinstance(row, UploadRow)), None)
        if found is None or found.public_id != public_id or found.given + OFFERED_WITHIN <= now:
            return None
        return found

    def use(self, upload: Upload) -> Also:
        """The write that uses a signature up, in the transaction that stores its message: the one, or neither."""
        return lambda transaction: transaction.delete(_row(upload.public_id), UploadRow.pk.exists())

    def take(self, upload: Upload) -> bool:
        """Use a signature up; says whether it was there."""
        return self._database.delete(_row(upload.public_id)) is not None

    def orphans(self, before: datetime, limit: int) -> list[Upload]:
        """The oldest signatures from before that moment that are in no message, or in one that was over by then."""
        rows = UploadRow.query("UPLOADS", UploadRow.sk < stamp(milliseconds(before)), limit=limit, consistent_read=True)
        return [_upload(row) for row in rows]

    def drop(self, uploads: Iterable[Upload]) -> None:
        """Forget signatures."""
        for upload in uploads:
            self._database.delete(_row(upload.public_id, upload.due))


def stamp(moment: int) -> str:
    """Milliseconds since 1970 as a text that sorts: the beginning of a public id's last part."""
    return f"{moment:012x}"


def stamped(public_id: str) -> int:
    """The moment that `stamp` put into a public id."""
    return int(public_id.rpartition("/")[2][:12], 16)


def _row(public_id: str, due: datetime | None = None) -> UploadRow:
    name = public_id.rpartition("/")[2]
    return UploadRow("UPLOADS", f"{stamp(milliseconds(due))}{name}" if due else name)


def _upload(row: UploadRow) -> Upload:
    return Upload(
        public_id=row.public_id,
        username=row.username,
        kind=cast("Kind", row.kind),
        filename=row.filename,
        size=int(row.size),
        given=from_milliseconds(int(row.given)),
        due=from_milliseconds(int(row.due)) if row.due else None,
    )
