"""An export that is a zip."""

from __future__ import annotations

import os
import stat
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from ops.failure import Failure
from ops.importing.reading.archives.broken import Broken, shown
from ops.importing.reading.archives.limits import MAX_ENTRIES, UNREADABLE, bomb, counted, largest, largest_in_all
from ops.importing.reading.archives.names import safe_path

UTF8 = 0x800
"""The flag of a name that is UTF-8; without it a name is of the system that wrote it (APPNOTE, appendix D)."""

MAX_DIRECTORY = 128 * 2**20
"""Bytes of a zip's list of files, which is read at once."""

_END = b"PK\x05\x06"
_FOUND = 65_557
"""The end record is within so many last bytes: 22, and a comment."""


class ZipArchive:
    """Files in a zip: listed once, unpacked while they are read. Archives within it are files like others."""

    def __init__(self, file: Path) -> None:
        """Raises Failure where it is no zip that can be read, or hostile: bomb, links, names that lead out twice."""
        self._name = file.name
        self._broken: list[tuple[str, str]] = []
        self._entries: dict[str, zipfile.ZipInfo] = {}
        self._left = largest_in_all(file.stat().st_size)
        _refuse_many(file)
        try:
            self._zip = zipfile.ZipFile(file)
        except (*UNREADABLE, ValueError, struct.error) as error:
            raise Failure(
                f"{shown(file.name)} is no zip that can be read ({shown(str(error))}). Nothing was imported."
            ) from error
        for info in self._zip.infolist():
            self._add(info)
        self._zip.filelist.clear()  # names are looked up here, and once is enough for hundreds of thousands
        self._zip.NameToInfo.clear()
        if sum(info.file_size for info in self._entries.values()) > self._left:
            raise bomb(self._name)

    def _add(self, info: zipfile.ZipInfo) -> None:
        place = f"{self._name}: {info.filename}"
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise Failure(f"{shown(place)} is a link or a device, which are not followed. Nothing was imported.")
        if info.file_size > largest(info.compress_size):
            raise bomb(place)
        try:
            path = safe_path(_name(info), self._name)
        except Broken as error:
            self._broken.append((error.place, error.reason))
            return
        if not path or info.is_dir():
            return
        if path in self._entries:
            raise Failure(f"{shown(place)} is there twice. Nothing was imported.")
        self._entries[info.filename if path == info.filename else path] = info

    def paths(self) -> Iterator[str]:
        yield from self._entries

    def size(self, path: str) -> int | None:
        info = self._entries.get(path)
        return info.file_size if info else None

    def open(self, path: str) -> BinaryIO:
        info = self._entries.get(path)
        if info is None:
            raise Broken(path, "is not there")
        try:
            file = self._zip.open(info)
        except (*UNREADABLE, ValueError, struct.error) as error:
            raise Broken(path, f"cannot be unpacked ({error})") from error
        return counted(cast("BinaryIO", file), path, largest(info.compress_size))

    def broken(self) -> Iterator[tuple[str, str]]:
        yield from self._broken


def _name(info: zipfile.ZipInfo) -> str:
    """As it is written: many write UTF-8 without saying so. What is neither that nor ASCII has a lone surrogate."""
    if info.flag_bits & UTF8:
        return info.orig_filename
    return info.orig_filename.encode("cp437").decode("utf-8", "surrogateescape")


def _refuse_many(file: Path) -> None:
    """Raises Failure where the list of files would not fit into memory, before anything reads it."""
    with file.open("rb") as opened:
        length = opened.seek(0, os.SEEK_END)
        opened.seek(max(0, length - _FOUND))
        tail = opened.read()
        at = tail.rfind(_END)
        if at < 0 or len(tail) - at < struct.calcsize("<10xHLLH"):
            raise Failure(f"{shown(file.name)} is no zip that can be read (its end is missing). Nothing was imported.")
        count, directory = _said(opened, tail, at)
    if count > MAX_ENTRIES or directory > MAX_DIRECTORY:
        raise Failure(f"{shown(file.name)} has more than {MAX_ENTRIES:,} files. Nothing was imported.")


def _said(opened: BinaryIO, tail: bytes, at: int) -> tuple[int, int]:
    """How many files there are, and how long their list is, as the end record says or the larger one it points to."""
    count, directory = struct.unpack_from("<10xHL", tail, at)
    locator = tail[at - 20 : at]
    if locator[:4] == b"PK\x06\x07" and len(locator) == struct.calcsize("<4sLQL"):
        opened.seek(min(struct.unpack("<4sLQL", locator)[2], 2**62))
        wide = opened.read(56)
        if wide[:4] == b"PK\x06\x06" and len(wide) == struct.calcsize("<4s28xQQQ"):
            _, count, directory, _ = struct.unpack("<4s28xQQQ", wide)
    return count, directory
