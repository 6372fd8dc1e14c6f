"""Calls as their frames move them: started, answered, declined, left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from snowfight.domain.calls.arrivals import Arrival
from snowfight.domain.calls.callees import Callees
from snowfight.domain.calls.dependencies import Dependencies
from snowfight.domain.calls.moves import Act, CallMoves, Move, Sender
from snowfight.domain.calls.telling import CallTelling
from snowfight.domain.calls.transitions import accepted, begun, declined, left, owned, participant_of, settled, without
from snowfight.domain.calls.views import state_of
from snowfight.domain.permissions import Action, allow_frame
from snowfight.errors import CallBusy, CallOver, NoCallsHere
from snowfight.models.calls.call import Call
from snowfight.models.calls.frames import (
    CallAccept,
    CallDecline,
    CallFrame,
    CallLeave,
    CallStart,
    CallState,
    CallSync,
)
from snowfight.models.names import is_room
from snowfight.models.records import Link, Room
from snowfight.storage.calls.calls import KnownCall, Seen
from snowfight.storage.rate_limits import RateLimit
from snowfight.storage.rooms.contested import Contested

MAX_MEMBERS = 20
"""Of a group in which calls can be started (wire contract, part 6)."""

STARTED = RateLimit("calls", 60, timedelta(minutes=10), "that is very many calls; please wait a little")
"""Of one user, new ones: each rings on many devices, and leaves a message."""


class Calls:
    """`log` keeps a chat's call in its log once that is over; where it fails, the watcher does it a little later."""

    def __init__(self, on: Dependencies, moves: CallMoves, telling: CallTelling, log: Callable[[str], None]) -> None:
        self._log = log
        self._rooms = on.rooms
        self._rows = on.rows
        self._room_calls = on.room_calls
        self._clock = on.clock
        self._capacity = on.capacity
        self._limits = on.limits
        self._callees = Callees(on)
        self._moves = moves
        self._telling = telling

    def start(self, link: Link, frame: CallStart) -> CallState:
        """Ring the others, or join what is there; raises NoSuchChat, NoCallsHere, NotAccepted, CallOver, CallBusy,
        CallFull, NoSuchDevice, RateLimited."""
        room = self._room(link, frame)
        move = self._moves.attempt(lambda: self._start(room, link, frame))
        if move.before is not None:
            return self._told(room, move, link)
        self._telling.began(room, move.after, link)
        return self._ended(move)

    def accept(self, link: Link, frame: CallAccept) -> CallState:
        """Come into the call, take it over, or turn the camera's flag; raises NoSuchChat, NoCallsHere, CallOver,
        CallBusy, CallFull, NoSuchDevice."""
        room = self._room(link, frame)
        return self._told(room, self._moves.attempt(lambda: self._join(room, link, frame, frame.call)), link)

    def decline(self, link: Link, frame: CallDecline) -> CallState:
        """Do not come; raises NoSuchChat, NoCallsHere, CallOver, NoSuchDevice."""

        def decline(call: Call, now: datetime) -> Call:
            owned(call, link.username, frame.device)
            return declined(call, link.username, now)

        return self._move(link, frame, decline)

    def leave(self, link: Link, frame: CallLeave) -> CallState:
        """Hang up on that device; raises NoSuchChat, NoCallsHere, CallOver, NoSuchDevice."""
        return self._move(link, frame, lambda call, now: left(call, link.username, frame.device, now))

    def sync(self, link: Link, frame: CallSync) -> CallState:
        """The device is still there; raises NoSuchChat, NoCallsHere, CallOver, NoSuchDevice."""

        def same(call: Call, _now: datetime) -> Call:
            owned(call, link.username, frame.device)
            return call

        return self._move(link, frame, same)

    def _move(self, link: Link, frame: CallFrame, act: Act) -> CallState:
        room = self._room(link, frame)
        return self._told(room, self._moves.move(room.name, frame.call, act, Sender(link, frame.device)), link)

    def _told(self, room: Room | None, move: Move, link: Link | None = None) -> CallState:
        """The answer to who moved the call, after everybody else was told."""
        self._telling.moved(room, move, link)
        return self._ended(move)

    def _ended(self, move: Move) -> CallState:
        if move.changed and move.after.phase == "over":
            self._log(move.after.room)
        return state_of(move.after)

    def _room(self, link: Link, frame: CallFrame) -> Room:
        room = self._rooms.load(frame.room) if is_room(frame.room) else None
        room = allow_frame(Action.SEND, room, link.username)
        if room.state.kind == "public":
            raise NoCallsHere
        return room

    def _start(self, room: Room, link: Link, frame: CallStart) -> Move:
        few = room.members if len(room.members) <= MAX_MEMBERS else (link.username,)
        seen = self._rows.seen(room.name, frame.call, few)
        if seen.ended:
            raise CallOver
        now = self._clock.now()
        newest = settled(seen.newest.call, now) if seen.newest else None
        if newest is not None and newest.phase != "over":
            if room.state.call != newest.id:
                self._room_calls.point(room.name, newest.id)  # who was slower may have named a call that never was
            return self._join(room, link, frame, newest.id, seen)
        self._finish(room, seen.newest)
        if len(room.members) > MAX_MEMBERS:
            raise NoCallsHere
        start = self._callees.asked(room, frame.call, link.username, seen.calling or {})
        self._limits.spend(STARTED, link.username, now)
        self._free(room.name, frame, link.username, seen)
        call = begun(start, _arrival(link, frame, now))
        if call.phase != "over":
            self._room_calls.point(room.name, call.id)
        return self._moves.begin(seen, call, now)

    def _finish(self, room: Room, last: KnownCall | None) -> None:
        """The chat's last call is about to be replaced: it has to be over, told and logged before. Raises Contested
        where it was not."""
        if last is None or last.logged is not None:
            return
        if last.call.phase == "over":
            self._log(room.name)
        else:
            self._told(room, self._moves.move(room.name, last.call.id, lambda call, _now: call))
        raise Contested

    def _join(self, room: Room, link: Link, frame: CallStart | CallAccept, call: str, seen: Seen | None = None) -> Move:
        seen = seen or self._rows.seen(room.name, call, [link.username])

        def accept(found: Call, now: datetime) -> Call:
            return accepted(found, _arrival(link, frame, now), self._capacity)

        self._moves.check(seen, call, accept)
        self._free(room.name, frame, link.username, seen)
        return self._moves.once(seen, call, accept, Sender(link, frame.device))

    def _free(self, room: str, frame: CallStart | CallAccept, username: str, seen: Seen) -> None:
        """Raises CallBusy where the user is in a call of another chat, and does not want to leave it."""
        place = (seen.calling or {}).get(username)
        if place is None or place[0] == room:
            return

        def go(call: Call, now: datetime) -> Call:
            return without(call, [username], now) if frame.leave else call

        try:
            move = self._moves.move(*place, go)
        except CallOver:
            self._rows.release(username, place[1])
            return
        self._told(self._rooms.load(place[0]), move)
        if participant_of(move.after, username):
            raise CallBusy


def _arrival(link: Link, frame: CallStart | CallAccept, now: datetime) -> Arrival:
    return Arrival(link, frame.device, frame.video, now)
