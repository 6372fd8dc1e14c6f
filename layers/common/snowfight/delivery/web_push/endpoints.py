"""Where is pushed to: an endpoint is given by a user, and we connect to none but those of push services."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from snowfight.settings import LOCAL, Settings

HOSTS = ("fcm.googleapis.com", "jmt17.google.com")
"""Google's, for Chrome and what is made of Chromium; the second one for builds that are not stable Chrome
(Chromium, components/push_messaging/push_messaging_constants.cc)."""
DOMAINS = ("push.services.mozilla.com", "push.apple.com", "notify.windows.com")
"""Hosts below these are Mozilla's, Apple's and Microsoft's."""
LOCAL_PATH = "/_local/push/"
"""Where the local stack's stand-in listens, at the site's own origin."""

_ENDPOINT = re.compile(r"(?P<origin>https?://[a-z0-9][a-z0-9.-]*(:\d+)?)(?P<path>/[!-\"$-~]+)")
"""As browsers write it: no user, no fragment, and no port that is the scheme's own."""


@dataclass(frozen=True)
class PushEndpoints:
    """The push services that a deployment knows."""

    local_origins: tuple[str, ...] = ()
    """Where the local stack's stand-in is."""

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Only the local stack's site has a stand-in: what a cloud lets in may be `http://localhost`, which to a
        function is itself."""
        return cls(settings.site_origins if settings.stage == LOCAL else ())

    def origin(self, endpoint: str) -> str | None:
        """The origin of an endpoint's push service; None where that is not known."""
        found = _ENDPOINT.fullmatch(endpoint)
        if found is None:
            return None
        origin, path = found["origin"], found["path"]
        if {".", ".."} & set(path.split("/")):
            return None
        if origin in self.local_origins:
            return origin if path.startswith(LOCAL_PATH) and path != LOCAL_PATH else None
        scheme, _, host = origin.partition("://")
        known = host in HOSTS or any(host.endswith(f".{domain}") for domain in DOMAINS)
        return origin if scheme == "https" and known else None
