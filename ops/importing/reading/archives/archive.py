"""What all that an export may come in has in common: files by path."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Protocol


class Archive(Protocol):
    """Files by their paths, which are relative, have `/` between their parts, and no `.` or `..` among them."""

    def paths(self) -> Iterator[str]:
        """Every file, in the order of the archive."""
        ...

    def size(self, path: str) -> int | None:
        """In bytes, as the archive says; None where there is no such file."""
        ...

    def open(self, path: str) -> BinaryIO:
        """A file from its beginning; it is not held to be as long as the archive says.

        Raises Broken where it is not there or cannot be read, also while it is read; Failure where it grows beyond all
        measure.
        """
        ...

    def broken(self) -> Iterator[tuple[str, str]]:
        """What of it cannot be read by itself: place and reason."""
        ...
