"""Asking the indexer for something, without waiting for it."""

from __future__ import annotations

from collections.abc import Callable

from snowfight.aws.address import region_of_this_function
from snowfight.aws.credentials import Credentials
from snowfight.delivery.queued_function import QueuedFunction
from snowfight.models.tasks import IndexTask


class IndexTasks:
    """Tasks for the Lambda function `name` in `region`."""

    def __init__(
        self,
        name: str,
        region: str,
        credentials: Callable[[], Credentials] | None = None,
        *,
        url: str | None = None,
    ) -> None:
        self._function = QueuedFunction(name, region, credentials, url=url)

    def start(self, task: IndexTask) -> bool:
        """Hand a task over; False where Lambda did not take it, which the next search makes up for."""
        return self._function.start(task.model_dump_json(exclude_defaults=True).encode())


def index(name: str, room: str) -> None:
    """Have the function `name` bring the chat's index up to date; loaded at every 4,096th message of a chat.

    Not waited for: where nobody takes it up, the next search does (domain.search.searching).
    """
    IndexTasks(name, region_of_this_function()).start(IndexTask(room=room))
