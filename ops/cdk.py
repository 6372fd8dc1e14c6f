"""`make synth`, `make bootstrap`, `make deploy`: the CDK, once the settings are seen to be right."""

from __future__ import annotations

import os
import subprocess
import sys

from infra.settings import LOCAL
from ops.command import command
from ops.deployment import ROOT, Deployment
from ops.failure import Failure
from ops.secrets.deployment_secret import DeploymentSecret
from ops.secrets.notice_keys import NoticeKeys

VERBS = {"synth": ["--quiet"], "bootstrap": [], "deploy": []}
"""What the CDK is asked for, and how."""


def run(verb: str, stage: str, *options: str) -> int:
    """Have the CDK do something to a stage; returns its exit code."""
    return subprocess.run(
        [str(ROOT / "infra/node_modules/.bin/cdk"), verb, *options, "-c", f"stage={stage}"],
        cwd=ROOT,
        check=False,
        env={**os.environ, "NODE_NO_WARNINGS": "1"},
    ).returncode


def in_aws(stage: str) -> Deployment:
    """The deployment of a stage. Raises Failure for the local one, which is none in AWS."""
    if stage == LOCAL:
        raise Failure("the local stack is no deployment in AWS: `make run` starts it, `make reset` forgets it")
    return Deployment.of(stage)


def prepare(deployment: Deployment) -> None:
    """Make what a deployment needs and no template may hold, where it is missing: its secret, and what notices are
    signed with."""
    settings, ssm = deployment.settings, deployment.client("ssm")
    if DeploymentSecret(ssm, settings.secret_parameter).make():
        print(f"Made {settings.secret_parameter}, what keyed hashes are made with.")
    if settings.push_parameter and NoticeKeys(ssm, settings.push_parameter).make():
        print(f"Made {settings.push_parameter}, what notices are signed with.")


def main() -> None:
    """Do what the first word says to the stage that the second one names."""
    verb = sys.argv.pop(1) if len(sys.argv) > 1 else ""
    if verb not in VERBS:
        sys.exit(f"usage: python -m ops.cdk {'|'.join(VERBS)} STAGE")

    def work(stage: str) -> int:
        deployment = in_aws(stage)
        if verb == "deploy":
            prepare(deployment)
        return run(verb, stage, *VERBS[verb])

    command(verb, ["STAGE"], work)


if __name__ == "__main__":
    main()
