"""Tells those who do not look: woken by rows that say where to look, and every few minutes for what has waited.

The same stream tells of events that are to be sent, which another function does.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict
from importlib import import_module
from typing import Any

from aws_lambda_powertools import Logger

from functions.notices.metrics import flush
from functions.notices.telling import mail_digests, turns
from snowfight.storage.notices.waiting import Look, Subject, subjects_of

RESERVE_MS = 15_000
"""No push is begun with less time left than this: one takes 10 s at most, and the rest is ours."""

EVENTS = "EVENTS#"

logger = Logger()


def handler(event: dict[str, Any], context: Any) -> None:
    """Look at what the stream's records name, or, called by the schedule, at what has waited for its time.

    Raises an error, after the others had their turn: the stream brings the same records again.
    """

    def has_time() -> bool:
        return bool(context.get_remaining_time_in_millis() > RESERVE_MS)

    try:
        if "Records" in event:
            _take(event["Records"])
        else:
            _catch_up(has_time)
    finally:
        flush()


def _take(records: list[dict[str, Any]]) -> None:
    """Look at what notices name, and hand on what is about events: first, since that waits for nothing. What cannot be
    handed on keeps no notice back."""
    events = [record for record in records if record["dynamodb"]["Keys"]["room"]["S"].startswith(EVENTS)]
    try:
        if events:
            import_module("functions.notices.events").hand_on(events)
    finally:
        _look(subjects_of(record for record in records if record not in events))


def _catch_up(has_time: Callable[[], bool]) -> None:
    """What fails among pushes keeps no mail back."""
    try:
        logger.info("pushed again", extra={"tried": turns.retry(has_time)})
    finally:
        logger.info("mailed", extra=asdict(mail_digests.send_due(has_time)))


def _look(subjects: list[tuple[Subject, Look]]) -> None:
    taken = turns.take_all(subjects, time.sleep)
    for (subject, _), error in taken.failed.items():
        logger.error("a chat could not be looked at", exc_info=error, extra={"subject": subject.name})
    logger.info("looked", extra={"subjects": len(subjects), "early": taken.early})
    for error in taken.failed.values():
        raise error
