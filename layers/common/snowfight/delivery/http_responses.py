"""HTTP/1.1 answers, as much of them as a sender has to know: the status, where they end, what may follow."""

from __future__ import annotations

from dataclasses import dataclass

MAX_HEAD = 16_384
MAX_BODY = 65_536

_LINE = b"\r\n"
_BODYLESS = frozenset({204, 304})


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """One answer at the start of what was received: `size` is its bytes, `keeps` whether its connection stays.

    `erred` is said by Lambda's answers of a function that raised or died; their status is 200 all the same.
    """

    status: int
    size: int
    keeps: bool
    erred: bool = False


@dataclass(slots=True)
class _Head:
    status: int
    length: int | None = None
    chunked: bool = False
    keeps: bool = True
    erred: bool = False


def read(received: bytes | bytearray) -> HttpAnswer | None:
    """The answer that `received` begins with, None while it is incomplete; raises ValueError where it is none."""
    head_end = received.find(_LINE * 2)
    if head_end < 0:
        if len(received) > MAX_HEAD:
            raise ValueError("an endless head")
        return None
    head = _head(bytes(received[:head_end]))
    start = head_end + 4
    end = _chunks_end(received, start) if head.chunked else start + (head.length or 0)
    if max(end or 0, len(received)) > start + MAX_BODY:
        raise ValueError("an answer too long")
    if end is None or len(received) < end:
        return None
    return HttpAnswer(head.status, end, head.keeps, head.erred)


def _head(lines: bytes) -> _Head:
    first, *fields = lines.split(_LINE)
    version, status, *_ = first.split(b" ", 2)
    head = _Head(int(status), keeps=version == b"HTTP/1.1")
    for field in fields:
        name, _, value = field.partition(b":")
        match name.strip().lower():
            case b"content-length":
                head.length = int(value)
            case b"transfer-encoding":
                head.chunked = b"chunked" in value.lower()
            case b"connection" if b"close" in value.lower():
                head.keeps = False
            case b"x-amz-function-error":
                head.erred = True
            case _:
                pass
    if head.length is not None and head.length < 0:
        raise ValueError("a negative length")
    if head.length is None and not head.chunked and head.status not in _BODYLESS:
        head.keeps = False  # only the connection's end would tell where such a body ends
    return head


def _chunks_end(received: bytes | bytearray, at: int) -> int | None:
    """Where the chunks and trailers from `at` on end; None while they have not."""
    size = -1
    while size != 0:
        line_end = received.find(_LINE, at)
        if line_end < 0:
            return None
        size = int(bytes(received[at:line_end]).partition(b";")[0], 16)
        if not 0 <= size <= MAX_BODY:
            raise ValueError("a chunk too long")
        at = line_end + 2 + (size + 2 if size else 0)
    while (line_end := received.find(_LINE, at)) > at:
        at = line_end + 2
    return line_end + 2 if line_end == at else None
