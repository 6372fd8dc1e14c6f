"""The frames of calls: routes of the WebSocket API of their own, so that no message waits for what they load."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel

from functions.calls.wiring import calls, clock, logger, meter, settings, signals
from snowfight.errors import CallsOff
from snowfight.models.calls.frames import CallAccept, CallDecline, CallFrame, CallLeave, CallSignal, CallStart, CallSync
from snowfight.models.records import Link
from snowfight.transport.throttle import Throttle
from snowfight.transport.websocket import FrameRouter

router = FrameRouter(Throttle(clock))

MOVES = 5.0
"""What a frame that may be told to everybody takes of its user's throttle: forty at once, then four a second."""


def _serve(
    kind: str, model: type[CallFrame], act: Callable[[Link, Any], BaseModel | None], weight: float = 1.0
) -> None:
    def serve(link: Link, frame: CallFrame) -> BaseModel | None:
        if not settings.calls:
            raise CallsOff
        logger.append_keys(room=frame.room, call=frame.call)
        return act(link, frame)

    router.on(kind, model, serve, lambda _frame: weight)


_serve("call_start", CallStart, calls.start, MOVES)
_serve("call_accept", CallAccept, calls.accept, MOVES)
_serve("call_decline", CallDecline, calls.decline, MOVES)
_serve("call_leave", CallLeave, calls.leave, MOVES)
_serve("call_signal", CallSignal, signals.send)
_serve("call_sync", CallSync, calls.sync)


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Serve one frame; the returned body is the reply to its sender."""
    request = event["requestContext"]
    logger.append_keys(request_id=request.get("requestId"), connection_id=request["connectionId"], correlation_id=None)
    answer = router.resolve(event)
    meter.served(request.get("requestTimeEpoch"), answered="body" in answer)
    return answer
