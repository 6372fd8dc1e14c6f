"""Sends events: woken by rows that say in which chat there are some, and every few minutes for what is tried again."""

from __future__ import annotations

import time
from typing import Any

from aws_lambda_powertools import Logger

from functions.events.wiring import (
    accounts,
    changes,
    clock,
    database,
    messages,
    receivers,
    rooms,
    rows,
    settings,
    wakes,
)
from snowfight.domain.events.events import Events
from snowfight.domain.events.looking import EventLooking
from snowfight.domain.events.makers import MakerNotices
from snowfight.domain.events.occurrences import Logs
from snowfight.domain.events.sending import Dependencies, EventSending
from snowfight.domain.events.turns import EventTurns
from snowfight.domain.messages.retention import Retention
from snowfight.integrations.mail import SesMail
from snowfight.storage.events.retries import EventRetries
from snowfight.storage.rooms.event_wakes import wakes_of
from snowfight.storage.rooms.member_events import MemberEventLog

RESERVE_MS = 20_000
"""No event is begun with less time left than this: one takes 10 s at most, and the rest is ours."""

logger = Logger()
_retries = EventRetries(database)
sending = EventSending(
    Dependencies(
        rows,
        wakes,
        _retries,
        Logs(messages, changes, MemberEventLog(database), clock),
        Events(messages, accounts, Retention(messages, clock, settings.retention_days)),
        receivers,
        MakerNotices(SesMail(settings.sender_address), next(iter(settings.site_origins), "")),
        clock,
    )
)
turns = EventTurns(wakes, _retries, EventLooking(rooms, accounts, rows, wakes, _retries, sending, clock), clock)


def handler(event: dict[str, Any], context: Any) -> None:
    """Send what the stream's records name, or, called by the schedule, what is due again.

    Raises an error, after the others had their turn: Lambda calls twice more with the same records, and what could not
    be looked at is due for the schedule too.
    """

    def has_time() -> bool:
        return bool(context.get_remaining_time_in_millis() > RESERVE_MS)

    if "Records" in event:
        looked = turns.take_all(wakes_of(event["Records"]), has_time, time.sleep)
        logger.info("sent", extra={"events": looked.sent})
    else:
        logger.info("sent again", extra={"events": turns.sweep(has_time)})
