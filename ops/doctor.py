"""`make doctor`: is everything there that the chat needs, and does it work? A line a check; 1 where one failed."""

from __future__ import annotations

from collections.abc import Callable

from ops.account import Account
from ops.command import command
from ops.deployment import Deployment
from ops.findings import Check, examine, fail
from ops.relays.check import relays
from ops.search_check import search
from ops.smoke_test import travel


def diagnose(deployment: Deployment, say: Callable[[str], None] = print) -> bool:
    """Examine a deployment and tell whether nothing is wrong."""
    sender = deployment.settings.sender_address
    trip = Check("round trip", lambda: travel(deployment.site, sender), ("credentials", "stack"))
    index = Check("search", lambda: search(deployment), ("credentials", "stack"))
    turn = Check("relays", lambda: relays(deployment), ("credentials", "stack"))
    return examine([*Account(deployment).checks(), index, turn, trip], say)


def see(stage: str) -> int:
    """Examine a stage; returns 1 where something is wrong."""
    return 0 if diagnose(Deployment.of(stage)) else 1


if __name__ == "__main__":
    command("doctor", ["STAGE"], see, label=str(fail("settings", "")))
