"""How far an archive may unfold. What is said here is what is counted while reading, never what a header says alone."""

from __future__ import annotations

import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO

from ops.failure import Failure
from ops.importing.reading.archives.broken import Broken, shown

MIB = 2**20

MAX_ENTRIES = 400_000
"""Files of an archive: Slack's has one for each channel and day. So many take some 250 MB while they are listed."""

HARMLESS = 64 * MIB
"""A file may always be so large."""

MAX_RATIO = 250
"""Beyond that, so many times what it takes in the archive. Chat as JSON packs 5 to 40 times; deflate ends at 1032."""

HARMLESS_IN_ALL = 4 * 1024 * MIB
MAX_RATIO_IN_ALL = 100
"""The same for all files of an archive together."""

UNREADABLE = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
)
"""What the standard library raises where an archive is broken, encrypted, or packed as nobody does."""


def largest(packed: int) -> int:
    """How large a file may be that takes `packed` bytes in its archive."""
    return max(HARMLESS, packed * MAX_RATIO)


def largest_in_all(packed: int) -> int:
    return max(HARMLESS_IN_ALL, packed * MAX_RATIO_IN_ALL)


def bomb(place: str) -> Failure:
    return Failure(f"{shown(place)} unpacks to far more than it takes: it is not opened. Nothing was imported.")


class Counted(io.RawIOBase):
    """A file of an archive whose bytes are counted while they are read."""

    def __init__(self, file: BinaryIO, place: str, most: int, count: Callable[[int], None] = lambda _: None) -> None:
        self._file = file
        self._place = place
        self._left = most
        self._count = count

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            chunk = self._file.read(len(buffer))
        except UNREADABLE as error:
            raise Broken(self._place, f"cannot be unpacked ({error})") from error
        self._left -= len(chunk)
        if self._left < 0:
            raise bomb(self._place)
        self._count(len(chunk))
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def close(self) -> None:
        self._file.close()
        super().close()


def counted(file: BinaryIO, place: str, most: int, count: Callable[[int], None] = lambda _: None) -> BinaryIO:
    """`file` with its bytes counted: raises Failure behind `most`, Broken where it cannot be unpacked."""
    return io.BufferedReader(Counted(file, place, most, count), buffer_size=64 * 1024)
