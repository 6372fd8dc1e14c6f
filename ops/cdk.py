"""`make synth`, `make bootstrap`, `make deploy`: the CDK, once the settings are seen to be right."""

from __future__ import annotations

import os
import subprocess
import sys

from infra.settings import LOCAL
from ops.account import Account
from ops.command import command
from ops.deployment import ROOT, Deployment
from ops.failure import Failure
from ops.findings import examine
from ops.secrets.deployment_secret import DeploymentSecret
from ops.secrets.notice_keys import NoticeKeys

VERBS = {"synth": ["--quiet"], "bootstrap": [], "deploy": []}
"""What the CDK is asked for, and how."""


STEPS = 4
"""Of a deploy, as an operator sees it."""


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


def deploy(deployment: Deployment) -> int:
    """Deploy, and say before each step which it is; returns the CDK's exit code. What the account lacks is said and
    stops nothing: whoever deploys need not be allowed to look."""
    stage, region = deployment.settings.stage, deployment.settings.region
    _say(1, f"what {stage} needs of the account in {region}; what fails here, the deploy will fail by")
    examine(Account(deployment).needed(), _print)
    _say(2, "secrets that no template may hold, made where they are missing")
    prepare(deployment)
    _say(3, f"the stack {deployment.name}: the CDK builds, CloudFormation makes; a quarter of an hour the first time")
    code = run("deploy", stage)
    if code:
        _say(4, "it was not deployed: docs/first-deploy.md says what the line above means, and what to do")
    else:
        _say(4, f"it stands: `make doctor STAGE={stage}`, and docs/first-deploy.md says what to look at")
    return code


def _say(step: int, words: str) -> None:
    _print(f"{step} of {STEPS}: {words}")


def _print(line: str) -> None:
    print(line, flush=True)  # the CDK writes to the same place


def main() -> None:
    """Do what the first word says to the stage that the second one names."""
    verb = sys.argv.pop(1) if len(sys.argv) > 1 else ""
    if verb not in VERBS:
        sys.exit(f"usage: python -m ops.cdk {'|'.join(VERBS)} STAGE")

    def work(stage: str) -> int:
        deployment = in_aws(stage)
        return deploy(deployment) if verb == "deploy" else run(verb, stage, *VERBS[verb])

    command(verb, ["STAGE"], work)


if __name__ == "__main__":
    main()
