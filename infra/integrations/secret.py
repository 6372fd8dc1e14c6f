"""Secrets that are the operator's, in the parameter store: no template holds them or makes them."""

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
