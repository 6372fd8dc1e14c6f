"""The calls of the HTTP API by which subscriptions are made and looked after."""

from __future__ import annotations

from typing import Any

from functions.events import routes
from functions.events.wiring import accounts, settings
from snowfight.domain.admission import living
from snowfight.transport.http_app import HttpApp
from snowfight.transport.http_request import Caller


def _check(caller: Caller) -> None:
    living(accounts.get(caller.username), caller.signed_in)


app = HttpApp([routes.router], settings.site_origins, _check)


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Serve one call."""
    return app.serve(event, context)
