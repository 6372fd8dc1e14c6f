"""Calls that ring or go on, for who comes later: in lists of chats, and as a ring for a page that connects.

Asked only of chats whose own row names a call.
"""

from __future__ import annotations

from collections.abc import Iterable

from snowfight.clock import Clock
from snowfight.domain.calls.transitions import ringing, settled
from snowfight.domain.calls.views import chat_call_of, ring_of
from snowfight.models.calls.call import Call
from snowfight.models.calls.frames import CallRing
from snowfight.models.chat import ChatCall
from snowfight.models.records import RoomState
from snowfight.storage.calls.calls import CallRows


class ChatCalls:
    def __init__(self, rows: CallRows, clock: Clock) -> None:
        self._rows = rows
        self._clock = clock

    def of(self, states: Iterable[RoomState]) -> dict[str, ChatCall]:
        """What rings or goes on in those chats, by name; one request for a hundred."""
        found = {call.room: chat_call_of(call) for call in self._going_on(states)}
        return {room: call for room, call in found.items() if call is not None}

    def rings(self, username: str, states: Iterable[RoomState]) -> list[CallRing]:
        """What rings for the user in those chats."""
        now = self._clock.now()
        return [ring_of(call) for call in self._going_on(states) if username in ringing(call, now)]

    def _going_on(self, states: Iterable[RoomState]) -> list[Call]:
        named = {state.name: state.call for state in states if state.call}
        now = self._clock.now()
        return [settled(call, now) for call in self._rows.newest(named).values()] if named else []
