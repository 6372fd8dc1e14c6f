"""Pinning a message to its chat, and taking it down."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from snowfight.domain.changes.plan import Decide, Plan, Situation
from snowfight.domain.permissions import Action, allow
from snowfight.errors import TooManyPins
from snowfight.models.records import RoomState
from snowfight.storage.messages.pins import Pins

MAX_PINS = 50
"""Of one chat (wire contract, part 2)."""


class Pinning:
    """Decides about pins; `living` says which messages of a list still are there: those that have ended count not."""

    def __init__(self, pins: Pins, living: Callable[[RoomState, Iterable[int]], list[int]]) -> None:
        self._pins = pins
        self._living = living

    def decide(self, *, on: bool) -> Decide:
        """Raises NotAdmin, TooManyPins."""

        def decide(now: Situation) -> Plan | None:
            allow(Action.PIN, now.room, now.username, now.role)
            entry, pins = now.entry, now.reading.pins
            if entry.pinned == on:
                return None
            others = [seq for seq in pins if seq != entry.seq]
            if on and len(others) >= MAX_PINS:
                others = self._living(now.room.state, others)
                if len(others) >= MAX_PINS:
                    raise TooManyPins
            after = [*others, entry.seq] if on else others
            also = self._pins.keep(entry.room, pins, after)
            return Plan("pin", replace(entry, pinned=on, rev=now.rev), (also,), on=on)

        return decide
