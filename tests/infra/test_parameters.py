"""Settings that do not fit are refused, in one line."""

from pathlib import Path

import pytest

from infra.parameters import Parameters, SettingsError
from infra.settings import read_context
from tests.infra.conftest import CONTEXT, LOCAL


@pytest.mark.parametrize("stage", [stage for stage in CONTEXT["stages"] if stage != "local"])
def test_the_stages_of_cdk_json_fit(stage: str) -> None:
    assert Parameters.from_context({**CONTEXT, "stage": stage}).target == "cloud"


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"stage": "nowhere"}, "stage 'nowhere' is unknown; cdk.json has local, dev, prod"),
        ({"message_length": "many"}, "stages.dev.message_length"),
        ({"message_length": "0"}, "stages.dev.message_length"),
        ({"sender_address": "nobody"}, "stages.dev.sender_address"),
        ({"sender_identity": "mine"}, "stages.dev.sender_identity: Input should be 'address' or 'domain'"),
        ({"region": "here"}, "stages.dev.region: 'here' is no region of AWS"),
        ({"region": "cn-north-1"}, "stages.dev.region: cn-north-1 is in the partition aws-cn"),
        ({"region": "us-gov-west-1"}, "stages.dev.region: us-gov-west-1 is in the partition aws-us-gov"),
        ({"region": "eusc-de-east-1"}, "stages.dev.region: eusc-de-east-1 is in the partition aws-eusc"),
        ({"region": "ap-southeast-4"}, "stages.dev.region: ap-southeast-4 has no SES, and without mail nobody can"),
        ({"site_origins": "nonsense"}, "stages.dev.site_origins.0: 'nonsense' is no origin such as"),
        ({"site_origins": "https://a.example,http://b.example"}, "stages.dev.site_origins.1: 'http://b.example' is no"),
        ({"file_hosts": "http://files.example"}, "stages.dev.file_hosts.0: 'http://files.example' is no origin"),
        ({"frames_per_second": "10001"}, "stages.dev.frames_per_second"),
        ({"monthly_budget": "inf"}, "stages.dev.monthly_budget"),
        ({"waf_calls": "1"}, "stages.dev.waf_calls"),
        ({"log_retention_days": "2"}, "log_retention_days is one of 1, 7, 30, 90, 365"),
        ({"domain": "chat.example.org"}, "domain and certificate_arn go together"),
        ({"gateway": "http://127.0.0.1:1"}, "gateway belongs to the local stage, and to no other"),
        ({"hosted_zone_id": "Z0123456789"}, "hosted_zone_id needs the domain"),
        ({"monthly_budget": "20"}, "monthly_budget needs an alarm_address to write to"),
        ({"alarm_address": "me"}, "stages.dev.alarm_address"),
        ({"waf": "true", "region": "eu-central-1"}, "waf needs region us-east-1"),
        (
            {"monthly_budget": "20", "alarm_address": "me@example.org", "region": "eu-north-1"},
            "monthly_budget: CloudFormation makes none from eu-north-1; make it in the console",
        ),
        ({"turn": "kvs", "region": "us-west-1"}, "turn kvs: us-west-1 has no signalling channels"),
        ({"call_video": "1"}, "stages.dev.call_video"),
        ({"call_voice": "13"}, "stages.dev.call_voice"),
        ({"call_video": "6", "call_voice": "5"}, "call_video is at most call_voice"),
        ({"stun_urls": "stun.example.org"}, "stages.dev.stun_urls.0"),
        ({"stun_urls": ",".join(["stun:stun.example.org"] * 5)}, "stages.dev.stun_urls"),
        ({"turn": "mine"}, "stages.dev.turn: Input should be 'none', 'coturn' or 'kvs'"),
        ({"turn": "coturn"}, "turn coturn, turn_urls and turn_parameter go together"),
        ({"turn": "coturn", "turn_urls": "turn:a.example"}, "turn coturn, turn_urls and turn_parameter go together"),
        ({"turn": "kvs", "turn_parameter": "/turn"}, "turn coturn, turn_urls and turn_parameter go together"),
        ({"turn_urls": "https://a.example"}, "stages.dev.turn_urls.0"),
        ({"turn_urls": "turn:a.example?transport=tls"}, "stages.dev.turn_urls.0"),
        ({"turn_urls": "turn:me@a.example"}, "stages.dev.turn_urls.0"),
        ({"relay_only": "true"}, "relay_only needs relays: set turn"),
        ({"waf_sign_ins": "3"}, "stages.dev.waf_sign_ins"),
        ({"retention_days": "-1"}, "Messages are kept for so many days; 0 keeps them for ever."),
        ({"rules": "nowhere.txt"}, "stages.dev.rules: 'nowhere.txt' is no text that can be read"),
        ({"rules": "../outside.txt"}, "stages.dev.rules: '../outside.txt' is not in this project"),
        ({"rules": "docs/screenshots/login-dark-360.webp"}, "login-dark-360.webp' is no text that can be read"),
        ({"rules": "docs/openapi.json"}, "stages.dev.rules: 'docs/openapi.json' is longer than 65536 bytes"),
        ({"mesage_length": "5"}, "mesage_length: there is no such setting"),
    ],
)
def test_a_wrong_setting_is_named_in_one_line(settings: dict[str, str], words: str) -> None:
    with pytest.raises(SettingsError) as refusal:
        Parameters.from_context({**CONTEXT, "stage": "dev", **settings})

    assert words in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_the_rules_are_what_their_file_says_or_nothing() -> None:
    ruled = Parameters.from_context({**CONTEXT, "stage": "dev", "rules": "docs/examples/rules.txt"})

    assert "Rules of this chat" in ruled.rules_text
    assert Parameters.from_context({**CONTEXT, "stage": "dev"}).rules_text == ""


