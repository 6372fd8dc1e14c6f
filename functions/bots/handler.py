"""The calls of the HTTP API about bots, and those that bots make with their tokens."""

from __future__ import annotations

from typing import Any

from functions.bots.routes import door, makers
from functions.bots.wiring import accounts, meter, settings
from snowfight.domain.admission import living
from snowfight.transport.http_app import HttpApp
from snowfight.transport.http_request import Caller


def _check(caller: Caller) -> None:
    living(accounts.get(caller.username), caller.signed_in)


app = HttpApp((makers.router, door.router), settings.site_origins, _check, meter.flush)


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Serve one call."""
    return app.serve(event, context)
