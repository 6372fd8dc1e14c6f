"""Mail."""

from __future__ import annotations

from typing import Protocol

from botocore.exceptions import BotoCoreError, ClientError

from snowfight.errors import Unavailable
from snowfight.integrations.boto_clients import client


class Mail(Protocol):
    def send(self, to: str, subject: str, body: str) -> None:
        """Send a plain text; raises Unavailable where it cannot be handed over."""
        ...


class SesMail:
    """Amazon SES, from the deployment's verified sender."""

    def __init__(self, sender: str) -> None:
        self._sender = sender

    def send(self, to: str, subject: str, body: str) -> None:
        text = {"Data": body, "Charset": "UTF-8"}
        try:
            client("ses").send_email(
                Source=self._sender,
                Destination={"ToAddresses": [to]},
                Message={"Subject": {"Data": subject, "Charset": "UTF-8"}, "Body": {"Text": text}},
            )
        except (BotoCoreError, ClientError) as error:
            raise Unavailable("the mail could not be sent; please try again later") from error
