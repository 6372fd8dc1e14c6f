"""The HTTP API."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.exceptions import NotFoundError

from functions.http_api import wiring
from functions.http_api.routes import accounts, chats, files, groups, health, me
from snowfight.errors import Internal, Invalid, NotFound, SnowfightError, Unauthorized
from snowfight.transport.http import Request, normalized, problem

logger = Logger()
app = APIGatewayHttpResolver()
for module in (health, accounts, me, files, groups, chats):
    app.include_router(module.router)


@app.not_found
def no_route(_error: NotFoundError) -> Response[str]:
    return problem(NotFound())


@app.exception_handler(Invalid)
def not_fit(error: Invalid) -> Response[str]:
    """What is wrong with a call is told to nobody whose account is gone: bodies are read before most accounts are."""
    request = Request.of(app.current_event.raw_event)
    try:
        if request.claims:
            wiring.accounts.account(request.caller.username, request.caller.signed_in)
    except Unauthorized as unauthorized:
        return problem(unauthorized)
    return problem(error)


@app.exception_handler(SnowfightError)
def refused(error: SnowfightError) -> Response[str]:
    if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        logger.error("something that we depend on failed", exc_info=error.__cause__ or error)
    return problem(error)


@app.exception_handler(Exception)
def failed(error: Exception) -> Response[str]:
    logger.error("a call could not be served", exc_info=error)
    return problem(Internal())


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Serve one call."""
    logger.set_correlation_id(event.get("requestContext", {}).get("requestId"))
    response = app.resolve(normalized(event), context)
    wiring.meter.flush()
    http = event.get("requestContext", {}).get("http", {})
    logger.info(
        "call", extra={"method": http.get("method"), "route": app.current_event.path, "status": response["statusCode"]}
    )
    return response
