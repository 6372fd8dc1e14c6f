"""botocore clients with time-outs that fit an integration of 29 s, and the secrets that they read."""

from __future__ import annotations

from functools import cache
from typing import Any

from snowfight.errors import Unavailable


@cache
def client(service: str, attempts: int = 3, endpoint: str | None = None) -> Any:
    """The one client of `service` in this process that asks so often, and at that `endpoint` if not at the service's
    own, made on first use; botocore is loaded with the first of them."""
    import botocore.session  # noqa: PLC0415  (most functions never need it)
    from botocore.config import Config  # noqa: PLC0415

    config = Config(connect_timeout=2, read_timeout=6, retries={"total_max_attempts": attempts, "mode": "standard"})
    return botocore.session.get_session().create_client(service, endpoint_url=endpoint, config=config)


def secret(name: str) -> str:
    """The text of a SecureString in the parameter store; raises Unavailable."""
    try:
        return str(client("ssm").get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"])
    except Exception as error:
        raise Unavailable from error
