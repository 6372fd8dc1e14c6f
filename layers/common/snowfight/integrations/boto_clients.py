"""botocore clients with time-outs that fit an integration of 29 s."""

from __future__ import annotations

from functools import cache
from typing import Any


@cache
def client(service: str) -> Any:
    """The one client of `service` in this process, made on first use; botocore is loaded with the first of them."""
    import botocore.session  # noqa: PLC0415  (most functions never need it)
    from botocore.config import Config  # noqa: PLC0415

    config = Config(connect_timeout=2, read_timeout=6, retries={"total_max_attempts": 3, "mode": "standard"})
    return botocore.session.get_session().create_client(service, config=config)
