"""What SES tells of mail that did not arrive, or was unwanted (its event publishing to SNS)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from snowfight.models.names import Username
from snowfight.models.notices import MailStop

MAX_RECIPIENTS = 50
"""Of one mail (SES quotas); ours have one."""


class _Told(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True)


class _Recipient(_Told):
    email: Annotated[str, Field(alias="emailAddress", max_length=320)]


class _Bounce(_Told):
    kind: Annotated[Literal["Undetermined", "Permanent", "Transient"], Field(alias="bounceType")]
    recipients: Annotated[list[_Recipient], Field(alias="bouncedRecipients", max_length=MAX_RECIPIENTS)]


class _Complaint(_Told):
    recipients: Annotated[list[_Recipient], Field(alias="complainedRecipients", max_length=MAX_RECIPIENTS)]


class _Tags(_Told):
    username: Annotated[list[Username], Field(min_length=1, max_length=1)]


class _Mail(_Told):
    tags: _Tags


class MailFeedback(_Told):
    """One event: of a bounce or a complaint, and the mail that it is about."""

    kind: Annotated[Literal["Bounce", "Complaint"], Field(alias="eventType")]
    mail: _Mail
    bounce: _Bounce | None = None
    complaint: _Complaint | None = None

    @property
    def username(self) -> str:
        """Whom the mail was for."""
        return self.mail.tags.username[0]

    @property
    def reason(self) -> MailStop | None:
        """Why nothing is to be mailed there any more; None where it may arrive another time."""
        if self.complaint is not None:
            return "complained"
        return "bounced" if self.bounce is not None and self.bounce.kind == "Permanent" else None

    @property
    def recipients(self) -> list[str]:
        """The addresses that it is about."""
        told = self.complaint or self.bounce
        return [each.email for each in told.recipients] if told else []
