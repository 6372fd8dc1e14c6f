"""Every frame that a client sends."""

from __future__ import annotations

from typing import Any

from functions.message.wiring import logger, meter, router
from snowfight.models.client_frames import Send
from snowfight.models.server_frames import Ack, MessageHandler

# Models are built on first use; what every message uses, before threads do.
for model in (Send, MessageHandler, Ack):
    model.model_rebuild()


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Serve one frame; the returned body is the reply to its sender."""
    request = event["requestContext"]
    logger.append_keys(request_id=request.get("requestId"), connection_id=request["connectionId"], correlation_id=None)
    answer = router.resolve(event)
    meter.served(request.get("requestTimeEpoch"), answered="body" in answer, request_id=request.get("requestId"))
    return answer
