"""The calls of the HTTP API that moderators and owners make, and those about what was decided."""

from __future__ import annotations

from typing import Any

from functions.moderation.routes import blocks, community, decisions, invites, log, people, reports
from functions.moderation.wiring import accounts, meter, settings
from snowfight.domain.admission import living
from snowfight.transport.http_app import HttpApp
from snowfight.transport.http_request import Caller


def _check(caller: Caller) -> None:
    living(accounts.get(caller.username), caller.signed_in)


_modules = (blocks, community, decisions, invites, log, people, reports)
app = HttpApp((module.router for module in _modules), settings.site_origins, _check, meter.flush)


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Serve one call."""
    return app.serve(event, context)
