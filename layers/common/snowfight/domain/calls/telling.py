"""Who is told of a call: in a private chat everybody, in a group those who ring or are in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from snowfight.domain.calls.dependencies import Dependencies
from snowfight.domain.calls.moves import Move
from snowfight.domain.calls.transitions import ringing
from snowfight.domain.calls.views import ring_of, state_of
from snowfight.models.calls.call import Call
from snowfight.models.records import Link, Room
from snowfight.storage.notices.waiting import Subject

MOMENT = timedelta(milliseconds=1)
"""Just before it stops ringing a call rings: that it has stopped is told to those for whom it rang."""


class CallTelling:
    def __init__(self, on: Dependencies) -> None:
        self._fanout = on.fanout
        self._waiting = on.waiting
        self._clock = on.clock
        self._notices = on.notices

    def began(self, room: Room, call: Call, caller: Link) -> None:
        """Ring, and have those told who do not look. Whoever calls has the state as their answer."""
        rung = ringing(call, self._clock.now())
        audience = self._fanout.audience(room, with_reach=self._notices)
        self._fanout.post([link for link in audience.links if link.username in rung], ring_of(call))
        told = {*room.members} if call.is_private else {*rung, call.started_by}
        self._post(audience.links, told, call, caller)
        reach = audience.reach or {}
        if any(reach[name].by_push for name in rung & reach.keys() - audience.active):
            self._waiting.put(Subject("call", room.name), self._clock.now())

    def moved(self, room: Room | None, move: Move, sender: Link | None = None) -> None:
        """Tell what a call has become; whoever moved it has it as their answer. Nothing where nothing can be seen."""
        if not move.changed:
            return
        told = self._concerned(room, move)
        self._post(self._fanout.of(sorted(told)), told, move.after, sender)

    def _post(self, links: Iterable[Link], told: set[str], call: Call, but: Link | None) -> None:
        known_by = but.connection_id if but else None
        recipients = [link for link in links if link.username in told and link.connection_id != known_by]
        self._fanout.post(recipients, state_of(call))

    def _concerned(self, room: Room | None, move: Move) -> set[str]:
        """Also who was in it, or rang, until now: it is over for them."""
        now = self._clock.now()
        calls = [move.after, *([move.before] if move.before else [])]
        people = {each.username for call in calls for each in call.participants}
        rung = {name for call in calls for name in ringing(call, _while(call, now))}
        members = {*room.members} if room and move.after.is_private else set[str]()
        return people | rung | members


def _while(call: Call, now: datetime) -> datetime:
    """`now`, or the last moment at which what was still ringing did."""
    return min(now, call.expires - MOMENT) if call.phase == "ringing" else now
