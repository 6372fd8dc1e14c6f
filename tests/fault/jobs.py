"""The stream of job rows and the sweep: every job is taken up when it is due, and again while it is not done."""

from __future__ import annotations

from typing import cast

from snowfight.storage.jobs.queue import Job, Kind
from tests.fault.cloud import Cloud, Instance
from tests.support.dynamodb import Write
from tests.support.stage import START

SWEEP = 20.0
"""Seconds until a job is looked at again: sooner than in the cloud, so that a life need not be so long."""


class JobStream:
    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud

    def committed(self, write: Write) -> None:
        """A row was written: where it is a job, it is done when it is due."""
        if write.after is None or write.after.get("pk") != {"S": "JOBS"}:
            return
        due = int(write.after["due"]["N"]) / 1000 - START.timestamp()
        sort = write.after["sk"]["S"]
        self._cloud.stage.at(max(0.0, due - self._cloud.stage.now) + 0.05, lambda: self._look(sort))

    def _look(self, sort: str) -> None:
        if not self.is_left(sort):
            return
        kind, _, subject = sort.partition("#")
        self._cloud.invoke(lambda instance: _take_up(instance, kind, subject), lambda _answer: None)
        self._cloud.stage.at(SWEEP, lambda: self._look(sort))

    def is_left(self, sort: str) -> bool:
        """Whether that job is still to be done."""
        return any(sort == left for left in self.left())

    def left(self) -> list[str]:
        """What is still to be done."""
        jobs = self._cloud.tables.tables["ephemeral"].order.get(b"JOBS", [])
        return [sort.decode() for sort in jobs]


def _take_up(instance: Instance, kind: str, subject: str) -> None:
    job = instance.job_rows.get(cast("Kind", kind), subject)
    if job is not None:
        _run(instance, job)


def _run(instance: Instance, job: Job) -> None:
    if job.kind == "tell-changes":
        instance.changes.broadcast.finish(job)
    else:
        instance.clearing.finish(job, lambda: True)
