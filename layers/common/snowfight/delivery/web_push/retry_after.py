"""How long a server asks to be left alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

LONGEST = timedelta(hours=1)
"""What failed is tried again within the hour (wire contract, "Notices when nobody looks")."""


def retry_after(value: str, now: datetime) -> timedelta | None:
    """What the header `Retry-After` says, in seconds or as a date (RFC 9110, section 10.2.3), at most LONGEST; None
    where it says neither."""
    if value.isascii() and value.isdecimal():
        return timedelta(seconds=min(int(value[:9]), LONGEST.total_seconds()))
    from email.utils import parsedate_to_datetime  # noqa: PLC0415  (hardly any service sends a date)

    try:
        date = parsedate_to_datetime(value)
    except ValueError:
        return None
    date = date if date.tzinfo else date.replace(tzinfo=UTC)
    return min(max(date - now, timedelta(0)), LONGEST)
