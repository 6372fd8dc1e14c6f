"""Connections opened ($connect) and ended ($disconnect)."""

from __future__ import annotations

from typing import Any

from aws_lambda_powertools import Logger

from snowfight.domain.presence.connections import ConnectionLifecycle
from snowfight.errors import SnowfightError, UnknownType
from snowfight.settings import from_environment
from snowfight.storage.database import Database
from snowfight.storage.presence.connections import Connections
from snowfight.transport.websocket import answer, error_frame, link_of

logger = Logger()
database = Database(from_environment())
database.warm()
connection_lifecycle = ConnectionLifecycle(Connections(database))


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Answer $connect and $disconnect; an error here refuses the handshake, and the client tries again."""
    link = link_of(event)
    kind = event["requestContext"]["eventType"]
    logger.info("connection", extra={"event": kind, "connection_id": link.connection_id, "username": link.username})
    if kind == "CONNECT":
        try:
            connection_lifecycle.opened(link)
        except SnowfightError as refused:
            logger.warning("refused", extra={"code": refused.code, "username": link.username})
            return answer(refused.status)
    elif kind == "DISCONNECT":
        connection_lifecycle.closed(link)
    else:
        # A frame whose type is the name of one of our routes; no client has anything to say to them.
        return answer(200, error_frame(UnknownType(), None))
    return answer(200)
