"""What a client has to know of the deployment before anybody signs in."""

from __future__ import annotations

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from functions.http_api.wiring import sign_up
from snowfight.transport.http_response import answer

router = Router()


@router.get("/api/site")
def site() -> Response[str]:
    return answer(200, sign_up().site())
