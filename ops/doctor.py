"""`make doctor`: is everything there that the chat needs, and does it work? A line a check; 1 where one failed."""

from __future__ import annotations

import sys
from collections.abc import Callable

from infra.settings import SettingsError
from ops.account import Account
from ops.deployment import Deployment, NotDeployed
from ops.findings import Check, examine
from ops.trip import travel


def diagnose(deployment: Deployment, say: Callable[[str], None] = print) -> bool:
    """Examine a deployment and tell whether nothing is wrong."""
    sender = deployment.settings.sender_address
    trip = Check("round trip", lambda: travel(deployment.site, sender), ("credentials", "stack"))
    return examine([*Account(deployment).checks(), trip], say)


def main() -> None:
    """Examine the stage that the command line names."""
    [stage] = sys.argv[1:] or ["dev"]
    try:
        deployment = Deployment.of(stage)
    except (SettingsError, NotDeployed) as error:
        sys.exit(f"fail  settings     {error}")
    sys.exit(0 if diagnose(deployment) else 1)


if __name__ == "__main__":
    main()
