"""Given the HTTP API's function, when the gateway calls it, then …"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from infra.contract.operations import OPERATIONS
from infra.contract.operations.operation import Auth, Operation
from snowfight.domain.accounts import sessions
from snowfight.errors import Unavailable
from snowfight.transport import http_app
from tests.support.events import claims, http_event
from tests.support.logs import logged
from tests.support.site import GUARD, PASSWORD, Site

PROBLEM = "application/problem+json"
ODD = ["%00", "\0", "a" * 300, "a b", "ö", "🐒", "🐒/", "#", "\ufffd\ud800", '"']
"""What may stand where a path has a name, as the gateway decodes it."""


def test_health_needs_nothing(site: Site) -> None:
    for path in ("/api/health", "/api/health/"):
        answer = site.call("GET", path)
        assert (answer.status, answer.body) == (200, {"status": "ok"})
        assert answer.headers["Content-Type"] == "application/json"
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("account", ["", "/chat/cloudinary"])
def test_a_client_is_told_what_the_deployment_allows_before_anybody_signs_in(
    site: Site, monkeypatch: pytest.MonkeyPatch, account: str
) -> None:
    # Given a deployment that has settled these its own way
    settings = site.lambdas.http_wiring.settings
    own = replace(settings, message_length=700, upload_limit=5000, cloudinary_parameter=account)
    own = replace(own, calls=account != "", push_parameter=account, edit_hours=None if account else 0.5)
    monkeypatch.setattr("functions.http_api.sign_up.settings", own)
    # When somebody without a token asks, then they are told
    for path in ("/api/site", "/api/site/"):
        answer = site.call("GET", path)
        assert (answer.status, answer.body) == (
            200,
            {
                "name": "Monkey Snowfight",
                "contact": "",
                "sign_up": "open",
                "challenge": False,
                "calls": account != "",
                "push": account != "",
                "uploads": account != "",
                "upload_limit": 5000,
                "message_length": 700,
                "edit_hours": None if account else 0.5,
            },
        )


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/api"),
        ("GET", "/api/nothing"),
        ("GET", "/api/auth/login"),
        ("DELETE", "/api/me"),
        ("OPTIONS", "/api/me"),
        ("GET", "/api/me/../health"),
        ("GET", "/api//health"),
        ("GET", "/api/chat/a/b/c"),
    ],
)
def test_what_is_no_route_is_a_404_problem(site: Site, method: str, path: str) -> None:
    answer = site.call(method, path, caller=claims())
    assert (answer.status, answer.headers["Content-Type"], answer.body["code"]) == (404, PROBLEM, "not_found")


def test_every_call_that_needs_a_token_says_401_without_one(site: Site) -> None:
    for operation in OPERATIONS:
        if operation.auth is Auth.BEARER:
            path = operation.path.replace("{chatroom_name}", "public-chat").replace("{username}", "ann")
            for token in (None, claims(token_use="access")):
                answer = site.call(operation.method, path, {}, caller=token)
                assert (operation.name, answer.status, answer.body["code"]) == (operation.name, 401, "unauthorized")


def test_an_account_is_made_signed_in_shown_and_changed(site: Site) -> None:
    # Given
    body = {"username": "Ann_1", "email": "ann@example.org", "password": PASSWORD}
    # When she signs up
    answer = site.call("POST", "/api/auth/signup/", body)
    assert (answer.status, answer.body) == (201, {"username": "ann_1", "email_verified": False})
    # And signs in, in any case
    login = site.call("POST", "/api/auth/login", {"username": "ANN_1", "password": PASSWORD})
    user = {
        "username": "ann_1",
        "display_name": "ann_1",
        "avatar_url": None,
        "bot": False,
        "email": "ann@example.org",
        "email_verified": False,
        "role": "member",
    }
    assert (login.status, login.body) == (200, {"token": "token-ann_1", "expires_in": 900, "user": user})
    assert login.headers["Set-Cookie"].endswith("; Path=/api/auth; Max-Age=2592000; HttpOnly; SameSite=Strict; Secure")
    # Then she is shown, and can change what is hers
    assert site.as_user("ann_1", "GET", "/api/me").body == user
    changed = site.as_user("ann_1", "PATCH", "/api/me", {"display_name": " Ann "})
    assert (changed.status, changed.body) == (200, {**user, "display_name": "Ann"})
    assert site.as_user("ann_1", "GET", "/api/me/").body["display_name"] == "Ann"


@pytest.mark.parametrize("seq", ["0", "-1", "1.0", "\u0661", "x", "9" * 17, "9" * 5000])
def test_what_can_be_no_messages_number_has_no_file(site: Site, seq: str) -> None:
    site.sign_up("ann")
    answer = site.as_user("ann", "GET", f"/api/chat/public-chat/file/{seq}")
    assert (answer.status, answer.body["code"]) == (404, "no_file")


def test_a_taken_name_is_a_409(site: Site) -> None:
    site.sign_up("ann")
    body = {"username": "ANN", "email": "eve@example.org", "password": PASSWORD}
    answer = site.call("POST", "/api/auth/signup", body)
    assert (answer.status, answer.body["code"]) == (409, "username_taken")


def test_a_body_that_does_not_fit_is_a_422_that_names_every_field(site: Site) -> None:
    answer = site.call("POST", "/api/auth/signup", {"username": "me", "email": "x", "password": "short", "admin": True})
    assert (answer.status, answer.headers["Content-Type"], answer.body["code"]) == (422, PROBLEM, "invalid")
    assert {error["field"] for error in answer.body["errors"]} == {"username", "email", "password", "admin"}
    for body in (None, "", "no json", "[]", "null"):
        assert site.call("POST", "/api/auth/signup", body).status == 422


def test_wrong_credentials_read_the_same_whoever_they_are_of(site: Site) -> None:
    site.sign_up("ann")
    answers = [
        site.call("POST", "/api/auth/login", {"username": name, "password": password})
        for name, password in (
            ("ann", "wrong horse"),
            ("bob", PASSWORD),
            ("no name!", PASSWORD),
            ("ann", ""),
            ("", "x"),
        )
    ]
    assert {(answer.status, answer.text) for answer in answers} == {(401, answers[0].text)}
    assert answers[0].body["code"] == "bad_credentials"


def test_the_cookie_refreshes_until_it_is_logged_out(site: Site) -> None:
    # Given
    token = site.sign_up("ann")
    parts: dict[str, Any] = {"headers": GUARD, "cookies": [f"refresh={token}"]}
    # When, then
    refreshed = site.call("POST", "/api/auth/refresh", **parts)
    assert (refreshed.status, refreshed.body["user"]["username"]) == (200, "ann")
    assert "Set-Cookie" not in refreshed.headers
    out = site.call("POST", "/api/auth/logout", **parts)
    assert (out.status, out.text, out.cookie) == (204, "", "")
    assert "Max-Age=0" in out.headers["Set-Cookie"]
    again = site.call("POST", "/api/auth/refresh", **parts)
    assert (again.status, again.body["code"]) == (401, "unauthorized")


def test_without_a_cookie_logging_out_is_fine_and_the_rest_is_a_401(site: Site) -> None:
    assert site.call("POST", "/api/auth/logout", headers=GUARD).status == 204
    assert site.call("POST", "/api/auth/refresh", headers=GUARD).status == 401
    assert site.call("POST", "/api/auth/verify-email", {"code": "123456"}, headers=GUARD).status == 401


@pytest.mark.parametrize("headers", [{}, {**GUARD, "Origin": "https://evil.example"}, {"Origin": GUARD["Origin"]}])
@pytest.mark.parametrize("path", ["refresh", "logout", "verify-email"])
def test_another_site_cannot_use_the_cookie(site: Site, path: str, headers: dict[str, str]) -> None:
    token = site.sign_up("ann")
    for cookies in ([f"refresh={token}"], []):
        answer = site.call("POST", f"/api/auth/{path}", {"code": "123456"}, headers=headers, cookies=cookies)
        assert (answer.status, answer.body["code"]) == (403, "csrf")
    assert token in site.identity.sessions


@pytest.mark.parametrize(
    "operation", [each for each in OPERATIONS if each.path.startswith("/api/auth/")], ids=lambda each: each.name
)
def test_another_sites_page_makes_no_call_that_has_to_do_with_sessions(site: Site, operation: Operation) -> None:
    # Given a foreign page that knows everything there is to know
    token = site.sign_up("ann")
    site.as_user("ann", "POST", "/api/auth/verify-email/send")
    mailed, users = list(site.mail.sent), dict(site.identity.users)
    body = {"username": "ann", "email": "eve@example.org", "password": PASSWORD, "code": "123456"}
    named = {field: body.get(field) for field in (operation.body.model_fields if operation.body else ())}
    for origin in ("https://evil.example", "null", ""):
        # When it calls
        headers = {**GUARD, "Origin": origin}
        cookies = [f"refresh={token}"]
        answer = site.call("POST", operation.path, named, headers=headers, cookies=cookies, caller=claims())
        # Then nothing comes of it
        assert (answer.status, answer.body["code"]) == (403, "csrf")
        assert "Set-Cookie" not in answer.headers
    assert (token in site.identity.sessions, site.mail.sent, site.identity.users) == (True, mailed, users)


BODIES = [each for each in OPERATIONS if each.body]


@pytest.mark.parametrize("operation", BODIES, ids=lambda each: each.name)
@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "", "json"]
)
def test_a_body_that_is_not_json_is_a_415_on_every_call_that_takes_one(
    site: Site, operation: Operation, content_type: str
) -> None:
    # Given the admin of a group
    token = site.sign_up("ann")
    site.lambdas.http_wiring.account_rows.verify_email("ann")
    group = site.as_user("ann", "POST", "/api/chat/new", {"groupchat_name": "ours"}).body["chat"]["name"]
    path = operation.path.replace("{chatroom_name}", group)
    # When a form's body comes in place of JSON
    answer = site.call(
        operation.method,
        path,
        json.dumps({"username": "ann", "password": PASSWORD}),
        headers={**GUARD, "content-type": content_type},
        cookies=[f"refresh={token}"],
        caller=claims(),
    )
    # Then
    assert (answer.status, answer.headers["Content-Type"], answer.body["code"]) == (415, PROBLEM, "not_json")


@pytest.mark.parametrize("content_type", ["application/json", "Application/JSON; charset=utf-8", "application/json;"])
def test_json_is_json_however_it_is_written(site: Site, content_type: str) -> None:
    site.sign_up("ann")
    body = {"username": "ann", "password": PASSWORD}
    assert site.call("POST", "/api/auth/login", body, headers={"content-type": content_type}).status == 200


def test_who_gets_very_much_wrong_is_told_when_to_try_again(site: Site) -> None:
    failures = replace(sessions.FAILURES, amount=1)
    site.monkeypatch.setattr("snowfight.domain.accounts.sessions.FAILURES", failures)
    body = {"username": "ann", "password": "wrong horse"}
    seen = {"x-forwarded-for": "198.51.100.1, 203.0.113.7, 192.0.2.1"}
    assert site.call("POST", "/api/auth/login", body, headers=seen).status == 401
    answer = site.call("POST", "/api/auth/login", body, headers={"x-forwarded-for": "203.0.113.7, 192.0.2.2"})
    assert (answer.status, answer.body["code"]) == (429, "rate_limited")
    assert 0 < int(answer.headers["Retry-After"]) <= 600
    elsewhere = {"x-forwarded-for": "203.0.113.7, 198.51.100.1, 192.0.2.1"}
    assert site.call("POST", "/api/auth/login", body, headers=elsewhere).status == 401


def test_an_address_is_proven_with_the_mailed_code(site: Site) -> None:
    # Given a code on its way
    token = site.sign_up("ann")
    parts: dict[str, Any] = {"headers": GUARD, "cookies": [f"refresh={token}"]}
    sent = site.as_user("ann", "POST", "/api/auth/verify-email/send")
    assert (sent.status, sent.text) == (204, "")
    [(to, _, text)] = site.mail.sent
    assert to == "ann@example.org"
    code = next(word.strip(".") for word in text.split() if word.strip(".").isdigit() and len(word) >= 6)
    # When a second one is asked for at once
    soon = site.as_user("ann", "POST", "/api/auth/verify-email/send")
    assert (soon.status, soon.body["code"]) == (429, "too_soon")
    assert 0 < int(soon.headers["Retry-After"]) <= 60
    # When a wrong one is given, and then the right one
    wrong = site.call("POST", "/api/auth/verify-email", {"code": "x"}, **parts)
    assert (wrong.status, wrong.body["code"]) == (400, "wrong_code")
    right = site.call("POST", "/api/auth/verify-email", {"code": code}, **parts)
    # Then
    assert (right.status, right.body["user"]["email_verified"]) == (200, True)
    assert site.as_user("ann", "GET", "/api/me").body["email_verified"] is True


def test_a_forgotten_password_answers_the_same_whoever_asks(site: Site) -> None:
    site.sign_up("ann")
    for name in ("ann", "nobody", "no name!", ""):
        answer = site.call("POST", "/api/auth/forgot-password", {"username": name})
        assert (answer.status, answer.text) == (204, "")
    assert site.call("POST", "/api/auth/forgot-password", {}).status == 422


def test_a_wrong_reset_code_reads_the_same_whoever_it_is_of(site: Site) -> None:
    site.sign_up("ann")
    answers = [
        site.call("POST", "/api/auth/reset-password", {"username": name, "code": "1", "password": "another horse"})
        for name in ("ann", "nobody", "no name!")
    ]
    assert {(answer.status, answer.text) for answer in answers} == {(400, answers[0].text)}
    assert answers[0].body["code"] == "wrong_code"


def test_a_ticket_is_given_to_a_living_account_only(site: Site) -> None:
    site.sign_up("ann")
    answer = site.as_user("ann", "POST", "/api/ws-ticket")
    assert (answer.status, answer.body["expires_in"]) == (200, 30)
    assert len(answer.body["ticket"]) >= 40
    assert site.as_user("nobody", "POST", "/api/ws-ticket").status == 401


def test_the_public_chat_is_there_for_everybody(site: Site) -> None:
    site.sign_up("ann")
    [chat] = site.as_user("ann", "GET", "/api/chats").body["chats"]
    assert (chat["name"], chat["kind"], chat["open"], chat["last_seq"], chat["last_message"]) == (
        "public-chat",
        "public",
        True,
        0,
        None,
    )
    page = site.as_user("ann", "GET", "/api/chat/public-chat").body
    assert page == {
        "chat": chat,
        "members": [],
        "members_cursor": None,
        "messages": [],
        "has_older": False,
        "rev": 0,
        "readers": None,
    }
    older = site.as_user("ann", "GET", "/api/chat/older/public-chat", query={"before": "5"}).body
    assert older == {"messages": [], "has_older": False, "has_newer": False, "rev": 0}


@pytest.mark.parametrize("query", [{"limit": "0"}, {"limit": "x"}, {"before": "1", "after": "1"}, {"offset": "-1"}])
def test_a_page_that_cannot_be_is_a_422(site: Site, query: dict[str, str]) -> None:
    site.sign_up("ann")
    answer = site.as_user("ann", "GET", "/api/chat/older/public-chat", query=query)
    assert (answer.status, answer.body["code"]) == (422, "invalid")


@pytest.mark.parametrize("name", ["nowhere", "9c5b94b1-35ad-49bb-b118-8e8fc24abf80", "PUBLIC-CHAT", *ODD])
def test_an_unknown_chat_is_a_404(site: Site, name: str) -> None:
    site.sign_up("ann")
    for path in (f"/api/chat/{name}", f"/api/chat/older/{name}"):
        answer = site.as_user("ann", "GET", path)
        assert (answer.status, answer.body["code"]) == (404, "no_such_chat")


@pytest.mark.parametrize("name", ["nobody", *ODD])
def test_an_unknown_user_is_a_404(site: Site, name: str) -> None:
    site.sign_up("ann")
    for path in (f"/api/users/{name}", f"/api/chat/private/{name}"):
        answer = site.as_user("ann", "GET", path)
        assert (answer.status, answer.body["code"]) == (404, "no_such_user")


def test_an_unexpected_error_is_a_500_that_leaks_nothing_and_is_logged(site: Site) -> None:
    # Given a store that fails in the words of AWS
    def fail(*_: object) -> None:
        raise RuntimeError("arn:aws:dynamodb:us-east-1:123456789012:table/rooms")

    site.monkeypatch.setattr(site.lambdas.http_wiring.sessions, "log_in", fail)
    body = {"username": "ann", "password": "hush hush hush"}
    # When
    with logged(http_app.logger) as log:
        answer = site.call("POST", "/api/auth/login", body)
    # Then
    assert (answer.status, answer.headers["Content-Type"], answer.body["code"]) == (500, PROBLEM, "internal")
    assert "arn" not in answer.text
    assert [line["exception_name"] for line in log.lines if line["level"] == "ERROR"] == ["RuntimeError"]
    assert "hush" not in log.getvalue()


def test_what_we_depend_on_failing_is_a_503_that_leaks_nothing_and_is_logged(site: Site) -> None:
    def fail(*_: object) -> None:
        raise Unavailable from RuntimeError("NotAuthorizedException for arn:aws:cognito")

    site.monkeypatch.setattr(site.identity, "sign_in", fail)
    with logged(http_app.logger) as log:
        answer = site.call("POST", "/api/auth/login", {"username": "ann", "password": PASSWORD})
    assert (answer.status, answer.body["code"]) == (503, "unavailable")
    assert "arn" not in answer.text
    assert "arn:aws:cognito" in log.getvalue()


def test_nothing_secret_is_logged(site: Site) -> None:
    with logged(http_app.logger) as log:
        token = site.sign_up("ann")
        site.call("POST", "/api/auth/refresh", headers=GUARD, cookies=[f"refresh={token}"])
        ticket = site.as_user("ann", "POST", "/api/ws-ticket").body["ticket"]
        site.call("POST", "/api/auth/signup", '{"password":"hush"')
    written = log.getvalue()
    assert len(log.lines) == 5
    for secret in (PASSWORD, token, ticket, "token-ann", "hush", "example.org"):
        assert secret not in written


def test_a_body_in_base64_is_read(site: Site) -> None:
    body = {"username": "ann", "email": "ann@example.org", "password": "şu kar topu 🐒"}
    assert site.call("POST", "/api/auth/signup", body, encoded=True).status == 201


def test_an_answer_is_one_that_the_gateway_takes(site: Site) -> None:
    answer = site.lambdas.http(http_event("GET", "/api/me", caller=claims("nobody")), object())
    assert answer["statusCode"] == 401
    assert answer["isBase64Encoded"] is False
    assert isinstance(answer["body"], str)
    assert json.dumps(answer)
