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
    trust.trust = _trust  # before anything that trusts is loaded
    os.environ["AWS_ENDPOINT_URL_DYNAMODB"] = os.environ["STORE"]
    handler = import_module("functions.message.handler").handler
    wiring = import_module("functions.message.wiring")
    room, ann = _chat_of_two(wiring)
    put = _put_item(room)

    def send() -> None:
        if (answer := handler(_event(room, ann), None)) != {"statusCode": 200}:
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
    told: dict[str, Any] = {"send": sends[1:], "put_item": puts[1:], "requests": sum(requests), "posts": sum(posts)}
    told["memory"] = getrusage(RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(told), file=sys.stderr)


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


def _chat_of_two(wiring: Any) -> tuple[str, Any]:
    """A private chat, and a connection of the first of the two; the other has one too."""
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
    chats = private.PrivateChats(wiring.rooms, members, wiring.accounts, limits, wiring.clock)
    return chats.with_user("ann", "bob"), links[0]


def _event(room: str, link: Any) -> dict[str, Any]:
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


def _trust() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=os.environ["CERTIFICATE"])


if __name__ == "__main__":
    main()
