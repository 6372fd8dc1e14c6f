"""What a deployment's keyed hashes are made with: a parameter that is made once, and whose text nobody sees."""

from __future__ import annotations

import base64
import secrets
from typing import Any

BYTES = 32


class DeploymentSecret:
    """The parameter `name` of the parameter store that `ssm` is a client of (integrations/keyed_hashes.py)."""

    def __init__(self, ssm: Any, name: str) -> None:
        self._ssm = ssm
        self._name = name

    def make(self) -> bool:
        """Make it, unless it is there; says whether it was made. What is there is never changed: with another one,
        banned addresses could sign up."""
        try:
            self._ssm.put_parameter(
                Name=self._name,
                Description="Monkey Snowfight: what keyed hashes are made with",
                Value=base64.urlsafe_b64encode(secrets.token_bytes(BYTES)).rstrip(b"=").decode(),
                Type="SecureString",
                Overwrite=False,
            )
        except self._ssm.exceptions.ParameterAlreadyExists:
            return False
        return True

    def fault(self) -> str:
        """What is wrong with it, in words that say nothing of it; empty where nothing is. Raises ParameterNotFound."""
        parameter = self._ssm.get_parameter(Name=self._name, WithDecryption=True)["Parameter"]
        if parameter["Type"] != "SecureString":
            return f"is a {parameter['Type']}: keep it as a SecureString"
        return "" if _is_whole(parameter["Value"]) else "is not of the form that `make deploy` gives it"


def _is_whole(text: str) -> bool:
    try:
        return len(base64.urlsafe_b64decode(f"{text}=")) == BYTES
    except ValueError:
        return False
