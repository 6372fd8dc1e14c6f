"""Workers in the same process."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

from snowfight.models.tasks import ShardTask


class Queue:
    """Keeps tasks until they are run; `refuses` says which nobody takes."""

    def __init__(self) -> None:
        self.waiting: deque[ShardTask] = deque()
        self.started: list[list[ShardTask]] = []
        self.refuses: Callable[[ShardTask], bool] = lambda _task: False

    def call(self, tasks: Sequence[ShardTask]) -> list[ShardTask]:
        return self.start(tasks)

    def start(self, tasks: Sequence[ShardTask]) -> list[ShardTask]:
        self.started.append(list(tasks))
        self.waiting += [task for task in tasks if not self.refuses(task)]
        return [task for task in tasks if self.refuses(task)]

    def work(self, run: Callable[[ShardTask], object]) -> int:
        """Run what waits and what that starts, until nothing does; returns how many tasks that were."""
        count = 0
        while self.waiting:
            run(ShardTask.model_validate_json(self.waiting.popleft().model_dump_json(exclude_defaults=True)))
            count += 1
        return count
