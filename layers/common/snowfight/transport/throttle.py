"""A limit of what one user may ask of a function instance, before anything is read or written for them."""

from __future__ import annotations

from collections import OrderedDict

from snowfight.clock import Clock, milliseconds
from snowfight.errors import RateLimited

BURST = 200
PER_SECOND = 20
"""Ordinary clients stay far below: a heartbeat a minute, a join for each chat, everything anew after a reconnect."""

FREE_BURST = 20
FREE_PER_SECOND = 2
"""So many frames and calls that are refused or change nothing cost a user none of what messages have (wire contract,
part 2)."""

REMEMBERED = 1000
"""Users that an instance remembers; whoever is forgotten starts with a full bucket."""


class Throttle:
    """Token buckets, one a user, as single numbers (generic cell rate algorithm), in this instance's memory.

    It is no exact budget: each instance has one of its own. But one instance refuses thousands of frames a second, so
    a flood keeps few of them busy, and what it can make them ask of the tables ends here.
    """

    def __init__(self, clock: Clock, *, burst: int = BURST, per_second: float = PER_SECOND) -> None:
        self._clock = clock
        self._interval = 1000 / per_second
        self._allowance = self._interval * (burst - 1)
        self._numbers: OrderedDict[str, float] = OrderedDict()

    @classmethod
    def of_what_is_free(cls, clock: Clock) -> Throttle:
        """Of frames and calls that are refused or change nothing."""
        return cls(clock, burst=FREE_BURST, per_second=FREE_PER_SECOND)

    def admits(self, username: str) -> bool:
        """Take one from the user's bucket, and say whether it was there."""
        try:
            self.take(username)
        except RateLimited:
            return False
        return True

    def take(self, username: str, amount: float = 1.0) -> None:
        """Take `amount` from the user's bucket; raises RateLimited, with the seconds to wait, and takes nothing."""
        now = milliseconds(self._clock.now())
        number = max(now, self._numbers.get(username, 0))
        excess = number - now - self._allowance
        if excess > 0:
            raise RateLimited(retry_after=excess / 1000)
        self._numbers[username] = number + amount * self._interval
        self._numbers.move_to_end(username)
        if len(self._numbers) > REMEMBERED:
            self._numbers.popitem(last=False)
