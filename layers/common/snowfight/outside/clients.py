"""botocore clients with time-outs that fit an integration of 29 s."""

from __future__ import annotations

from functools import cache
from typing import Any

import botocore.session
from botocore.config import Config

_CONFIG = Config(connect_timeout=2, read_timeout=6, retries={"total_max_attempts": 3, "mode": "standard"})


@cache
def client(service: str) -> Any:
    """The one client of `service` in this process, made on first use."""
    return botocore.session.get_session().create_client(service, config=_CONFIG)
