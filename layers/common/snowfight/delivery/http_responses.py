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
    `retry_after` is that header as it came.
    """

    status: int
    size: int
    keeps: bool
    erred: bool = False
    retry_after: str | None = None


@dataclass(slots=True)
class _Head:
    status: int
    length: int | None = None
    chunked: bool = False
    keeps: bool = True
    erred: bool = False
    retry_after: str | None = None

    def take(self, name: bytes, value: bytes) -> None:
        """Heed a field, whose name is in lower case, if it is of interest; raises ValueError for no length."""
        match name:
            case b"content-length":
                self.length = int(value)
            case b"transfer-encoding":
                self.chunked = b"chunked" in value.lower()
            case b"connection" if b"close" in value.lower():
                self.keeps = False
            case b"x-amz-function-error":
                self.erred = True
            case b"retry-after":
                self.retry_after = value.decode("latin-1")
            case _:
                pass


def read(received: bytes | bytearray, cut: int | None = None) -> HttpAnswer | None:
    """The answer that `received` begins with, None while it is incomplete; raises ValueError where it is none.

    Of a body that is longer than `cut` bytes the rest is not waited for; without it, one that is too long is an error.
    """
    head_end = received.find(_LINE * 2)
    if head_end < 0:
        if len(received) > MAX_HEAD:
            raise ValueError("an endless head")
        return None
    head = _head(bytes(received[:head_end]))
    start = head_end + 4
    end = _chunks_end(received, start) if head.chunked else start + (head.length or 0)
    if cut is not None and max(end or 0, len(received)) > start + cut:
        return HttpAnswer(head.status, len(received), keeps=False, retry_after=head.retry_after)
    if max(end or 0, len(received)) > start + MAX_BODY:
        raise ValueError("an answer too long")
    if end is None or len(received) < end:
        return None
    return HttpAnswer(head.status, end, head.keeps, head.erred, head.retry_after)


def _head(lines: bytes) -> _Head:
    first, *fields = lines.split(_LINE)
    version, status, *_ = first.split(b" ", 2)
    head = _Head(int(status), keeps=version == b"HTTP/1.1")
    for field in fields:
        name, _, value = field.partition(b":")
        head.take(name.strip().lower(), value.strip())
    if head.length is not None and head.length < 0:
        raise ValueError("a negative length")
    if head.length is None and not head.chunked and head.status not in _BODYLESS:
        head.keeps = False  # only the connection's end would tell where such a body ends
    return head


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
