"""cfn-lint on the templates: CloudFormation's own schemas of every resource, and what AWS's documentation adds."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from cfnlint.api import lint
from cfnlint.config import ManualArgs

from tests.infra.conftest import COMBINATIONS, Synthesised

REGIONS = ["us-east-1", "eu-central-1", "ap-southeast-2", "il-central-1"]
"""Where each template is looked at; the last one has to be opted in to. Which resources there are in the others,
test_regions.py asks. Every type that a template may have is in all of these, but for budgets."""

ACCEPTED = {
    "W3005": "The CDK names what a resource depends on also where its properties say so: one line too many, no fault.",
}


@pytest.mark.parametrize("name", COMBINATIONS)
def test_nothing_is_found_in_any_template(combined: Callable[[str], Synthesised], name: str) -> None:
    regions = [each for each in REGIONS if name != "everything" or each != "il-central-1"]
    template = json.dumps(combined(name).template)

    found = lint(template, config=ManualArgs(regions=regions, ignore_checks=list(ACCEPTED)))

    assert [str(each) for each in found] == []


def test_a_fault_would_be_found(combined: Callable[[str], Synthesised]) -> None:
    table = next(each for each in combined("dev").resources.values() if each["Type"] == "AWS::DynamoDB::Table")
    wrong = {**table, "Properties": {**table["Properties"], "BillingMode": "PAY_PER_MESSAGE"}}

    found = lint(json.dumps({"Resources": {"Table": wrong}}), config=ManualArgs(regions=REGIONS))

    assert "E3030" in {each.rule.id for each in found}
