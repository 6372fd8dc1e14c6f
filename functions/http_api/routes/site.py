"""What a client has to know of the deployment before anybody signs in."""

from __future__ import annotations

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from functions.http_api.wiring import settings
from snowfight.models.site import Site
from snowfight.settings import SITE_NAME
from snowfight.transport.http_response import answer

router = Router()


@router.get("/api/site")
def site() -> Response[str]:
    return answer(
        200,
        Site(
            name=SITE_NAME,
            message_length=settings.message_length,
            upload_limit=settings.upload_limit,
            uploads=bool(settings.cloudinary_parameter),
        ),
    )
