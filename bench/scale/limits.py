"""What a deployment may use: our settings' limits of each route, and AWS's quotas of an account and region.

Sources: API Gateway, "Amazon API Gateway quotas" and "Quotas for configuring and running a WebSocket API"; Lambda,
"Lambda scaling behavior"; DynamoDB, "Quotas in Amazon DynamoDB" and "DynamoDB burst and adaptive capacity"; CloudFront,
"Quotas" (docs/scale.md names them too).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from infra.apis.throttle import burst
from infra.settings import Settings

EDGE_REQUESTS = 250_000
"""A second, of one distribution (CloudFront)."""
PARTITION_WRITES = 1000
PARTITION_READS = 3000
"""Units a second of one partition (DynamoDB)."""
TABLE_WRITES = 4000
TABLE_READS = 12_000
"""Units a second of a table on demand that is new; twice its highest traffic after that."""
REQUESTS_OF_AN_INSTANCE = 10
"""A second, of one instance of a function: an account's requests are so many times its concurrency (Lambda)."""


def _default(name: str) -> int:
    return int(Settings.model_fields[name].default)


@dataclass(frozen=True)
class Limits:
    """A second each, but for `gateway_burst` and `concurrency`, which are at once."""

    calls: float = _default("calls_per_second")
    frames: float = _default("frames_per_second")
    connects: float = _default("connects_per_second")
    """Our settings, of a route each; nearly all calls are one route to API Gateway, `/api/{proxy+}`."""
    gateway: float = 10_000
    gateway_burst: float = 5000
    """Calls, frames and posts together."""
    account_connects: float = 500
    concurrency: float = 1000
    growth: float = 100
    """Instances that a function may grow by."""

    @property
    def connections(self) -> float:
        """New connections a second, of both limits."""
        return min(self.connects, self.account_connects)


class Bucket:
    """Tokens that come at a rate, up to so many: how API Gateway counts. Who is refused takes none."""

    def __init__(self, rate: float, size: float | None = None) -> None:
        self.rate = rate
        self.size = size if size is not None else rate
        self.tokens = self.size
        self.taken = 0.0

    @classmethod
    def of_setting(cls, per_second: float, share: float = 1) -> Self:
        """A limit of one route as our settings make it; `share` of it."""
        return cls(per_second * share, burst(int(per_second)) * share)

    def pass_time(self, seconds: float) -> None:
        """More tokens."""
        self.tokens = min(self.size, self.tokens + self.rate * seconds)

    def take(self, wanted: float) -> float:
        """As many of the wanted as there are."""
        given = min(wanted, self.tokens)
        self.tokens -= given
        self.taken += given
        return given
