"""The HTTP API."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from aws_lambda_powertools.event_handler.middlewares import NextMiddleware

from functions.http_api import wiring
from functions.http_api.routes import accounts, chats, files, groups, health, me
from snowfight.errors import Internal, NotFound, SnowfightError
from snowfight.transport.http import Request, normalized, problem

logger = Logger()
SESSIONS = "/api/auth/"
app = APIGatewayHttpResolver()
for module in (health, accounts, me, files, groups, chats):
    app.include_router(module.router)


def no_other_sites_forms(app: APIGatewayHttpResolver, call: NextMiddleware) -> Response[str]:
    """What another site's page can make a browser send: nobody is signed up, in or out by it, cookie or none."""
    request = Request.of(app.current_event.raw_event)
    if request.path.startswith(SESSIONS):
        request.same_site(wiring.settings.site_origins)
    request.must_be_json()
    return call(app)


app.use([no_other_sites_forms])


@app.not_found
def no_route(_error: NotFoundError) -> Response[str]:
    return problem(NotFound())


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
