"""Has the search index brought up to date: loaded at every 4,096th message of a chat."""

from __future__ import annotations

from functions.bots.wiring import settings
from snowfight.aws.address import region_of_this_function
from snowfight.delivery.index_tasks import IndexTasks
from snowfight.models.tasks import IndexTask

_tasks = IndexTasks(settings.indexer_function, region_of_this_function())


def start(room: str) -> None:
    """Do not wait for it; where nobody takes it up, the next search does (domain.search.searching)."""
    _tasks.start(IndexTask(room=room))
