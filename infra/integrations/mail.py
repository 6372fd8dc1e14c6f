"""Mail: what a function that sends it may do."""

from __future__ import annotations

from aws_cdk import Aws

from infra.compute.functions import Grant
from infra.parameters import Parameters


def mail_grant(parameters: Parameters, operation: str = "SendEmail") -> Grant:
    """Send mail that comes from the deployment's address, and from no other; by `SendRawEmail` with headers of its own.

    SES asks for the identity that covers the sender, in its sandbox for the recipient's too, and for a configuration
    set where one is named or the identity has one by default. Nobody knows them beforehand, so what is held is the
    address that mail comes from. MiniStack names neither resource nor address in its checks.
    """
    if parameters.is_local:
        return Grant([f"ses:{operation}"], ["*"])
    resources = f"arn:aws:ses:{parameters.region}:{Aws.ACCOUNT_ID}"
    return Grant(
        [f"ses:{operation}"],
        [f"{resources}:identity/*", f"{resources}:configuration-set/*"],
        conditions={"StringEquals": {"ses:FromAddress": parameters.sender_address}},
    )
