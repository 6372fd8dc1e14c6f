"""What notices are signed with: the deployment's VAPID key, and a secret for tokens that must tell nothing."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from functools import cached_property
from typing import Any

from snowfight.errors import PushOff, Unavailable
from snowfight.integrations.boto_clients import secret
from snowfight.models.notices import from_base64url


class NoticeSecrets:
    """`parameter` names the secret, `{"vapid": …, "secret": …}`, each 32 bytes as base64url; empty: there are no
    notices. `vapid` may be replaced, `secret` stays: links in mails that were sent are made of it."""

    def __init__(self, parameter: str, read: Callable[[str], str] = secret) -> None:
        self._parameter = parameter
        self._read = read

    @property
    def vapid(self) -> bytes:
        """The private key on P-256; raises PushOff, Unavailable."""
        return from_base64url(str(self._values["vapid"]))

    def keyed(self, purpose: str, text: str) -> bytes:
        """32 bytes that only this deployment can make of `text`, other ones for each `purpose`; raises as `vapid`."""
        key = from_base64url(str(self._values["secret"]))
        return hmac.digest(key, f"{purpose}\0{text}".encode(), hashlib.sha256)

    def token(self, purpose: str, text: str) -> str:
        """The same as 43 characters of base64url."""
        return base64.urlsafe_b64encode(self.keyed(purpose, text)).rstrip(b"=").decode()

    @cached_property
    def _values(self) -> dict[str, Any]:
        if not self._parameter:
            raise PushOff
        try:
            return dict(json.loads(self._read(self._parameter)))
        except ValueError:
            raise Unavailable from None
