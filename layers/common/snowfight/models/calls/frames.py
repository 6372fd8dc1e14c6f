"""What is said about calls over the WebSocket, by clients and by the server (wire contract, part 6)."""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite
from typing import Annotated, Any, Literal, cast

from pydantic import AfterValidator, ConfigDict, Field

from snowfight.models.base import Answer, Frame, Time
from snowfight.models.names import ClientId, RoomName

MAX_SIGNAL = 24_576
"""Bytes of a signal's `data` as compact JSON (wire contract, part 6)."""

MAX_DEPTH = 32
"""Values in values of a signal's `data`, far more than WebRTC's have: what lies deeper, not every library reads."""

CallId = ClientId
"""The UUID that who starts a call gives it."""

DeviceId = ClientId
"""The UUID that a page makes when it opens."""

Phase = Literal["ringing", "live", "over"]
Reason = Literal["ended", "missed", "declined", "cancelled", "busy"]


def _readable(data: dict[str, Any]) -> dict[str, Any]:
    """Refuse what not every browser could read: values too deep in others, and numbers beyond all bounds."""
    level: list[Any] = [data]
    for _ in range(MAX_DEPTH):
        if any(isinstance(value, float) and not isfinite(value) for value in level):
            break
        level = [inner for value in level for inner in _inside(value)]
        if not level:
            return data
    raise ValueError("is not what every browser could read")


def _inside(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return cast("dict[str, Any]", value).values()
    return cast("list[Any]", value) if isinstance(value, list) else ()


class CallFrame(Frame):
    """What every frame about a call says: which one, in which chat, from which device of its sender."""

    room: RoomName
    call: CallId
    device: DeviceId


class CallStart(CallFrame):
    """Rings the others of the chat; where a call is there already, joins that one. `leave`: and leaves another one."""

    type: Literal["call_start"]
    video: bool
    leave: bool = False


class CallAccept(CallFrame):
    """Answers or joins the call, takes it over from another device of the user's, or turns the camera's flag."""

    type: Literal["call_accept"]
    video: bool
    leave: bool = False


class CallDecline(CallFrame):
    """The user does not come, whichever device it is said on."""

    type: Literal["call_decline"]


class CallLeave(CallFrame):
    """The device leaves the call."""

    type: Literal["call_leave"]


class CallSignal(CallFrame):
    """An offer, an answer or candidates, to one other device in the call."""

    type: Literal["call_signal"]
    to: DeviceId
    data: Annotated[dict[str, Any], AfterValidator(_readable)]


class CallSync(CallFrame):
    """Asks for the state, and says that the device is still there."""

    type: Literal["call_sync"]


class CallRing(Answer):
    """Somebody calls, until `expires`."""

    type: Literal["call_ring"] = "call_ring"
    room: str
    call: str
    username: str
    video: bool
    expires: Time


class CallParticipant(Answer):
    """A user in the call, with the one device that is in it, since when, and whether its camera is on."""

    username: str
    device: str
    video: bool
    since: Time


class CallState(Answer):
    """A call as it is; of two states the one of the larger `version` is newer. `reason` where it is over."""

    type: Literal["call_state"] = "call_state"
    room: str
    call: str
    state: Phase
    version: int
    started_by: str
    started: Time
    expires: Time
    participants: list[CallParticipant]
    declined: list[str]
    busy: list[str]
    reason: Reason | None = None


class CallSignalHandler(Answer):
    """A signal of another device in the call, to the connection of the device that it is for."""

    model_config = ConfigDict(serialize_by_alias=True, validate_by_name=True)

    type: Literal["call_signal"] = "call_signal"
    room: str
    call: str
    sender: Annotated[str, Field(alias="from")]
    """The device that it comes from."""
    username: str
    data: dict[str, Any]
