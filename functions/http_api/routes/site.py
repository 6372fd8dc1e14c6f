"""What a client has to know of the deployment before anybody signs in."""

from __future__ import annotations

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from functions.http_api.wiring import community, settings
from snowfight.models.site import Site
from snowfight.settings import SITE_NAME
from snowfight.transport.http_response import answer

router = Router()


@router.get("/api/site")
def site() -> Response[str]:
    decided = community.now()
    return answer(
        200,
        Site(
            name=SITE_NAME,
            contact=decided.contact,
            sign_up=decided.sign_up,
            challenge=decided.challenge,
            calls=settings.calls,
            push=bool(settings.push_parameter),
            uploads=bool(settings.cloudinary_parameter),
            upload_limit=settings.upload_limit,
            message_length=settings.message_length,
            edit_hours=settings.edit_hours,
        ),
    )
