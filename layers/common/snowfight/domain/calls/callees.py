"""Who is called: rung, or busy with another call."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import uuid4

from snowfight.domain.calls.arrivals import Start
from snowfight.domain.calls.dependencies import Dependencies
from snowfight.domain.calls.transitions import participant_of, settled
from snowfight.domain.rooms.notify_levels import level_of
from snowfight.models.records import Room

Places = Mapping[str, tuple[str, str]]
"""In which room and call users are, by username."""


class Callees:
    def __init__(self, on: Dependencies) -> None:
        self._rooms = on.rooms
        self._rows = on.rows
        self._clock = on.clock
        self._blocking = on.blocking

    def asked(self, room: Room, call: str, username: str, places: Places) -> Start:
        """The call of that id which the user starts in the chat; raises NotAccepted.

        Across a block nobody is rung in a group, nor told to be busy.
        """
        now = self._clock.now()
        everybody = [name for name in room.members if name != username]
        account, settings = self._rooms.memberships.with_settings(room.name, everybody, username)
        self._blocking.allow(account, room.state)
        apart = self._blocking.among(account, everybody)
        others = [name for name in everybody if name not in apart]
        elsewhere = {name: place for name, place in places.items() if name in others and place[0] != room.name}
        busy = self._in_calls(elsewhere, now)
        disturbed = [name for name in others if level_of(*settings[name], room.state.kind, now) != "none"]
        return Start(
            id=call,
            room=room.name,
            is_private=room.state.kind == "private",
            rung=tuple(name for name in disturbed if name not in busy),
            busy=tuple(name for name in others if name in busy),
            message_id=str(uuid4()),
        )

    def _in_calls(self, places: Places, now: datetime) -> set[str]:
        """Who of those users is in such a call now: time may have ended it, and nobody looked since."""
        calls = self._rows.newest({room for room, _ in places.values()}) if places else {}
        found = {room: settled(call, now) for room, call in calls.items()}
        return {
            name
            for name, (room, call) in places.items()
            if room in found and found[room].id == call and participant_of(found[room], name)
        }
