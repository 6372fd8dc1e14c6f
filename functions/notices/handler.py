"""The calls of the HTTP API about notices."""

from __future__ import annotations

from typing import Any

from functions.notices.mail_routes import UNSUBSCRIBE, mail_router
from functions.notices.routes import router
from functions.notices.wiring import accounts, database, secrets, settings
from snowfight.domain.admission import living
from snowfight.domain.notices.mail.stops import MailStops, MailTokens
from snowfight.storage.accounts.user_settings import UserSettingsRows
from snowfight.transport.http_app import HttpApp
from snowfight.transport.http_request import Caller

mail_stops = MailStops(MailTokens(secrets), UserSettingsRows(database))


def _check(caller: Caller) -> None:
    living(accounts.get(caller.username), caller.signed_in)


app = HttpApp([router, mail_router(mail_stops)], settings.site_origins, _check, forms=lambda path: path == UNSUBSCRIBE)


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Serve one call."""
    return app.serve(event, context)
