"""Quiet time: when a user is not to be disturbed, by the clock of where they are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from snowfight.storage.accounts.user_settings import Quiet


def is_quiet(quiet: Quiet | None, now: datetime) -> bool:
    """Whether it is quiet time: where it begins later than it ends, over midnight."""
    local = _local(quiet, now)
    if quiet is None or local is None:
        return False
    time = f"{local:%H:%M}"
    if quiet.start < quiet.end:
        return quiet.start <= time < quiet.end
    return time >= quiet.start or time < quiet.end


def quiet_until(quiet: Quiet | None, now: datetime) -> datetime:
    """When the quiet time ends that it is; `now` where it is none."""
    local = _local(quiet, now)
    if quiet is None or local is None or not is_quiet(quiet, now):
        return now
    hour, minute = map(int, quiet.end.split(":"))
    end = local.replace(hour=hour, minute=minute, second=0, microsecond=0)
    if end <= local:
        end += timedelta(days=1)
    return end.astimezone(UTC)


def _local(quiet: Quiet | None, now: datetime) -> datetime | None:
    """The time where the user is."""
    try:
        return now.astimezone(ZoneInfo(quiet.zone)) if quiet else None
    except (ZoneInfoNotFoundError, ValueError):
        return None
