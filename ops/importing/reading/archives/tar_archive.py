"""An export that is a tar, packed or not. It has no list of its files: it is unpacked once, under names of our own."""

from __future__ import annotations

import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from ops.failure import Failure
from ops.importing.reading.archives.broken import Broken, shown
from ops.importing.reading.archives.folder import open_file
from ops.importing.reading.archives.limits import MAX_ENTRIES, UNREADABLE, bomb, counted, largest_in_all
from ops.importing.reading.archives.names import safe_path

MAX_HEADER = 1024 * 1024
"""Bytes of what a tar says of one file before it, such as a long name: `tarfile` takes all of it into memory."""


class _Member(tarfile.TarInfo):
    """A file of a tar whose headers are as long as headers are."""

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        if self.type not in (*tarfile.REGULAR_TYPES, tarfile.DIRTYPE) and self.size > MAX_HEADER:
            raise bomb(self.name)
        process: Any = super()
        return cast("tarfile.TarInfo", process._proc_member(archive))  # noqa: SLF001  (tarfile has no other place)


class TarArchive:
    """Files of a tar below `scratch`, numbered: no name of the archive ever becomes one on this disk."""

    def __init__(self, file: Path, scratch: Path) -> None:
        """Unpacks it; raises Failure where it is hostile: bomb, links, devices, names that lead out, or twice."""
        self._name = file.name
        self._folder = scratch / "unpacked"
        self._files: dict[str, Path] = {}
        self._broken: list[tuple[str, str]] = []
        self._left = largest_in_all(file.stat().st_size)
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        try:
            with tarfile.open(file, "r|*", tarinfo=_Member, encoding="utf-8", errors="surrogateescape") as tar:
                self._unpack(tar)
        except Broken as error:
            self._broken.append((f"{self._name}: {error.place}", error.reason))
        except (*UNREADABLE, ValueError) as error:
            self._broken.append((self._name, f"cannot be unpacked further ({error})"))

    def _unpack(self, tar: tarfile.TarFile) -> None:
        while (member := tar.next()) is not None:
            cast("Any", tar).members = []  # else it keeps every one that it has seen
            place = f"{self._name}: {member.name}"
            if not (member.isdir() or member.type in (tarfile.REGTYPE, tarfile.AREGTYPE)):
                raise Failure(f"{shown(place)} is a link or a device, which are not followed. Nothing was imported.")
            try:
                path = safe_path(member.name, self._name)
            except Broken as error:
                self._broken.append((error.place, error.reason))
                continue
            if path and not member.isdir():
                self._keep(path, place, tar.extractfile(member))

    def _keep(self, path: str, place: str, content: IO[bytes] | None) -> None:
        if path in self._files:
            raise Failure(f"{shown(place)} is there twice. Nothing was imported.")
        if len(self._files) >= MAX_ENTRIES:
            raise Failure(f"{shown(self._name)} has more than {MAX_ENTRIES:,} files. Nothing was imported.")
        if content is None:
            return
        kept = self._folder / f"{len(self._files):06}"
        with counted(cast("BinaryIO", content), path, self._left, self._count) as read, kept.open("wb") as written:
            shutil.copyfileobj(read, written)
        self._files[path] = kept

    def _count(self, read: int) -> None:
        self._left -= read
        if self._left < 0:
            raise bomb(self._name)

    def paths(self) -> Iterator[str]:
        yield from self._files

    def size(self, path: str) -> int | None:
        kept = self._files.get(path)
        return kept.stat().st_size if kept else None

    def open(self, path: str) -> BinaryIO:
        kept = self._files.get(path)
        if kept is None:
            raise Broken(path, "is not there")
        return open_file(kept, path)

    def broken(self) -> Iterator[tuple[str, str]]:
        yield from self._broken
