"""SES tells of bounces and complaints, through a topic that takes nobody else's word."""

import json

from tests.infra.conftest import Synthesised


def test_ses_tells_of_bounces_and_complaints_and_of_nothing_else(prod: Synthesised) -> None:
    destination = prod.only("AWS::SES::ConfigurationSetEventDestination")["EventDestination"]

    assert sorted(destination["MatchingEventTypes"]) == ["bounce", "complaint"]
    assert "MailFeedbackTopic" in json.dumps(destination["SnsDestination"])


def test_nobody_but_ses_for_this_account_may_tell(prod: Synthesised) -> None:
    policy = prod.only("AWS::SNS::TopicPolicy")
    [allowed] = [each for each in policy["PolicyDocument"]["Statement"] if each["Effect"] == "Allow"]

    assert allowed["Principal"] == {"Service": "ses.amazonaws.com"}
    assert allowed["Action"] == "sns:Publish"
    condition = allowed["Condition"]["StringEquals"]
    assert condition["AWS:SourceAccount"] == {"Ref": "AWS::AccountId"}
    assert "MailFeedbackSet" in json.dumps(condition["AWS:SourceArn"])


def test_who_hears_it_may_read_and_change_what_is_of_users_and_nothing_else(prod: Synthesised) -> None:
    mine = [each for name, each in prod.statements() if "bouncesRole" in name and "dynamodb" in json.dumps(each)]
    [statement] = mine

    assert sorted(statement["Action"]) == ["dynamodb:BatchGetItem", "dynamodb:UpdateItem"]
    assert statement["Condition"] == {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["USER#*"]}}
    assert "StorageRooms" in json.dumps(statement["Resource"])


def test_what_it_could_not_take_in_is_tried_once_more_and_kept(prod: Synthesised) -> None:
    configs = prod.of_type("AWS::Lambda::EventInvokeConfig")
    [config] = [each for each in configs if "bounces" in json.dumps(each["FunctionName"])]

    assert config["MaximumRetryAttempts"] == 1
    assert config["MaximumEventAgeInSeconds"] == 3600
    assert "MailFeedback" in json.dumps(config["DestinationConfig"])


def test_what_the_notifier_mails_is_told_of(prod: Synthesised, local: Synthesised) -> None:
    name = prod.functions()["notifier"]["Environment"]["Variables"]["MAIL_CONFIGURATION_SET"]

    assert name == {"Ref": prod.id_of("AWS::SES::ConfigurationSet", "MailFeedback")}
    assert "MAIL_CONFIGURATION_SET" not in local.functions()["notifier"]["Environment"]["Variables"]


def test_locally_nobody_is_told(local: Synthesised) -> None:
    assert local.of_type("AWS::SES::ConfigurationSet") == []
    assert "bounces" not in local.functions()


def test_mails_lead_to_where_people_are(prod: Synthesised, local: Synthesised) -> None:
    cloud, here = (
        json.dumps(each.functions()["notifier"]["Environment"]["Variables"]["SITE_ORIGINS"]) for each in (prod, local)
    )

    assert "SiteDistribution" in cloud
    assert here.index("http://localhost:8080") < here.index("SiteDistribution")
