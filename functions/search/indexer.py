"""Keeps the search index: asked by whoever sends or searches, by a schedule, and by operators."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from aws_lambda_powertools import Logger

from functions.search.wiring import clock, dirty, index_files, index_tasks, manifests, messages, retention, rooms
from snowfight.domain.search.index_builds import IndexBuilds
from snowfight.domain.search.index_upkeep import IndexUpkeep
from snowfight.domain.search.indexer import Indexer
from snowfight.models.tasks import IndexTask
from snowfight.storage.search.sqlite import description

logger = Logger()

RESERVE_MS = 60_000
"""No file is begun with less time left than this; the largest takes some seconds."""

indexer = Indexer(rooms, messages, manifests, dirty, index_files, IndexBuilds(messages, retention))
upkeep = IndexUpkeep(indexer, dirty, index_files, retention, clock)


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Do what the event, an IndexTask, asks for; what there is no time for goes to another invocation."""
    task = IndexTask.model_validate(event)
    if task.describe:
        return dict(description())
    begun = time.monotonic()
    rest = _rest(task, lambda: context.get_remaining_time_in_millis() > RESERVE_MS)
    if rest is not None and not index_tasks.start(rest):
        raise RuntimeError("nobody took the rest of the work")
    asked = task.model_dump(exclude_defaults=True)
    logger.info("indexed", extra={**asked, "done": rest is None, "seconds": round(time.monotonic() - begun, 3)})
    return {"done": rest is None}


def _rest(task: IndexTask, has_time: Callable[[], bool]) -> IndexTask | None:
    """Work on the task while there is time; what is left of it then."""
    if task.room is None:
        return _everywhere(task, has_time)
    if task.anew:
        first = indexer.renew(task.room, task.file or 1, has_time)
        return task.model_copy(update={"file": first}) if first else None
    if task.file is not None:
        indexer.rebuild(task.room, task.file)
        return None
    return None if indexer.append(task.room, has_time) else task


def _everywhere(task: IndexTask, has_time: Callable[[], bool]) -> IndexTask | None:
    if not task.anew:
        after = upkeep.sweep(task.after, has_time)
    else:
        found, after = upkeep.rooms(task.after)
        for room in found:
            if not index_tasks.start(IndexTask(room=room, anew=True)):
                raise RuntimeError("nobody took a chat's work")
    return task.model_copy(update={"after": after}) if after else None
