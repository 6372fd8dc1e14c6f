"""The manifest of each chat's search index: which files there are, and which part of the log each covers."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from snowfight.storage.database import Database, Refused
from snowfight.storage.messages.log import INDEXED_EVERY
from snowfight.storage.rows.messages import ManifestRow

_PREFIX = "INDEX#"


@dataclass(frozen=True)
class Extent:
    """How a log is divided: after `every` so many numbers what came is indexed, so a chat of fewer has no index; and so
    many numbers lie in one `file`, some 3 MB: the first has those from 1 on, the second those from 65,537 on."""

    every: int = INDEXED_EVERY
    file: int = 65_536


EXTENT = Extent()


@dataclass(frozen=True)
class IndexedFile:
    """A file of the index: the messages `first` to `last` of a log, none of them left out.

    Times are in milliseconds since 1970: `oldest` and `newest` are when its messages were written, `ends` is when the
    first of them is over by what it was stored with, None: never. `checksum` is of its content.
    """

    first: int
    last: int
    name: str
    oldest: int
    newest: int
    ends: int | None
    checksum: str


@dataclass(frozen=True)
class Manifest:
    """The files of a chat's index, oldest first, each beginning where the one before it ends; `version` is 0 where
    there is none yet, `splitter` says by which rules their words were made."""

    room: str
    version: int = 0
    splitter: int = 0
    files: tuple[IndexedFile, ...] = ()

    @property
    def through(self) -> int:
        """The last number that is indexed; 0 where none is."""
        return self.files[-1].last if self.files else 0

    def with_file(self, file: IndexedFile) -> Manifest:
        """The same with that file in the place of what began where it begins."""
        others = [each for each in self.files if each.first != file.first]
        return replace(self, files=tuple(sorted([*others, file], key=lambda each: each.first)))

    def without(self, first: int) -> Manifest:
        """The same without the file that begins at that number."""
        return replace(self, files=tuple(each for each in self.files if each.first != first))


class Manifests:
    """The rows numbered 0 in the `INDEX#` partitions of the messages table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load(self, room: str) -> Manifest:
        """A chat's manifest as it is now; one request."""
        for row in self._database.get_many([_row(room)]):
            if isinstance(row, ManifestRow):
                files = tuple(IndexedFile(*file) for file in json.loads(row.files))
                return Manifest(room, int(row.version), int(row.splitter), files)
        return Manifest(room)

    def save(self, manifest: Manifest) -> bool:
        """Replace the state that `manifest` was loaded from; False where somebody else has since."""
        files = json.dumps([list(vars(file).values()) for file in manifest.files], separators=(",", ":"))
        actions = [
            ManifestRow.version.set(manifest.version + 1),
            ManifestRow.splitter.set(manifest.splitter),
            ManifestRow.files.set(files),
        ]
        before = ManifestRow.version
        as_loaded = before == manifest.version if manifest.version else before.does_not_exist()
        try:
            self._database.update(_row(manifest.room), actions, as_loaded)
        except Refused:
            return False
        return True


def index_partition(room: str) -> str:
    """The partition of what a chat's index has."""
    return _PREFIX + room


def _row(room: str) -> ManifestRow:
    return ManifestRow(index_partition(room), 0)
