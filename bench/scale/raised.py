"""What to raise quotas and settings to, for so many people and a message a second in the public chat."""

from __future__ import annotations

import math

from bench.scale.limits import PARTITION_READS, Limits
from bench.scale.load import BUSY, Load
from bench.scale.partitions import measured

HEADROOM = 1.25
BACK_WITHIN = 300.0
"""Seconds in which all shall be back who have lost their connection."""


def ceiling() -> float:
    """Connections a second beyond which one partition, that each of them reads, would turn reads away."""
    shared = [units for (_, name), units in measured()["back"].reads.items() if "<" not in name]
    return PARTITION_READS / max(shared)


def raised(people: int) -> dict[str, int]:
    """By the code of a quota, or the name of a setting: at least what AWS, or the setting, has anyhow."""
    load, usual = Load(people, 1), Limits()
    writes, reads = load.tables()
    connects = min(ceiling(), max(usual.account_connects, people / BACK_WITHIN, load.comings * HEADROOM))
    coming_back = connects * 2  # the list of chats, and what was missed; tickets have a limit of their own
    return {
        "L-8A5B8E43": _at_least(usual.gateway, load.gateway),
        "L-9ED1E49A": int(connects),
        "L-B99A9384": _at_least(usual.concurrency, load.shards * (load.shards > 1) + load.invocations * BUSY),
        "L-AB614373": _at_least(40_000, max(writes.values())),
        "L-CF0CBE56": _at_least(40_000, max(reads.values())),
        "calls_per_second": _at_least(usual.calls, coming_back + load.shared_calls),
        "frames_per_second": _at_least(usual.frames, connects + load.frames),
        "connects_per_second": int(connects),
    }


def _at_least(usual: float, needed: float) -> int:
    """With headroom, in two digits."""
    wanted = needed * HEADROOM
    digit = 10 ** (math.floor(math.log10(wanted)) - 1) if wanted >= 10 else 1  # noqa: PLR2004
    return int(max(usual, math.ceil(wanted / digit) * digit))
