"""MiniStack's Cognito shows the PreSignUp trigger what a sign-up brings, as AWS does."""

from __future__ import annotations

import json
import subprocess
from types import SimpleNamespace

import pytest

from local.processes import environment
from local.settings import EMULATOR_PYTHON, ROOT
from local.validation_data import pass_validation_data

PROGRAM = """
import json
from ministack.services import cognito
from local.validation_data import pass_validation_data
shown = []
def trigger(pool, client, username, attributes, trigger_source):
    event = cognito._build_presignup_event(pool, client, username, attributes, trigger_source)
    shown.append(event["request"]["validationData"])
    return {"autoConfirmUser": True, "autoVerifyEmail": False, "autoVerifyPhone": False}
pass_validation_data(cognito)
cognito._apply_presignup_trigger = trigger
pool = json.loads(cognito._create_user_pool({"PoolName": "pool"})[2])["UserPool"]["Id"]
client = json.loads(cognito._create_user_pool_client({"UserPoolId": pool, "ClientName": "c"})[2])["UserPoolClient"]
for name, brought in (("ann", [{"Name": "admission", "Value": "yes"}]), ("bob", None), ("cat", [])):
    answer = cognito._sign_up({"ClientId": client["ClientId"], "Username": name, "Password": "Passw0rd!Passw0rd",
        "UserAttributes": [{"Name": "email", "Value": name + "@example.org"}], "ValidationData": brought})
    assert answer[0] == 200, answer
print(json.dumps(shown))
"""


def test_the_trigger_sees_what_this_sign_up_brings_and_no_other() -> None:
    done = subprocess.run(
        [EMULATOR_PYTHON, "-c", PROGRAM],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    assert json.loads(done.stdout.splitlines()[-1]) == [{"admission": "yes"}, {}, {}]


def test_a_ministack_that_has_changed_is_a_failure_in_words() -> None:
    with pytest.raises(RuntimeError, match="adapt local/validation_data"):
        pass_validation_data(SimpleNamespace(_sign_up=None))
