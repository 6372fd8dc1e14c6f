"""What a burst in the public chat costs, and how late it comes: `make bench PARTS=bursts`.

The product's code, from the domain down to PynamoDB, in virtual time: functions, workers and tables in memory, with
DynamoDB at 4 ms a request and the gateway at 10 ms a post, as the fault tests have them. Three of the viewers are
there, in the first, the middle and the last shard; what they are posted, all are.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from statistics import median

import pytest

from bench import prices
from bench.report import table, title, verdict
from bench.scale.load import LOOKING, Load
from tests.fault.burst import VIEWERS, Burst
from tests.support.dynamodb import bound_elsewhere

RATES = (1, 5, 20, 50)
"""Messages a second."""
AUDIENCES = (100, 1000, 10_000)
SECONDS = 20.0
AFTER = 3.0
"""Seconds in which the last are told."""
SLOWEST = 1.3
"""Seconds: what is said right after a frame waits for one, and for that to be on its way."""
FRAMES = 1.1
"""A second and viewer, with the one that goes out at once."""


@dataclass(frozen=True)
class Cell:
    """A rate before an audience: posts a second, and after how many seconds viewers had the messages."""

    viewers: int
    rate: int
    posts: float
    delays: list[float]

    @property
    def before(self) -> float:
        """Posts a second, were each message a frame of its own."""
        return float(self.rate * self.viewers)

    @property
    def row(self) -> list[str]:
        hourly = [f"{each * 3600 * prices.SOCKET_MESSAGE:,.2f}" for each in (self.before, self.posts)]
        delays = [f"{each * 1000:,.0f}" for each in (median(self.delays), max(self.delays))]
        return [f"{self.viewers:,}", str(self.rate), f"{self.before:,.0f}", f"{self.posts:,.0f}", *delays, *hourly]


def bursts() -> bool:
    """Posts, delays and dollars of bursts."""
    title(f"Bursts in the public chat: {SECONDS:.0f} s of so many messages a second")
    cells = [_measured(viewers, rate) for viewers, rate in product(AUDIENCES, RATES)]
    head = [
        "viewers",
        "messages/s",
        "posts/s, each alone",
        "posts/s",
        "median ms",
        "slowest ms",
        "$/h, each alone",
        "$/h",
    ]
    table(head, [cell.row for cell in cells])
    large = [cell for cell in cells if _shards(cell.viewers) > 1]
    frames = max(cell.posts / cell.viewers for cell in large)
    slowest = max(max(cell.delays) for cell in large)
    met = verdict("frames a second and viewer of a large audience", frames, FRAMES, at_least=False)
    return verdict("seconds until the slowest message is there", slowest, SLOWEST, at_least=False) and met


def _shards(viewers: int) -> int:
    """Those that so many viewers lie in."""
    return Load(round(viewers / LOOKING), 1).shards


def _measured(viewers: int, rate: int) -> Cell:
    with bound_elsewhere(), pytest.MonkeyPatch.context() as patched:
        burst = Burst(shards=_shards(viewers))
        burst.cloud.patch(patched)
        burst.talk(rate, SECONDS)
        burst.play(SECONDS + AFTER)
        burst.cloud.stage.end()
    heard = [frame for name in VIEWERS for frame in burst.heard[name]]
    said = burst.said_at()
    delays = [frame.at - said[seq] for frame in heard for seq in frame.seqs]
    return Cell(viewers, rate, len(heard) / len(VIEWERS) / SECONDS * viewers, delays)
