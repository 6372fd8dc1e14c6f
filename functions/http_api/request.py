"""The request that a route of the Powertools resolver serves."""

from __future__ import annotations

from collections.abc import Callable

from aws_lambda_powertools.event_handler.api_gateway import Router

from snowfight.transport.http import Request


def asked_of(router: Router) -> Callable[[], Request]:
    """What returns the request that `router` serves at the moment."""
    return lambda: Request.of(router.current_event.raw_event)
