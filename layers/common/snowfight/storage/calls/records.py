"""What the row of a call keeps, as a record."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from snowfight.clock import from_milliseconds, milliseconds
from snowfight.models.calls.call import Call, Heard, Participant
from snowfight.models.records import Link
from snowfight.storage.rows.ephemeral import CallRow

TIMES = ("started", "expires", "answered", "alone", "ended")
NAMES = ("rung", "declined", "busy", "came")
FACTS = ("id", "message_id", "started_by", "phase", "version", "video", "is_private", "reason", "is_silent")


def state_text(call: Call) -> str:
    """The call as its row keeps it, but for when its devices were heard of."""
    facts: dict[str, Any] = {name: getattr(call, name) for name in (*FACTS, *NAMES)}
    times = {name: _number(getattr(call, name)) for name in TIMES}
    people = [[p.username, p.device, p.video, milliseconds(p.since)] for p in call.participants]
    return json.dumps({**facts, **times, "participants": people}, separators=(",", ":"))


def call_of(row: CallRow) -> Call:
    """The call that a row keeps."""
    kept: dict[str, Any] = json.loads(row.state)
    people = tuple(
        Participant(name, device, video, from_milliseconds(at)) for name, device, video, at in kept.pop("participants")
    )
    names = {name: tuple(kept[name]) for name in NAMES}
    times = {name: _moment(kept[name]) for name in TIMES}
    users = {each.device: each.username for each in people}
    heard = {device: heard_of(text, users[device]) for device, text in row.heard.as_dict().items() if device in users}
    facts: dict[str, Any] = {**kept, **names, **times}
    return Call(room=row.pk.removeprefix("CALL#"), participants=people, heard=heard, **facts)


def heard_text(heard: Heard) -> str:
    """When a device was heard of, and by which connection, as its place in the row keeps it."""
    return f"{milliseconds(heard.at)} {milliseconds(heard.link.opened)} {heard.link.connection_id}"


def heard_of(text: str, username: str) -> Heard:
    """The same, read."""
    at, opened, connection_id = text.split(" ", 2)
    return Heard(from_milliseconds(int(at)), Link(connection_id, username, from_milliseconds(int(opened))))


def _number(moment: datetime | None) -> int | None:
    return None if moment is None else milliseconds(moment)


def _moment(number: int | None) -> datetime | None:
    return None if number is None else from_milliseconds(number)
