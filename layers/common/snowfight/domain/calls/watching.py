"""Watching calls: a call that is not over is looked at every few seconds, by one row that its stream brings again.

So ringing ends, and a device that went silent is found, though every function that served them has died; and whoever
ends a call and dies before the log has it is followed by this.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from snowfight.domain.calls.call_messages import CallMessages
from snowfight.domain.calls.dependencies import Dependencies
from snowfight.domain.calls.looking import CallLooking
from snowfight.domain.calls.transitions import ALONE, SILENCE
from snowfight.models.calls.call import Call

EVERY = timedelta(seconds=10)
"""A silent device is found within 15 s after its minute (wire contract, part 6), of which the stream takes some."""


class CallWatching:
    def __init__(self, on: Dependencies, looking: CallLooking, messages: CallMessages) -> None:
        self._watches = on.watches
        self._clock = on.clock
        self._looking = looking
        self._messages = messages

    def take(self, room: str) -> timedelta:
        """Look at the chat's call; how long that has to wait where it is not time yet, and nothing is done."""
        due = self._watches.due(room)
        wait = due - self._clock.now() if due else timedelta()
        if wait > timedelta():
            return wait
        call = self._looking.look(room)
        if call is None:
            return timedelta()
        if call.phase == "over":
            self._messages.log(room)
        else:
            self._watches.look_again(room, call.id, next_look(call, self._clock.now()))
        return timedelta()

    def turn(self, room: str) -> None:
        """See to it that the stream brings the chat once more: it is not time yet."""
        self._watches.turn(room)


def next_look(call: Call, now: datetime) -> datetime:
    """When something is to be seen of the call next, unless somebody moves it: in a few seconds at the latest."""
    times = [call.expires] if call.phase == "ringing" else []
    times += [each.at + SILENCE for each in call.heard.values()]
    times += [call.alone + ALONE] if call.alone else []
    return min([now + EVERY, *(each for each in times if each > now)])
