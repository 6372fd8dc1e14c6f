"""Given records of the tables' streams, then it shows whether the stream has waited for more of them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from snowfight.storage.presence.stream_records import were_gathered
from tests.support.clock import ManualClock

NOW = ManualClock().now().replace(microsecond=0)


def record(written: datetime) -> dict[str, Any]:
    """As DynamoDB dates it: by the second, rounded down."""
    return {"dynamodb": {"Keys": {}, "ApproximateCreationDateTime": int(written.timestamp())}}


@pytest.mark.parametrize(("ages", "gathered"), [([2.0], True), ([2.6, 0.1], True), ([0.1], False), ([0.9, 0.0], False)])
def test_a_stream_that_waits_hands_over_a_record_that_is_old_enough(ages: list[float], gathered: bool) -> None:
    assert were_gathered([record(NOW - timedelta(seconds=age)) for age in ages], NOW) == gathered


def test_records_without_a_date_were_not_gathered() -> None:
    assert not were_gathered([{"dynamodb": {"Keys": {}}}], NOW)
