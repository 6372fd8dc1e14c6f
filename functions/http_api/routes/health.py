"""Whether the stack is up."""

from __future__ import annotations

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from snowfight.models.problem import Health
from snowfight.transport.http_response import answer

router = Router()


@router.get("/api/health")
def health() -> Response[str]:
    return answer(200, Health())
