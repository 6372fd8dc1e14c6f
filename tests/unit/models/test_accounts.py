"""Given a body of the accounts part, when it is read, then …"""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError

from snowfight.models.accounts import Login, ResetPassword, SignUp

GOOD = {"username": "ann_1", "email": "ann@example.org", "password": "correct horse"}


def read(**changes: Any) -> SignUp:
    return SignUp.model_validate_json(json.dumps({**GOOD, **changes}))


def blamed(**changes: Any) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        read(**changes)
    return [".".join(str(part) for part in error["loc"]) for error in refused.value.errors()]


def test_a_good_body_is_taken_and_its_name_kept_lower_case() -> None:
    assert read(username="ANN_1").model_dump(exclude_unset=True) == GOOD


@pytest.mark.parametrize("password", ["x" * 10, "x" * 128, "🐒" * 128, "ten chars!", "in ner  sp", "ünïcödé ключ"])
def test_a_password_may_be_of_any_kind(password: str) -> None:
    assert read(password=password).password == password


@pytest.mark.parametrize(
    "password",
    ["", "x" * 9, "x" * 129, "🐒" * 9, " leading space", "trailing space ", "null\0inside!", None, 1234567890],
)
def test_a_password_that_does_not_fit_is_refused(password: object) -> None:
    assert blamed(password=password) == ["password"]


@pytest.mark.parametrize("password", ["monkey_business", "MONKEY_business", "Monkey_Business"])
def test_a_password_may_not_be_the_username_in_any_case(password: str) -> None:
    assert blamed(username="monkey_business", password=password) == ["password"]
    with pytest.raises(ValidationError):
        ResetPassword(username=" Monkey_Business ", code="1", password=password)


@pytest.mark.parametrize(
    "email",
    ["a@b.cd", "first.last+tag@sub.example.co.uk", f"{'x' * 64}@example.org", "o'hara@example.org", "a@b1-c.de"],
)
def test_an_email_address_is_taken(email: str) -> None:
    assert read(email=email).email == email


@pytest.mark.parametrize(
    "email",
    [
        "",
        "a",
        "@example.org",
        "a@",
        "a@b",
        "a b@example.org",
        "a@exa mple.org",
        "a@@example.org",
        "a..b@example.org",
        "a@example..org",
        "a@-example.org",
        "a@example-.org",
        "a@example.org\n",
        "a@example.org\r\nBcc: b@example.org",
        "ä@example.org",
        "a@exämple.org",
        "Ann <a@example.org>",
        "a@example.org,b@example.org",
        f"{'x' * 65}@example.org",
        f"a@{'x.' * 126}org",
        "a\0@example.org",
        None,
        7,
    ],
)
def test_what_is_no_email_address_is_refused(email: object) -> None:
    assert blamed(email=email) == ["email"]


@given(st.text(max_size=300))
@example("a@" + "x." * 5000 + "!")
def test_no_text_takes_the_email_pattern_long(text: str) -> None:
    try:
        taken = read(email=text).email
    except ValidationError:
        return
    assert "@" in taken
    assert len(taken) <= 254


def test_unknown_missing_and_wrong_fields_are_each_named() -> None:
    assert blamed(admin=True) == ["admin"]
    assert set(blamed(username=None, email=3, password=[])) == {"username", "email", "password"}
    with pytest.raises(ValidationError) as refused:
        SignUp.model_validate_json("{}")
    assert {error["loc"] for error in refused.value.errors()} == {("username",), ("email",), ("password",)}


@pytest.mark.parametrize("text", ["", "[]", "null", '"x"', "{", '{"username":"\\ud800"}', "1"])
def test_what_is_no_json_object_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        SignUp.model_validate_json(text)


def test_a_login_takes_any_text_since_what_nobody_could_have_is_merely_wrong() -> None:
    assert Login(username="?!", password="x").username == "?!"
    for changes in ({"username": 1}, {"password": None}, {"password": "x" * 257}, {"extra": 1}):
        with pytest.raises(ValidationError):
            Login.model_validate({"username": "ann", "password": "x", **changes})
