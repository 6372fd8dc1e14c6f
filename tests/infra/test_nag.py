"""cdk-nag's rules for AWS solutions, and what is accepted of what they find, each with its reason."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from aws_cdk import App, Aspects, IAspect
from cdk_nag import AwsSolutionsChecks

from infra.parameters import Parameters
from infra.stack import SnowfightStack
from tests.infra.conftest import CONTEXT, LOCAL

GUARDED = {
    "stage": "prod",
    "waf": "true",
    "alarm_address": "me@example.org",
    "monthly_budget": "20",
    "domain": "chat.example.org",
    "certificate_arn": "arn:aws:acm:us-east-1:123456789012:certificate/abc",
    "hosted_zone_id": "Z0123456789",
    "cloudinary_parameter": "/chat/cloudinary",
    "push_parameter": "/chat/push",
}
STAGES = {"local": LOCAL, "dev": {"stage": "dev"}, "prod": {"stage": "prod"}, "guarded": GUARDED}


@dataclass(frozen=True)
class Accepted:
    """Findings that stay: a rule, where, as regular expressions, and why."""

    rule: str
    where: str
    why: str

    def covers(self, finding: tuple[str, str]) -> bool:
        return bool(re.fullmatch(self.rule, finding[0]) and re.search(self.where, finding[1]))


ACCEPTED = [
    Accepted(
        r"IAM5\[Resource::\*\]",
        r"Functions/\w+/Role/",
        "X-Ray's permissions and the listing of streams know no resource, and MiniStack checks mail against none; "
        "test_permissions.py holds that nothing else is open.",
    ),
    Accepted(
        r"IAM5\[Resource::arn:aws:execute-api:.*/ws/(POST|DELETE|GET)/@connections/\*\]",
        r"Functions/\w+/Role/",
        "A connection's id is known only when it is open.",
    ),
    Accepted(
        r"IAM5\[Resource::arn:aws:ses:.*:(identity|configuration-set)/\*\]",
        r"Functions/(event_sender|http_api|moderation|notifier)/Role/",
        "SES's sandbox asks for the recipient's identity too; a condition holds the address that mail comes from.",
    ),
    Accepted(r"IAM[45]\[.*", r"/Custom::CDK|/CustomS3", "The CDK's own helpers copy and delete the client's files."),
    Accepted(r"L1", r"/Custom::CDK|/CustomS3", "The CDK chooses its helpers' runtimes."),
    Accepted(
        r"IAM4\[.*AmazonAPIGatewayPushToCloudWatchLogs\]",
        r"GatewayLogsRole",
        "The account's one role for logs of WebSocket APIs is AWS's to define (ADR 0018).",
    ),
    Accepted(
        r"IAM4\[.*AWSBackupServiceRolePolicyForBackup\]",
        r"Backups/Plan",
        "What AWS Backup needs is AWS Backup's to define; it can read the tables and write to its vault.",
    ),
    Accepted(
        r"APIG4",
        r"Realtime/Api/(\$(disconnect|default)|call_[a-z]+)-Route",
        "API Gateway authorizes $connect alone, and what comes over the connection belongs to it.",
    ),
    Accepted(
        r"APIG4",
        r"Http/Api/(GET--api--(auth--(challenge|start)|health|site)|POST--api--auth--[\w-]+|(GET|POST)--api--mail--unsubscribe|POST--api--report|POST--api--hook--[^/]+)/",
        "Open as the wire contract says; test_routes.py names them.",
    ),
    Accepted(
        r"APIG4",
        r"Http/Api/(POST--api--bot--(message|react|edit|delete|ticket)|GET--api--bot--(messages--\{room\}|changes--\{room\}|chats))/",
        "A bot's token is looked at by the function: domain/bots/authentication.py; test_routes.py names them.",
    ),
    Accepted(r"SQS3", r"/DeadLetters/", "These are the dead letters."),
    Accepted(
        r"COG1",
        r"Identity/Pool",
        "Long passwords of any kind, as NIST SP 800-63B advises, instead of classes of characters.",
    ),
    Accepted(
        r"COG2", r"Identity/Pool", "A chat for everybody asks for a name and a password; there is nothing to buy."
    ),
    Accepted(
        r"COG(3|8)",
        r"Identity/Pool",
        "Threat protection costs by the user and month; limits of each route, and the firewall's, stand before it.",
    ),
    Accepted(r"DDB3", r"Storage/Ephemeral", "Its rows live for minutes; what lasts has point-in-time recovery."),
    Accepted(r"S1", r"Site/Bucket", "It holds the client, which anybody may read, and the CDN alone asks it."),
    Accepted(r"S1", r"SearchIndex/Bucket", "Functions alone ask it, and log what they do by ids."),
    Accepted(r"S10", r"Snowfight-local/SearchIndex/Bucket", "MiniStack speaks plain HTTP on this machine."),
    Accepted(
        r"IAM5\[Resource::<SearchIndexBucket\w+\.Arn>/\*\]",
        r"Functions/(search|indexer)/Role/",
        "The files of the index get their names when they are written; the bucket holds nothing else.",
    ),
    Accepted(r"CFR1", r"Site/Distribution", "A chat for everybody, wherever they are."),
    Accepted(r"CFR2", r"Site/Distribution", "The firewall costs more than a quiet chat: the setting `waf`."),
    Accepted(
        r"CFR3",
        r"Site/Distribution",
        "The CDN's log would hold addresses and, in the query of /ws, tickets; both APIs log by ids.",
    ),
    Accepted(
        r"CFR4",
        r"Site/Distribution",
        "CloudFront's own name comes with its certificate and its TLS versions; with `domain` it is TLS 1.2 at least.",
    ),
    Accepted(r"SQS4", r"Snowfight-local/.*/DeadLetters/", "MiniStack speaks plain HTTP on this machine."),
    Accepted(r"CFR5", r"Site/Distribution", "MiniStack speaks plain HTTP on this machine."),
]


def findings(settings: dict[str, str], bundle: Path, folder: Path) -> Iterator[tuple[str, str]]:
    """What cdk-nag finds in a deployment: rules, without their common name, and constructs."""
    context = {**CONTEXT, **settings}
    app = App(context=context, outdir=str(folder))
    SnowfightStack(app, Parameters.from_context(context), bundle, bundle / "client")
    checks: IAspect = AwsSolutionsChecks()  # pyright: ignore[reportAssignmentType]
    Aspects.of(app).add(checks)
    with pytest.raises(RuntimeError, match="ValidationFailed"):
        app.synth()
    report = json.loads((folder / "validation-report.json").read_text())
    for violation in [each for plugin in report["pluginReports"] for each in plugin["violations"]]:
        if rule := re.match(r"AwsSolutions-(\w+(?:\[.*\])?): ", violation["description"]):
            for construct in violation["violatingConstructs"]:
                yield rule[1], construct["constructPath"]


@pytest.fixture(scope="module")
def found(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[str, str]]]:
    return {name: list(findings(settings, bundle, tmp_path_factory.mktemp("nag"))) for name, settings in STAGES.items()}


@pytest.mark.parametrize("stage", STAGES)
def test_nothing_is_found_but_what_is_accepted(found: dict[str, list[tuple[str, str]]], stage: str) -> None:
    assert found[stage]
    assert not [each for each in found[stage] if not any(accepted.covers(each) for accepted in ACCEPTED)]


def test_nothing_is_accepted_that_is_not_found(found: dict[str, list[tuple[str, str]]]) -> None:
    everything = [each for findings in found.values() for each in findings]

    assert not [accepted for accepted in ACCEPTED if not any(map(accepted.covers, everything))]


def test_with_a_name_of_ones_own_and_the_firewall_less_is_accepted(found: dict[str, list[tuple[str, str]]]) -> None:
    assert not [rule for rule, _ in found["guarded"] if rule in {"CFR2", "CFR4"}]