@pytest.mark.parametrize(
    "origin",
    [
        *("https://chat.example.org/", "https://chat.example.org/x", "https://chat.example.org?", "chat.example.org"),
        *("https://Chat.example.org", "HTTPS://chat.example.org", "https://chat.example.org:443", "https://"),
        *("https://a b", "https://me@chat.example.org", "https://*.example.org", "https://chat..example.org", "null"),
        *("http://chat.example.org", "http://localhost.example.org", "ftp://localhost", "https://a:port", "https://[a"),
        *("http://localhost:80", "https://chat.example.org\t", "javascript:alert(1)", "http://127.0.0.2:1"),
    ],
)
def test_what_no_browser_would_send_as_its_origin_is_none(origin: str) -> None:
    with pytest.raises(SettingsError, match=r"stages\.dev\.site_origins\.0: .* is no origin"):
        Parameters.from_context({**CONTEXT, "stage": "dev", "site_origins": [origin]})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("region", 5), ("keep_data", "perhaps"), ("message_length", True), ("message_length", 300.5)),
        *(("rate_per_second", False), ("sender_address", ["a@example.org"]), ("site_origins", 5), ("waf", {})),
        *(("site_origins", [5]), ("stage", True), ("domain", {}), ("retention_days", None), ("waf_calls", [])),
    ],
)
def test_a_setting_of_the_wrong_type_is_named_with_its_stage(name: str, value: object) -> None:
    stages = {"dev": {**CONTEXT["stages"]["dev"], name: value}}
    context = {"stage": "dev", "stages": stages} if name != "stage" else {"stage": value, "stages": stages}

    with pytest.raises(SettingsError) as refusal:
        Parameters.from_context(context)

    assert str(refusal.value).startswith((f"stages.dev.{name}", "stage True is unknown; cdk.json has dev"))
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "cdk.json cannot be read: [Errno 2] No such file or directory"),
        ("{", "cdk.json cannot be read: Expecting property name"),
        ("[]", "cdk.json: an object is wanted, and this is []"),
        ("{}", "context of cdk.json: an object is wanted, and this is null"),
        ('{"context": {"stages": "dev"}}', 'stages: an object is wanted, and this is "dev"'),
        ('{"context": {"stages": {"dev": 5}}}', "stages.dev: an object is wanted, and this is 5"),
    ],
)
def test_a_broken_cdk_json_is_one_line(tmp_path: Path, content: str | None, words: str) -> None:
    file = tmp_path / "cdk.json"
    if content is not None:
        file.write_text(content)

    with pytest.raises(SettingsError) as refusal:
        Parameters.from_context({**read_context(file), "stage": "dev"})

    assert str(refusal.value).startswith(words)
    assert "\n" not in str(refusal.value)


def test_a_missing_setting_is_named() -> None:
    stages = {"dev": {"region": "us-east-1"}}

    with pytest.raises(SettingsError, match=r"stages\.dev\.sender_address: Field required"):
        Parameters.from_context({"stage": "dev", "stages": stages})


def test_an_unknown_setting_is_refused() -> None:
    stages = {"dev": {**CONTEXT["stages"]["dev"], "mesage_length": 5}}

    with pytest.raises(SettingsError, match=r"stages\.dev\.mesage_length"):
        Parameters.from_context({"stage": "dev", "stages": stages})


def test_origins_are_given_as_one_string() -> None:
    parameters = Parameters.from_context({**CONTEXT, **LOCAL, "site_origins": "http://localhost:1, https://b:2"})

    assert parameters.site_origins == ("http://localhost:1", "https://b:2")
