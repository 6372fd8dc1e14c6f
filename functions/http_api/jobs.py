"""Work that goes on after the answer: woken by a new job's row, and every few minutes for what was dropped."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from aws_lambda_powertools import Logger

from functions.http_api.wiring import clock, file_cleanup, job_runner, jobs, meter

logger = Logger()

SOON = timedelta(seconds=3)
"""Jobs that are due so soon are waited for: nothing else would wake the function in time."""

RESERVE_MS = 10_000
"""No page is begun with less time left than this."""

ROUND_SECONDS = 5.0


def handler(event: dict[str, Any], context: Any) -> None:
    """Do a round of every job that is due; raises the last error, after the others had their turn.

    The schedule's event, which carries no records, has files removed too that were uploaded and never posted.
    """
    failed: Exception | None = None
    for job in jobs.due(within=SOON):
        if not _has_time(context):
            jobs.go_on(job)  # its changed row wakes this function again
            break
        time.sleep(max(0.0, (job.due - clock.now()).total_seconds()))
        try:
            done = job_runner.run(job, _deadline(context))
            logger.info("job", extra={"kind": job.kind, "subject": job.subject, "done": done})
        except Exception as error:
            logger.exception("a job failed", extra={"kind": job.kind, "subject": job.subject})
            failed = error
    meter.flush()
    if failed is not None:
        raise failed
    if "Records" not in event and (removed := file_cleanup.orphans(lambda: _has_time(context))):
        logger.info("orphans", extra={"removed": removed})


def _deadline(context: Any) -> Callable[[], bool]:
    """Says while a round has time for another page: those who wait for a short job do not wait for a long one."""
    end = time.monotonic() + ROUND_SECONDS
    return lambda: time.monotonic() < end and _has_time(context)


def _has_time(context: Any) -> bool:
    return context.get_remaining_time_in_millis() > RESERVE_MS
