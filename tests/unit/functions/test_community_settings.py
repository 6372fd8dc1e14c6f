"""What owners decide while the deployment runs, over HTTP."""

from __future__ import annotations

from typing import Any

import pytest

from snowfight.storage.accounts.records import account_row
from snowfight.storage.rows.rooms import AccountRow
from tests.support.site import Answer, Site

PATH = "/api/moderation/settings"
UNTOLD: dict[str, Any] = {
    "sign_up": "open",
    "domains": [],
    "words": [],
    "slow_seconds": 0,
    "new_minutes": 0,
    "challenge": False,
    "contact": "",
}


@pytest.fixture
def chat(site: Site) -> Site:
    for name, role in (("ann", ""), ("mod", "moderator"), ("own", "owner")):
        site.sign_up(name)
        if role:
            site.lambdas.moderation_wiring.database.update(account_row(name), [AccountRow.role.set(role)])
    return site


def decide(chat: Site, who: str = "own", **values: Any) -> Answer:
    return chat.as_user(who, "PATCH", PATH, values)


def refusal(answer: Answer) -> tuple[int, str]:
    return answer.status, answer.body["code"]


def test_nothing_is_limited_unless_somebody_decides_it(chat: Site) -> None:
    assert chat.as_user("mod", "GET", PATH).body == UNTOLD


def test_what_is_left_out_stays_as_it_is_and_the_log_says_what_was_changed(chat: Site) -> None:
    # When
    assert decide(chat, slow_seconds=30, words=["Snow"]).body == {**UNTOLD, "slow_seconds": 30, "words": ["Snow"]}
    assert decide(chat, domains=["UGent.be"]).body["slow_seconds"] == 30
    # Then
    assert chat.as_user("mod", "GET", PATH).body["domains"] == ["ugent.be"]
    entries = chat.as_user("mod", "GET", "/api/moderation/log").body["entries"]
    assert [(each["actor"], each["action"], each["reason"]) for each in entries] == [
        ("own", "settings", "domains"),
        ("own", "settings", "slow_seconds, words"),
    ]


def test_nothing_named_is_nothing_decided(chat: Site) -> None:
    assert decide(chat).body == UNTOLD
    assert chat.as_user("mod", "GET", "/api/moderation/log").body["entries"] == []


def test_moderators_read_and_owners_write(chat: Site) -> None:
    assert refusal(chat.as_user("ann", "GET", PATH)) == (403, "not_allowed")
    assert refusal(decide(chat, "ann", slow_seconds=1)) == (403, "not_allowed")
    assert refusal(decide(chat, "mod", slow_seconds=1)) == (403, "not_allowed")
    assert chat.as_user("own", "GET", PATH).body == UNTOLD


@pytest.mark.parametrize(
    "values",
    [
        {"sign_up": "ask"},
        {"slow_seconds": -1},
        {"slow_seconds": 3601},
        {"slow_seconds": "5"},
        {"new_minutes": 10_081},
        {"words": ["w"] * 501},
        {"words": [" "]},
        {"domains": ["@example.org"]},
        {"domains": ["localhost"]},
        {"challenge": 1},
        {"contact": None},
        {"colour": "blue"},
    ],
)
def test_what_does_not_fit_changes_nothing(chat: Site, values: dict[str, Any]) -> None:
    assert refusal(chat.as_user("own", "PATCH", PATH, {"slow_seconds": 7, **values})) == (422, "invalid")
    assert chat.as_user("own", "GET", PATH).body == UNTOLD
