"""A call as it is kept: facts without keys, limits or AWS types."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from snowfight.models.calls.frames import Phase, Reason
    from snowfight.models.records import Link


@dataclass(frozen=True)
class Participant:
    """A user in a call, with the one device that is in it."""

    username: str
    device: str
    video: bool
    since: datetime


@dataclass(frozen=True)
class Heard:
    """When a device in a call was heard of last, and by which connection."""

    at: datetime
    link: Link


@dataclass(frozen=True)
class Call:
    """A chat's newest call. `version` counts what its members can see of it."""

    room: str
    id: str
    message_id: str
    """What the message is called by which the log tells of it: known to nobody else before."""
    started_by: str
    started: datetime
    expires: datetime
    """Until then it rings."""
    phase: Phase = "ringing"
    version: int = 1
    video: bool = False
    is_private: bool = True
    participants: tuple[Participant, ...] = ()
    rung: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()
    busy: tuple[str, ...] = ()
    """Who was not rung, since they were in another call."""
    came: tuple[str, ...] = ()
    """Whoever was ever in it, the starter first."""
    answered: datetime | None = None
    """When it was accepted first."""
    alone: datetime | None = None
    """Since when there is only one participant in a private call that was answered."""
    ended: datetime | None = None
    reason: Reason | None = None
    is_silent: bool = False
    """Whether it leaves no message: its chat is gone."""
    heard: dict[str, Heard] = field(default_factory=dict[str, Heard])
    """By device."""
