"""Regions: what the stack is made of is there, or the settings refuse; and nothing names another one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from botocore.loaders import create_loader
from cfnlint.helpers import REGIONS
from cfnlint.schema import PROVIDER_SCHEMA_MANAGER

from infra import regions
from tests.infra.conftest import COMBINATIONS, Synthesised

MISSING = {
    "AWS::SES::ConfigurationSet": regions.WITHOUT_MAIL,
    "AWS::SES::ConfigurationSetEventDestination": regions.WITHOUT_MAIL,
    "AWS::KinesisVideo::SignalingChannel": regions.WITHOUT_RELAYS,
    "AWS::Budgets::Budget": regions.WITHOUT_BUDGETS,
}


def _regions() -> list[str]:
    """Those of the partition that the chat is made for."""
    [pattern] = [
        each["regionRegex"] for each in create_loader().load_data("partitions")["partitions"] if each["id"] == "aws"
    ]
    return [each for each in REGIONS if re.fullmatch(pattern, each)]


def test_what_the_registry_has_not_in_a_region_the_settings_know(combined: Callable[[str], Synthesised]) -> None:
    used = {each["Type"] for name in COMBINATIONS for each in combined(name).resources.values()}
    types = {each for each in used if each.startswith("AWS::")}

    missing = {
        kind: {region for region in _regions() if kind not in PROVIDER_SCHEMA_MANAGER.get_resource_types(region)}
        for kind in types
    }

    assert len(_regions()) > 30
    assert {kind: where for kind, where in missing.items() if where} == MISSING


@pytest.mark.parametrize(
    "settings",
    [
        COMBINATIONS["elsewhere"],
        {**COMBINATIONS["bare"], "turn": "kvs", "monthly_budget": "20", "alarm_address": "me@example.org"},
        {"stage": "prod", "region": "il-central-1"},
    ],
    ids=lambda each: each["region"],
)
def test_nothing_names_another_region(synthesise: Callable[..., Synthesised], settings: dict[str, str]) -> None:
    text = json.dumps(synthesise(**settings).template)

    named = {each for each in REGIONS if re.search(rf"(?<![\w-]){each}(?![\w-])", text)}

    assert named == {settings["region"]}


def test_only_what_the_edge_uses_is_named_in_its_region_wherever_the_rest_is(
    synthesise: Callable[..., Synthesised],
) -> None:
    certificate = COMBINATIONS["everything"]["certificate_arn"]
    template = synthesise(
        stage="prod", region="eu-central-1", domain="chat.example.org", certificate_arn=certificate
    ).template

    assert json.dumps(template).count(regions.EDGE) == json.dumps(template).count(certificate) == 1
