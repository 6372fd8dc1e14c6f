"""Calls: what their code is told, whose relays it may ask, and that no template holds a secret."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from infra.apis.calls import CallSettings
from infra.parameters import Parameters
from tests.infra.conftest import CONTEXT, Resource, Synthesised

SECRET = "/snowfight/prod/turn"
URLS = "turn:turn.example.com:3478,turns:turn.example.com:443?transport=tcp"
CHANNEL = "AWS::KinesisVideo::SignalingChannel"


@pytest.fixture(scope="module")
def coturn(synthesise: Callable[..., Synthesised]) -> Synthesised:
    return synthesise(stage="prod", turn="coturn", turn_urls=URLS, turn_parameter=SECRET, relay_only="true")


@pytest.fixture(scope="module")
def kvs(synthesise: Callable[..., Synthesised]) -> Synthesised:
    return synthesise(stage="prod", turn="kvs")


def variables(stack: Synthesised) -> dict[str, object]:
    return dict(stack.functions()["calls"]["Environment"]["Variables"])


def allowed(stack: Synthesised, word: str) -> dict[str, Resource]:
    """Every statement about a service, by the role that it belongs to."""
    return {name: each for name, each in stack.statements() if word in json.dumps(each["Action"])}


def test_without_relays_nothing_is_made_for_them_and_nobody_may_read_more(stack: Synthesised) -> None:
    assert not stack.of_type(CHANNEL)
    assert not allowed(stack, "kinesisvideo")
    assert not [name for name in allowed(stack, "ssm:GetParameter") if "Functionscalls" in name]
    assert {"TURN_URLS", "TURN_PARAMETER", "TURN_CHANNEL"} & set(variables(stack)) == set()
    assert (variables(stack)["TURN"], variables(stack)["RELAY_ONLY"]) == ("none", "")


def test_browsers_ask_a_public_server_for_their_address_and_locally_none(prod: Synthesised, local: Synthesised) -> None:
    assert variables(prod)["STUN_URLS"] == "stun:stun.cloudflare.com:3478"
    assert variables(local)["STUN_URLS"] == ""


def test_with_coturn_one_function_may_read_its_secret_and_no_template_holds_it(coturn: Synthesised) -> None:
    told = variables(coturn)
    assert (told["TURN"], told["TURN_URLS"], told["TURN_PARAMETER"]) == ("coturn", URLS, SECRET)
    assert told["RELAY_ONLY"] == "yes"
    readers = {
        name: each
        for name, each in allowed(coturn, "ssm:GetParameter").items()
        if f":parameter{SECRET}" in json.dumps(each["Resource"])
    }
    assert ["Functionscalls" in name for name in readers] == [True]
    assert not coturn.of_type("AWS::SSM::Parameter")
    assert not coturn.of_type(CHANNEL)


def test_with_kinesis_one_function_may_ask_for_credentials_of_the_one_channel(kvs: Synthesised) -> None:
    channel = {"Fn::GetAtt": [kvs.id_of(CHANNEL, "Calls"), "Arn"]}
    assert variables(kvs)["TURN_CHANNEL"] == channel
    [(name, statement)] = allowed(kvs, "kinesisvideo").items()
    assert "Functionscalls" in name
    assert set(statement["Action"]) == {"kinesisvideo:GetSignalingChannelEndpoint", "kinesisvideo:GetIceServerConfig"}
    assert statement["Resource"] == channel


def test_calls_are_switched_off(synthesise: Callable[..., Synthesised], prod: Synthesised) -> None:
    assert variables(prod)["CALLS"] == "on"
    assert variables(synthesise(stage="prod", calls="false"))["CALLS"] == "off"


def test_how_many_may_be_in_a_call_is_told_to_the_code_that_asks() -> None:
    parameters = Parameters.from_context({**CONTEXT, "stage": "prod", "call_video": "3", "call_voice": "8"})
    told = CallSettings(parameters).environment
    assert told == {"CALLS": "on", "CALL_VIDEO": "3", "CALL_VOICE": "8"}
