"""Calls as users see them: in frames, in lists of chats, in the log."""

from __future__ import annotations

from collections.abc import Mapping

from snowfight.models.calls.call import Call
from snowfight.models.calls.frames import CallParticipant, CallRing, CallState, Reason
from snowfight.models.chat import ChatCall
from snowfight.models.message import LoggedCall, Outcome

OUTCOMES: Mapping[Reason, Outcome] = {
    "ended": "cancelled",
    "missed": "missed",
    "declined": "declined",
    "cancelled": "cancelled",
    "busy": "missed",
}
"""What became of calls that nobody answered."""


def state_of(call: Call) -> CallState:
    """The call as those who ring or are in it see it."""
    people = [
        CallParticipant(username=each.username, device=each.device, video=each.video, since=each.since)
        for each in call.participants
    ]
    return CallState(
        room=call.room,
        call=call.id,
        state=call.phase,
        version=call.version,
        started_by=call.started_by,
        started=call.started,
        expires=call.expires,
        participants=people,
        declined=list(call.declined),
        busy=list(call.busy),
        reason=call.reason,
    )


def ring_of(call: Call) -> CallRing:
    """The call as it rings."""
    return CallRing(room=call.room, call=call.id, username=call.started_by, video=call.video, expires=call.expires)


def chat_call_of(call: Call) -> ChatCall | None:
    """The call as a chat has it; None once it is over."""
    if call.phase == "over":
        return None
    return ChatCall(call=call.id, state=call.phase, video=call.video, started_by=call.started_by, version=call.version)


def logged_of(call: Call) -> LoggedCall:
    """What the log keeps of a call that is over."""
    outcome: Outcome = "answered" if call.answered else OUTCOMES[call.reason or "ended"]
    lasted = call.ended - call.answered if call.ended and call.answered else None
    return LoggedCall(
        id=call.id,
        video=call.video,
        outcome=outcome,
        seconds=max(0, int(lasted.total_seconds())) if lasted else 0,
        participants=list(call.came),
        missed=[name for name in call.rung if name not in call.came and name not in call.declined],
    )
