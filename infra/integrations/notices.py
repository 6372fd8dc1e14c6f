"""Notices: what the code that signs them is told, and the one secret that it may read."""

from __future__ import annotations

from infra.compute.functions import Grant
from infra.integrations.secret import secret_grants
from infra.parameters import Parameters


class NoticeKeys:
    """The VAPID key of a deployment and the secret of its tokens, one parameter: `make deploy` makes it, once."""

    def __init__(self, parameters: Parameters) -> None:
        self._parameters = parameters

    @property
    def environment(self) -> dict[str, str]:
        """Its name, which is nothing secret: it says whether there are notices at all."""
        return {"PUSH_PARAMETER": self._parameters.push_parameter}

    @property
    def grants(self) -> list[Grant]:
        return secret_grants(self._parameters, self._parameters.push_parameter)
