"""JSON of any length, read a part at a time: what is in its outermost objects and arrays, each value for itself."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from ops.importing.reading.archives.broken import Broken

CHUNK = 256 * 1024

MAX_VALUE = 8 * 2**20
"""Letters of one value: a message, or a post with all of its replies. Read, it takes up to some 30 times that."""

MAX_NESTING = 16
"""Objects and arrays within each other that are walked through rather than read."""

_SPACE = re.compile(r"[ \t\n\r]*")
_REPLACED = re.compile(r"\\u(?:d[89a-f]|0000)", re.IGNORECASE)
"""How JSON spells half a character, and NUL."""

_SCALARS = re.compile("[\ud800-\udfff\0]")


class JsonStream:
    """A cursor in a JSON text. `place` is its name in complaints, to which the line is added.

    Whoever asks for members or items reads, walks through or skips each value before asking for the next.
    """

    def __init__(self, file: BinaryIO, place: str) -> None:
        self._file = file
        self._place = place
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._json = json.JSONDecoder(parse_constant=lambda _: None)
        self._text = ""
        self._at = 0
        self._ended = False
        self._undecodable = False
        self._lines = 1

    def kind(self) -> str:
        """The next character that is no space: what kind of value follows. "" at the end."""
        while True:
            self._at = _SPACE.match(self._text, self._at).end()  # pyright: ignore[reportOptionalMemberAccess]
            if self._at < len(self._text) or self._ended:
                return self._text[self._at : self._at + 1]
            self._more(CHUNK)

    def members(self) -> Iterator[str]:
        """The keys of the object that follows; behind each comes its value."""
        for _ in self._within("{", "}"):
            key = self.value()
            if not isinstance(key, str):
                raise self.broken("a key is no text")
            self._expect(":")
            yield key

    def items(self) -> Iterator[int]:
        """The numbers of the values in the array that follows, from 1; behind each comes its value."""
        yield from self._within("[", "]")

    def value(self) -> Any:
        """The value that follows, whole. Half characters and NUL in it are replaced, NaN and infinities are None."""
        self.kind()
        window = CHUNK
        while True:
            try:
                value, end = self._json.raw_decode(self._text, self._at)
            except RecursionError:
                raise self.broken("is nested too deeply") from None
            except ValueError as error:
                if self._ended:
                    raise self.broken(_reason(error)) from error
            else:
                if end < len(self._text) or self._ended:
                    return self._taken(value, end)
            if len(self._text) - self._at > MAX_VALUE:
                raise self.broken(f"a value there is longer than {MAX_VALUE:,} letters, or no JSON")
            self._more(window)
            window *= 2

    def skip(self, depth: int = 0) -> None:
        """Go past the value that follows, however long it is."""
        kind = self.kind()
        if depth < MAX_NESTING and kind in ("{", "["):
            for _ in self.members() if kind == "{" else self.items():
                self.skip(depth + 1)
        else:
            self.value()

    def end(self) -> None:
        """Raises Broken where anything follows."""
        if self.kind():
            raise self.broken("something follows what should be its end")

    def broken(self, reason: str) -> Broken:
        return Broken(f"{self._place}, line {self._lines + self._text.count(chr(10), 0, self._at)}", reason)

    def _within(self, begin: str, end: str) -> Iterator[int]:
        self._expect(begin)
        number = 0
        while self.kind() != end:
            if number:
                self._expect(",")
            number += 1
            yield number
        self._at += 1

    def _expect(self, sign: str) -> None:
        found = self.kind()
        if found != sign:
            raise self.broken(f"{sign} should be there" if found else "it ends too early")
        self._at += 1

    def _taken(self, value: Any, end: int) -> Any:
        unclean = self._text.find("\\u", self._at, end) >= 0 and _REPLACED.search(self._text, self._at, end)
        self._at = end
        try:
            return cleaned(value) if unclean else value
        except RecursionError:
            raise self.broken("is nested too deeply") from None

    def _more(self, size: int) -> None:
        """Let go of what was read, and read on."""
        if self._at:
            self._lines += self._text.count("\n", 0, self._at)
            self._text = self._text[self._at :]
            self._at = 0
        if self._undecodable:
            raise self.broken("is not UTF-8 from there on")
        chunk = self._file.read(size)
        try:
            self._text += self._decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            self._text += error.object[: error.start].decode().lstrip("\ufeff")
            self._undecodable = True
            return
        self._ended = not chunk


def parsed(line: str, place: str) -> Any:
    """A JSON text that is all there, e.g. a line of JSONL. Raises Broken."""
    try:
        value = json.loads(line, parse_constant=lambda _: None)
        return cleaned(value) if _REPLACED.search(line) else value
    except RecursionError:
        raise Broken(place, "is nested too deeply") from None
    except ValueError as error:
        raise Broken(place, _reason(error)) from error


def cleaned(value: Any) -> Any:
    """The same with U+FFFD for what is no character of its own, and for NUL."""
    if isinstance(value, str):
        return _SCALARS.sub("�", value)
    if isinstance(value, list):
        return [cleaned(each) for each in value]
    if isinstance(value, dict):
        return {cleaned(key): cleaned(each) for key, each in value.items()}
    return value


def _reason(error: ValueError) -> str:
    return f"no JSON ({error.msg})" if isinstance(error, json.JSONDecodeError) else "no JSON"
