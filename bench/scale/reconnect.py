"""Everybody has lost their connection at once, as a region that comes back has it: how long until all are back.

A client that comes back asks for a ticket, opens a socket with it, says which chat it shows, and loads the list of
chats and what it missed. Refused at the socket it needs a new ticket.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from bench.scale.crowd import MOST, Backoff, Course, Step, run
from bench.scale.limits import EDGE_REQUESTS, Bucket, Limits

CONNECTING = Backoff(1, 30, hasty=10)
"""FIRST_WAIT, LONGEST_WAIT and HASTY_TRIES of `web/src/sync/connection/connection.ts`."""
JOINING = Backoff(1, 30, 5)
"""`web/src/sync/connection/joins.ts`."""
RETRYING = Backoff(1, 30)
"""FIRST_WAIT and LONGEST_WAIT of `web/src/sync/retry.ts`: the list of chats."""
CATCHING_UP = Backoff(0.5, 30, 0.25)
"""`web/src/sync/room/catch-up.ts`."""

HORIZON = 24 * 3600.0


@dataclass(frozen=True)
class Design:
    """What could be otherwise: `tickets` have a route of their own, with as many calls a second as connections are
    allowed; clients are `hasty`: they wait 10 s at most until they have been refused ten times."""

    tickets: bool = True
    hasty: bool = True


def reconnect(people: int, limits: Limits, design: Design | None = None, seed: int = 24) -> Course:
    """Let all come back: their first try is within FIRST_WAIT of the loss."""
    design, dice = design or Design(), random.Random(seed)
    clients = min(people, MOST)
    share = clients / people
    edge = Bucket(EDGE_REQUESTS * share)
    account = Bucket(limits.gateway * share, max(2, limits.gateway_burst * share))
    calls = _route(limits.calls, share)
    tickets = _route(limits.connections, share) if design.tickets else calls
    connects = _route(limits.connects, share)
    quota = Bucket(limits.account_connects * share, max(2, limits.account_connects * share))
    frames = _route(limits.frames, share)
    waits = CONNECTING if design.hasty else replace(CONNECTING, hasty=0)
    steps = [
        Step("ticket", (edge, tickets, account), waits, 0),
        Step("connect", (edge, connects, quota, account), waits, 0),
        Step("join", (frames, account), JOINING, 2),
        Step("list", (edge, calls, account), RETRYING, 3),
        Step("page", (edge, calls, account), CATCHING_UP, 4),
    ]
    arrivals = [dice.random() * CONNECTING.base for _ in range(clients)]
    return run(arrivals, steps, dice, HORIZON, 1 / share)


def floor(people: int, limits: Limits) -> float:
    """Seconds that no client could do better than: what the quota of new connections makes it."""
    return max(1.0, (people - limits.account_connects) / limits.account_connects)


def _route(per_second: float, share: float) -> Bucket:
    bucket = Bucket.of_setting(per_second, share)
    return Bucket(bucket.rate, max(2, bucket.size))
