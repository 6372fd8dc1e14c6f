"""The WebSocket's door: a ticket, used up here, says who is there."""

from __future__ import annotations

from typing import Any

from aws_lambda_powertools import Logger

from snowfight.clock import SystemClock, milliseconds
from snowfight.domain.presence.connections import TicketIssuer
from snowfight.settings import from_environment
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.accounts.tickets import Tickets
from snowfight.storage.database import Database

logger = Logger()
settings = from_environment()
clock = SystemClock()
database = Database(settings)
database.warm()
ticket_issuer = TicketIssuer(Tickets(database), Accounts(database), clock, settings.site_origins)


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Answer API Gateway's REQUEST authorizer: a policy for $connect, and what every later event will carry."""
    query = event.get("queryStringParameters") or {}
    headers = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
    username = ticket_issuer.admit(str(query.get("ticket") or ""), headers.get("origin"))
    logger.info("handshake", extra={"admitted": username is not None})
    return {
        "principalId": username or "nobody",
        "policyDocument": {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Action": "execute-api:Invoke",
                    "Effect": "Allow" if username else "Deny",
                    "Resource": event["methodArn"],
                }
            ],
        },
        "context": {"username": username or "", "opened": str(milliseconds(clock.now()))},
    }
