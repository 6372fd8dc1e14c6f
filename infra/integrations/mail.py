"""Mail: what a function that sends it may do."""

from __future__ import annotations

from aws_cdk import Aws

from infra.compute.functions import Grant
from infra.parameters import Parameters


def mail_grant(parameters: Parameters) -> Grant:
    """Send mail that comes from the deployment's address, and from no other.

    SES asks for the identity that covers the sender, in its sandbox for the recipient's too, and for a configuration
    set where the identity has one by default. Nobody knows them beforehand, so what is held is the address that mail
    comes from. MiniStack names neither resource nor address in its checks.
    """
    if parameters.is_local:
        return Grant(["ses:SendEmail"], ["*"])
    resources = f"arn:aws:ses:{parameters.region}:{Aws.ACCOUNT_ID}"
    return Grant(
        ["ses:SendEmail"],
        [f"{resources}:identity/*", f"{resources}:configuration-set/*"],
        conditions={"StringEquals": {"ses:FromAddress": parameters.sender_address}},
    )
