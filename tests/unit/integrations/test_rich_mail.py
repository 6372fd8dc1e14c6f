"""Given a mail with HTML and headers of its own, when SES is to send it, then it is asked once, and believed."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError, EndpointConnectionError, ReadTimeoutError

from snowfight.errors import SnowfightError, Unavailable
from snowfight.integrations import rich_mail as module
from snowfight.integrations.rich_mail import AnswerLost, RichMail, SesRichMail

MAIL = RichMail("bob@example.org", "Merhaba 🐒", "Düz yazı\n", "<p>Yazı</p>\n", "bob", {"List-Id": "<missed.example>"})


class Ses:
    """Takes mail, or fails as it is told; knows how often it would ask."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.attempts: list[int] = []
        self.failure: Exception | None = None

    def client(self, service: str, attempts: int = 3) -> Ses:
        assert service == "ses"
        self.attempts.append(attempts)
        return self

    def send_raw_email(self, **arguments: Any) -> None:
        self.asked.append(arguments)
        if self.failure is not None:
            raise self.failure


@pytest.fixture
def ses(monkeypatch: pytest.MonkeyPatch) -> Ses:
    ses = Ses()
    monkeypatch.setattr(module, "client", ses.client)
    return ses


def answered(code: str, status: int) -> ClientError:
    return ClientError({"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}, "SendRawEmail")  # type: ignore[typeddict-item]


def test_it_is_a_whole_mail_for_one_recipient_that_names_its_user_to_ses_alone(ses: Ses) -> None:
    SesRichMail("chat@example.org", "feedback").send(MAIL)
    [asked] = ses.asked
    raw = asked.pop("RawMessage")["Data"]
    mail = message_from_bytes(raw, policy=default)
    assert asked == {
        "Source": "chat@example.org",
        "Destinations": ["bob@example.org"],
        "Tags": [{"Name": "username", "Value": "bob"}],
        "ConfigurationSetName": "feedback",
    }
    assert (mail["Subject"], mail["List-Id"]) == ("Merhaba 🐒", "<missed.example>")
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert [part.get_content().strip() for part in mail.iter_parts()] == ["Düz yazı", "<p>Yazı</p>"]
    assert b"@bob" not in raw
    assert max(map(len, raw.split(b"\r\n"))) <= 78


def test_where_nothing_is_told_of_mail_no_configuration_set_is_named(ses: Ses) -> None:
    SesRichMail("chat@example.org").send(MAIL)
    assert "ConfigurationSetName" not in ses.asked[0]


@pytest.mark.parametrize(
    ("failure", "expected"),
    [
        (answered("Throttling", 400), Unavailable),
        (answered("MessageRejected", 400), Unavailable),
        (EndpointConnectionError(endpoint_url="https://ses"), Unavailable),
        (ConnectTimeoutError(endpoint_url="https://ses"), Unavailable),
        (answered("InternalFailure", 500), AnswerLost),
        (ReadTimeoutError(endpoint_url="https://ses"), AnswerLost),
    ],
)
def test_it_asks_once_and_says_whether_anybody_knows_that_it_went(
    ses: Ses, failure: Exception, expected: type[Exception]
) -> None:
    ses.failure = failure
    with pytest.raises(expected):
        SesRichMail("chat@example.org").send(MAIL)
    assert len(ses.asked) == 1
    assert ses.attempts == [1]
    assert issubclass(Unavailable, SnowfightError)


@pytest.mark.parametrize("value", ["a\r\nBcc: eve@example.org", "a\nb", "a\rb"])
def test_a_header_that_would_be_several_is_refused(value: str) -> None:
    for mail in (
        RichMail("bob@example.org", value, "", "", "bob"),
        RichMail("bob@example.org", "", "", "", "bob", {"List-Id": value}),
    ):
        with pytest.raises(ValueError, match=r"header|newline|linefeed"):
            mail.as_bytes("chat@example.org")
