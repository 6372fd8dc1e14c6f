"""Given what owners decided, when somebody signs up over HTTP, then …"""

from __future__ import annotations

from typing import Any

import pytest
from pynamodb.transactions import TransactWrite

from snowfight.integrations import altcha
from snowfight.models.records import Account
from snowfight.storage.accounts.records import account_row
from snowfight.storage.moderation.community_settings import CommunitySettingsRows
from snowfight.storage.rows.rooms import AccountRow
from tests.support.challenges import solved
from tests.support.lambdas import Lambdas
from tests.support.site import PASSWORD, Answer, Site


@pytest.fixture
def site(lambdas: Lambdas, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setattr(altcha, "COST", 2)
    monkeypatch.setattr(altcha, "COUNTERS", range(5, 50))
    monkeypatch.setattr(lambdas.http_wiring.sign_up(), "_community", Undelayed(lambdas))
    return Site(lambdas, monkeypatch)


class Undelayed:
    """What holds, read each time."""

    def __init__(self, lambdas: Lambdas) -> None:
        self._rows = CommunitySettingsRows(lambdas.http_wiring.database)

    def now(self) -> Any:
        return self._rows.load()


def decide(site: Site, **values: Any) -> None:
    CommunitySettingsRows(site.lambdas.http_wiring.database).change(values, lambda _transaction: None)


def sign_up(site: Site, username: str, **parts: Any) -> Answer:
    body = {"username": username, "email": f"{username}@example.org", "password": PASSWORD, **parts}
    return site.call("POST", "/api/auth/signup", body)


def test_a_challenge_is_given_solved_and_taken_once(site: Site) -> None:
    # Given
    decide(site, challenge=True)
    refused = sign_up(site, "ann")
    assert (refused.status, refused.body["code"]) == (403, "bad_challenge")
    # When
    given = site.call("GET", "/api/auth/challenge")
    assert (given.status, given.headers["Cache-Control"]) == (200, "no-store")
    assert set(given.body) == {"parameters", "signature"}
    assert {"algorithm", "cost", "expiresAt", "keyPrefix", "nonce", "salt"} < set(given.body["parameters"])
    text = solved(given.body)
    # Then
    assert sign_up(site, "ann", challenge=text).status == 201
    again = sign_up(site, "bob", challenge=text)
    assert (again.status, again.body["code"]) == (403, "bad_challenge")


@pytest.mark.parametrize(
    ("decided", "code"),
    [
        ({"sign_up": "closed"}, "closed"),
        ({"sign_up": "domains", "domains": ["ugent.be"]}, "bad_domain"),
        ({"sign_up": "invited"}, "bad_invite"),
    ],
)
def test_who_may_not_is_told_why(site: Site, decided: dict[str, Any], code: str) -> None:
    decide(site, **decided)
    answer = sign_up(site, "ann")
    assert (answer.status, answer.body["code"]) == (403, code)
    assert site.call("GET", "/api/site").body["sign_up"] == decided["sign_up"]


def test_the_address_of_a_banned_account_is_not_accepted(site: Site) -> None:
    wiring = site.lambdas.http_wiring
    with TransactWrite(connection=wiring.database.connection) as transaction:
        wiring.sign_up().door.banned.ban(Account("old_ann", "Ann", "ANN@example.org"), None)(transaction)
    answer = sign_up(site, "ann")
    assert (answer.status, answer.body["code"]) == (409, "not_accepted")


def test_moderators_invite_people_and_nobody_else_does(site: Site) -> None:
    # Given
    rows = site.lambdas.http_wiring.account_rows
    rows.create(Account("mod", "Mod", "mod@example.org"))
    rows.create(Account("ann", "Ann", "ann@example.org"))
    _appoint(site, "mod")
    decide(site, sign_up="invited")
    # When
    refused = site.as_user("ann", "POST", "/api/invites", {})
    assert (refused.status, refused.body["code"]) == (403, "not_allowed")
    invite = site.as_user("mod", "POST", "/api/invites", {"uses": 1, "days": 3})
    # Then
    assert (invite.status, set(invite.body)) == (201, {"code", "url"})
    assert invite.body["url"] == f"http://localhost:8080/invite/{invite.body['code']}"
    assert sign_up(site, "bob", invite=invite.body["code"]).status == 201
    assert sign_up(site, "cat", invite=invite.body["code"]).body["code"] == "bad_invite"


@pytest.mark.parametrize("body", [{"uses": 0}, {"uses": 1001}, {"days": 0}, {"days": 366}, {"uses": "1"}, {"more": 1}])
def test_an_invitation_that_cannot_be_is_a_422(site: Site, body: dict[str, Any]) -> None:
    assert site.as_user("mod", "POST", "/api/invites", body).status in (401, 422)
    site.lambdas.http_wiring.account_rows.create(Account("mod", "Mod", "mod@example.org"))
    assert site.as_user("mod", "POST", "/api/invites", body).status == 422


def test_an_hour_has_a_hundred_invitations(site: Site) -> None:
    site.lambdas.http_wiring.account_rows.create(Account("mod", "Mod", "mod@example.org"))
    _appoint(site, "mod")
    for _ in range(100):
        assert site.as_user("mod", "POST", "/api/invites").status == 201
    answer = site.as_user("mod", "POST", "/api/invites")
    assert (answer.status, answer.body["code"]) == (429, "rate_limited")


def _appoint(site: Site, username: str) -> None:
    site.lambdas.http_wiring.database.update(account_row(username), [AccountRow.role.set("moderator")])
