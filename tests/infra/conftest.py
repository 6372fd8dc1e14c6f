"""Templates of a local and a cloud deployment, synthesised without an account."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from aws_cdk import App
from aws_cdk.assertions import Annotations, Match, Template

from infra.bundle.functions import FUNCTIONS
from infra.compute.functions import PUSH, SHARED, SQLITE
from infra.parameters import Parameters
from infra.stack import SnowfightStack

ROOT = Path(__file__).resolve().parents[2]
CONTEXT: dict[str, Any] = json.loads((ROOT / "cdk.json").read_text())["context"]
LOCAL = {"stage": "local", "gateway": "http://127.0.0.1:4566", "site_origins": "http://localhost:8080"}
COMBINATIONS: dict[str, dict[str, str]] = {
    "local": LOCAL,
    "dev": {"stage": "dev"},
    "bare": {"stage": "dev", "region": "ap-southeast-2", "push_parameter": "", "calls": "false", "stun_urls": ""},
    "elsewhere": {
        "stage": "prod",
        "region": "eu-central-1",
        "alarm_address": "me@example.org",
        "sender_identity": "domain",
        "retention_days": "30",
        "mail_after_minutes": "1",
        "turn": "coturn",
        "turn_urls": "turn:turn.example.com:3478",
        "turn_parameter": "/chat/turn",
    },
    "everything": {
        "stage": "prod",
        "waf": "true",
        "alarm_address": "me@example.org",
        "monthly_budget": "20",
        "domain": "chat.example.org",
        "certificate_arn": "arn:aws:acm:us-east-1:123456789012:certificate/abc",
        "hosted_zone_id": "Z0123456789",
        "cloudinary_parameter": "/chat/cloudinary",
        "turn": "kvs",
    },
}
"""Settings by which every resource, and every form of one, is in a template."""

Resource = dict[str, Any]


@dataclass(frozen=True)
class Synthesised:
    """A template and ways to look at it."""

    resources: dict[str, Resource]
    outputs: dict[str, Any]
    warnings: list[str]
    """What the CDK says to whoever deploys."""
    template: dict[str, Any]
    """All of it, as CloudFormation gets it."""

    def of_type(self, kind: str) -> list[Resource]:
        """Properties of every resource of a type, e.g. "AWS::DynamoDB::Table"."""
        return [resource.get("Properties", {}) for resource in self.whole(kind)]

    def whole(self, kind: str) -> list[Resource]:
        """Every resource of a type, with its policies."""
        return [resource for resource in self.resources.values() if resource["Type"] == kind]

    def only(self, kind: str) -> Resource:
        [resource] = self.of_type(kind)
        return resource

    def id_of(self, kind: str, word: str) -> str:
        """The id of the one resource of a type that has `word` in its id."""
        [name] = [name for name, each in self.resources.items() if each["Type"] == kind and word in name]
        return name

    def functions(self) -> dict[str, Resource]:
        """The chat's own functions by name; helpers of the CDK are left out."""
        all_functions = self.of_type("AWS::Lambda::Function")
        named = {
            each["Environment"]["Variables"].get("POWERTOOLS_SERVICE_NAME"): each
            for each in all_functions
            if "Environment" in each
        }
        return {name: function for name, function in named.items() if name}

    def statements(self) -> Iterator[tuple[str, Resource]]:
        """Every statement of every policy, with the id of what it belongs to."""
        for name, resource in self.resources.items():
            document = resource.get("Properties", {}).get("PolicyDocument")
            for statement in document["Statement"] if document else ():
                yield name, statement


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Something in every folder that a build would fill."""
    bundle = tmp_path_factory.mktemp("bundle")
    layers = [f"layers/{name}" for name in (*SHARED, SQLITE, PUSH)]
    for folder in (*(f"functions/{name}" for name in FUNCTIONS), *layers, "client"):
        (bundle / folder).mkdir(parents=True)
        (bundle / folder / "index.html").write_text(folder)
    return bundle


@pytest.fixture(scope="session")
def synthesise(tmp_path_factory: pytest.TempPathFactory, bundle: Path) -> Callable[..., Synthesised]:
    def synthesise(**overrides: str) -> Synthesised:
        context = {**CONTEXT, **overrides}
        app = App(context=context, outdir=str(tmp_path_factory.mktemp("cdk")))
        stack = SnowfightStack(app, Parameters.from_context(context), bundle, bundle / "client")
        template = dict(Template.from_stack(stack).to_json())
        warnings = Annotations.from_stack(stack).find_warning("*", Match.any_value())
        said = [str(each.entry.data) for each in warnings]
        return Synthesised(template["Resources"], template["Outputs"], said, template)

    return synthesise


@pytest.fixture(scope="session")
def combined(synthesise: Callable[..., Synthesised]) -> Callable[[str], Synthesised]:
    """The template of one of `COMBINATIONS`, made once."""

    @cache
    def combined(name: str) -> Synthesised:
        return synthesise(**COMBINATIONS[name])

    return combined


@pytest.fixture(scope="session")
def local(synthesise: Callable[..., Synthesised]) -> Synthesised:
    return synthesise(**LOCAL)


@pytest.fixture(scope="session")
def prod(synthesise: Callable[..., Synthesised]) -> Synthesised:
    return synthesise(stage="prod")


@pytest.fixture(params=["local", "prod"])
def stack(request: pytest.FixtureRequest) -> Synthesised:
    """What must hold everywhere is tested on both."""
    return request.getfixturevalue(request.param)
