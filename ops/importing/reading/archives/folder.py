"""An export that lies unpacked in a folder, or is a single file with others beside it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from ops.failure import Failure
from ops.importing.reading.archives.broken import Broken, shown
from ops.importing.reading.archives.limits import MAX_ENTRIES
from ops.importing.reading.archives.names import safe_path


class Folder:
    """Files below a folder. Links are not followed: they may lead anywhere."""

    def __init__(self, root: Path) -> None:
        """Lists the folder; raises Failure where it has links, devices, or far too many files."""
        self._root = root
        self._broken: list[tuple[str, str]] = []
        self._sizes: dict[str, int] = {}
        self._names: dict[str, str] = {}
        for entry in _walk(root):
            self._add(entry)

    def _add(self, entry: os.DirEntry[str]) -> None:
        name = os.path.relpath(entry.path, self._root)
        refuse_link(entry.path, entry.stat(follow_symlinks=False).st_mode)
        if len(self._sizes) >= MAX_ENTRIES:
            raise Failure(f"{shown(str(self._root))} has more than {MAX_ENTRIES:,} files. Nothing was imported.")
        try:
            path = safe_path(name, str(self._root))
        except Broken as error:
            self._broken.append((error.place, error.reason))
            return
        if path and not entry.is_dir(follow_symlinks=False):
            self._sizes[path] = entry.stat(follow_symlinks=False).st_size
            self._names[path] = name

    def paths(self) -> Iterator[str]:
        yield from sorted(self._sizes)

    def size(self, path: str) -> int | None:
        return self._sizes.get(path)

    def open(self, path: str) -> BinaryIO:
        if path not in self._names:
            raise Broken(path, "is not there")
        return open_file(self._root / self._names[path], path)

    def broken(self) -> Iterator[tuple[str, str]]:
        yield from self._broken


class SingleFile:
    """One file, and what it names of those beside it, which are looked for only then."""

    def __init__(self, file: Path) -> None:
        self._root = file.parent
        self._file = file

    def paths(self) -> Iterator[str]:
        yield self._file.name

    def size(self, path: str) -> int | None:
        try:
            return self._found(path).stat().st_size
        except Broken:
            return None

    def open(self, path: str) -> BinaryIO:
        return open_file(self._found(path), path)

    def broken(self) -> Iterator[tuple[str, str]]:
        return iter(())

    def _found(self, path: str) -> Path:
        """Where it is; raises Broken where it is not, Failure where a link is on the way."""
        at = self._root
        for part in () if path == self._file.name else safe_path(path, self._file.name).split("/"):
            at /= part
            if not os.path.lexists(at):
                raise Broken(path, "is not there")
            refuse_link(str(at), at.lstat().st_mode)
        if path == self._file.name:
            return self._file
        if not at.is_file():
            raise Broken(path, "is no file")
        return at


def refuse_link(path: str, mode: int) -> None:
    """Raises Failure for what is neither a file nor a folder."""
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise Failure(f"{shown(path)} is a link or a device, which are not followed. Nothing was imported.")


def open_file(file: Path, place: str) -> BinaryIO:
    try:
        return os.fdopen(os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC), "rb")
    except OSError as error:
        raise Broken(place, f"cannot be read ({error.strerror})") from error


def _walk(root: Path) -> Iterator[os.DirEntry[str]]:
    """Everything below a folder, folders before what is in them."""
    waiting = [str(root)]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            raise Failure(
                f"{shown(str(error.filename))} cannot be read ({error.strerror}). Nothing was imported."
            ) from error
        for entry in found:
            yield entry
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
