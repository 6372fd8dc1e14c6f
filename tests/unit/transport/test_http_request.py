"""Given a call as the gateway hands it on, when it is read, then …"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snowfight.errors import Csrf, FieldError, Invalid, NotJson, Unauthorized
from snowfight.models.accounts import Login
from snowfight.models.message import HistoryQuery
from snowfight.transport.http_request import MAX_BODY, Request, normalized
from tests.support.events import OPENED, ORIGIN, claims, http_event

ORIGINS = ("http://localhost:8080", "https://chat.example.org")
GUARD = {"X-Requested-With": "snowfight"}
LOGIN = {"username": "ann", "password": "correct horse"}


def post(body: Any = None, **parts: Any) -> Request:
    return Request.of(http_event("POST", "/api/x", body, **parts))


def blamed(read: Callable[[], object]) -> list[FieldError]:
    with pytest.raises(Invalid) as refused:
        read()
    return refused.value.errors


# bodies


@pytest.mark.parametrize("encoded", [False, True])
def test_a_body_is_read_as_its_model_in_base64_or_not(encoded: bool) -> None:
    login = {**LOGIN, "password": "şu kar 🐒"}
    assert post(login, encoded=encoded).body(Login).model_dump() == login


def test_every_field_that_does_not_fit_is_named() -> None:
    found = blamed(lambda: post({"username": 7, "extra": "x"}).body(Login))
    assert {error.field for error in found} == {"username", "password", "extra"}
    assert all(error.message for error in found)


@pytest.mark.parametrize("text", [None, "", "x", "[]", '{"username":"a\\ud800","password":"b"}', "{" * 100_000])
def test_what_is_no_json_object_is_invalid(text: str | None) -> None:
    assert blamed(lambda: post(text).body(Login))


def test_a_body_that_is_no_utf_8_or_no_base64_is_invalid() -> None:
    latin = http_event("POST", "/api/x", "")
    for body in ("/////w==", "no base64 at all!", "a"):
        event = {**latin, "body": body, "isBase64Encoded": True}
        assert blamed(lambda event=event: Request.of(event).body(Login))


def test_a_body_without_end_is_not_even_read() -> None:
    [error] = blamed(lambda: post("x" * (2 * MAX_BODY + 1)).body(Login))
    assert "too long" in error.message


def test_a_complaint_does_not_repeat_what_was_sent() -> None:
    found = blamed(lambda: post({"username": "ann", "password": ["hush"]}).body(Login))
    assert "hush" not in str(found)


def test_no_body_at_all_stands_for_an_empty_one_where_nothing_is_required() -> None:
    assert Request.of(http_event("POST", "/api/x")).optional_body(HistoryQuery).limit == 30
    assert post({"limit": 3}).optional_body(HistoryQuery).limit == 3


@given(st.text())
def test_no_text_breaks_the_reading_of_a_body(text: str) -> None:
    assert blamed(lambda: post(text).body(Login))


@pytest.mark.parametrize("content_type", ["text/plain", "", "application/xml", "application/json+x", None])
def test_only_a_body_has_to_be_json(content_type: str | None) -> None:
    event = http_event("POST", "/api/x", LOGIN)
    event["headers"].pop("content-type")
    if content_type is not None:
        event["headers"]["Content-Type"] = content_type
    with pytest.raises(NotJson):
        Request.of(event).must_be_json()
    Request.of({**event, "body": None}).must_be_json()


# where calls come from


@pytest.mark.parametrize(
    ("passed", "address"),
    [
        ("203.0.113.7, 192.0.2.1", "203.0.113.7"),
        ("1.2.3.4, 203.0.113.7 ,192.0.2.1", "203.0.113.7"),
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6, 192.0.2.1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::ffff, 192.0.2.1", "2001:db8:1:2::/64"),
        ("", ""),
        ("nowhere, 192.0.2.1", ""),
        (",", ""),
    ],
)
def test_the_address_is_the_one_that_the_cdn_saw(passed: str, address: str) -> None:
    assert post(headers={"X-Forwarded-For": passed}).address == address
    assert post().address == ""


# queries


def test_a_query_is_read_as_its_model() -> None:
    request = Request.of(http_event("GET", "/api/x", query={"before": "7", "limit": "3"}))
    assert request.query(HistoryQuery) == HistoryQuery(before=7, limit=3)
    assert Request.of(http_event("GET", "/api/x")).query(HistoryQuery) == HistoryQuery()


def test_a_query_that_does_not_fit_names_the_parameter() -> None:
    request = Request.of(http_event("GET", "/api/x", query={"limit": "0"}))
    assert [error.field for error in blamed(lambda: request.query(HistoryQuery))] == ["limit"]
    both = Request.of(http_event("GET", "/api/x", query={"before": "1", "after": "0"}))
    [error] = blamed(lambda: both.query(HistoryQuery))
    assert error.message == "only one of offset, before, after and around can be asked for"


# callers


def test_the_caller_is_whom_the_id_token_names() -> None:
    caller = post(caller=claims("Ann")).caller
    assert (caller.username, caller.signed_in) == ("ann", OPENED)


@pytest.mark.parametrize(
    "given_claims",
    [
        None,
        {},
        claims(token_use="access"),
        claims(token_use=None),
        {"token_use": "id", "auth_time": "0"},
        claims(""),
    ],
    ids=["no authorizer", "no claims", "access token", "no use", "no name", "empty name"],
)
def test_without_a_good_id_token_there_is_no_caller(given_claims: dict[str, str] | None) -> None:
    with pytest.raises(Unauthorized):
        _ = post(caller=given_claims).caller


@pytest.mark.parametrize("name", ["admin", "deleted-user", "an\u212a", "ann#x", "a" * 21])
def test_whoever_signed_up_at_cognito_itself_under_a_name_that_we_give_nobody_is_no_caller(name: str) -> None:
    with pytest.raises(Unauthorized):
        _ = post(caller=claims(name)).caller


# the refresh cookie


@pytest.mark.parametrize(
    "headers", [GUARD, {**GUARD, "Origin": ORIGIN}, {"x-requested-with": "snowfight", "origin": ORIGINS[1]}]
)
def test_the_cookie_is_taken_from_the_site_and_from_scripts(headers: dict[str, str]) -> None:
    assert post(headers=headers, cookies=["a=b", "refresh=token"]).cookie(ORIGINS) == "token"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Requested-With": ""},
        {"X-Requested-With": "XMLHttpRequest"},
        {"Origin": ORIGIN},
        {**GUARD, "Origin": "https://evil.example"},
        {**GUARD, "Origin": "null"},
        {**GUARD, "Origin": ""},
        {**GUARD, "Origin": "http://localhost:8080.evil.example"},
        {**GUARD, "Origin": "http://localhost"},
        {**GUARD, "Origin": "https://localhost:8080"},
    ],
)
@pytest.mark.parametrize("cookies", [[], ["refresh=token"]])
def test_another_sites_call_is_refused_with_a_cookie_and_without(headers: dict[str, str], cookies: list[str]) -> None:
    with pytest.raises(Csrf):
        post(headers=headers, cookies=cookies).cookie(ORIGINS)


@pytest.mark.parametrize(
    ("cookies", "header", "token"),
    [
        ([], None, None),
        (["refresh="], None, None),
        (["other=refresh"], None, None),
        (["xrefresh=1"], None, None),
        (["a=b; refresh=t=1"], None, "t=1"),
        ([], "a=b; refresh=token; c=d", "token"),
    ],
)
def test_the_token_is_the_value_of_one_cookie_however_they_come(
    cookies: list[str], header: str | None, token: str | None
) -> None:
    headers = {**GUARD, "Cookie": header} if header else GUARD
    assert post(headers=headers, cookies=cookies).cookie(ORIGINS) == token


# paths


@pytest.mark.parametrize(
    ("path", "route"), [("/api/me/", "/api/me"), ("/api/me", "/api/me"), ("/", "/"), ("//", "/"), ("", "/")]
)
def test_a_trailing_slash_makes_no_difference(path: str, route: str) -> None:
    event = http_event("GET", path)
    changed = normalized(event)
    assert (changed["rawPath"], changed["requestContext"]["http"]["path"]) == (route, route)
    assert changed["headers"] == event["headers"]
    assert event["rawPath"] == path


def test_moments_of_tokens_are_in_utc() -> None:
    caller = post(caller=claims(auth_time=0)).caller
    assert caller.signed_in == datetime(1970, 1, 1, tzinfo=UTC)
