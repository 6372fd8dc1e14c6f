"""`make destroy`: takes a deployment down, and says what stays."""

from __future__ import annotations

import os

from ops import cdk
from ops.command import command
from ops.deployment import Deployment

KEPT = ("RoomsTable", "MessagesTable", "EphemeralTable", "UserPool")


def destroy(deployment: Deployment) -> int:
    """Take the stack down with the CDK; returns its exit code. Raises NotDeployed, and what AWS raises."""
    stage, keeps = deployment.settings.stage, deployment.settings.keep_data
    kept = [f"  {output:<15} {deployment.outputs[output]}" for output in KEPT]
    secrets = [name for name in (deployment.settings.secret_parameter, deployment.settings.push_parameter) if name]
    kept += [f"  {'Parameter':<15} {name}" for name in secrets]
    if keeps and os.environ.get("CONFIRM") != stage:
        print(f"{stage} keeps its data. To take everything else down: make destroy STAGE={stage} CONFIRM={stage}")
        print("\n".join(["What would stay, and cost its storage:", *kept]))
        return 1
    if keeps:
        _protect(deployment, False)
    else:
        print(f"{stage} keeps nothing (keep_data is false): its messages and accounts go too.")
    code = cdk.run("destroy", stage)
    if not keeps:
        if not deployment.stands():
            deployment.client("ssm").delete_parameters(Names=secrets)
        return code
    if deployment.stands():  # it failed, or whoever was asked once more said no, which is no error to the CDK
        _protect(deployment, True)
        return code or 1
    print("\n".join(["What stays, until you delete it; its logs do too:", *kept]))
    return code


def _protect(deployment: Deployment, protected: bool) -> None:
    deployment.client("cloudformation").update_termination_protection(
        StackName=deployment.name, EnableTerminationProtection=protected
    )


def take_down(stage: str) -> int:
    """Take a stage down; returns the CDK's exit code."""
    return destroy(cdk.in_aws(stage))


if __name__ == "__main__":
    command("destroy", ["STAGE"], take_down)
