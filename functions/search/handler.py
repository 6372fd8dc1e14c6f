"""The calls of the HTTP API that search."""

from __future__ import annotations

from typing import Any

from functions.search.routes import router
from functions.search.service import accounts
from functions.search.wiring import settings
from snowfight.domain.admission import living
from snowfight.transport.http_app import HttpApp
from snowfight.transport.http_request import Caller


def _check(caller: Caller) -> None:
    living(accounts.get(caller.username), caller.signed_in)


app = HttpApp([router], settings.site_origins, _check)


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Serve one call."""
    return app.serve(event, context)
