"""What a user has set: for themselves, and of what in a chat they are told."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from snowfight.models.chat import NotifyLevel
from snowfight.transport.http_request import asked_of
from snowfight.transport.http_response import answer, nothing

if TYPE_CHECKING:
    from snowfight.domain.accounts.user_settings import SettingsService
    from snowfight.domain.rooms.notify_levels import NotifyLevels

router = Router()
asked = asked_of(router)


def _settings() -> SettingsService:
    """Loaded when somebody asks, as all of these."""
    return cast("SettingsService", import_module("functions.http_api.user_settings").user_settings)


def _levels() -> NotifyLevels:
    return cast("NotifyLevels", import_module("functions.http_api.user_settings").notify_levels)


@router.get("/api/me/settings")
def settings() -> Response[str]:
    caller = asked().caller
    return answer(200, _settings().get(caller.username, caller.signed_in))


@router.patch("/api/me/settings")
def change() -> Response[str]:
    from snowfight.models.preferences import SettingsPatch  # noqa: PLC0415  (few calls need it)

    request = asked()
    caller = request.caller
    return answer(200, _settings().change(caller.username, request.body(SettingsPatch), caller.signed_in))


@router.post("/api/chat/<name>/notify")
def notify(name: str) -> Response[str]:
    request = asked()
    caller = request.caller
    _levels().set(caller.username, name, request.body(NotifyLevel), caller.signed_in)
    return nothing()
