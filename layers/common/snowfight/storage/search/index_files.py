"""The files of all search indexes, in their bucket: written once under a name of their own, read, and deleted."""

from __future__ import annotations

import zlib
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex
from typing import Protocol

from snowfight.aws.bucket import StoredObject
from snowfight.errors import Unavailable
from snowfight.storage.search.index_file import IndexFile
from snowfight.storage.search.manifests import IndexedFile, Manifest

KEPT = 200 * 1024 * 1024
"""Bytes of files that a function instance remembers: more than one search opens, unless texts are very long."""

_SUFFIX = ".sqlite"


class Objects(Protocol):
    """As `aws.bucket.Bucket`."""

    def get(self, key: str) -> bytes | None: ...
    def put_new(self, key: str, content: bytes) -> None: ...
    def delete(self, key: str) -> None: ...
    def page(self, after: str = "") -> list[StoredObject]: ...


Place = tuple[str, str]
"""A place in the bucket: a chat, and the name of one of its files."""


@dataclass(frozen=True)
class Stored:
    """A file in the bucket: of which chat, under which name, and when it was written."""

    room: str
    name: str
    written: datetime


class IndexFiles:
    """All of it raises OSError where the bucket does not answer, but for `open`, which raises Unavailable."""

    def __init__(self, objects: Objects, kept: int = KEPT) -> None:
        self._objects = objects
        self._kept = kept
        self._opened: OrderedDict[str, tuple[IndexFile, int]] = OrderedDict()

    def open(self, room: str, file: IndexedFile) -> IndexFile | None:
        """The file to be asked, and never added to; None where it is missing, or not what was written."""
        key = _key(room, file.name)
        opened = self._opened.pop(key, None)
        if opened is None:
            try:
                content = self._read(room, file)
            except OSError as error:
                raise Unavailable from error
            if content is None:
                return None
            opened = IndexFile(content), len(content)
        self._opened[key] = opened
        while len(self._opened) > 1 and sum(size for _, size in self._opened.values()) > self._kept:
            self._opened.popitem(last=False)  # whoever asks it still has it
        return opened[0]

    def load(self, room: str, file: IndexedFile) -> IndexFile | None:
        """A copy of the file to be added to; None as `open`."""
        content = self._read(room, file)
        return None if content is None else IndexFile(content)

    def write(self, room: str, first: int, content: bytes) -> tuple[str, str]:
        """Keep the content of a file that begins at that number; returns its name and its checksum."""
        name = f"{first}-{token_hex(8)}"
        self._objects.put_new(_key(room, name), content)
        return name, _checksum(content)

    def delete(self, room: str, name: str) -> None:
        """Delete a file; one that is gone is fine."""
        self._objects.delete(_key(room, name))

    def listed(self, after: Place | None) -> list[Stored]:
        """A page of what lies in the bucket behind `after`, by chat."""
        return [_stored(each) for each in self._objects.page(_key(*after) if after else "")]

    def _read(self, room: str, file: IndexedFile) -> bytes | None:
        content = self._objects.get(_key(room, file.name))
        return content if content is not None and _checksum(content) == file.checksum else None


def is_named(manifest: Manifest, name: str) -> bool:
    """Whether a file of that name belongs to the index."""
    return any(file.name == name for file in manifest.files)


def _key(room: str, name: str) -> str:
    return f"{room}/{name}{_SUFFIX}"


def _stored(found: StoredObject) -> Stored:
    room, _, name = found.key.rpartition("/")
    return Stored(room, name.removesuffix(_SUFFIX), found.written)


def _checksum(content: bytes) -> str:
    return f"{zlib.crc32(content):08x}"
