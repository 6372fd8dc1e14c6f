"""The Lambda functions, imported as Lambda does: once, with their environment set."""

from __future__ import annotations

import importlib
import re
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
    "SEARCH_BUCKET": SETTINGS.search_bucket,
    "INDEXER_FUNCTION": "indexer",
    "PUSH_PARAMETER": "/snowfight/test/push",
    "SECRET_PARAMETER": "/snowfight/test/secret",
    "CALLBACK_URL": "https://gateway.example.org/ws",
}

_ROUTES = {
    "search": re.compile("/api/(search|chat/[^/]+/files)/?"),
    "moderation": re.compile(
        "/api/(invites|report|chat/[^/]+/report|me/(blocks|notices)|moderation/.+"
        "|users/[^/]+/(role|(un)?(block|mute|ban)))/?"
    ),
    "calls": re.compile("/api/calls/ice/?"),
    "bots": re.compile(
        "/api/(bots(/[^/]+/(token|delete))?|bot/(message|react|edit|delete|ticket|chats)"
        "|bot/(messages|changes)/[^/]+)/?"
    ),
    "hooks": re.compile("/api/(hook/[^/]+/[^/]+|chat/[^/]+/hooks(/[^/]+/delete)?)/?"),
    "events": re.compile("/api/chat/[^/]+/subscriptions(/[^/]+/[^/]+)?/?"),
    "notices": re.compile("/api/(push/.+|mail/unsubscribe/?)"),
}
"""Which function the HTTP API hands a call to; `http_api` has all others."""

Handler = Callable[[dict[str, Any], Any], dict[str, Any]]


class Lambdas:
    """Every function by its handler; imported when first asked for."""

    @cached_property
    def http_api(self) -> ModuleType:
        return importlib.import_module("functions.http_api.handler")

    @cached_property
    def search(self) -> ModuleType:
        return importlib.import_module("functions.search.handler")

    @cached_property
    def notices(self) -> ModuleType:
        return importlib.import_module("functions.notices.handler")

    @cached_property
    def notices_service(self) -> ModuleType:
        return importlib.import_module("functions.notices.service")

    @cached_property
    def moderation_changes(self) -> ModuleType:
        return importlib.import_module("functions.moderation.changes")

    @cached_property
    def report_gauge(self) -> ModuleType:
        return importlib.import_module("functions.moderation.gauge")

    @cached_property
    def moderation(self) -> ModuleType:
        return importlib.import_module("functions.moderation.handler")

    @cached_property
    def moderation_wiring(self) -> ModuleType:
        return importlib.import_module("functions.moderation.wiring")

    @cached_property
    def bots(self) -> ModuleType:
        return importlib.import_module("functions.bots.handler")

    @cached_property
    def bots_wiring(self) -> ModuleType:
        return importlib.import_module("functions.bots.wiring")

    @cached_property
    def bots_writing(self) -> ModuleType:
        """What bots write with; what it remembers was of other tests' tables."""
        module = importlib.import_module("functions.bots.writing")
        importlib.import_module("functions.bots.posting").rules._read = None
        self.bots_wiring.messages._receipts.clear()
        return module

    @cached_property
    def hooks(self) -> ModuleType:
        _ = self.hook_wiring
        return importlib.import_module("functions.hooks.handler")

    @cached_property
    def hook_wiring(self) -> ModuleType:
        wiring = importlib.import_module("functions.hooks.wiring")
        wiring.messages._receipts.clear()  # they were of other tests' tables, as were the rules
        wiring.rules._read = None
        return wiring

    @cached_property
    def events(self) -> ModuleType:
        return importlib.import_module("functions.events.handler")

    @cached_property
    def event_routes(self) -> ModuleType:
        return importlib.import_module("functions.events.routes")

    @cached_property
    def event_sender(self) -> ModuleType:
        return importlib.import_module("functions.events.sender")

    @cached_property
    def calls(self) -> ModuleType:
        return importlib.import_module("functions.calls.handler")

    @cached_property
    def call_wiring(self) -> ModuleType:
        return importlib.import_module("functions.calls.wiring")

    @cached_property
    def call_frames(self) -> ModuleType:
        return importlib.import_module("functions.calls.frames")

    @cached_property
    def call_watcher(self) -> ModuleType:
        return importlib.import_module("functions.calls.watcher")

    @cached_property
    def calls_service(self) -> ModuleType:
        return importlib.import_module("functions.calls.service")

    @cached_property
    def notifier(self) -> ModuleType:
        return importlib.import_module("functions.notices.notifier")

    @cached_property
    def http_wiring(self) -> ModuleType:
        wiring = importlib.import_module("functions.http_api.wiring")
        wiring.rules._read = None
        return wiring

    @cached_property
    def http_emoji(self) -> ModuleType:
        return importlib.import_module("functions.http_api.emoji")

    @cached_property
    def message_wiring(self) -> ModuleType:
        wiring = importlib.import_module("functions.message.wiring")
        wiring.messages._receipts.clear()  # they were of other tests' tables, as were the rules
        wiring.rules._read = None
        wiring.router._throttle._numbers.clear()  # nor do other tests' frames count
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

    def http(self, event: dict[str, Any], context: Any = None) -> dict[str, Any]:
        """Serve a call by the function that the HTTP API hands it to (infra/apis)."""
        name = next((name for name, paths in _ROUTES.items() if paths.fullmatch(event["rawPath"])), "http_api")
        answer: dict[str, Any] = getattr(self, name).handler(event, context)
        return answer

    def routes(self) -> set[tuple[str, str]]:
        """Method and path of every route of the HTTP API."""
        apps = [module.app.resolver for module in self._apps()]
        return {(route.method, route.path) for app in apps for route in [*app._static_routes, *app._dynamic_routes]}

    def _apps(self) -> tuple[ModuleType, ...]:
        apps = (self.http_api, self.search, self.notices, self.calls, self.moderation)
        return *apps, self.bots, self.hooks, self.events

    def frames(self) -> dict[str, Any]:
        """The model of every type of frame that is routed."""
        routers = (self.message.router, self.call_frames.router)
        return {kind: route.model for router in routers for kind, route in router._routes.items()}
