"""How fast a subscription is told of what bots say: what ends the haste of a bot that answers its own events.

Nothing is left out: what comes too fast waits, and what comes after it as well. One number says how far the pace is
used up (generic cell rate algorithm, as of budgets: storage.accounts.budgets).
"""

from __future__ import annotations

from datetime import datetime, timedelta

EVERY = timedelta(seconds=2)
"""One event of a bot's, after a burst."""

BURST = 60


def next_turn(paced: datetime | None, now: datetime) -> datetime:
    """When the next event of a bot's may be told: now, or later."""
    return max(now, (paced or now) - EVERY * (BURST - 1))


def used(paced: datetime | None, now: datetime) -> datetime:
    """The pace after one more was told."""
    return max(paced or now, now) + EVERY
