"""Sort keys in the order of time: of reports, of the audit log, of what was decided about a user."""

from __future__ import annotations

import secrets
from datetime import datetime

from snowfight.clock import from_milliseconds, milliseconds


def new_id(now: datetime) -> str:
    """A name for what happens at `now`; such names sort by their time."""
    return f"{milliseconds(now):013d}-{secrets.token_hex(8)}"


def moment_of(identifier: str) -> datetime:
    """When that was."""
    return from_milliseconds(int(identifier.partition("-")[0]))
