"""Who this function is at AWS."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol


class Credentials(Protocol):
    """As botocore's frozen credentials."""

    @property
    def access_key(self) -> str: ...
    @property
    def secret_key(self) -> str: ...
    @property
    def token(self) -> str | None: ...


@dataclass(frozen=True)
class Keys:
    """Credentials that do not change."""

    access_key: str
    secret_key: str
    token: str | None = None


def of_this_function(environment: Mapping[str, str] = os.environ) -> Callable[[], Credentials]:
    """What returns the credentials of now.

    Lambda hands a function its role's in the environment, good for as long as the instance lives. Where they are kept
    elsewhere botocore looks for them, and refreshes them. Raises RuntimeError where there are none.
    """
    access_key, secret_key = environment.get("AWS_ACCESS_KEY_ID"), environment.get("AWS_SECRET_ACCESS_KEY")
    if access_key and secret_key:
        keys = Keys(access_key, secret_key, environment.get("AWS_SESSION_TOKEN") or None)
        return lambda: keys
    import botocore.session  # noqa: PLC0415  (no function needs it)

    source = botocore.session.get_session().get_credentials()
    if source is None:
        raise RuntimeError("this function has no AWS credentials")
    return source.get_frozen_credentials
