"""Accounts, over the wire."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from tests.e2e.client import GUARD, PASSWORD, Person, new_name


def claims(token: str) -> dict[str, Any]:
    payload = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))


async def test_a_new_account_can_sign_in_at_once_and_is_unverified(base: str) -> None:
    async with Person(base, new_name()) as ann:
        # When
        await ann.sign_up()
        # Then
        me = await ann.ok("GET", "/api/me")
        assert me == {
            "username": ann.username,
            "display_name": ann.username,
            "avatar_url": None,
            "bot": False,
            "email": ann.email,
            "email_verified": False,
            "role": "member",
        }


async def test_a_username_is_taken_whatever_its_case(base: str) -> None:
    async with Person(base, new_name()) as ann:
        await ann.sign_up()
        body = {"username": ann.username.upper(), "email": "x@example.org", "password": PASSWORD}
        status, problem = await ann.call("POST", "/api/auth/signup", body)
        assert (status, problem["code"]) == (409, "username_taken")
        status, session = await ann.call(
            "POST", "/api/auth/login/", {"username": ann.username.title(), "password": PASSWORD}
        )
        assert (status, session["user"]["username"]) == (200, ann.username)


async def test_a_wrong_password_and_an_unknown_user_look_the_same(base: str) -> None:
    async with Person(base, new_name()) as ann:
        await ann.sign_up()
        wrong = await ann.call("POST", "/api/auth/login", {"username": ann.username, "password": "not this one"})
        unknown = await ann.call("POST", "/api/auth/login", {"username": "nobody_at_all", "password": "not this one"})
        assert wrong == unknown
        assert (wrong[0], wrong[1]["code"]) == (401, "bad_credentials")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"username": "no"}, "username"),
        ({"username": "private"}, "username"),
        ({"password": "too short"}, "password"),
        ({"email": "nowhere"}, "email"),
        ({"email": 5}, "email"),
        ({"more": 1}, "more"),
    ],
)
async def test_what_does_not_fit_is_named(base: str, change: dict[str, object], field: str) -> None:
    async with Person(base, new_name()) as ann:
        body = {"username": ann.username, "email": ann.email, "password": PASSWORD, **change}
        status, problem = await ann.call("POST", "/api/auth/signup", body)
        assert status == 422
        assert [error["field"] for error in problem["errors"]] == [field]


async def test_unicode_passwords_with_inner_spaces_work(base: str) -> None:
    password = "şu kar 🐒 topu ıslak"
    async with Person(base, new_name()) as ann:
        body = {"username": ann.username, "email": ann.email, "password": password}
        await ann.ok("POST", "/api/auth/signup", body)
        await ann.sign_in(password)


async def test_the_refresh_cookie_gives_a_new_token_until_logout(base: str) -> None:
    async with Person(base, new_name()) as ann:
        await ann.sign_up()
        session = await ann.ok("POST", "/api/auth/refresh", headers=GUARD)
        assert session["user"]["username"] == ann.username
        status, _ = await ann.call("POST", "/api/auth/logout", headers=GUARD)
        assert status == 204
        status, _ = await ann.call("POST", "/api/auth/refresh", headers=GUARD)
        assert status == 401


@pytest.mark.parametrize("path", ["refresh", "logout", "verify-email"])
@pytest.mark.parametrize("headers", [{}, {**GUARD, "Origin": "https://evil.example"}])
async def test_the_cookie_counts_for_nothing_from_another_site(base: str, path: str, headers: dict[str, str]) -> None:
    async with Person(base, new_name()) as ann:
        await ann.sign_up()
        status, problem = await ann.call("POST", f"/api/auth/{path}", {"code": "000000"}, headers=headers)
        assert (status, problem["code"]) == (403, "csrf")


async def test_the_address_is_proven_with_the_mailed_code(base: str) -> None:
    async with Person(base, new_name()) as ann:
        await ann.sign_up()
        await ann.verify()
        assert claims(ann.token or "")["email_verified"] in (True, "true")
        status, problem = await ann.call("POST", "/api/auth/verify-email/send")
        assert (status, problem["code"]) == (429, "too_soon")


async def test_five_wrong_codes_end_a_code(base: str) -> None:
    async with Person(base, new_name()) as ann:
        await ann.sign_up()
        await ann.ok("POST", "/api/auth/verify-email/send")
        right = await ann.mail()
        wrong = "000000" if right != "000000" else "111111"
        codes = []
        for code in [wrong] * 5 + [right]:
            status, problem = await ann.call("POST", "/api/auth/verify-email", {"code": code}, headers=GUARD)
            assert status == 400
            codes.append(problem["code"])
        assert codes == ["wrong_code"] * 5 + ["code_expired"]


async def test_a_forgotten_password_is_reset_by_mail_and_ends_every_session(base: str) -> None:
    name = new_name()
    async with Person(base, name) as ann, Person(base, name) as thief:
        # Given a verified account and somebody else in it
        await (await ann.sign_up()).verify()
        await thief.sign_in()
        ear = await thief.connect()
        await ear.join()
        # When
        status, _ = await ann.call("POST", "/api/auth/forgot-password", {"username": ann.username})
        assert status == 204
        body = {"username": ann.username, "code": "999999", "password": "another snowball"}
        status, problem = await ann.call("POST", "/api/auth/reset-password", body)
        assert (status, problem["code"]) == (400, "wrong_code")
        status, _ = await ann.call("POST", "/api/auth/reset-password", {**body, "code": await ann.mail()})
        assert status == 204
        # Then
        await ear.ended()
        assert (await thief.call("POST", "/api/auth/refresh", headers=GUARD))[0] == 401
        assert (await thief.call("POST", "/api/ws-ticket"))[0] == 401
        await ann.sign_in("another snowball")
        assert (await ann.call("POST", "/api/ws-ticket"))[0] == 200


async def test_asking_for_a_new_password_tells_nothing_of_who_exists(base: str) -> None:
    async with Person(base, new_name()) as ann:
        await ann.sign_up()
        for name in (ann.username, "nobody_at_all", "not even a name"):
            assert (await ann.call("POST", "/api/auth/forgot-password", {"username": name}))[0] == 204
        letters = await ann.ok("GET", "/_local/mailbox")
        assert not [letter for letter in letters if ann.email in str(letter["to"])]


async def test_the_display_name_can_be_changed_and_is_bounded(base: str) -> None:
    async with Person(base, new_name()) as ann:
        await ann.sign_up()
        assert (await ann.ok("PATCH", "/api/me", {"display_name": "  Ann Ö 🐒  "}))["display_name"] == "Ann Ö 🐒"
        for bad in ("", "   ", "x" * 51, None, 5):
            assert (await ann.call("PATCH", "/api/me", {"display_name": bad}))[0] == 422
        assert (await ann.ok("GET", "/api/me"))["display_name"] == "Ann Ö 🐒"


async def test_without_a_good_token_there_is_nothing_to_see(base: str) -> None:
    async with Person(base, new_name()) as ann:
        for token in (None, "nonsense", "a.b.c"):
            ann.token = token
            for method, path in (
                ("GET", "/api/me"),
                ("GET", "/api/chats"),
                ("GET", "/api/chat/public-chat"),
                ("POST", "/api/ws-ticket"),
                ("POST", "/api/auth/verify-email/send"),
                ("POST", "/api/auth/verify-email/send/"),
            ):
                assert (await ann.call(method, path))[0] == 401, (token, path)


async def test_anybody_may_ask_what_the_deployment_allows(base: str) -> None:
    async with Person(base, new_name("ann")) as stranger:
        site = await stranger.ok("GET", "/api/site")
    assert site == {
        "name": "Monkey Snowfight",
        "message_length": 300,
        "upload_limit": 25 * 1024 * 1024,
        "uploads": True,
        "contact": "",
        "sign_up": "open",
        "challenge": False,
        "calls": True,
        "push": True,
        "edit_hours": 24,
    }
