"""Watches calls: woken by rows that say which chat has one."""

from __future__ import annotations

import time
from typing import Any

from aws_lambda_powertools import Logger

from functions.calls.wiring import meter, watching
from snowfight.storage.calls.watches import rooms_of

logger = Logger()

PAUSE_SECONDS = 1.0
"""Waited for what is not due yet before it comes again: not every stream gathers records first."""


def handler(event: dict[str, Any], context: object) -> None:
    """Look at what the stream's records name; raises an error, after the others had their turn: it comes again."""
    failed: Exception | None = None
    early: list[str] = []
    for room in rooms_of(event["Records"]):
        try:
            if watching.take(room).total_seconds() > 0:
                early.append(room)
        except Exception as error:
            logger.exception("a call could not be looked at", extra={"room": room})
            failed = error
    if early:
        time.sleep(PAUSE_SECONDS)
    for room in early:
        watching.turn(room)
    meter.flush()
    if failed is not None:
        raise failed
