"""The calls of the HTTP API about incoming hooks, and those to them."""

from __future__ import annotations

from typing import Any

from functions.hooks.routes import hooks, posts
from functions.hooks.wiring import accounts, meter, settings
from snowfight.domain.admission import living
from snowfight.transport.http_app import HttpApp
from snowfight.transport.http_request import Caller


def _check(caller: Caller) -> None:
    living(accounts.get(caller.username), caller.signed_in)


app = HttpApp((hooks.router, posts.router), settings.site_origins, _check, meter.flush, forms=posts.is_hook)


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Serve one call."""
    return app.serve(event, context)
