"""What all functions behind the HTTP API have in common: errors become answers, and other sites' forms are refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from aws_lambda_powertools.event_handler.middlewares import NextMiddleware

from snowfight.errors import Internal, Invalid, NotFound, NotJson, SnowfightError, Unauthorized
from snowfight.transport.http_request import Caller, Request, normalized
from snowfight.transport.http_response import problem

SESSIONS = "/api/auth/"

logger = Logger()


def _no_path(_path: str) -> bool:
    return False


class HttpApp:
    """Serves the routes of `routers`. `origins` are the site's own; `check` raises Unauthorized for a caller whose
    account is gone, and `done` is called after each call. To the paths that `forms` tells any site may send any body:
    nothing counts there but what the address says."""

    def __init__(
        self,
        routers: Iterable[Router],
        origins: Iterable[str],
        check: Callable[[Caller], object],
        done: Callable[[], None] = lambda: None,
        *,
        forms: Callable[[str], bool] = _no_path,
    ) -> None:
        self.resolver = APIGatewayHttpResolver()
        self._origins = tuple(origins)
        self._check = check
        self._done = done
        self._forms = forms
        for router in routers:
            self.resolver.include_router(router)
        self.resolver.use([self._no_other_sites_forms])
        self.resolver.not_found(_no_route)
        self.resolver.exception_handler([Invalid, NotJson])(self._not_fit)
        self.resolver.exception_handler(SnowfightError)(_refused)
        self.resolver.exception_handler(Exception)(_failed)

    def serve(self, event: dict[str, Any], context: Any) -> dict[str, Any]:
        """Serve one call."""
        logger.set_correlation_id(event.get("requestContext", {}).get("requestId"))
        response = self.resolver.resolve(normalized(event), context)
        self._done()
        http = event.get("requestContext", {}).get("http", {})
        path = self.resolver.current_event.path
        route = event.get("routeKey") if self._forms(path) else path  # such an address is a secret
        logger.info("call", extra={"method": http.get("method"), "route": route, "status": response["statusCode"]})
        return response

    def _no_other_sites_forms(self, app: APIGatewayHttpResolver, call: NextMiddleware) -> Response[str]:
        """What another site's page can make a browser send: nobody is signed up, in or out by it, cookie or none."""
        request = Request.of(app.current_event.raw_event)
        if request.path.startswith(SESSIONS):
            request.same_site(self._origins)
        if not self._forms(request.path):
            request.must_be_json()
        return call(app)

    def _not_fit(self, error: Invalid | NotJson) -> Response[str]:
        """What is wrong with a call is told to nobody whose account is gone: bodies are read before most accounts
        are."""
        request = Request.of(self.resolver.current_event.raw_event)
        try:
            if request.claims:
                self._check(request.caller)
        except Unauthorized as unauthorized:
            return problem(unauthorized)
        return problem(error)


def _no_route(_error: NotFoundError) -> Response[str]:
    return problem(NotFound())


def _refused(error: SnowfightError) -> Response[str]:
    if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        logger.error("something that we depend on failed", exc_info=error.__cause__ or error)
    return problem(error)


def _failed(error: Exception) -> Response[str]:
    logger.error("a call could not be served", exc_info=error)
    return problem(Internal())
