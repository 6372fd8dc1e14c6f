"""Mail that is more than a plain text: HTML beside it, and headers of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Protocol

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    NoCredentialsError,
)

from snowfight.errors import Unavailable
from snowfight.integrations.boto_clients import client
from snowfight.settings import SITE_NAME

FAULT = 500
"""From this status on, it was the service that failed: what it had done by then, it does not say."""

ENCODED = "=?"
"""So an encoded word begins (RFC 2047). `email` would decode one that somebody has put into their name, line breaks and
all, and write that as headers."""

NOT_REACHED = (ConnectTimeoutError, EndpointConnectionError, NoCredentialsError)
"""By these, nothing has arrived."""


class AnswerLost(Exception):
    """Nobody knows whether the mail went."""


@dataclass(frozen=True)
class RichMail:
    """A mail as plain text and as HTML, of which a reader shows what it can; `username` is whom it is for: what becomes
    of it is told with that name."""

    to: str
    subject: str
    text: str
    html: str
    username: str
    headers: Mapping[str, str] = field(default_factory=dict[str, str])

    def as_bytes(self, sender: str) -> bytes:
        """As RFC 5322 and MIME have it; raises ValueError where a header would be several."""
        message = EmailMessage(policy=SMTP)
        message["From"] = Address(SITE_NAME, addr_spec=sender)
        message["To"] = self.to
        message["Subject"] = self.subject.replace(ENCODED, "= ?")
        message.set_content(self.text, cte="base64")
        message.add_alternative(self.html, subtype="html", cte="base64")
        return "".join(_header(*each) for each in self.headers.items()).encode("ascii") + message.as_bytes()


def _header(name: str, value: str) -> str:
    """On one line, however long: `email` would fold it, and machines that read it may take the space for a part."""
    if "\r" in value or "\n" in value:
        raise ValueError(f"{name} would be several headers")
    return f"{name}: {value}\r\n"


class RichMailer(Protocol):
    def send(self, mail: RichMail) -> None:
        """Send it, once; raises Unavailable where it surely did not go, AnswerLost where nobody knows."""
        ...


class SesRichMail:
    """Amazon SES, from the deployment's verified sender; bounces and complaints are told by `configuration_set`, where
    there is one."""

    def __init__(self, sender: str, configuration_set: str = "") -> None:
        self._sender = sender
        self._configuration_set = configuration_set

    def send(self, mail: RichMail) -> None:
        """SES is asked once: after a lost answer, a second request could be a second mail."""
        told = {"ConfigurationSetName": self._configuration_set} if self._configuration_set else {}
        try:
            client("ses", attempts=1).send_raw_email(
                Source=self._sender,
                Destinations=[mail.to],
                RawMessage={"Data": mail.as_bytes(self._sender)},
                Tags=[{"Name": "username", "Value": mail.username}],
                **told,
            )
        except NOT_REACHED as error:
            raise Unavailable from error
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] >= FAULT:
                raise AnswerLost from error
            raise Unavailable from error
        except BotoCoreError as error:
            raise AnswerLost from error
