"""The end of mails of what was missed. Nobody is signed in here: what counts is the token in the address."""

from __future__ import annotations

from urllib.parse import urlencode

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from snowfight.domain.notices.mail.stops import MailStops
from snowfight.models.notices import MailToken
from snowfight.transport.http_request import asked_of
from snowfight.transport.http_response import nothing, see_other

UNSUBSCRIBE = "/api/mail/unsubscribe"
"""A mail's reader posts a form here, in one click (RFC 8058); a browser that follows the same link asks a question."""


def mail_router(stops: MailStops) -> Router:
    """The routes; UNSUBSCRIBE is to be one of the app's `forms`."""
    router = Router()
    asked = asked_of(router)

    @router.post(UNSUBSCRIBE)
    def unsubscribe() -> Response[str]:
        stops.end(asked().query(MailToken).token)
        return nothing()

    @router.get(UNSUBSCRIBE)
    def page() -> Response[str]:
        # Whatever looks at links in mails before people do must not end anything.
        token = asked().query(MailToken).token
        return see_other(f"/mail/unsubscribe?{urlencode({'token': token})}")

    return router
