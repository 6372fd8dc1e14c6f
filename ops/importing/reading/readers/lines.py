"""JSONL: a JSON text a line, of which a broken one says nothing of the others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from ops.importing.reading.archives.broken import Broken
from ops.importing.reading.readers.json_stream import MAX_VALUE, parsed
from ops.importing.reading.readers.reading import Reading

BOM = b"\xef\xbb\xbf"


def lines(reading: Reading, path: str) -> Iterator[tuple[str, Any]]:
    """The value of each line, with its place; empty lines are none."""
    try:
        with reading.archive.open(path) as file:
            for number, line in _bounded(file):
                place = f"{path}, line {number}"
                try:
                    if text := _text(line, place):
                        yield place, parsed(text, place)
                except Broken as error:
                    reading.broken(error)
    except Broken as error:
        reading.broken(error)


def _text(line: bytes, place: str) -> str:
    if len(line) > MAX_VALUE:
        raise Broken(place, f"is longer than {MAX_VALUE:,} bytes")
    try:
        return line.removeprefix(BOM).decode().strip()
    except UnicodeDecodeError as error:
        raise Broken(place, "is not UTF-8") from error


def _bounded(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Lines with their numbers; of one that is too long a little more than may be, and the rest of it is gone past."""
    number = 0
    while line := file.readline(MAX_VALUE + 1):
        number += 1
        yield number, line
        while len(line) > MAX_VALUE and not line.endswith(b"\n"):
            line = file.readline(MAX_VALUE + 1)
            if not line:
                return
