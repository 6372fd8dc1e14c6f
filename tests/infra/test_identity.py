"""The user pool's promises."""

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


def test_the_client_signs_in_with_passwords_gets_short_tokens_and_can_be_signed_out(stack: Synthesised) -> None:
    client = stack.only("AWS::Cognito::UserPoolClient")

    assert set(client["ExplicitAuthFlows"]) == {"ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"}
    assert client["TokenValidityUnits"]["IdToken"] == "minutes"
    assert client["IdTokenValidity"] == 15
    assert client["RefreshTokenValidity"] == 30 * 24 * 60
    assert client["EnableTokenRevocation"] is True
    assert client["GenerateSecret"] is False
    assert client["PreventUserExistenceErrors"] == "ENABLED"
