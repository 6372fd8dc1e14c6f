"""The process that `bench.send` measures: sends and put_items in turns, told on stderr as JSON."""

from __future__ import annotations

import json
import os
import ssl
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from resource import RUSAGE_SELF, getrusage
from typing import Any
from uuid import uuid4

import botocore.session

from snowfight.aws import trust

ROUNDS = 15
SENDS = 100
TEXT = "Who left the gate open? There is a moose in the yard again."


def main() -> None:
    trust_stand_ins()
    handler = import_module("functions.message.handler").handler
    wiring = import_module("functions.message.wiring")
    room, (ann, _bob) = chat_of_two(wiring)
    put = _put_item(room)

    def send() -> None:
        if (answer := handler(event(room, ann), None)) != {"statusCode": 200}:
            raise RuntimeError(answer)

    sends: list[float] = []
    puts: list[float] = []
    for _ in range(ROUNDS + 1):
        sends.append(_processor(send))
        puts.append(_processor(put))
    requests = _counted(wiring.database.connection.client, "_make_api_call", lambda *_call: 1)
    posts = _counted(wiring.gateway, "broadcast", _recipients)
    send()
    # The first round warmed everything.
    figures: dict[str, Any] = {"send": sends[1:], "put_item": puts[1:], "requests": sum(requests), "posts": sum(posts)}
    figures["memory"] = getrusage(RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(figures), file=sys.stderr)


def trust_stand_ins() -> None:
    """Have the chat speak to the stand-ins; before anything that trusts is loaded."""
    trust.trust = authorities
    os.environ["AWS_ENDPOINT_URL_DYNAMODB"] = os.environ["STORE"]


def authorities() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=os.environ["CERTIFICATE"])


def _processor(work: Callable[[], object]) -> float:
    """Seconds of processor time of one `work`, in all threads."""
    began = time.process_time()
    for _ in range(SENDS):
        work()
    return (time.process_time() - began) / SENDS


def _counted(target: Any, name: str, much: Callable[..., int]) -> list[int]:
    """From now on, how much each call of a method is."""
    counts: list[int] = []
    real = getattr(target, name)

    def call(*arguments: Any, **named: Any) -> Any:
        counts.append(much(*arguments))
        return real(*arguments, **named)

    setattr(target, name, call)
    return counts


def _recipients(ids: Sequence[str], _frame: bytes) -> int:
    return len(ids)


def chat_of_two(wiring: Any) -> tuple[str, list[Any]]:
    """A private chat, and a connection of each of the two."""
    records = import_module("snowfight.models.records")
    members = import_module("snowfight.storage.rooms.members").Members(wiring.database)
    private = import_module("snowfight.domain.rooms.private_chats")
    links: list[Any] = []
    for name in ("ann", "bob"):
        wiring.accounts.create(records.Account(name, name.title()))
        links.append(records.Link(f"Nx{name}IAMCF0g=", name, wiring.clock.now()))
        wiring.connections.open(links[-1])
    rate_limits = import_module("snowfight.storage.rate_limits").RateLimits(wiring.database)
    group_limits = import_module("snowfight.domain.rooms.group_limits")
    limits = group_limits.GroupLimits(wiring.rooms, wiring.accounts, rate_limits, wiring.clock)
    room_changes = import_module("snowfight.domain.rooms.room_changes")
    changes = room_changes.RoomChanges(*(wiring.rooms, members, wiring.accounts, limits, wiring.clock), _no_keywords)
    chats = private.PrivateChats(changes, wiring.blocking)
    return chats.with_user("ann", "bob"), links


def _no_keywords(_account: Any, _room: str) -> None:
    return


def event(room: str, link: Any) -> dict[str, Any]:
    """A frame with a message, as API Gateway passes it on."""
    frame = {"type": "message", "room": room, "client_id": str(uuid4()), "body": TEXT}
    opened = str(int(link.opened.timestamp() * 1000))
    authorizer = {"username": link.username, "opened": opened}
    context = {"eventType": "MESSAGE", "connectionId": link.connection_id, "authorizer": authorizer}
    return {"requestContext": context, "body": json.dumps(frame), "isBase64Encoded": False}


def _put_item(room: str) -> Callable[[], object]:
    """Puts one message, with a botocore client as botocore makes it."""
    client: Any = botocore.session.get_session().create_client(
        "dynamodb", endpoint_url=os.environ["STORE"], verify=os.environ["CERTIFICATE"]
    )

    def put() -> None:
        item = {
            "room": {"S": f"another {room}"},
            "seq": {"N": "7"},
            "client_id": {"S": str(uuid4())},
            "author": {"S": "ann"},
            "created": {"N": "1790000000000"},
            "body": {"S": TEXT},
        }
        client.put_item(TableName="messages", Item=item)

    return put


if __name__ == "__main__":
    main()
