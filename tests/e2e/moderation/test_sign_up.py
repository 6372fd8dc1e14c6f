"""Signing up over the wire, as owners decide it."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from local.ministack import ROOT_KEY
from local.settings import REGION
from local.stack import Stack
from tests.e2e.client import PASSWORD, Person, new_name
from tests.support.challenges import solved

OPEN = {"sign_up": "open", "domains": [], "challenge": False, "contact": ""}


@asynccontextmanager
async def decided(base: str, **settings: Any) -> AsyncGenerator[Person]:
    """An owner who decides that, and that everybody may sign up again in the end."""
    async with Person(base, new_name("own")) as owner:
        await owner.sign_up()
        await owner.verify()
        await owner.ok("POST", "/_local/owner", {"username": owner.username})
        await owner.ok("PATCH", "/api/moderation/settings", settings)
        try:
            yield owner
        finally:
            await owner.ok("PATCH", "/api/moderation/settings", OPEN)


async def sign_up(person: Person, email: str = "", **parts: Any) -> tuple[int, Any]:
    """Status and code of somebody's sign-up."""
    body = {"username": person.username, "email": email or person.email, "password": PASSWORD, **parts}
    status, answer = await person.call("POST", "/api/auth/signup", body)
    return status, answer.get("code")


async def test_everybody_is_told_what_the_site_is_like(base: str) -> None:
    async with decided(base, contact="Write to Ada"), Person(base, new_name()) as person:
        site = await person.ok("GET", "/api/site")
        names = ("name", "contact", "sign_up", "challenge", "calls", "push", "uploads", "upload_limit")
        assert set(site) == {*names, "message_length", "edit_hours"}
        assert [type(site[name]) for name in ("calls", "push", "uploads", "challenge")] == [bool] * 4


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({"sign_up": "closed"}, "closed"),
        ({"sign_up": "domains", "domains": ["UGent.be"]}, "bad_domain"),
        ({"sign_up": "invited"}, "bad_invite"),
        ({"challenge": True}, "bad_challenge"),
    ],
    ids=str,
)
async def test_who_may_not_sign_up_is_told_why_and_cannot_at_cognito_itself(
    base: str, stack: Stack, settings: dict[str, Any], code: str
) -> None:
    cognito = boto3.Session(*ROOT_KEY.values(), region_name=REGION).client(
        "cognito-idp", endpoint_url=stack.endpoint_url
    )
    async with decided(base, **settings), Person(base, new_name()) as person:
        assert await sign_up(person) == (403, code)
        with pytest.raises(ClientError, match="UserLambdaValidationException"):
            cognito.sign_up(
                ClientId=stack.outputs["UserPoolClient"],
                Username=person.username,
                Password=PASSWORD,
                UserAttributes=[{"Name": "email", "Value": person.email}],
            )
        status, _ = await person.call("POST", "/api/auth/login", {"username": person.username, "password": PASSWORD})
        assert status == 401


async def test_an_address_of_the_domain_may_in_any_case(base: str) -> None:
    async with decided(base, sign_up="domains", domains=["UGent.be"]), Person(base, new_name()) as person:
        assert await sign_up(person, f"{person.username}@ugENT.be") == (201, None)


async def test_a_challenge_is_solved_once_for_each_account(base: str) -> None:
    async with decided(base, challenge=True), Person(base, new_name()) as ann, Person(base, new_name()) as bob:
        # Given
        text = solved(await ann.ok("GET", "/api/auth/challenge"))
        # When a sign-up fails for another reason, then it is good still
        assert (await sign_up(ann, "no address", challenge=text))[0] == 422
        assert await sign_up(ann, challenge=text) == (201, None)
        # Then not again
        assert await sign_up(bob, challenge=text) == (403, "bad_challenge")


async def test_a_moderators_invitation_lets_in_so_many(base: str) -> None:
    async with (
        decided(base, sign_up="invited") as owner,
        Person(base, new_name()) as ann,
        Person(base, new_name()) as bob,
    ):
        status, invite = await owner.call("POST", "/api/invites", {"uses": 1, "days": 1})
        assert (status, invite["url"]) == (201, f"{base}/invite/{invite['code']}")
        assert await sign_up(ann, invite=invite["code"]) == (201, None)
        assert await sign_up(bob, invite=invite["code"]) == (403, "bad_invite")
        await ann.sign_in()
        status, problem = await ann.call("POST", "/api/invites", {})
        assert (status, problem["code"]) == (403, "not_allowed")


async def test_an_invitation_to_a_group_lets_in_and_joins_once_the_address_is_proven(base: str) -> None:
    async with decided(base, sign_up="invited") as owner, Person(base, new_name()) as ann:
        # Given
        room = (await owner.ok("POST", "/api/chat/new", {"groupchat_name": "Fort"}))["chat"]["name"]
        invite = (await owner.ok("GET", f"/api/chat/{room}/edit"))["invite"]
        # When
        assert await sign_up(ann, invite=invite) == (201, None)
        await ann.sign_in()
        assert (await ann.call("GET", f"/api/chat/{room}"))[0] == 404
        await ann.verify()
        # Then
        members = (await ann.ok("GET", f"/api/chat/{room}"))["members"]
        assert [member["username"] for member in members] == [owner.username, ann.username]


async def test_the_proven_address_of_a_banned_account_waits_until_the_ban_is_lifted(base: str) -> None:
    async with decided(base) as owner, Person(base, new_name()) as eve, Person(base, new_name()) as again:
        # Given
        await (await eve.sign_up()).verify()
        await owner.ok("POST", f"/api/users/{eve.username}/ban", {"statement": "enough"})
        # When, then
        assert await sign_up(again, eve.email.upper()) == (409, "not_accepted")
        await owner.ok("POST", f"/api/users/{eve.username}/unban")
        assert await sign_up(again, eve.email.upper()) == (201, None)
