"""What one call may spend on searching."""

from __future__ import annotations

import time
from collections.abc import Callable

SECONDS = 8.0
FILES = 32
"""Files of the index that one call opens: two million messages of one chat."""


class Budget:
    def __init__(
        self, seconds: float = SECONDS, files: int = FILES, timer: Callable[[], float] = time.monotonic
    ) -> None:
        self._timer = timer
        self._end = timer() + seconds
        self._files = files

    def is_left(self) -> bool:
        """Whether there is time."""
        return self._timer() < self._end

    def take_file(self) -> bool:
        """Whether one more file may be opened; counts it."""
        if self._files <= 0:
            return False
        self._files -= 1
        return True
