"""`make pushkey`: a new VAPID key. What browsers subscribed with before is refused until they renew it."""

from __future__ import annotations

import secrets

from ops.command import command
from ops.deployment import Deployment
from ops.failure import Failure
from ops.secrets.notice_keys import NoticeKeys

SIGNERS = ("FunctionNotices", "FunctionNotifier")
"""The outputs that name the functions that have read the key."""


def renew(deployment: Deployment) -> None:
    """Replace the key, and have the functions that know the old one start anew. Raises Failure."""
    name, outputs = deployment.settings.push_parameter, deployment.outputs
    if not name:
        raise Failure("there are no notices: push_parameter is not set")
    ssm = deployment.client("ssm")
    try:
        NoticeKeys(ssm, name).renew()
    except ssm.exceptions.ParameterNotFound:
        raise Failure(f"there is no parameter {name}: `make deploy` makes it") from None
    except ValueError as error:
        raise Failure(f"{error}; delete it, and `make deploy` makes another: links in mails end with it") from None
    functions = deployment.client("lambda")
    for output in SIGNERS:
        # An instance keeps the key that it has read; a function whose configuration changes gets new ones.
        functions.update_function_configuration(
            FunctionName=outputs[output], Description=f"key {secrets.token_hex(4)} of notices"
        )
    print(f"{name} has a new key. Each browser renews its subscription when it next opens the chat.")


def work(stage: str) -> None:
    """Replace the key of a stage."""
    renew(Deployment.of(stage))


if __name__ == "__main__":
    command("pushkey", ["STAGE"], work)
