"""What is pushed to a browser, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, Protocol

from snowfight.models.records import PushSubscription

DAY = timedelta(days=1)
"""A push waits so long for its browser (wire contract, "Notices when nobody looks")."""


@dataclass(frozen=True)
class Push:
    """One message to one browser. Of those with one `topic` only the newest waits (RFC 8030, section 5.4)."""

    subscription: PushSubscription
    payload: str
    topic: str
    urgency: Literal["high", "normal"]
    ttl: timedelta = DAY
    short: str | None = None
    """The payload in place of one that the push service finds too large."""


@dataclass(frozen=True)
class PushResult:
    """`gone`: the subscription has ended. `failed`: worth another try, after `retry_after` where the service said so.
    `refused`: we are at fault, or our key is; `late`: no answer in time, which is worth another try too."""

    outcome: Literal["sent", "gone", "failed", "refused", "late"]
    retry_after: timedelta | None = None
    status: int | None = None
    """What the push service answered with, if it did."""


class PushServices(Protocol):
    def send(self, pushes: Sequence[Push]) -> list[PushResult]:
        """Push, many at once and each within 10 s; what became of each, in the same order. Never raises for one."""
        ...
