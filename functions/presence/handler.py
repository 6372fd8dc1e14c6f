"""Presence, woken by what changes: marks what has to be looked at, and tells what it is time to tell."""

from __future__ import annotations

import time
from importlib import import_module
from typing import Any

from aws_lambda_powertools import Logger

from functions.presence.wiring import clock, meter, presence_schedule, sharding
from snowfight.models.names import PUBLIC_CHAT
from snowfight.storage.presence.stream_records import changes_of, were_gathered

logger = Logger()

PAUSE_SECONDS = 1.0
"""Waited for what is not due yet before a stream that gathers no records calls again; one that does costs nothing."""


def handler(event: dict[str, Any], context: object) -> None:
    """Take one batch of the streams' records; a batch that comes again does no harm."""
    changes = changes_of(event["Records"])
    waits = presence_schedule.run(changes)
    if changes.talk and sharding.is_large:
        import_module("functions.presence.telling").telling.watch(PUBLIC_CHAT)
    meter.flush()
    logger.info(
        "presence",
        extra={
            "records": len(event["Records"]),
            "rooms": len(changes.rooms),
            "users": len(changes.users),
            "waits": waits.total_seconds() if waits is not None else None,
        },
    )
    if waits is not None and not were_gathered(event["Records"], clock.now()):
        time.sleep(min(PAUSE_SECONDS, waits.total_seconds()))
