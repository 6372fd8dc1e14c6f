"""Given Cognito's PreSignUp trigger, when somebody signs up, then …"""

from __future__ import annotations

from typing import Any

import pytest

from snowfight.errors import Unavailable
from snowfight.integrations.cognito_admission import NAME, admission
from tests.support.identity import keyed_hashes
from tests.support.lambdas import Lambdas


@pytest.fixture
def trigger(lambdas: Lambdas, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(lambdas.pre_sign_up, "hashes", keyed_hashes())
    return lambdas.pre_sign_up


def event(shown: dict[str, str] | None, source: str = "PreSignUp_SignUp") -> dict[str, Any]:
    return {
        "triggerSource": source,
        "userName": "ann",
        "request": {"userAttributes": {"email": "Ann@example.org"}, "validationData": shown},
        "response": {"autoConfirmUser": False, "autoVerifyEmail": True},
    }


def shown(username: str = "ann", email: str = "Ann@example.org") -> dict[str, str]:
    return {NAME: admission(keyed_hashes(), username, email)}


def test_who_was_let_in_may_sign_in_at_once_and_the_address_is_unproven(trigger: Any) -> None:
    answer = trigger.handler(event(shown()), object())
    assert answer["response"] == {"autoConfirmUser": True, "autoVerifyEmail": False}


@pytest.mark.parametrize(
    "brought",
    [
        None,
        {},
        {NAME: ""},
        {NAME: "é"},
        {NAME: "0" * 64},
        {"other": shown()[NAME]},
        shown("bob"),
        shown(email="eve@example.org"),
    ],
    ids=str,
)
def test_who_asks_cognito_itself_is_refused(trigger: Any, brought: dict[str, str] | None) -> None:
    with pytest.raises(trigger.NotAdmitted, match="at the site"):
        trigger.handler(event(brought), object())


def test_a_user_of_another_identity_provider_is_refused(trigger: Any) -> None:
    with pytest.raises(trigger.NotAdmitted):
        trigger.handler(event({}, "PreSignUp_ExternalProvider"), object())


def test_an_operator_who_puts_a_backup_back_is_not(trigger: Any) -> None:
    answer = trigger.handler(event(None, "PreSignUp_AdminCreateUser"), object())
    assert answer["response"]["autoConfirmUser"] is True


def test_where_the_secret_cannot_be_read_nobody_comes_in(trigger: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(_name: str) -> str:
        raise Unavailable

    monkeypatch.setattr(trigger.hashes, "_read", down)
    with pytest.raises(Unavailable):
        trigger.handler(event(shown()), object())
