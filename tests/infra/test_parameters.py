"""Settings that do not fit are refused, in one line."""

import pytest

from infra.parameters import Parameters, SettingsError
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
        ({"region": "here"}, "stages.dev.region"),
        ({"log_retention_days": "2"}, "log_retention_days is one of 1, 7, 30, 90, 365"),
        ({"domain": "chat.example.org"}, "domain and certificate_arn go together"),
        ({"gateway": "http://127.0.0.1:1"}, "gateway belongs to the local stage, and to no other"),
        ({"hosted_zone_id": "Z0123456789"}, "hosted_zone_id needs the domain"),
        ({"monthly_budget": "20"}, "monthly_budget needs an alarm_address to write to"),
        ({"alarm_address": "me"}, "stages.dev.alarm_address"),
        ({"waf": "true", "region": "eu-central-1"}, "waf needs region us-east-1"),
        ({"waf_sign_ins": "3"}, "stages.dev.waf_sign_ins"),
        ({"retention_days": "-1"}, "Messages are kept for so many days; 0 keeps them for ever."),
        ({"mesage_length": "5"}, "mesage_length: there is no such setting"),
    ],
)
def test_a_wrong_setting_is_named_in_one_line(settings: dict[str, str], words: str) -> None:
    with pytest.raises(SettingsError) as refusal:
        Parameters.from_context({**CONTEXT, "stage": "dev", **settings})

    assert words in str(refusal.value)
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
    parameters = Parameters.from_context({**CONTEXT, **LOCAL, "site_origins": "http://a:1, http://b:2"})

    assert parameters.site_origins == ("http://a:1", "http://b:2")
