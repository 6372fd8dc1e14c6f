"""How many posts may be under way at once, by what became of those before.

Additive increase, multiplicative decrease, as TCP does it (RFC 5681), and a decrease by latency, as in Netflix's
concurrency-limits (Gradient2: the limit shrinks with the ratio of the usual round trip to today's). Posts that were
sent before the limit last changed say nothing about it.
"""

from __future__ import annotations

from http import HTTPStatus

AT_FIRST, LEAST, MOST = 64, 16, 192
"""Posts at once: of an instance that knows nothing yet, however it goes, and at best. With more, a new instance would
lose by handshakes what it gains (ADR 0076), and a function may have 1,024 files open, connections among them."""

STEP = 8
"""More at once after a round of good answers, once it is known that there can be too many."""

USUAL = 0.025
"""Seconds that a post may take where nothing queues: three times what one takes."""

TOLERANCE = 2.0
"""Posts that take so many times as long wait for each other somewhere, in the gateway or here."""

_SLOW_DOWN, _ERROR = HTTPStatus.TOO_MANY_REQUESTS.value, HTTPStatus.INTERNAL_SERVER_ERROR.value


class ConcurrencyLimit:
    """Grows while answers are good and all of it is used: doubling at first, then in steps."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._least = min(LEAST, most)
        self.now = min(AT_FIRST, most)
        self._since = 0.0
        self._usual = USUAL
        self._doubles = True
        self._begin()

    def answered(self, sent: float, now: float, status: int | None, under_way: int) -> None:
        """Learn from a post: when it was sent and answered, in seconds of one clock, with what (None is no answer),
        and how many were under way, itself included."""
        if sent < self._since:
            return
        if status == _SLOW_DOWN:
            self._shrink(0.5, now)
            return
        if status is None or status >= _ERROR:
            self._good = False
        else:
            self._answers += 1
            self._seconds += now - sent
        if under_way >= self.now:
            self._used = True
        if self._answers >= self.now:
            self._end_round(now)

    def _end_round(self, now: float) -> None:
        mean = self._seconds / self._answers
        if mean < self._usual or self.now == self._least:
            self._usual = max(USUAL, mean)  # with the fewest at once, what it takes is what it takes
        if mean > TOLERANCE * self._usual:
            self._shrink(max(0.5, TOLERANCE * self._usual / mean), now)
        elif self._good and self._used:
            self._set(self.now * 2 if self._doubles else self.now + STEP, now)
        else:
            self._begin()

    def _shrink(self, by: float, now: float) -> None:
        self._doubles = False
        self._set(int(self.now * by), now)

    def _set(self, limit: int, now: float) -> None:
        self.now = max(self._least, min(self._most, limit))
        self._since = now
        self._begin()

    def _begin(self) -> None:
        """A round: as many answers as may be under way at once."""
        self._answers = 0
        self._seconds = 0.0
        self._used = False
        self._good = True
