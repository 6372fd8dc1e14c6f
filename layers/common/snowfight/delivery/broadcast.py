"""One frame to many connections: who still waits for it, who is asked again, and what became of it."""

from __future__ import annotations

import asyncio
import random
from collections import deque
from collections.abc import Callable, Iterable
from http import HTTPStatus

from snowfight.delivery.gateway import Report

ATTEMPTS = 4
"""Posts to one connection that may fail; being told to slow down is no failure, and ends with the deadline."""

_PASSING = frozenset({None, 408, 429, 500, 502, 503, 504})
"""Statuses that a later post may not get; None is no answer."""

_OK, _GONE, _SLOW_DOWN = (status.value for status in (HTTPStatus.OK, HTTPStatus.GONE, HTTPStatus.TOO_MANY_REQUESTS))

_BACKOFF = 0.05
_BACKOFF_CAP = 1.0


class Broadcast:
    """One request to each of many recipients, until each took it, or never will, or time is up."""

    def __init__(self, recipients: Iterable[str], request: Callable[[str], bytes]) -> None:
        """`request` is what to send to a recipient, an HTTP/1.1 request."""
        self.request = request
        self.report = Report()
        self.over = asyncio.Event()
        self._failures = dict.fromkeys(recipients, 0)
        """Of those who are not settled."""
        self._refusals: dict[str, int] = {}
        """How often some of them were told to slow down."""
        self.waiting = deque(self._failures)
        """Whom a request could go to now."""
        self._open = len(self.waiting)
        """Those who are neither settled nor given up."""

    def settle(self, recipient: str, status: int | None) -> float | None:
        """Take note of the status of an answer; the seconds until the recipient is to be asked again, if it is."""
        if status == _OK:
            self.report.delivered += 1
            del self._failures[recipient]
        elif status == _GONE:
            self.report.gone.append(recipient)
            del self._failures[recipient]
        elif status in _PASSING:
            if status == _SLOW_DOWN:
                self._refusals[recipient] = self._refusals.get(recipient, 0) + 1
            else:
                self._failures[recipient] += 1
            if self._failures[recipient] < ATTEMPTS:
                attempt = self._failures[recipient] + self._refusals.get(recipient, 0) + 1
                return random.uniform(0, min(_BACKOFF_CAP, _BACKOFF * 2**attempt))
        self._open -= 1
        if not self._open:
            self.over.set()
        return None

    def end(self) -> Report:
        """Nobody is asked any more; who is not settled was not reached."""
        self.over.set()
        self.waiting.clear()
        self.report.unreached = list(self._failures)
        return self.report
