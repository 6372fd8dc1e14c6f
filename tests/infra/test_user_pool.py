"""The user pool's promises."""

import json
from collections.abc import Callable

import pytest

from tests.infra.conftest import Synthesised


def test_names_are_matched_without_regard_to_case(stack: Synthesised) -> None:
    assert stack.only("AWS::Cognito::UserPool")["UsernameConfiguration"] == {"CaseSensitive": False}


def test_passwords_are_long_and_of_any_kind(stack: Synthesised) -> None:
    policy = stack.only("AWS::Cognito::UserPool")["Policies"]["PasswordPolicy"]

    assert policy["MinimumLength"] == 10
    assert not [name for name, wanted in policy.items() if name.startswith("Require") and wanted]


def test_sign_up_runs_our_trigger_and_leaves_the_address_unverified(stack: Synthesised) -> None:
    pool = stack.only("AWS::Cognito::UserPool")

    assert "PreSignUp" in pool["LambdaConfig"]
    assert not pool.get("AutoVerifiedAttributes")
    assert pool["AdminCreateUserConfig"] == {"AllowAdminCreateUserOnly": False}


def test_the_trigger_reads_the_secret_that_it_knows_our_sign_ups_by_and_nothing_else(prod: Synthesised) -> None:
    own = [
        each for name, each in prod.statements() if "presignup" in name and "logs:" not in json.dumps(each["Action"])
    ]

    allowed = {json.dumps(each["Action"]): json.dumps(each["Resource"]) for each in own if each["Effect"] == "Allow"}
    allowed = {action: resource for action, resource in allowed.items() if "xray" not in action and "sts" not in action}
    assert list(allowed) == ['"ssm:GetParameter"']
    assert allowed['"ssm:GetParameter"'].endswith(':parameter/snowfight/prod/secret"]]}')


def test_the_secret_is_read_by_whoever_lets_people_in_or_keeps_them_out(stack: Synthesised) -> None:
    told = {name for name, each in stack.functions().items() if "SECRET_PARAMETER" in each["Environment"]["Variables"]}
    assert told == {"http_api", "moderation", "pre_sign_up"}
    assert not stack.of_type("AWS::SSM::Parameter")


def test_the_client_signs_in_with_passwords_gets_short_tokens_and_can_be_signed_out(stack: Synthesised) -> None:
    client = stack.only("AWS::Cognito::UserPoolClient")

    assert set(client["ExplicitAuthFlows"]) == {"ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"}
    assert client["TokenValidityUnits"]["IdToken"] == "minutes"
    assert client["IdTokenValidity"] == 15
    assert client["RefreshTokenValidity"] == 30 * 24 * 60
    assert client["EnableTokenRevocation"] is True
    assert client["GenerateSecret"] is False
    assert client["PreventUserExistenceErrors"] == "ENABLED"


@pytest.mark.parametrize(("identity", "name"), [("address", "snow@mail.example.org"), ("domain", "mail.example.org")])
def test_the_pool_mails_by_the_identity_that_ses_has_verified(
    synthesise: Callable[..., Synthesised], identity: str, name: str
) -> None:
    stack = synthesise(stage="dev", sender_address="snow@mail.example.org", sender_identity=identity)

    mail = stack.only("AWS::Cognito::UserPool")["EmailConfiguration"]

    assert mail["From"] == "Monkey Snowfight <snow@mail.example.org>"
    assert json.dumps(mail["SourceArn"]).endswith(f':identity/{name}"]]}}')


def test_the_functions_mail_from_our_address_alone_to_whomever_ses_lets_them(prod: Synthesised) -> None:
    statements = [each for _, each in prod.statements() if each["Action"] == "ses:SendEmail"]

    assert len(statements) == 3  # http_api's, moderation's and that of who sends events
    for statement in statements:
        assert statement["Condition"] == {"StringEquals": {"ses:FromAddress": "snowfight@example.com"}}
        assert {json.dumps(each).rsplit(":", 1)[1] for each in statement["Resource"]} == {
            'identity/*"]]}',
            'configuration-set/*"]]}',
        }
