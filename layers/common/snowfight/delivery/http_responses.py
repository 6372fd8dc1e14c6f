"""HTTP/1.1 answers, as much of them as a sender has to know: the status, where they end, what may follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

MAX_HEAD = 16_384
MAX_BODY = 65_536

_LINE = b"\r\n"
_BODYLESS = frozenset({204, 304})
_HEEDED = frozenset({b"content-length", b"transfer-encoding", b"connection", b"x-amz-function-error", b"retry-after"})


class HttpAnswer(NamedTuple):
    """One answer at the start of what was received: `size` is its bytes, `keeps` whether its connection stays.

    `erred` is said by Lambda's answers of a function that raised or died; their status is 200 all the same.
    `retry_after` is that header as it came.
    """

    status: int
    size: int
    keeps: bool
    erred: bool = False
    retry_after: str | None = None


def read(received: bytes | bytearray, cut: int | None = None) -> HttpAnswer | None:
    """The answer that `received` begins with, None while it is incomplete; raises ValueError where it is none.

    Of a body that is longer than `cut` bytes the rest is not waited for; without it, one that is too long is an error.
    """
    head_end = received.find(_LINE * 2)
    if head_end < 0:
        if len(received) > MAX_HEAD:
            raise ValueError("an endless head")
        return None
    first, *lines = bytes(received[:head_end]).split(_LINE)
    version, code, *_ = first.split(b" ", 2)
    status, fields, start = int(code), _heeded(lines), head_end + 4
    keeps = version == b"HTTP/1.1" and not _says(fields, b"connection", b"close")
    erred = b"x-amz-function-error" in fields
    retry_after = fields[b"retry-after"].decode("latin-1") if b"retry-after" in fields else None
    if _says(fields, b"transfer-encoding", b"chunked"):
        end = _chunks_end(received, start)
    else:
        end = start + _length(fields)
        keeps = keeps and (b"content-length" in fields or status in _BODYLESS)  # else its end would be the connection's
    if max(end or 0, len(received)) > start + (MAX_BODY if cut is None else cut):
        if cut is None:
            raise ValueError("an answer too long")
        return HttpAnswer(status, len(received), False, erred, retry_after)
    if end is None or len(received) < end:
        return None
    return HttpAnswer(status, end, keeps, erred, retry_after)


def _heeded(lines: Iterable[bytes]) -> dict[bytes, bytes]:
    """The fields that are of interest, by their names in lower case."""
    fields: dict[bytes, bytes] = {}
    for line in lines:
        name, _, value = line.partition(b":")
        name = name.strip().lower()
        if name in _HEEDED:
            value = value.strip()
            fields[name] = fields[name] + b"," + value if name in fields else value
    return fields


def _says(fields: Mapping[bytes, bytes], name: bytes, word: bytes) -> bool:
    return name in fields and word in fields[name].lower()


def _length(fields: Mapping[bytes, bytes]) -> int:
    """Bytes of a body that is not in chunks; raises ValueError for no length."""
    length = int(fields.get(b"content-length", b"0"))
    if length < 0:
        raise ValueError("a negative length")
    return length


def _chunks_end(received: bytes | bytearray, at: int) -> int | None:
    """Where the chunks and trailers from `at` on end, or a chunk that is too long would; None while they have not."""
    size = -1
    while size != 0:
        line_end = received.find(_LINE, at)
        if line_end < 0:
            return None
        size = int(bytes(received[at:line_end]).partition(b";")[0], 16)
        if size < 0:
            raise ValueError("a negative length")
        if size > MAX_BODY:
            return at + size
        at = line_end + 2 + (size + 2 if size else 0)
    while (line_end := received.find(_LINE, at)) > at:
        at = line_end + 2
    return line_end + 2 if line_end == at else None
