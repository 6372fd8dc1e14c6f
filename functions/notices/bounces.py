"""What SES tells of mail that did not arrive, or was unwanted: woken by its topic."""

from __future__ import annotations

from typing import Any

from aws_lambda_powertools import Logger
from pydantic import ValidationError

from functions.notices.mail_feedback import MailFeedback
from snowfight.domain.notices.mail.stops import UndeliveredMail
from snowfight.settings import from_environment
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.database import Database

logger = Logger()
undelivered = UndeliveredMail(Accounts(Database(from_environment())))


def handler(event: dict[str, Any], context: Any) -> None:
    """Stop the mail of everybody whom it does not reach, or who does not want it; told again, it is so already."""
    for record in event["Records"]:
        try:
            feedback = MailFeedback.model_validate_json(record["Sns"]["Message"])
        except ValidationError as error:
            # What it says is somebody's address, and not ours to log: where it does not fit is enough.
            places = [".".join(map(str, each["loc"])) for each in error.errors(include_input=False)]
            logger.warning("an event that does not fit", extra={"places": places})
            continue
        if feedback.reason is None:
            continue
        stopped = undelivered.stop(feedback.username, feedback.recipients, feedback.reason)
        logger.info("mail", extra={"username": feedback.username, "reason": feedback.reason, "stopped": stopped})
