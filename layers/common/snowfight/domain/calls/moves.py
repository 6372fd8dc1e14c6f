"""Moving a call from one state to the next, whoever else moves it at the same time."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from snowfight.clock import Clock
from snowfight.domain.calls.transitions import heard, participant_of, settled
from snowfight.errors import CallOver
from snowfight.models.calls.call import Call
from snowfight.models.records import Link
from snowfight.storage.calls.calls import CallRows, KnownCall, Seen
from snowfight.storage.rooms.contested import uncontested

Act = Callable[[Call, datetime], Call]
"""A transition (domain.calls.transitions), at that time; raises what speaks against it."""


@dataclass(frozen=True)
class Move:
    """What a call was, and what it is now."""

    before: Call | None
    after: Call

    @property
    def changed(self) -> bool:
        """Whether there is something that its members can see."""
        return self.before is None or self.before.id != self.after.id or self.before.version != self.after.version


@dataclass(frozen=True)
class Sender:
    """A device that says something, and by which connection: it was heard of."""

    link: Link
    device: str


class CallMoves:
    def __init__(self, rows: CallRows, clock: Clock, pause: Callable[[float], None] = time.sleep) -> None:
        self._rows = rows
        self._clock = clock
        self._pause = pause

    def attempt(self, act: Callable[[], Move]) -> Move:
        """Do `act`, again from a fresh look while others move the same call; raises Unavailable in the end."""
        return uncontested(act, self._pause)

    def move(self, room: str, call: str, act: Act, sender: Sender | None = None) -> Move:
        """Do `act` to the call, after what time has done to it. Of one that is over the last state is returned.

        Raises CallOver where there is none of it, and what `act` raises.
        """
        return self.attempt(lambda: self.once(self._rows.seen(room, call), call, act, sender))

    def once(self, seen: Seen, call: str, act: Act, sender: Sender | None = None) -> Move:
        """The same to what was seen; raises Contested besides."""
        known = _known(seen, call)
        now = self._clock.now()
        present = self._heard(known.call, sender, now)
        after = act(settled(present, now), now)
        if after.version != known.call.version:
            after = replace(after, version=known.call.version + 1)  # what time did is told with what the sender did
            self._rows.put(known, after, now)
        elif sender is not None and present != known.call:
            self._rows.hear(present, sender.device, present.heard[sender.device])
        return Move(known.call, after)

    def check(self, seen: Seen, call: str, act: Act) -> None:
        """Raises what speaks against doing the same; nothing is done."""
        now = self._clock.now()
        act(settled(_known(seen, call).call, now), now)

    def begin(self, seen: Seen, call: Call, now: datetime) -> Move:
        """Keep a new call, in place of the chat's last one, which is over; raises Contested."""
        last: KnownCall | None = seen.newest
        self._rows.put(last, call, now)
        return Move(None, call)

    def _heard(self, call: Call, sender: Sender | None, now: datetime) -> Call:
        mine = participant_of(call, sender.link.username) if sender else None
        if sender is None or mine is None or mine.device != sender.device or call.phase == "over":
            return call
        return heard(call, sender.link, sender.device, now)


def _known(seen: Seen, call: str) -> KnownCall:
    """That call, as it was seen; raises CallOver where there is none of it."""
    known = seen.newest if seen.newest and seen.newest.call.id == call else seen.ended
    if known is None:
        raise CallOver
    return known
