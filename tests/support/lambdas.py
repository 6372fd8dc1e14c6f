"""The Lambda functions, imported as Lambda does: once, with their environment set."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import cached_property
from types import ModuleType
from typing import Any

from tests.support.tables import SETTINGS

ENVIRONMENT = {
    "ROOMS_TABLE": SETTINGS.rooms_table,
    "MESSAGES_TABLE": SETTINGS.messages_table,
    "EPHEMERAL_TABLE": SETTINGS.ephemeral_table,
    "USER_POOL_ID": "us-east-1_pool",
    "USER_POOL_CLIENT_ID": "client",
    "SITE_ORIGINS": ",".join(SETTINGS.site_origins),
    "SENDER_ADDRESS": "chat@example.org",
    "CALLBACK_URL": "https://gateway.example.org/ws",
}

Handler = Callable[[dict[str, Any], Any], dict[str, Any]]


class Lambdas:
    """Every function by its handler; imported when first asked for."""

    @cached_property
    def http_api(self) -> ModuleType:
        return importlib.import_module("functions.http_api.handler")

    @cached_property
    def http_wiring(self) -> ModuleType:
        return importlib.import_module("functions.http_api.wiring")

    @cached_property
    def message_wiring(self) -> ModuleType:
        wiring = importlib.import_module("functions.message.wiring")
        wiring.messages._receipts.clear()  # they were of other tests' tables
        return wiring

    @cached_property
    def message(self) -> ModuleType:
        _ = self.message_wiring
        return importlib.import_module("functions.message.handler")

    @cached_property
    def authorizer(self) -> ModuleType:
        return importlib.import_module("functions.connect.authorizer")

    @cached_property
    def connect(self) -> ModuleType:
        return importlib.import_module("functions.connect.handler")

    @cached_property
    def pre_sign_up(self) -> ModuleType:
        return importlib.import_module("functions.http_api.pre_sign_up")

    def routes(self) -> set[tuple[str, str]]:
        """Method and path of every route of the HTTP API."""
        app = self.http_api.app
        return {(route.method, route.path) for route in [*app._static_routes, *app._dynamic_routes]}

    def frames(self) -> dict[str, Any]:
        """The model of every type of frame that is routed."""
        return {kind: route.model for kind, route in self.message.router._routes.items()}
