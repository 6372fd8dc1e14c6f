"""What programs post."""

from __future__ import annotations

from importlib import import_module

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from functions.hooks.payload import payload_of
from functions.hooks.wiring import meter, posting, settings
from snowfight.storage.messages.log import INDEXED_EVERY
from snowfight.transport.http_request import asked_of
from snowfight.transport.http_response import plain

PATH = "/api/hook/"
AGAIN = "idempotency-key"

router = Router()
asked = asked_of(router)


@router.post("/api/hook/<name>/<key>")
def post(name: str, key: str) -> Response[str]:
    request = asked()
    hook = posting.hook(name, key)
    again = request.headers.get(AGAIN, "").strip()
    for delivery in posting.post(hook, payload_of(request), again):
        if delivery.again:
            continue
        meter.sent(message="sent", room=name, seq=delivery.seq)
        if delivery.seq % INDEXED_EVERY == 0:
            import_module("snowfight.delivery.index_tasks").index(settings.indexer_function, name)
    return plain("ok")


def is_hook(path: str) -> bool:
    """Whether the path is a hook's, to which any body may be sent."""
    return path.startswith(PATH)
