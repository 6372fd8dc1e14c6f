"""Given Cognito's PreSignUp trigger, when somebody signs up, then …"""

from __future__ import annotations

from tests.support.lambdas import Lambdas


def test_the_account_may_sign_in_at_once_and_its_address_is_unproven(lambdas: Lambdas) -> None:
    event = {"request": {"userAttributes": {"email": "ann@example.org"}}, "response": {"autoVerifyEmail": True}}
    answer = lambdas.pre_sign_up.handler(event, object())
    assert answer["response"] == {"autoConfirmUser": True, "autoVerifyEmail": False}
