"""Jobs, however many wait."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from snowfight.storage.database import Database
from snowfight.storage.jobs.queue import Job, JobRows

NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)


def test_a_job_that_is_due_is_found_behind_any_number_that_are_not_and_the_longest_waiting_comes_first(
    database: Database,
) -> None:
    # Given more of a kind that sorts before, all of them for later
    jobs = JobRows(database)
    for number in range(1100):
        jobs.put(Job("delete-chat", f"room-{number:04}", NOW + timedelta(minutes=2)))
    # When two are due, of which the one that sorts last waits longest
    jobs.put(Job("expire-messages", "room", NOW))
    jobs.put(Job("tell-read", "room/ann", NOW - timedelta(seconds=1)))
    # Then
    assert [job.kind for job in jobs.due(NOW)] == ["tell-read", "expire-messages"]
    assert len(jobs.due(NOW + timedelta(minutes=2))) == 1102
