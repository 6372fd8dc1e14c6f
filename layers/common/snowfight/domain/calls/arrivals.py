"""What calls are asked for with: a start, somebody's device that comes, and how many a call carries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from snowfight.models.calls.call import Call, Participant
from snowfight.models.records import Link


@dataclass(frozen=True)
class Capacity:
    """How many a call carries, with video and with voice alone."""

    video: int
    voice: int

    def of(self, call: Call) -> int:
        return self.video if call.video else self.voice


@dataclass(frozen=True)
class Start:
    """A call that is asked for: who of the chat would be rung, who cannot be since they are in another call, and what
    its message is to be called."""

    id: str
    room: str
    is_private: bool
    rung: tuple[str, ...]
    busy: tuple[str, ...]
    message_id: str


@dataclass(frozen=True)
class Arrival:
    """A user's device that is in a call from `at` on, by which connection, and whether its camera is on."""

    link: Link
    device: str
    video: bool
    at: datetime

    @property
    def participant(self) -> Participant:
        return Participant(self.link.username, self.device, self.video, self.at)
