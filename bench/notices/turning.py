"""The process that `bench.notices.section` measures: turns of the notifier, told on stderr as JSON."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import replace
from importlib import import_module
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from bench.sending import authorities, chat_of_two, event, trust_stand_ins
from snowfight.delivery.web_push import sender
from snowfight.delivery.web_push.endpoints import LOCAL_PATH
from tests.support.push_browser import PushBrowser

TURNS = 200
WARMING = 20
KEY = f"{'B' * 42}A"
"""32 bytes as base64url."""
LAMBDA = SimpleNamespace(get_remaining_time_in_millis=lambda: 120_000)


def main() -> None:
    trust_stand_ins()
    message = import_module("functions.message.handler").handler
    connections = import_module("functions.message.wiring").connections
    room, (ann, bob) = chat_of_two(import_module("functions.message.wiring"))
    connections.close(bob)
    with (
        patch("snowfight.integrations.boto_clients.secret", _secret),
        patch.object(sender, "_authorities", authorities),
    ):
        notifier = import_module("functions.notices.notifier").handler
        wiring = import_module("functions.notices.wiring")
        device = PushBrowser().subscription(f"{wiring.settings.site_origins[0]}{LOCAL_PATH}bob")
        wiring.subscriptions.add("bob", replace(device, signed_in=wiring.clock.now()))
        seconds: list[float] = []
        for _ in range(WARMING + TURNS):
            message(event(room, ann), None)
            began = time.process_time()
            notifier({"Records": [_record(room)]}, LAMBDA)
            seconds.append(time.process_time() - began)
            # Otherwise the next one waits, as bursts do.
            told = wiring.noticed.all_of("bob")
            if len(told) != 1:
                raise RuntimeError(told)
            wiring.noticed.forget("bob", told)
    print(json.dumps(seconds[WARMING:]), file=sys.stderr)


def _secret(_name: str) -> str:
    return json.dumps({"vapid": KEY, "secret": KEY})


def _record(room: str) -> dict[str, Any]:
    """What the stream tells of the row that the message left."""
    keys = {"room": {"S": f"NOTICE#{room}"}, "seq": {"N": "0"}}
    return {"eventName": "INSERT", "dynamodb": {"Keys": keys}}


if __name__ == "__main__":
    main()
