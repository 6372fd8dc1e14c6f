"""Secrets in the parameter store: no template holds them or makes them."""

from __future__ import annotations

from aws_cdk import Aws

from infra.compute.functions import Grant
from infra.parameters import Parameters


def secret_grants(parameters: Parameters, name: str) -> list[Grant]:
    """Read the secret of that name, where there is one. SSM's own key needs no permission; another one would."""
    if not name:
        return []
    arn = f"arn:aws:ssm:{parameters.region}:{Aws.ACCOUNT_ID}:parameter/{name.removeprefix('/')}"
    return [Grant(["ssm:GetParameter"], [arn])]


class DeploymentSecret:
    """The secret that every deployment has, what its keyed hashes are made with: `make deploy` makes it, once."""

    def __init__(self, parameters: Parameters) -> None:
        self._parameters = parameters

    @property
    def environment(self) -> dict[str, str]:
        """Its name, which is nothing secret."""
        return {"SECRET_PARAMETER": self._parameters.secret_parameter}

    @property
    def grants(self) -> list[Grant]:
        return secret_grants(self._parameters, self._parameters.secret_parameter)
