"""Hands records about events on to what sends those: loaded with the first of them.

The stream of the messages table serves two readers well, and the notifier is both (ADR 0065).
"""

from __future__ import annotations

import json
from typing import Any

from functions.notices.wiring import settings
from snowfight.aws.address import region_of_this_function
from snowfight.delivery.queued_function import QueuedFunction
from snowfight.errors import Unavailable

sender = QueuedFunction(settings.event_sender_function, region_of_this_function())


def hand_on(records: list[dict[str, Any]]) -> None:
    """Have the sender look at what the records name; raises Unavailable where that was not taken."""
    if not sender.start(json.dumps({"Records": records}).encode()):
        raise Unavailable
