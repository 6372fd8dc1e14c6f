"""Work that goes on after the answer: woken by a new job's row, and every few minutes for what was dropped."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from aws_lambda_powertools import Logger

from functions.http_api.wiring import clock, deletion, jobs, reading
from snowfight.domain.jobs import Job

logger = Logger()

SOON = timedelta(seconds=3)
"""Jobs that are due so soon are waited for: nothing else would wake the function in time."""

RESERVE_MS = 10_000
"""No page is begun with less time left than this."""


def handler(event: dict[str, Any], context: Any) -> None:
    """Do a round of every job that is due; raises the last error, after the others had their turn."""
    failed: Exception | None = None
    for job in jobs.due(within=SOON):
        time.sleep(max(0.0, (job.due - clock.now()).total_seconds()))
        try:
            done = _run(job, lambda: context.get_remaining_time_in_millis() > RESERVE_MS)
            logger.info("job", extra={"kind": job.kind, "subject": job.subject, "done": done})
        except Exception as error:
            logger.exception("a job failed", extra={"kind": job.kind, "subject": job.subject})
            failed = error
    if failed is not None:
        raise failed


def _run(job: Job, has_time: Callable[[], bool]) -> bool:
    match job.kind:
        case "delete-chat":
            return jobs.purge_chat(job, has_time)
        case "tell-read":
            return reading.tell(job)
        case "delete-account":
            return deletion.finish(job, has_time)
