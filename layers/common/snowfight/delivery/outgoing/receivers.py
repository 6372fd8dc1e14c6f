"""What events are posted to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol


class Receivers(Protocol):
    def check(self, url: str) -> None:
        """Raises BadUrl for what may not be posted to: no https, an address that is not public, or none at all; and
        Unavailable where too many names are being looked up to say."""
        ...

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> int | None:
        """Post JSON, and return the status of the answer within 10 s; None where none came, whatever the reason.
        Redirects are answers like others. Never raises for what a receiver does.

        Raises Unavailable where nothing was begun, since too many names are being looked up."""
        ...
