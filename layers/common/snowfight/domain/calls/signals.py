"""Signals: what two devices in a call tell each other, to find a way between them. Kept nowhere."""

from __future__ import annotations

import json
from datetime import timedelta

from snowfight.domain.calls.dependencies import Dependencies
from snowfight.domain.permissions import Action, allow_frame
from snowfight.errors import CallOver, NoCallsHere, NoSuchDevice, SnowfightError, TooLong
from snowfight.models.calls.call import Call, Heard, Participant
from snowfight.models.calls.frames import MAX_SIGNAL, CallSignal, CallSignalHandler
from snowfight.models.names import is_room
from snowfight.models.records import Link
from snowfight.storage.rate_limits import RateLimit

SIGNALS = RateLimit("signals", 40, timedelta(seconds=10), "that is very much for one call")
"""Of one device (wire contract, part 6)."""

HEARD = timedelta(seconds=20)
"""That a device signals is written down this often: it is heard of by that too."""


class CallSignals:
    def __init__(self, on: Dependencies) -> None:
        self._rooms = on.rooms
        self._rows = on.rows
        self._limits = on.limits
        self._fanout = on.fanout
        self._clock = on.clock

    def send(self, link: Link, frame: CallSignal) -> None:
        """Bring `data` to the other device; nothing answers that.

        Raises TooLong, NoSuchChat, NoCallsHere, CallOver, RateLimited, and NoSuchDevice where either is not in the
        call, or the other has no connection at the moment. A member of the call need not be looked up in the chat: who
        leaves the one is in the other no more.
        """
        if len(json.dumps(frame.data, separators=(",", ":"), ensure_ascii=False).encode()) > MAX_SIGNAL:
            raise TooLong("that signal is too long")
        known = self._rows.seen(frame.room, frame.call).newest if is_room(frame.room) else None
        call = known.call if known and known.call.id == frame.call and known.call.phase != "over" else None
        mine = _by_device(call, frame.device)
        theirs = _by_device(call, frame.to)
        if call is None or mine is None or mine.username != link.username:
            raise self._refusal(link, frame, call)
        if theirs is None or theirs == mine or theirs.device not in call.heard:
            raise NoSuchDevice
        now = self._clock.now()
        self._limits.spend(SIGNALS, f"{link.username}/{frame.device}", now)
        known = call.heard.get(mine.device)
        if known is None or known.link != link or known.at + HEARD <= now:
            self._rows.hear(call, mine.device, Heard(now, link))
        told = CallSignalHandler(
            room=call.room, call=call.id, sender=mine.device, username=mine.username, data=frame.data
        )
        if not self._fanout.post([call.heard[theirs.device].link], told).delivered:
            raise NoSuchDevice

    def _refusal(self, link: Link, frame: CallSignal, call: Call | None) -> SnowfightError:
        """What speaks against it; raises where the user is not in the chat."""
        room = self._rooms.load(frame.room) if is_room(frame.room) else None
        if allow_frame(Action.SEND, room, link.username).state.kind == "public":
            return NoCallsHere()
        return NoSuchDevice() if call else CallOver()


def _by_device(call: Call | None, device: str) -> Participant | None:
    return next((each for each in call.participants if each.device == device), None) if call else None
