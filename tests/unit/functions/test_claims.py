"""Given somebody who was imported, when they take their account over through the HTTP API, then …"""

from __future__ import annotations

import re

import pytest

from tests.support.chat import Chat
from tests.support.imported import imported
from tests.support.lambdas import Lambdas
from tests.support.site import PASSWORD, Site

ADDRESS = "ann@example.org"


@pytest.fixture
def site(lambdas: Lambdas, monkeypatch: pytest.MonkeyPatch) -> Site:
    return Site(lambdas, monkeypatch)


def test_an_account_is_taken_over_and_no_longer_imported(site: Site, chat: Chat) -> None:
    # Given
    imported(chat, "ann", ADDRESS)
    site.sign_up("bob")
    assert site.as_user("bob", "GET", "/api/users/ann").body["imported"] is True
    # When
    asked = site.call("POST", "/api/auth/claim", {"email": ADDRESS})
    assert (asked.status, asked.text) == (204, "")
    found = re.search(r"\b\d{6}\b", site.mail.sent[-1][2])
    assert found
    body = {"email": ADDRESS, "code": found[0], "password": PASSWORD}
    # Then
    claimed = site.call("POST", "/api/auth/claim/finish/", body)
    assert (claimed.status, claimed.body) == (201, {"username": "ann", "email_verified": True})
    login = site.call("POST", "/api/auth/login", {"username": "ann", "password": PASSWORD})
    assert login.body["user"] | {"email": ADDRESS, "email_verified": True} == login.body["user"]
    assert site.as_user("bob", "GET", "/api/users/ann").body["imported"] is False
    again = site.call("POST", "/api/auth/claim/finish", body)
    assert (again.status, again.body["code"]) == (400, "code_expired")


def test_any_address_gets_the_same_answer(site: Site, chat: Chat) -> None:
    imported(chat, "ann", ADDRESS)
    for email in (ADDRESS, "nobody@example.org", "no address", ""):
        asked = site.call("POST", "/api/auth/claim", {"email": email})
        assert (asked.status, asked.text) == (204, "")
    tried = [
        site.call("POST", "/api/auth/claim/finish", {"email": email, "code": "1", "password": PASSWORD})
        for email in (ADDRESS, "nobody@example.org")
    ]
    assert {(answer.status, answer.text) for answer in tried} == {(400, tried[0].text)}
    assert tried[0].body["code"] == "wrong_code"
    never = {"email": "never@example.org", "code": "1", "password": PASSWORD}
    assert site.call("POST", "/api/auth/claim/finish", never).body["code"] == "code_expired"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("", {}),
        ("", {"email": 1}),
        ("", {"email": "a" * 257}),
        ("/finish", {"email": ADDRESS, "code": "1"}),
        ("/finish", {"email": ADDRESS, "password": PASSWORD}),
        ("/finish", {"email": ADDRESS, "code": "1", "password": "too short"}),
        ("/finish", {"email": ADDRESS, "code": 1, "password": PASSWORD}),
    ],
    ids=str,
)
def test_what_is_no_body_of_these_calls_is_refused(site: Site, path: str, body: dict[str, object]) -> None:
    answer = site.call("POST", f"/api/auth/claim{path}", body)
    assert (answer.status, answer.body["code"]) == (422, "invalid")
