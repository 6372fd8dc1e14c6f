"""What notices are signed with: who may read it, and that no template holds it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from infra.parameters import Parameters, SettingsError
from tests.infra.conftest import CONTEXT, Synthesised

SECRET = "/snowfight/prod/push"


def readers(stack: Synthesised) -> dict[str, object]:
    """Who may read parameters but the one that every deployment has, and which."""
    return {
        name: resource
        for name, each in stack.statements()
        for resource in (each["Resource"] if isinstance(each["Resource"], list) else [each["Resource"]])
        if "ssm:GetParameter" in json.dumps(each["Action"]) and "/secret" not in json.dumps(resource)
    }


def test_only_the_functions_of_notices_may_read_the_keys_and_only_those(prod: Synthesised) -> None:
    found = readers(prod)
    assert len(found) == 2
    assert all(any(part in name for part in ("noticesRole", "notifierRole")) for name in found)
    for resource in found.values():
        assert json.dumps(resource).endswith(f':parameter{SECRET}"]]}}')


def test_a_template_names_the_parameter_and_makes_none(stack: Synthesised) -> None:
    told = {name for name, each in stack.functions().items() if "PUSH_PARAMETER" in each["Environment"]["Variables"]}
    calls = {"call_frames", "call_watcher"}
    told_too = {"bots", "hooks", "message", "http_api", "jobs", "notices", "notifier", "presence", "sweeper"}
    assert told == calls | told_too
    assert not stack.of_type("AWS::SSM::Parameter")


def test_without_one_nobody_reads_a_secret(synthesise: Callable[..., Synthesised]) -> None:
    assert readers(synthesise(stage="prod", push_parameter="")) == {}


def test_what_mails_are_sent_with_headers_of_their_own_comes_from_the_deployments_address(prod: Synthesised) -> None:
    [sending] = [each for _, each in prod.statements() if each["Action"] == "ses:SendRawEmail"]
    assert sending["Condition"] == {"StringEquals": {"ses:FromAddress": "snowfight@example.com"}}


def test_how_long_mails_wait_reaches_the_notifier(synthesise: Callable[..., Synthesised]) -> None:
    stack = synthesise(stage="prod", mail_after_minutes="5", mail_every_minutes="0.5")
    variables = stack.functions()["notifier"]["Environment"]["Variables"]
    assert (float(variables["MAIL_AFTER_MINUTES"]), float(variables["MAIL_EVERY_MINUTES"])) == (5, 0.5)


@pytest.mark.parametrize(
    ("name", "value"), [("push_parameter", "a b"), ("mail_after_minutes", "-1"), ("mail_every_minutes", "soon")]
)
def test_a_setting_that_cannot_be_is_refused(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        Parameters.from_context({**CONTEXT, "stage": "prod", name: value})
