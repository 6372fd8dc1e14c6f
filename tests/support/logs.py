"""What a function has written to its log."""

from __future__ import annotations

import io
import json
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from aws_lambda_powertools import Logger


class Log(io.StringIO):
    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.getvalue().splitlines()]


@contextmanager
def logged(logger: Logger) -> Generator[Log]:
    """Keep what `logger`, and whoever shares its service's name, writes while the block runs."""
    log = Log()
    [handler] = [handler for handler in logger.handlers if hasattr(handler, "setStream")]
    before = handler.setStream(log)  # pyright: ignore[reportAttributeAccessIssue]  (it has one: see above)
    try:
        yield log
    finally:
        handler.setStream(before)  # pyright: ignore[reportAttributeAccessIssue]
