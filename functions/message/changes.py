"""What serves changes to messages: put together when the first of them comes, since most instances see none."""

from __future__ import annotations

from importlib import import_module

from functions.message.wiring import (
    accounts,
    blocking,
    checks,
    clock,
    database,
    fanout,
    jobs,
    logger,
    mentioning,
    messages,
    retention,
    rooms,
    settings,
)
from snowfight.domain.changes.dependencies import Dependencies
from snowfight.domain.changes.parts import ChangeParts
from snowfight.domain.changes.plan import Situation
from snowfight.domain.messages.outcomes import OutcomeUnknown
from snowfight.models.client_frames import Delete, Edit, Pin, React
from snowfight.models.records import Link
from snowfight.storage.files.uploads import Also
from snowfight.transport.throttle import Throttle


def _written_down(now: Situation) -> Also:
    """Loaded when a moderator deletes somebody else's message."""
    written: Also = import_module("snowfight.domain.moderation.written_down").deletion(now)
    return written


_parts = ChangeParts(
    Dependencies(
        *(database, rooms, messages, accounts, fanout, retention, jobs, mentioning, blocking, clock),
        *(checks, _written_down),
    ),
    settings.message_length,
    settings.edit_hours,
    Throttle.of_what_is_free(clock).admits,
)
catch_up = _parts.retelling.catch_up


def serve(link: Link, frame: Edit | Delete | React | Pin) -> None:
    """Change a message and answer; the reply is posted, so that it comes when the change is told."""
    logger.set_correlation_id(frame.client_id)
    try:
        outcome = _parts.service.serve(link, frame.client_id, _parts.requests.of(frame))
    except OutcomeUnknown:
        logger.exception("the outcome of a change is unknown; the client's retry will tell")
        return
    logger.info(
        "changed",
        extra={
            "kind": frame.type,
            "room": frame.room,
            "seq": frame.seq,
            "rev": outcome.rev,
            "stored": outcome.stored,
            **outcome.report.counts,
        },
    )
