"""Where a service listens."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

IDLE_SECONDS = 20.0
"""A connection that nobody used for so long may have died unnoticed, while the function was frozen."""


@dataclass(frozen=True)
class Address:
    """What to connect to; `name` is what requests call it, with a port that is not the scheme's own."""

    name: str
    host: str
    port: int
    secure: bool

    @classmethod
    def of(cls, url: str) -> Address:
        """The address in an http or https URL."""
        parts = urlsplit(url)
        secure = parts.scheme == "https"
        return cls(parts.netloc, parts.hostname or "", parts.port or (443 if secure else 80), secure)


def region_of_this_function(environment: Mapping[str, str] = os.environ) -> str:
    """Where Lambda runs this."""
    return environment.get("AWS_REGION") or environment.get("AWS_DEFAULT_REGION") or "us-east-1"


def url_of(service: str, region: str, environment: Mapping[str, str] = os.environ) -> str:
    """Where a service is, or what stands in for AWS, by the variables that botocore heeds too."""
    own = environment.get(f"AWS_ENDPOINT_URL_{service.upper()}") or environment.get("AWS_ENDPOINT_URL")
    return own or f"https://{service}.{region}.amazonaws.com"
