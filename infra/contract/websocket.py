"""docs/asyncapi.json: the frames, as the server sees them: it receives a client's and sends its own."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel

from infra.contract.frames import CLIENT_FRAMES, SERVER_FRAMES, ClientFrame
from infra.contract.schemas import Schema, components, reference
from snowfight.contract import CONTRACT

CHANNEL = "#/channels/socket"


def document() -> Schema:
    """The whole document."""
    client = [each.frame for each in CLIENT_FRAMES]
    schemas = components([*client, *SERVER_FRAMES])
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Monkey Snowfight over the WebSocket",
            "version": str(CONTRACT),
            "description": "One connection carries all of a user's chats. A frame is a JSON object with a `type`, at "
            "most 32,768 bytes. One that cannot be served gets an ErrorFrame, and the connection stays open.",
            "license": {"name": "MIT"},
        },
        "defaultContentType": "application/json",
        "channels": {"socket": _channel([*client, *SERVER_FRAMES])},
        "operations": {
            **{_kind(each.frame, schemas): _received(each) for each in CLIENT_FRAMES},
            "push": {
                "action": "send",
                "channel": {"$ref": CHANNEL},
                "messages": [_message(frame) for frame in SERVER_FRAMES],
            },
        },
        "components": {
            "messages": {frame.__name__: _described(frame, schemas) for frame in [*client, *SERVER_FRAMES]},
            "schemas": {
                **schemas,
                "ClientFrame": _one_of("Whatever a client may say.", client),
                "ServerFrame": _one_of("Whatever the server may say.", SERVER_FRAMES),
            },
        },
    }


def _channel(frames: Iterable[type[BaseModel]]) -> Schema:
    return {
        "address": "/ws",
        "description": "Opened with a ticket of `POST /api/ws-ticket`, good for one connection.",
        "bindings": {
            "ws": {
                "query": {"type": "object", "properties": {"ticket": {"type": "string"}}, "required": ["ticket"]},
            }
        },
        "messages": {frame.__name__: {"$ref": f"#/components/messages/{frame.__name__}"} for frame in frames},
    }


def _received(received: ClientFrame) -> Schema:
    operation: Schema = {
        "action": "receive",
        "channel": {"$ref": CHANNEL},
        "messages": [_message(received.frame)],
    }
    if received.reply is not None:
        operation["reply"] = {"channel": {"$ref": CHANNEL}, "messages": [_message(received.reply)]}
    return operation


def _message(frame: type[BaseModel]) -> Schema:
    return {"$ref": f"{CHANNEL}/messages/{frame.__name__}"}


def _described(frame: type[BaseModel], schemas: dict[str, Schema]) -> Schema:
    return {"name": _kind(frame, schemas), "payload": reference(frame)}


def _kind(frame: type[BaseModel], schemas: dict[str, Schema]) -> str:
    return schemas[frame.__name__]["properties"]["type"]["const"]


def _one_of(description: str, frames: Iterable[type[BaseModel]]) -> Schema:
    return {"description": description, "oneOf": [reference(frame) for frame in frames]}
