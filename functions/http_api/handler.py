"""The HTTP API."""

from __future__ import annotations

from typing import Any

from functions.http_api import wiring
from functions.http_api.routes import (
    accounts,
    changes,
    chats,
    emoji,
    files,
    groups,
    health,
    me,
    mentions,
    settings,
    site,
    start,
)
from snowfight.transport.http_app import HttpApp
from snowfight.transport.http_request import Caller


def _check(caller: Caller) -> None:
    wiring.sessions.account(caller.username, caller.signed_in)


_modules = (health, site, accounts, start, me, settings, files, groups, changes, mentions, chats, emoji)
app = HttpApp((module.router for module in _modules), wiring.settings.site_origins, _check, wiring.meter.flush)


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Serve one call."""
    return app.serve(event, context)
