"""What notices are signed with: a parameter that is made once, and whose text nobody sees."""

from __future__ import annotations

import base64
import json
import secrets
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

BYTES = 32
"""Of each part."""


class NoticeKeys:
    """The parameter `name` of the parameter store that `ssm` is a client of (integrations/notice_secrets.py)."""

    def __init__(self, ssm: Any, name: str) -> None:
        self._ssm = ssm
        self._name = name

    def make(self) -> bool:
        """Make it, unless it is there; says whether it was made. What is there is never changed."""
        try:
            self._put({"vapid": _vapid(), "secret": _encoded(secrets.token_bytes(BYTES))}, overwrite=False)
        except self._ssm.exceptions.ParameterAlreadyExists:
            return False
        return True

    def renew(self) -> None:
        """Replace the VAPID key. The secret stays: the links of mails that were sent are made of it. Raises
        ParameterNotFound, and ValueError where nothing whole is there."""
        if self.fault():
            raise ValueError(f"{self._name} {self.fault()}")
        self._put({**json.loads(self._read()["Value"]), "vapid": _vapid()}, overwrite=True)

    def fault(self) -> str:
        """What is wrong with it, in words that say nothing of it; empty where nothing is. Raises ParameterNotFound."""
        parameter = self._read()
        if parameter["Type"] != "SecureString":
            return f"is a {parameter['Type']}: keep it as a SecureString"
        return "" if _is_whole(parameter["Value"]) else "is not of the form that `make deploy` gives it"

    def _read(self) -> dict[str, Any]:
        return dict(self._ssm.get_parameter(Name=self._name, WithDecryption=True)["Parameter"])

    def _put(self, value: dict[str, str], *, overwrite: bool) -> None:
        self._ssm.put_parameter(
            Name=self._name,
            Description="Monkey Snowfight: what notices are signed with",
            Value=json.dumps(value),
            Type="SecureString",
            Overwrite=overwrite,
        )


def _vapid() -> str:
    """A private key on P-256 (RFC 8292)."""
    return _encoded(generate_private_key(SECP256R1()).private_numbers().private_value.to_bytes(BYTES))


def _is_whole(text: str) -> bool:
    try:
        value = json.loads(text)
        return all(len(base64.urlsafe_b64decode(f"{value[part]}=")) == BYTES for part in ("vapid", "secret"))
    except (ValueError, KeyError, TypeError):
        return False


def _encoded(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
