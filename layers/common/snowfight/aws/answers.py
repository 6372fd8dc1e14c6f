"""HTTP/1.1 answers, read whole from a connection by a thread that waits for them.

The standard library's reader takes a head for that of a mail, which costs more than all else that a request does
(ADR 0077).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

MAX_HEAD = 65_536
MAX_BODY = 64 * 1024 * 1024
"""Bytes; DynamoDB's largest answers have 16 MB, and what is stored as an object is far below."""

_PIECE = 65_536
_LINE = b"\r\n"
_BODYLESS = frozenset({204, 304})


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer whose body is complete; `keeps` says whether another may follow on its connection."""

    status: int
    body: bytes
    keeps: bool


def read(receive: Callable[[int], bytes]) -> Answer:
    """The answer that comes next; `receive` waits for some bytes, of which there are none at the connection's end.

    Raises ConnectionError where it ends before the answer does, or says what is no answer.
    """
    reader = _Reader(receive)
    try:
        return reader.answer()
    except ValueError as error:
        raise ConnectionError("no HTTP answer") from error


class _Reader:
    """What was received and not yet taken."""

    def __init__(self, receive: Callable[[int], bytes]) -> None:
        self._receive = receive
        self._got = b""

    def answer(self) -> Answer:
        head = self._until(_LINE * 2).lower()
        version, status = head[:9], int(head[9:12])
        if version not in {b"http/1.1 ", b"http/1.0 "}:
            raise ValueError(version)
        keeps = version == b"http/1.1 " and _field(head, b"connection") != b"close"
        length = _field(head, b"content-length")
        if status in _BODYLESS:
            body = b""
        elif b"chunked" in _field(head, b"transfer-encoding"):
            body = self._chunks()
        elif length:
            body = self._exactly(int(length))
        else:
            body, keeps = self._rest(), False
        return Answer(status, body, keeps and not self._got)

    def _chunks(self) -> bytes:
        chunks: list[bytes] = []
        left = MAX_BODY
        while size := int(self._until(_LINE).partition(b";")[0], 16):
            left -= size
            if left < 0:
                raise ValueError("an answer too long")
            chunks.append(self._exactly(size))
            self._until(_LINE)
        while self._until(_LINE):
            pass  # fields that came late
        return b"".join(chunks)

    def _until(self, mark: bytes) -> bytes:
        """All before `mark`, which is taken too."""
        while (end := self._got.find(mark)) < 0:
            if len(self._got) > MAX_HEAD:
                raise ValueError("an endless head")
            self._got += self._more()
        taken, self._got = self._got[:end], self._got[end + len(mark) :]
        return taken

    def _exactly(self, size: int) -> bytes:
        if not 0 <= size <= MAX_BODY:
            raise ValueError("an answer too long")
        pieces, missing = [self._got], size - len(self._got)
        while missing > 0:
            pieces.append(self._more())
            missing -= len(pieces[-1])
        got = pieces[0] if len(pieces) == 1 else b"".join(pieces)
        taken, self._got = got[:size], got[size:]
        return taken

    def _rest(self) -> bytes:
        pieces, size = [self._got], len(self._got)
        while piece := self._receive(_PIECE):
            pieces.append(piece)
            size += len(piece)
            if size > MAX_BODY:
                raise ValueError("an answer too long")
        self._got = b""
        return b"".join(pieces)

    def _more(self) -> bytes:
        piece = self._receive(_PIECE)
        if not piece:
            raise ConnectionError("the connection ended before its answer did")
        return piece


def _field(head: bytes, name: bytes) -> bytes:
    """The value of a field in a head, both in lower case; empty where there is none."""
    before = _LINE + name + b":"
    begin = head.find(before)
    if begin < 0:
        return b""
    end = head.find(_LINE, begin + 2)
    return head[begin + len(before) : end if end >= 0 else len(head)].strip()
