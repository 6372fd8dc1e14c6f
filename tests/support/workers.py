"""Workers in the same process."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

from snowfight.models.errands import Errand


class Queue:
    """Keeps errands until they are run; `refuses` says which nobody takes."""

    def __init__(self) -> None:
        self.waiting: deque[Errand] = deque()
        self.started: list[list[Errand]] = []
        self.refuses: Callable[[Errand], bool] = lambda _errand: False

    def call(self, errands: Sequence[Errand]) -> list[Errand]:
        return self.start(errands)

    def start(self, errands: Sequence[Errand]) -> list[Errand]:
        self.started.append(list(errands))
        self.waiting += [errand for errand in errands if not self.refuses(errand)]
        return [errand for errand in errands if self.refuses(errand)]

    def work(self, run: Callable[[Errand], object]) -> int:
        """Run what waits and what that starts, until nothing does; returns how many errands that were."""
        count = 0
        while self.waiting:
            run(Errand.model_validate_json(self.waiting.popleft().model_dump_json(exclude_defaults=True)))
            count += 1
        return count
