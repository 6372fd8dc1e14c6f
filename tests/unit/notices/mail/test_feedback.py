"""Given what SES tells of mail, when the function hears it, then mail stops where it does not arrive or is unwanted."""

from __future__ import annotations

import importlib
import json
from types import ModuleType
from typing import Any

import pytest

from tests.support.chat import Chat
from tests.support.lambdas import Lambdas
from tests.support.logs import logged

BOUNCE: dict[str, Any] = {
    "eventType": "Bounce",
    "bounce": {
        "feedbackId": "0100017",
        "bounceType": "Permanent",
        "bounceSubType": "General",
        "bouncedRecipients": [
            {"emailAddress": "bob@example.org", "action": "failed", "status": "5.1.1", "diagnosticCode": "550 no user"}
        ],
        "timestamp": "2026-01-31T12:00:00.000Z",
    },
    "mail": {
        "timestamp": "2026-01-31T12:00:00.000Z",
        "source": "chat@example.org",
        "messageId": "0100",
        "destination": ["bob@example.org"],
        "tags": {"ses:configuration-set": ["feedback"], "username": ["bob"]},
    },
}
COMPLAINT: dict[str, Any] = {
    "eventType": "Complaint",
    "complaint": {"complainedRecipients": [{"emailAddress": "Bob@Example.org"}], "complaintFeedbackType": "abuse"},
    "mail": BOUNCE["mail"],
}
"""As Amazon SES's developer guide shows them (event publishing, examples of event data)."""


@pytest.fixture
def function(lambdas: Lambdas) -> ModuleType:
    return importlib.import_module("functions.notices.bounces")


@pytest.fixture
def stopped(chat: Chat, function: ModuleType) -> Any:
    """Tells the function of events, and says why Bob's mail is stopped."""
    chat.user("bob", verified=True)

    def told(*events: Any) -> str | None:
        records = [{"Sns": {"Message": each if isinstance(each, str) else json.dumps(each)}} for each in events]
        function.handler({"Records": records}, None)
        account = chat.accounts.get("bob")
        assert account is not None
        return account.mail_stopped

    return told


def test_what_bounces_for_good_and_what_is_unwanted_stops_mail(stopped: Any) -> None:
    assert stopped(BOUNCE) == "bounced"
    assert stopped(BOUNCE, BOUNCE) == "bounced"
    assert stopped(COMPLAINT) == "complained"


@pytest.mark.parametrize("kind", ["Transient", "Undetermined"])
def test_what_may_arrive_another_time_stops_nothing(stopped: Any, kind: str) -> None:
    assert stopped({**BOUNCE, "bounce": {**BOUNCE["bounce"], "bounceType": kind}}) is None


@pytest.mark.parametrize(
    "event",
    [
        "no json",
        "[]",
        {**BOUNCE, "eventType": "Delivery"},
        {**BOUNCE, "mail": {"tags": {}}},
        {**BOUNCE, "mail": {"tags": {"username": ["bob", "ann"]}}},
        {**BOUNCE, "mail": {"tags": {"username": ["me"]}}},
        {"eventType": "Bounce", "mail": BOUNCE["mail"]},
        {**BOUNCE, "mail": {"tags": {"username": ["nobody"]}}},
        {**COMPLAINT, "complaint": {"complainedRecipients": [{"emailAddress": "eve@example.org"}]}},
    ],
)
def test_what_is_none_of_ours_stops_nothing_and_keeps_nothing_else_back(stopped: Any, event: Any) -> None:
    assert stopped(event) is None
    assert stopped(event, BOUNCE) == "bounced"


def test_no_address_is_logged(stopped: Any, function: ModuleType) -> None:
    with logged(function.logger) as log:
        stopped(BOUNCE, {**BOUNCE, "bounce": {**BOUNCE["bounce"], "bounceType": "bob@example.org"}}, COMPLAINT)
    assert len(log.lines) == 3
    assert "example.org" not in log.getvalue().lower()
