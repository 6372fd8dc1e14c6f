"""AWS's quotas that a large site comes to, and what to raise each to: docs/scale.md, which a simulation makes.

A test holds `wanted` and the simulation together. Codes and usual values are those of Service Quotas; API Gateway's
pages of quotas link to theirs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

PEOPLE = (1000, 10_000, 100_000, 1_000_000)
"""Online at once, half of them looking at the public chat, in which there is a message a second."""


@dataclass(frozen=True)
class Quota:
    """A quota of an account and region; `usual` is what AWS gives everybody, `wanted` what so many PEOPLE need."""

    service: str
    code: str
    name: str
    usual: int
    wanted: tuple[int, int, int, int]


CONNECTS = Quota("apigateway", "L-9ED1E49A", "new WebSocket connections a second", 500, (500, 500, 500, 750))
QUOTAS = (
    Quota("apigateway", "L-8A5B8E43", "gateway requests a second", 10_000, (10_000, 10_000, 65_000, 650_000)),
    CONNECTS,
    Quota("lambda", "L-B99A9384", "invocations at once", 1000, (1000, 1000, 1100, 2600)),
    Quota("dynamodb", "L-AB614373", "write units a second of a table", 40_000, (40_000, 40_000, 40_000, 40_000)),
    Quota("dynamodb", "L-CF0CBE56", "read units a second of a table", 40_000, (40_000, 40_000, 40_000, 47_000)),
)


def enough(values: Mapping[str, float]) -> int:
    """For how many people the quotas of these codes are enough; 0 where not even for the fewest."""
    return max((people for at, people in enumerate(PEOPLE) if not lacking(values, at)), default=0)


def lacking(values: Mapping[str, float], at: int) -> list[str]:
    """What is too little for as many as PEOPLE says there, and what would not be."""
    return [
        f"{quota.wanted[at]:,} {quota.name} (now {values[quota.code]:,.0f})"
        for quota in QUOTAS
        if values[quota.code] < quota.wanted[at]
    ]
